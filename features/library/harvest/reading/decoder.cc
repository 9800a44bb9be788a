#include "features/library/harvest/reading/decoder.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include "base/core/text.h"

namespace concord::library::harvest {
namespace {

constexpr size_t kHead = 1024;  // where a declaration stands

iconv_t const kNoIconv = reinterpret_cast<iconv_t>(-1);

// A name that may be handed to iconv: it has options after slashes.
bool IsPlainName(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':';
  });
}

// encoding="..." of the XML declaration; empty where there is none.
std::string DeclaredIn(std::string_view head) {
  const size_t begin = head.find("<?xml");
  if (begin == head.npos) return {};
  const std::string_view declaration = head.substr(begin, head.find("?>", begin) - begin);
  size_t at = declaration.find("encoding");
  if (at == declaration.npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == declaration.npos) return {};
  const size_t end = declaration.find(declaration[at], at + 1);
  if (end == declaration.npos) return {};
  return text::LowerAscii(text::Trim(declaration.substr(at + 1, end - at - 1)));
}

// What the byte stands for in an encoding of one byte a character; nullopt where it is another kind, or unknown.
std::optional<std::array<uint32_t, 128>> TableOf(const std::string& name) {
  const iconv_t converter = iconv_open("UTF-32LE", name.c_str());
  if (converter == kNoIconv) return std::nullopt;
  std::array<uint32_t, 128> table{};
  bool single = true;
  for (int byte = 0x80; byte <= 0xFF && single; ++byte) {
    char in[1] = {static_cast<char>(byte)};
    unsigned char out[8] = {};
    char* from = in;
    char* to = reinterpret_cast<char*>(out);
    size_t left = 1, room = sizeof out;
    iconv(converter, nullptr, nullptr, nullptr, nullptr);
    const size_t done = iconv(converter, &from, &left, &to, &room);
    if (done == static_cast<size_t>(-1) && errno == EINVAL) single = false;  // the beginning of a longer sequence
    const bool converted = done != static_cast<size_t>(-1) && room == sizeof out - 4;
    table[static_cast<size_t>(byte - 0x80)] =
        converted ? uint32_t{out[0]} | uint32_t{out[1]} << 8 | uint32_t{out[2]} << 16 : 0xFFFD;
  }
  iconv_close(converter);
  return single ? std::optional(table) : std::nullopt;
}

// How long the good UTF-8 sequence at the beginning is: 0 none, -1 more bytes are needed to tell.
int SequenceAt(std::string_view bytes) {
  const auto at = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = at(0);
  const int length = lead < 0x80                    ? 1
                     : lead >= 0xC2 && lead <= 0xDF ? 2
                     : (lead & 0xF0) == 0xE0        ? 3
                     : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                    : 0;
  for (int i = 1; i < length; ++i) {
    if (static_cast<size_t>(i) >= bytes.size()) return -1;
    if ((at(static_cast<size_t>(i)) & 0xC0) != 0x80) return 0;
    if (i > 1) continue;
    // Overlong forms, surrogates, past U+10FFFF.
    if ((lead == 0xE0 && at(1) < 0xA0) || (lead == 0xED && at(1) > 0x9F) || (lead == 0xF0 && at(1) < 0x90) ||
        (lead == 0xF4 && at(1) > 0x8F))
      return 0;
  }
  return length;
}

}  // namespace

Decoder::~Decoder() {
  if (iconv_) iconv_close(iconv_);
}

void Decoder::Feed(std::string_view bytes, std::string& out) {
  held_ += bytes;
  if (!begun_ && held_.size() < kHead) return;
  if (!begun_) Begin();
  Convert(out, false);
}

void Decoder::End(std::string& out) {
  if (!begun_) Begin();
  Convert(out, true);
}

