// unAPI, revision 1: https://web.archive.org/web/2006/http://unapi.info/specs/ (the copy of LISWiki says the same).
#include "base/core/text.h"
#include "features/library/cite/pages.h"

namespace concord::library::cite {
namespace {

struct UnapiFormat {
  std::string_view name;
  exchange::Format format;
  std::string_view docs;
};
// The best first: Zotero takes the first that it knows.
constexpr UnapiFormat kFormats[] = {
    {"ris", exchange::Format::kRis, "https://en.wikipedia.org/wiki/RIS_(file_format)"},
    {"bibtex", exchange::Format::kBibtex, "https://www.bibtex.org/Format/"},
    {"csl-json", exchange::Format::kCslJson, "https://docs.citationstyles.org/en/stable/specification.html"}};

// Parameters of a type ("; charset=utf-8") would keep clients from knowing it.
std::string BareType(exchange::Format format) {
  const std::string_view type = exchange::MediaTypeOf(format);
  return std::string(type.substr(0, type.find(';')));
}

http::Response Formats(std::string_view id, unsigned status) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<formats";
  if (!id.empty()) out += " id=\"" + html::Escape(id) + "\"";
  out += ">\n";
  for (const auto& one : kFormats) {
    out += "  <format name=\"" + std::string(one.name) + "\" type=\"" + BareType(one.format) + "\" docs=\"" +
           html::Escape(one.docs) + "\"/>\n";
  }
  return http::Response::Bytes(out + "</formats>\n", "application/xml; charset=utf-8", status);
}

// "/resources/walk", also with the address of this or another name of the hub before it.
std::string_view SlugIn(std::string_view id) {
  constexpr std::string_view kFolder = "/resources/";
  if (const size_t scheme = id.find("://"); scheme != std::string_view::npos) {
    const size_t path = id.find('/', scheme + 3);
    id = path == std::string_view::npos ? std::string_view() : id.substr(path);
  }
  if (!id.starts_with(kFolder)) return {};
  id.remove_prefix(kFolder.size());
  return id.substr(0, id.find_first_of("?#"));
}

}  // namespace

http::Response Unapi::Answer(const http::Request& request) const {
  const std::string_view id = request.query.Get("id"), format = request.query.Get("format");
  if (id.empty()) return format.empty() ? Formats("", 200).Shared() : http::Response::Text("id is missing\n", 400);
  const auto resource = d_.library.Find(SlugIn(id));
  if (!resource) {
    if (resource.error().kind == ErrorKind::kNotFound) return http::Response::Text("no such record\n", 404);
    return ErrorFor(d_, request, resource.error());
  }
  // "Multiple Choices": the client is to choose.
  if (format.empty()) return Formats(id, 300).Shared();
  for (const auto& one : kFormats) {
    if (format != one.name) continue;
    return http::Response::Bytes(exchange::Write(one.format, std::span(&resource->about, 1)), BareType(one.format))
        .Shared();
  }
  return http::Response::Text("no such format\n", 406);
}

}  // namespace concord::library::cite
