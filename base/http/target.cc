// The parts of a request that are read from one field: its target and its cookies.
#include <algorithm>

#include "base/core/text.h"
#include "base/http/request_parser.h"

namespace concord::http {
namespace {

bool IsHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool HasBrokenEscape(std::string_view text) {
  for (size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (at + 2 >= text.size() || !IsHex(text[at + 1]) || !IsHex(text[at + 2])) return true;
  }
  return false;
}

bool IsSafePath(std::string_view path) {
  if (path.empty() || path[0] != '/' || !text::IsValidUtf8(path)) return false;
  for (const char c : path) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\') return false;
  }
  for (size_t at = 0; at < path.size();) {  // each segment, begun by its slash
    size_t end = path.find('/', at + 1);
    if (end == std::string_view::npos) end = path.size();
    const std::string_view segment = path.substr(at + 1, end - at - 1);
    if (segment == "." || segment == "..") return false;
    if (segment.empty() && end != path.size()) return false;
    at = end;
  }
  return true;
}

}  // namespace

bool ReadTarget(Request& request, std::string& host) {
  std::string_view target = request.target;
  if (!target.starts_with('/')) {
    if (target == "*" && request.method == Method::kOptions) {
      request.path = "*";
      return true;
    }
    for (const std::string_view scheme : {"http://", "https://"}) {
      if (target.size() <= scheme.size() || !text::EqualsIgnoreAsciiCase(target.substr(0, scheme.size()), scheme)) {
        continue;
      }
      target.remove_prefix(scheme.size());
      const size_t end = target.find_first_of("/?");
      host = target.substr(0, end);
      if (!IsValidHost(host)) return false;
      target = end == std::string_view::npos ? std::string_view("/") : target.substr(end);
      request.target = target.starts_with('/') ? std::string(target) : "/" + std::string(target);
      target = request.target;
      break;
    }
  }
  if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return false;
  const size_t question = target.find('?');
  const std::string_view path = target.substr(0, question);
  if (path.find('%') == std::string_view::npos) {
    request.path = path;
  } else {
    if (HasBrokenEscape(path)) return false;
    request.path = PercentDecode(path, false);
  }
  if (!IsSafePath(request.path)) return false;
  if (question != std::string_view::npos) request.query = ParseForm(target.substr(question + 1));
  return true;
}

void ReadCookies(std::string_view header, Pairs& cookies) {
  while (!header.empty()) {
    const size_t end = header.find(';');
    const std::string_view pair = text::Trim(header.substr(0, end));
    header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
    const size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    std::string_view value = text::Trim(pair.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    cookies.Add(std::string(text::Trim(pair.substr(0, equals))), std::string(value));
  }
}

Method MethodOf(std::string_view name) {
  for (const Method method :
       {Method::kGet, Method::kHead, Method::kPost, Method::kPut, Method::kPatch, Method::kDelete, Method::kOptions}) {
    if (name == NameOf(method)) return method;
  }
  return Method::kOther;
}

}  // namespace concord::http
