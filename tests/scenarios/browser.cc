#include "tests/scenarios/browser.h"

#include <algorithm>
#include <stdexcept>

#include "base/core/text.h"
#include "base/http/message.h"

namespace concord::scenarios {
namespace {

constexpr char kUrlEncoded[] = "Content-Type: application/x-www-form-urlencoded\r\n";
constexpr char kMultipart[] = "Content-Type: multipart/form-data; boundary=----scenario\r\n";

bool IsSentByItself(const Field& field) {
  if (field.name.empty() || field.type == "file" || field.type == "button" || field.type == "submit") return false;
  return (field.type != "checkbox" && field.type != "radio") || field.checked;
}

}  // namespace

std::map<std::string, std::string> CookiesSetBy(const Answer& answer) {
  std::map<std::string, std::string> set;
  constexpr std::string_view kName = "set-cookie:";
  for (const auto line : text::Split(answer.head, '\n')) {
    if (text::LowerAscii(line.substr(0, kName.size())) != kName) continue;
    const std::string_view cookie = text::Trim(line.substr(kName.size()));
    const size_t equals = cookie.find('=');
    set[std::string(cookie.substr(0, equals))] = cookie.substr(equals + 1);
  }
  return set;
}

std::string Encode(const Values& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    if (!body.empty()) body += '&';
    body += http::PercentEncode(name) + "=" + http::PercentEncode(value);
  }
  return body;
}

std::string EncodeMultipart(const Values& fields, const std::vector<std::string>& files) {
  std::string body;
  for (const auto& [name, value] : fields) {
    const bool is_file = std::find(files.begin(), files.end(), name) != files.end();
    body += "------scenario\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    if (is_file) body += "; filename=\"" + name + ".geojson\"\r\nContent-Type: application/geo+json";
    body += "\r\n\r\n" + value + "\r\n";
  }
  return body + "------scenario--\r\n";
}

Answer Browser::Send(const std::string& line, const std::string& headers, const std::string& body) {
  std::string request = line + " HTTP/1.1\r\nHost: " + host_ + "\r\n" + headers;
  std::string jar;
  for (const auto& [name, value] : cookies_) jar += (jar.empty() ? "" : "; ") + name + "=" + value;
  if (!jar.empty()) request += "Cookie: " + jar + "\r\n";
  const Answer answer = hub_->Send(request + "Connection: close\r\n\r\n" + body);
  for (const auto& [name, rest] : CookiesSetBy(answer)) {
    const std::string value = rest.substr(0, rest.find(';'));
    if (value.empty() || rest.find("Max-Age=0") != std::string::npos) {
      cookies_.erase(name);
    } else {
      cookies_[name] = value;
    }
    if (name.find("concord") != std::string::npos) token_.clear();
  }
  for (const Form& form : FormsOf(answer.body)) {
    if (const Field* field = form.Find("csrf")) token_ = field->value;
  }
  return answer;
}

Answer Browser::Get(const std::string& target, const std::string& extra) { return Send("GET " + target, extra); }

Answer Browser::PostAsIs(const std::string& target, const Values& fields, const std::string& extra) {
  const std::string body = Encode(fields);
  return Send("POST " + target, kUrlEncoded + extra + "Content-Length: " + std::to_string(body.size()) + "\r\n", body);
}

std::string Browser::Token() {
  if (token_.empty()) Get("/sign-in");
  if (token_.empty()) Get("/me");  // who is signed in may be led on from the page of signing in
  return token_;
}

Answer Browser::Post(const std::string& target, Values fields) {
  fields.emplace_back("csrf", Token());
  return PostAsIs(target, fields);
}

Answer Browser::Submit(const Form& form, const Values& changes, const std::string& page) {
  Values values;
  std::vector<std::string> files;
  const auto changed = [&](const std::string& name) {
    return std::find_if(changes.begin(), changes.end(), [&](const auto& change) { return change.first == name; });
  };
  for (const Field& field : form.fields) {
    if (field.type == "file") files.push_back(field.name);
    if (changed(field.name) == changes.end() && IsSentByItself(field)) values.emplace_back(field.name, field.value);
  }
  values.insert(values.end(), changes.begin(), changes.end());
  const std::string target = form.action.empty() ? page.substr(0, page.find('?')) : form.action;
  if (form.method != "post") return Get(target + "?" + Encode(values));
  if (form.enctype.find("multipart") == std::string::npos) return PostAsIs(target, values);
  const std::string body = EncodeMultipart(values, files);
  return Send("POST " + target, kMultipart + ("Content-Length: " + std::to_string(body.size()) + "\r\n"), body);
}

std::string Browser::Cookie(const std::string& name) const {
  const auto found = cookies_.find(name);
  return found == cookies_.end() ? std::string() : found->second;
}

void Browser::SignInAs(const std::string& account_id) {
  const Answer answer = Post("/demo/sign-in", {{"person", account_id}});
  if (answer.status != 303) throw std::runtime_error("signing in as a demonstration person: " + answer.head);
  ForgetToken();
}

}  // namespace concord::scenarios
