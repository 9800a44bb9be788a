#include "base/mail/sender.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <fstream>
#include <memory>

#include "base/core/text.h"

namespace concord::mail {
namespace {

constexpr size_t kMaxReply = 300;

std::string DomainOf(std::string_view address) { return std::string(address.substr(address.rfind('@') + 1)); }

// The first line of a file, as editors leave it; nullopt where it cannot be read.
std::optional<std::string> ReadPassword(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  if (!std::getline(in, line)) return std::nullopt;
  while (line.ends_with('\r')) line.pop_back();
  return line;
}

bool NamesServer(std::string_view server) {
  for (std::string_view scheme : {"smtp://", "smtps://"}) {
    if (server.starts_with(scheme)) return server.size() > scheme.size();
  }
  return false;
}

// `text` without `secret`, however it is spelled.
std::string Without(std::string text, std::string_view secret) {
  std::string lower = text::LowerAscii(text), wanted = text::LowerAscii(secret);
  for (size_t at; !wanted.empty() && (at = lower.find(wanted)) != std::string::npos;) {
    text.replace(at, wanted.size(), "...");
    lower.replace(at, wanted.size(), "...");
  }
  return text;
}

bool IsTlsFault(CURLcode code) {
  switch (code) {
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return true;
    default:
      return false;
  }
}

}  // namespace

// One connection. libcurl tells what failed by one code for many causes: what was asked last and what came back says it
// better, so both are kept, the command by its first word alone because the rest may be a password or an address.
class Sender::Conversation {
 public:
  explicit Conversation(const Sender& sender) : sender_(sender), curl_(curl_easy_init()) {
    if (!curl_) return;
    const Config::Mail& settings = sender.settings_;
    // libcurl greets with the path; the machine's own name is nobody's business.
    std::string url = settings.server;
    while (url.ends_with('/')) url.pop_back();
    url += "/" + DomainOf(sender.from_.address);
    Set(CURLOPT_URL, url.c_str());
    Set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    Set(CURLOPT_NOSIGNAL, 1L);  // no alarm signals: other threads run
    Set(CURLOPT_PROXY, "");     // not by way of a web proxy that the environment names
    Set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(sender.options_.connect_limit.count()));
    Set(CURLOPT_TIMEOUT_MS, static_cast<long>(sender.options_.whole_limit.count()));
    Set(CURLOPT_USE_SSL, static_cast<long>(settings.tls == "never" ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!sender.options_.authorities.empty()) Set(CURLOPT_CAINFO, sender.options_.authorities.c_str());
    if (!settings.user.empty()) {
      Set(CURLOPT_USERNAME, settings.user.c_str());
      Set(CURLOPT_PASSWORD, settings.password.c_str());
    }
    Set(CURLOPT_VERBOSE, 1L);
    Set(CURLOPT_DEBUGFUNCTION, &Conversation::Hear);
    Set(CURLOPT_DEBUGDATA, this);
    Set(CURLOPT_WRITEFUNCTION, &Conversation::Drop);
    Set(CURLOPT_NOPROGRESS, 0L);
    Set(CURLOPT_XFERINFOFUNCTION, &Conversation::IsOver);
    Set(CURLOPT_XFERINFODATA, this);
  }
  ~Conversation() {
    curl_slist_free_all(recipients_);
    curl_easy_cleanup(curl_);
  }
  Conversation(const Conversation&) = delete;

  Status Carry(const Message& message, std::string bytes) {
    recipient_ = message.to_address;
    bytes_ = std::move(bytes);
    recipients_ = curl_slist_append(nullptr, ("<" + message.to_address + ">").c_str());
    std::string from = "<" + sender_.from_.address + ">";
    Set(CURLOPT_MAIL_FROM, from.c_str());
    Set(CURLOPT_MAIL_RCPT, recipients_);
    Set(CURLOPT_UPLOAD, 1L);
    Set(CURLOPT_READFUNCTION, &Conversation::Read);
    Set(CURLOPT_READDATA, this);
    return Run();
  }

  Status Greet() {
    Set(CURLOPT_NOBODY, 1L);
    Set(CURLOPT_CUSTOMREQUEST, "NOOP");
    return Run();
  }

 private:
  template <typename Value>
  void Set(CURLoption option, Value value) {
    if (CURLcode code = curl_easy_setopt(curl_, option, value); code != CURLE_OK && setup_ == CURLE_OK) setup_ = code;
  }

  Status Run() {
    if (!curl_ || setup_ != CURLE_OK)
      return Fail(ErrorKind::kInternal, "error.internal", {}, std::string("libcurl: ") + curl_easy_strerror(setup_));
    CURLcode code = curl_easy_perform(curl_);
    return code == CURLE_OK ? Status() : Explain(code);
  }

  // The reply's code where the server refused what was asked last; 0 where the connection failed otherwise.
  int Refusal() const {
    if (reply_.size() < 3 || reply_[0] < '4' || reply_[0] > '5') return 0;
    return (reply_[0] - '0') * 100 + (reply_[1] - '0') * 10 + (reply_[2] - '0');
  }

