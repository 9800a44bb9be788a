#include "base/http/multipart.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::http {
namespace {

constexpr size_t kLongestBoundary = 70;           // RFC 2046, 5.1.1
constexpr size_t kLongestPartHead = 8 << 10;      // bytes
constexpr size_t kLongestSpooledField = 1 << 20;  // bytes of a field that is no file, where the body may be huge

// The parameter of that name in a header's value; browsers write \" inside quotes as %22, others as \".
std::optional<std::string> Parameter(std::string_view header, std::string_view wanted) {
  size_t at = header.find(';');
  while (at != std::string_view::npos) {
    std::string_view rest = header.substr(at + 1);
    const size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view name = text::Trim(rest.substr(0, equals));
    size_t end = equals + 1;
    std::string value;
    if (end < rest.size() && rest[end] == '"') {
      for (++end; end < rest.size() && rest[end] != '"'; ++end) {
        if (rest[end] == '\\' && end + 1 < rest.size() && (rest[end + 1] == '"' || rest[end + 1] == '\\')) ++end;
        value += rest[end];
      }
      if (end == rest.size()) return std::nullopt;
      end = std::min(rest.find(';', end), rest.size());
    } else {
      end = std::min(rest.find(';', end), rest.size());
      value = text::Trim(rest.substr(equals + 1, end - equals - 1));
    }
    if (text::EqualsIgnoreAsciiCase(name, wanted)) return value;
    at = end < rest.size() ? at + 1 + end : std::string_view::npos;
  }
  return std::nullopt;
}

struct PartHead {
  std::string_view disposition, type;
};

PartHead ReadHead(std::string_view head) {
  PartHead out;
  while (!head.empty()) {
    const size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    const size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
      const std::string_view name = text::Trim(line.substr(0, colon));
      const std::string_view value = text::Trim(line.substr(colon + 1));
      if (text::EqualsIgnoreAsciiCase(name, "Content-Disposition")) out.disposition = value;
      if (text::EqualsIgnoreAsciiCase(name, "Content-Type")) out.type = value;
    }
    head.remove_prefix(std::min(end + 2, head.size()));
  }
  return out;
}

// Some browsers once sent whole paths.
std::string BareName(std::string_view name) {
  const size_t slash = name.find_last_of("/\\");
  return text::Clean(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

bool AddPart(std::string_view part, Files files, Multipart& out) {
  const size_t blank = part.starts_with("\r\n") ? 0 : part.find("\r\n\r\n");
  if (blank == std::string_view::npos || blank > kLongestPartHead) return false;
  const PartHead head = ReadHead(part.substr(0, blank));
  const std::string_view bytes = part.substr(blank + (part.starts_with("\r\n") ? 2 : 4));
  const auto name = Parameter(head.disposition, "name");
  if (!name ||
      !text::EqualsIgnoreAsciiCase(text::Trim(head.disposition.substr(0, head.disposition.find(';'))), "form-data"))
    return false;
  if (const auto file = Parameter(head.disposition, "filename")) {
    // A file field that was left empty comes with an empty name.
    if (file->empty() && bytes.empty()) return true;
    out.uploads.push_back({text::Clean(*name), BareName(*file), text::Clean(head.type), ""});
    if (files == Files::kViewed) {
      out.uploads.back().spooled = bytes;
    } else {
      out.uploads.back().bytes = bytes;
    }
  } else if (files == Files::kViewed && bytes.size() > kLongestSpooledField) {
    return false;
  } else {
    out.fields.Add(text::Clean(*name), text::Clean(bytes));
  }
  return true;
}

}  // namespace

std::string BoundaryOf(std::string_view content_type) {
  const std::string_view media = text::Trim(content_type.substr(0, content_type.find(';')));
  if (!text::EqualsIgnoreAsciiCase(media, "multipart/form-data")) return {};
  const auto boundary = Parameter(content_type, "boundary");
  if (!boundary || boundary->size() > kLongestBoundary) return {};
  const bool plain =
      std::all_of(boundary->begin(), boundary->end(), [](unsigned char c) { return c >= 0x20 && c < 0x7F; });
  return plain ? *boundary : std::string();
}

std::optional<Multipart> ParseMultipart(std::string_view body, std::string_view boundary, size_t most_parts,
                                        Files files) {
  if (boundary.empty()) return std::nullopt;
  const std::string dashes = "--" + std::string(boundary);
  const std::string delimiter = "\r\n" + dashes;
  size_t at = 0;
  if (!body.starts_with(dashes)) {
    at = body.find(delimiter);
    if (at == std::string_view::npos) return std::nullopt;
    at += 2;
  }
  at += dashes.size();
  Multipart out;
  for (size_t parts = 0; parts <= most_parts; ++parts) {
    if (body.substr(at).starts_with("--")) return out;
    while (at < body.size() && (body[at] == ' ' || body[at] == '\t')) ++at;
    if (!body.substr(at).starts_with("\r\n")) return std::nullopt;
    at += 2;
    const size_t end = body.find(delimiter, at >= 2 ? at - 2 : at);
    if (end == std::string_view::npos) return std::nullopt;
    if (end < at || !AddPart(body.substr(at, end - at), files, out)) return std::nullopt;
    at = end + delimiter.size();
  }
  return std::nullopt;
}

}  // namespace concord::http