void Decoder::Begin() {
  begun_ = true;
  const std::string_view head = std::string_view(held_).substr(0, kHead);
  std::string name;
  if (head.starts_with("\xEF\xBB\xBF")) {
    held_.erase(0, 3);
  } else if (head.starts_with("\xFF\xFE") || head.starts_with(std::string_view("<\0", 2))) {
    name = "utf-16le";
    if (head.front() == '\xFF') held_.erase(0, 2);
  } else if (head.starts_with("\xFE\xFF") || head.starts_with(std::string_view("\0<", 2))) {
    name = "utf-16be";
    if (head.front() == '\xFE') held_.erase(0, 2);
  }
  if (!name.empty()) {
    iconv_ = iconv_open("UTF-8", name.c_str());
    if (iconv_ == kNoIconv) iconv_ = nullptr;
    if (iconv_) return;
  }
  upper_ = TableOf("windows-1252").value_or(upper_);
  std::string declared = DeclaredIn(head);
  if (declared.empty()) declared = charset_;
  // Whoever can be read so far as ASCII is no UTF-16, whatever it says.
  if (!IsPlainName(declared) || declared.starts_with("utf") || declared.starts_with("ucs") || declared == "ascii" ||
      declared == "us-ascii")
    return;
  if (declared == "iso-8859-1" || declared == "latin1" || declared == "iso8859-1") {
    declared_single_ = true;  // Windows-1252 has it all, and more of what such sources send
  } else if (const auto table = TableOf(declared)) {
    upper_ = *table;
    declared_single_ = true;
  } else if (const iconv_t converter = iconv_open("UTF-8", declared.c_str()); converter != kNoIconv) {
    iconv_ = converter;
  }
}

void Decoder::Convert(std::string& out, bool last) {
  if (iconv_) {
    ConvertByIconv(out, last);
  } else {
    ConvertBytes(out, last);
  }
}

void Decoder::Put(std::string& out, uint32_t code) const {
  if (code == 0xFFFE || code == 0xFFFF || (code < 0x20 && code != '\t' && code != '\n' && code != '\r')) return;
  text::AppendUtf8(out, code);
}

void Decoder::ConvertBytes(std::string& out, bool last) {
  size_t at = 0;
  const std::string_view all = held_;
  while (at < all.size()) {
    const auto byte = static_cast<unsigned char>(all[at]);
    if (byte < 0x80) {
      if (byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r') out += all[at];
      ++at;
      continue;
    }
    const int length = SequenceAt(all.substr(at));
    if (length < 0 && !last) break;
    if (length > 0) {
      const std::string_view sequence = all.substr(at, static_cast<size_t>(length));
      if (sequence != "\xEF\xBF\xBE" && sequence != "\xEF\xBF\xBF") out += sequence;
      at += sequence.size();
      continue;
    }
    mended_ += !declared_single_;
    Put(out, upper_[byte - 0x80u]);
    ++at;
  }
  held_.erase(0, at);
}

void Decoder::ConvertByIconv(std::string& out, bool last) {
  std::string converted;
  char* from = held_.data();
  size_t left = held_.size();
  char buffer[4096];
  while (left > 0) {
    char* to = buffer;
    size_t room = sizeof buffer;
    const size_t done = iconv(iconv_, &from, &left, &to, &room);
    const int why = errno;
    converted.append(buffer, sizeof buffer - room);
    if (done != static_cast<size_t>(-1) || why == E2BIG) continue;
    if (why == EINVAL && !last) break;  // a sequence that goes on in the next piece
    converted += "\uFFFD";
    ++mended_;
    ++from, --left;
  }
  held_.erase(0, held_.size() - left);
  for (size_t at = 0; at < converted.size();) {
    const int length = std::max(1, SequenceAt(std::string_view(converted).substr(at)));
    const std::string_view sequence = std::string_view(converted).substr(at, static_cast<size_t>(length));
    const auto byte = static_cast<unsigned char>(sequence.front());
    const bool control = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
    if (!control && sequence != "\xEF\xBF\xBE" && sequence != "\xEF\xBF\xBF") out += sequence;
    at += sequence.size();
  }
}

}  // namespace concord::library::harvest