  Status Explain(CURLcode code) const {
    std::string said = text::Shorten(text::CollapseSpace(Without(text::Clean(reply_), recipient_)), kMaxReply);
    std::string cause = command_ + ": " + (said.empty() ? std::string() : said + "; ") + curl_easy_strerror(code);
    int refusal = Refusal();
    if (IsTlsFault(code)) return Fail(ErrorKind::kUnavailable, "mail.tls", {}, cause);
    if (code == CURLE_LOGIN_DENIED || refusal == 530 || refusal == 535)
      return Fail(ErrorKind::kUnavailable, "mail.auth", {}, cause);
    if (refusal == 0 || code == CURLE_OPERATION_TIMEDOUT)
      return Fail(ErrorKind::kUnavailable, "mail.unreachable", {}, cause);
    // A 5xx to the greeting or to MAIL is about this hub: whoever runs it can set that right, and the mail goes then.
    // 421 and its like close the connection.
    bool for_good = refusal >= 500 && (command_ == "RCPT" || command_ == "DATA");
    return Fail(for_good ? ErrorKind::kInvalid : ErrorKind::kUnavailable, "mail.refused", {{"why", said}}, cause);
  }

  static int Hear(CURL*, curl_infotype type, char* data, size_t size, void* self) {
    static_cast<Conversation*>(self)->Note(type, {data, size});
    return 0;
  }
  void Note(curl_infotype type, std::string_view line) {
    if (type == CURLINFO_HEADER_OUT) {
      std::string_view command = line.substr(0, line.find_first_of(" \r\n"));
      // libcurl takes its leave of a server that refused; the answer to that is of no interest.
      leaving_ = leaving_ || command == "QUIT";
      if (leaving_) return;
      command_ = std::string(command);
      if (command_.size() > 8) command_ = "AUTH";  // a line of an exchange of secrets
      reply_.clear();
    } else if (type == CURLINFO_HEADER_IN && !leaving_) {
      // Of a reply of several lines, all of them; a new one begins behind a line without "-".
      if (reply_done_) reply_.clear();
      reply_done_ = line.size() < 4 || line[3] != '-';
      if (reply_.size() < 2 * kMaxReply) reply_ += line;
    }
  }

  static size_t Read(char* into, size_t size, size_t count, void* self) {
    auto* us = static_cast<Conversation*>(self);
    size_t bytes = std::min(size * count, us->bytes_.size() - us->read_);
    std::memcpy(into, us->bytes_.data() + us->read_, bytes);
    us->read_ += bytes;
    return bytes;
  }
  // libcurl asks about once a second; anything but 0 ends the conversation.
  static int IsOver(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Conversation*>(self)->sender_.interrupted_ ? 1 : 0;
  }
  static size_t Drop(char*, size_t size, size_t count, void*) { return size * count; }

  const Sender& sender_;
  CURL* curl_;
  CURLcode setup_ = CURLE_OK;
  curl_slist* recipients_ = nullptr;
  std::string recipient_, bytes_;
  size_t read_ = 0;
  std::string command_ = "greeting", reply_;
  bool reply_done_ = true, leaving_ = false;
};

Sender::Sender(const Config::Mail& settings, const Clock& clock, Random& random, Log& log, SenderOptions options)
    : settings_(settings), clock_(clock), random_(random), log_(log), options_(std::move(options)) {
  ready_ = Prepare();
}

Status Sender::Prepare() {
  auto fail = [](std::string key, std::map<std::string, std::string> params = {}) {
    return Fail(ErrorKind::kUnavailable, std::move(key), std::move(params));
  };
  if (!enabled()) return fail("mail.disabled");
  if (!NamesServer(settings_.server)) return fail("mail.settings.server");
  auto from = ParseMailbox(settings_.from);
  if (!from) return fail("mail.settings.from");
  from_ = *from;
  if (settings_.password_file.empty()) return {};
  auto password = ReadPassword(settings_.password_file);
  if (!password) return fail("mail.settings.password_file", {{"file", settings_.password_file}});
  settings_.password = *password;
  return {};
}

Status Sender::Send(const Message& message) const {
  if (!ready_) return ready_;
  if (!IsMailAddress(message.to_address))
    return Fail(ErrorKind::kInvalid, "mail.address", {}, "not an address by RFC 5321");
  Time begun = clock_.Now();
  std::string bytes = Compose(message, from_, begun, DomainOf(from_.address), random_);
  size_t size = bytes.size();
  Status sent = Conversation(*this).Carry(message, std::move(bytes));
  if (sent) {
    log_.Info("mail sent", {{"bytes", size}, {"milliseconds", (clock_.Now() - begun).count()}});
  } else {
    log_.Warn("mail not sent", {{"key", sent.error().key}, {"cause", sent.error().cause}});
  }
  return sent;
}

Status Sender::Probe() const {
  if (!ready_) return ready_;
  return Conversation(*this).Greet();
}

}  // namespace concord::mail
