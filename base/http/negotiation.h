// What a client accepts and already has: encodings, entity tags, ranges. Pure functions of header values.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace concord::http {

enum class Encoding { kIdentity, kGzip, kBrotli };
const char* NameOf(Encoding encoding);  // as in Content-Encoding

struct Offer {
  bool gzip = true;
  bool brotli = true;
};
// The offered encoding with the highest q value (RFC 9110, 12.5.3); among equals Brotli, then gzip. Identity where
// nothing offered is accepted: a body that was not asked for is of more use than none.
Encoding Negotiate(std::string_view accept_encoding, Offer offer);

// Text that shrinks: text/*, JSON, JavaScript, XML, SVG.
bool IsCompressible(std::string_view content_type);

// `if_none_match` names `etag`, or is "*". Weak comparison (RFC 9110, 8.8.3.2).
bool NamesEtag(std::string_view if_none_match, std::string_view etag);
// "\"x\"" -> "\"x-br\"": each encoding is a representation of its own with its own strong tag.
std::string EtagFor(std::string_view etag, Encoding encoding);

struct ByteRange {
  enum class Kind { kWhole, kPart, kUnsatisfiable };
  Kind kind = Kind::kWhole;
  size_t first = 0;
  size_t count = 0;  // bytes
};
// A single range of `size` bytes (RFC 9110, 14.2). What cannot be read, and several ranges: the whole.
ByteRange ParseRange(std::string_view range, size_t size);

}  // namespace concord::http
