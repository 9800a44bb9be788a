#include "base/fetch/url.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

#include "base/core/text.h"
#include "base/fetch/addresses.h"

namespace concord::fetch {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};

std::string PartOf(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  return std::unique_ptr<char, FreeText>(text).get();
}

bool HasPart(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  const bool has = curl_url_get(url, part, &text, 0) == CURLUE_OK;
  std::unique_ptr<char, FreeText> freed(text);
  return has;
}

}  // namespace

std::optional<Url> ParseUrl(std::string_view text, size_t max) {
  const bool printable = std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F && c != '\\' && c != '"'; });
  if (!printable || text.size() > max) return std::nullopt;
  // libcurl forgives a missing or a third slash; what a browser makes of such an address is another matter.
  const auto colon = text.find("://");
  if (colon == text.npos || text.substr(colon + 3).starts_with('/')) return std::nullopt;
  std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), 0) != CURLUE_OK) return std::nullopt;
  if (HasPart(url.get(), CURLUPART_USER) || HasPart(url.get(), CURLUPART_PASSWORD)) return std::nullopt;
  Url out{text::LowerAscii(PartOf(url.get(), CURLUPART_SCHEME)), text::LowerAscii(PartOf(url.get(), CURLUPART_HOST))};
  if ((out.scheme != "http" && out.scheme != "https") || out.host.empty()) return std::nullopt;
  out.loopback = IsLoopbackHost(out.host);
  out.has_query = text.find('?') != text.npos;
  out.has_fragment = text.find('#') != text.npos;
  out.port = PartOf(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  return out;
}

std::string EncodeUrl(std::string_view text) {
  if (text.empty()) return {};  // a length of 0 means "up to the NUL" to libcurl
  std::unique_ptr<char, FreeText> encoded(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())));
  return encoded ? encoded.get() : "";
}

std::string MendUrl(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text::Trim(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte == 0x7F) continue;
    const bool fits = byte > ' ' && byte < 0x7F && c != '"' && c != '\\' && c != '<' && c != '>' && c != '`' &&
                      c != '{' && c != '}' && c != '|' && c != '^';
    if (fits) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

std::string ResolveUrl(const std::string& base, std::string_view reference) {
  std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK) return {};
  if (curl_url_set(url.get(), CURLUPART_URL, MendUrl(reference).c_str(), 0) != CURLUE_OK) return {};
  const std::string scheme = PartOf(url.get(), CURLUPART_SCHEME);
  return scheme == "http" || scheme == "https" ? PartOf(url.get(), CURLUPART_URL) : std::string();
}

}  // namespace concord::fetch
