#include "base/http/message.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::http {

const char* NameOf(Method method) {
  switch (method) {
    case Method::kGet:
      return "GET";
    case Method::kHead:
      return "HEAD";
    case Method::kPost:
      return "POST";
    case Method::kPut:
      return "PUT";
    case Method::kPatch:
      return "PATCH";
    case Method::kDelete:
      return "DELETE";
    case Method::kOptions:
      return "OPTIONS";
    case Method::kOther:
      break;
  }
  return "OTHER";
}

bool Pairs::Same(std::string_view a, std::string_view b) const {
  return ignore_case_ ? text::EqualsIgnoreAsciiCase(a, b) : a == b;
}

void Pairs::Set(std::string_view name, std::string value) {
  for (auto& item : items_) {
    if (!Same(item.first, name)) continue;
    item.second = std::move(value);
    return;
  }
  items_.emplace_back(std::string(name), std::move(value));
}

void Pairs::Remove(std::string_view name) {
  std::erase_if(items_, [&](const auto& item) { return Same(item.first, name); });
}

std::string_view Pairs::Get(std::string_view name) const {
  for (const auto& item : items_) {
    if (Same(item.first, name)) return item.second;
  }
  return {};
}

bool Pairs::Has(std::string_view name) const {
  return std::any_of(items_.begin(), items_.end(), [&](const auto& item) { return Same(item.first, name); });
}

std::vector<std::string_view> Pairs::All(std::string_view name) const {
  std::vector<std::string_view> found;
  for (const auto& item : items_) {
    if (Same(item.first, name)) found.push_back(item.second);
  }
  return found;
}

namespace {

Response Typed(std::string body, std::string type, unsigned status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.headers.Add("Content-Type", std::move(type));
  return response;
}

// Bytes that may not stand in a Location as they are, percent-encoded; escapes that are there already stay.
std::string EncodeLocation(std::string_view location) {
  std::string out;
  out.reserve(location.size());
  for (const char c : location) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7F || c == '"' || c == '<' || c == '>' || c == '\\') {
      out += PercentEncode(std::string_view(&c, 1));
    } else {
      out += c;
    }
  }
  return out;
}

bool IsPathOfThisSite(std::string_view location) {
  if (location.empty() || location[0] != '/') return false;
  if (location.size() > 1 && (location[1] == '/' || location[1] == '\\')) return false;
  return std::none_of(location.begin(), location.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\'; });
}

}  // namespace

Response Response::Html(std::string body, unsigned status) {
  return Typed(std::move(body), "text/html; charset=utf-8", status);
}

Response Response::Text(std::string body, unsigned status) {
  return Typed(std::move(body), "text/plain; charset=utf-8", status);
}

Response Response::Json(std::string body, unsigned status) {
  return Typed(std::move(body), "application/json", status);
}

Response Response::Bytes(std::string body, std::string content_type, unsigned status) {
  return Typed(std::move(body), std::move(content_type), status);
}

std::string Response::Disposition(std::string_view kind, std::string_view file_name) {
  const std::string name = text::Clean(file_name);
  std::string ascii;
  for (size_t at = 0; at < name.size(); ++at) {
    const auto byte = static_cast<unsigned char>(name[at]);
    if (byte >= 0x80) {
      if ((byte & 0xC0) != 0x80) ascii += '_';  // one sign for each code point
    } else if (byte < 0x20 || byte == 0x7F || byte == '"' || byte == '\\' || byte == '/' || byte == '%') {
      ascii += '_';
    } else {
      ascii += name[at];
    }
  }
  return std::string(kind) + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + PercentEncode(name);
}

Response Response::Download(std::string body, std::string content_type, std::string_view file_name) {
  Response response = Typed(std::move(body), std::move(content_type), 200);
  response.headers.Add("Content-Disposition", Disposition("attachment", file_name));
  return response;
}

Response Response::SeeOther(std::string location) {
  Response response;
  response.status = 303;
  response.headers.Add("Location", IsPathOfThisSite(location) ? EncodeLocation(location) : "/");
  return response;
}

Response Response::Moved(std::string location) {
  Response response;
  response.status = 301;
  response.headers.Add("Location", EncodeLocation(location));
  return response;
}

Response Response::NotModified() {
  Response response;
  response.status = 304;
  return response;
}

}  // namespace concord::http
