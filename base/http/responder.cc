#include "base/http/responder.h"

#include <algorithm>
#include <cstring>

#include "base/core/text.h"

namespace concord::http {
namespace {

constexpr size_t kWorthCompressing = 1024;  // bytes

bool Reads(const Request& request) { return request.method == Method::kGet || request.method == Method::kHead; }

// A folded multiplication of eight bytes at a time (the idea of wyhash): fast, even, and not for secrets.
uint64_t Mix(uint64_t a, uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

std::string EtagOf(std::string_view bytes) {
  constexpr uint64_t kPrimes[] = {0xa0761d6478bd642f, 0xe7037ed1a0b428db, 0x8ebc6af09c88c6e3};
  uint64_t hash = kPrimes[0] ^ bytes.size();
  while (!bytes.empty()) {
    uint64_t words[2] = {0, 0};
    const size_t taken = std::min(bytes.size(), sizeof words);
    std::memcpy(words, bytes.data(), taken);
    hash = Mix(words[0] ^ kPrimes[1], words[1] ^ hash);
    bytes.remove_prefix(taken);
  }
  hash = Mix(hash, kPrimes[2]);
  std::string etag = "\"0123456789abcdef\"";
  for (size_t i = 0; i < 16; ++i) etag[i + 1] = "0123456789abcdef"[(hash >> (4 * i)) & 15];
  return etag;
}

void AddVary(Pairs& headers, std::string_view name) {
  const std::string_view there = headers.Get("Vary");
  for (const std::string_view item : text::Split(there, ',')) {
    if (text::EqualsIgnoreAsciiCase(text::Trim(item), name)) return;
  }
  headers.Set("Vary", there.empty() ? std::string(name) : std::string(there) + ", " + std::string(name));
}

void DefaultCacheControl(Response& response, std::string_view value) {
  if (!response.headers.Has("Cache-Control")) response.headers.Add("Cache-Control", std::string(value));
}

// The validators and directions that a 304 repeats (RFC 9110, 15.4.5).
Pairs HeadersOfNotModified(const Pairs& headers) {
  Pairs kept(true);
  for (const std::string_view name : {"Cache-Control", "Content-Location", "ETag", "Expires", "Vary"}) {
    if (headers.Has(name)) kept.Add(std::string(name), std::string(headers.Get(name)));
  }
  return kept;
}

bool ClientHas(const Request& request, std::string_view etag) {
  if (etag.empty() || !Reads(request)) return false;
  const std::string_view known = request.headers.Get("If-None-Match");
  return !known.empty() && NamesEtag(known, etag);
}

// Which bytes the client asks for, where the response has ranges at all. If-Range compares strongly (RFC 9110, 13.1.5).
ByteRange RangeOf(const Request& request, const Pairs& headers, size_t size) {
  const std::string_view range = request.headers.Get("Range");
  if (range.empty() || request.method != Method::kGet) return {};
  if (const auto condition = text::Trim(request.headers.Get("If-Range")); !condition.empty()) {
    const std::string_view validator = headers.Get(condition.ends_with('"') ? "ETag" : "Last-Modified");
    if (condition.starts_with("W/") || validator.starts_with("W/") || condition != validator) return {};
  }
  return ParseRange(range, size);
}

// Says in the head which part of `whole` bytes is sent.
void StateRange(const ByteRange& range, Response& response, uint64_t whole) {
  const std::string size = std::to_string(whole);
  if (range.kind == ByteRange::Kind::kUnsatisfiable) {
    response.status = 416;
    response.headers.Set("Content-Range", "bytes */" + size);
    return;
  }
  if (range.kind == ByteRange::Kind::kWhole) return;
  response.status = 206;
  response.headers.Set("Content-Range", "bytes " + std::to_string(range.first) + "-" +
                                            std::to_string(range.first + range.count - 1) + "/" + size);
}

// Turns a whole response into the part that was asked for; `bytes` is cut to it.
void ApplyRange(const ByteRange& range, Response& response, std::string_view& bytes) {
  StateRange(range, response, bytes.size());
  if (range.kind == ByteRange::Kind::kUnsatisfiable) bytes = {};
  if (range.kind == ByteRange::Kind::kPart) bytes = bytes.substr(range.first, range.count);
}

}  // namespace

Outgoing Responder::Finish(const Request& request, Response response, Compressor* compressor,
                           const std::optional<KeepAs>& keep) const {
  if (response.stream && response.status == 200) return FinishStream(request, std::move(response));
  if (response.fixed && response.status == 200) return FinishFixed(request, std::move(response));
  if (response.shared && response.status == 200 && !response.fixed && Reads(request) &&
      !response.headers.Has("Set-Cookie") && !response.headers.Has("Content-Encoding")) {
    return FinishShared(request, std::move(response), compressor, keep);
  }
  return FinishPlain(request, std::move(response), compressor);
}

Outgoing Responder::FinishShared(const Request& request, Response response, Compressor* compressor,
                                 const std::optional<KeepAs>& keep) const {
  auto page = std::make_shared<Page>();
  DefaultCacheControl(response, "no-cache");
  AddVary(response.headers, "Accept-Language");
  AddVary(response.headers, "Cookie");
  page->compressible = response.body.size() > kWorthCompressing && IsCompressible(response.headers.Get("Content-Type"));
  if (page->compressible) AddVary(response.headers, "Accept-Encoding");
  page->secure = request.secure;
  page->identity.etag =
      response.headers.Has("ETag") ? std::string(response.headers.Get("ETag")) : EtagOf(response.body);
  response.headers.Remove("ETag");
  page->headers = std::move(response.headers);
  Pairs headers = page->headers;
  headers.Add("ETag", page->identity.etag);
  page->identity.head = heads_.Write(200, headers, response.body.size(), page->secure);
  page->identity.not_modified_head = heads_.Write(304, HeadersOfNotModified(headers), 0, page->secure);
  page->identity.body = std::move(response.body);

  const bool kept = keep && cache_.enabled() && request.method == Method::kGet;
  if (kept) {
    page->key = keep->key;
    cache_.Insert(keep->version, page);
  }
  const Encoding encoding = Choose(request, *page);
  if (compressor && page->Claim(encoding)) {
    Encode(*page, encoding, *compressor, kept ? Compressor::Effort::kKept : Compressor::Effort::kOnce);
  }
  return FromPage(request, std::move(page), encoding);
}

Encoding Responder::Choose(const Request& request, const Page& page) {
  if (!page.compressible) return Encoding::kIdentity;
  return Negotiate(request.headers.Get("Accept-Encoding"), {});
}

void Responder::Encode(const Page& page, Encoding encoding, Compressor& compressor, Compressor::Effort effort) const {
  std::string body = compressor.Compress(page.identity.body, encoding, effort);
  if (body.empty()) {
    page.Provide(encoding, nullptr);
    return;
  }
  auto made = std::make_unique<Representation>();
  made->etag = EtagFor(page.identity.etag, encoding);
  Pairs headers = page.headers;
  headers.Add("Content-Encoding", NameOf(encoding));
  headers.Add("ETag", made->etag);
  made->head = heads_.Write(200, headers, body.size(), page.secure);
  made->not_modified_head = heads_.Write(304, HeadersOfNotModified(headers), 0, page.secure);
  made->body = std::move(body);
  const size_t bytes = made->head.size() + made->not_modified_head.size() + made->body.size();
  page.Provide(encoding, std::move(made));
  if (!page.key.empty()) cache_.Grow(page, bytes);
}

Outgoing Responder::FromPage(const Request& request, std::shared_ptr<const Page> page, Encoding encoding) const {
  const Representation* ready = page->Ready(encoding);
  const Representation& representation = ready ? *ready : page->identity;
  Outgoing outgoing;
  outgoing.head.reserve(128);
  if (ClientHas(request, representation.etag)) {
    outgoing.status = 304;
    outgoing.prefix = representation.not_modified_head;
  } else {
    outgoing.prefix = representation.head;
    if (request.method != Method::kHead) outgoing.fixed = representation.body;
  }
  outgoing.page = std::move(page);
  return outgoing;
}

Outgoing Responder::Unchanged(const Request& request, const Response& response) const {
  Outgoing outgoing;
  outgoing.status = 304;
  outgoing.head = heads_.Write(304, HeadersOfNotModified(response.headers), 0, request.secure);
  return outgoing;
}

Outgoing Responder::FinishFixed(const Request& request, Response response) const {
  const Response::Static& fixed = *response.fixed;
  DefaultCacheControl(response, "no-cache");
  response.headers.Set("Accept-Ranges", "bytes");
  if (!fixed.etag.empty()) response.headers.Set("ETag", std::string(fixed.etag));
  if (!fixed.gzip.empty() || !fixed.brotli.empty()) AddVary(response.headers, "Accept-Encoding");

  const ByteRange range = RangeOf(request, response.headers, fixed.identity.size());
  std::string_view bytes = fixed.identity;
  if (range.kind == ByteRange::Kind::kWhole) {
    const Offer offer{!fixed.gzip.empty(), !fixed.brotli.empty()};
    const Encoding encoding = Negotiate(request.headers.Get("Accept-Encoding"), offer);
    if (encoding != Encoding::kIdentity) {
      bytes = encoding == Encoding::kGzip ? fixed.gzip : fixed.brotli;
      response.headers.Set("Content-Encoding", NameOf(encoding));
      if (!fixed.etag.empty()) response.headers.Set("ETag", EtagFor(fixed.etag, encoding));
    }
  }
  if (ClientHas(request, response.headers.Get("ETag"))) return Unchanged(request, response);
  ApplyRange(range, response, bytes);
  Outgoing outgoing;
  outgoing.status = response.status;
  outgoing.head = heads_.Write(response.status, response.headers, bytes.size(), request.secure);
  if (request.method != Method::kHead) outgoing.fixed = bytes;
  return outgoing;
}

Outgoing Responder::FinishStream(const Request& request, Response response) const {
  DefaultCacheControl(response, "private, no-cache");
  response.headers.Set("Accept-Ranges", "bytes");
  if (ClientHas(request, response.headers.Get("ETag"))) return Unchanged(request, response);
  const uint64_t size = response.stream->size;
  const ByteRange range = RangeOf(request, response.headers, size);
  StateRange(range, response, size);
  auto streamed = std::make_shared<Outgoing::Streamed>(Outgoing::Streamed{std::move(*response.stream), 0, size});
  if (range.kind == ByteRange::Kind::kUnsatisfiable) streamed->end = 0;
  if (range.kind == ByteRange::Kind::kPart) {
    streamed->at = range.first;
    streamed->end = range.first + range.count;
  }
  Outgoing outgoing;
  outgoing.status = response.status;
  outgoing.head = heads_.Write(response.status, response.headers, streamed->end - streamed->at, request.secure);
  if (request.method != Method::kHead && streamed->end > streamed->at) outgoing.streamed = std::move(streamed);
  return outgoing;
}

Outgoing Responder::FinishPlain(const Request& request, Response response, Compressor* compressor) const {
  if (response.fixed) response.body = response.fixed->identity;
  DefaultCacheControl(response, response.shared ? "no-cache" : "private, no-cache");
  const bool may_compress = response.body.size() > kWorthCompressing && !response.headers.Has("Content-Encoding") &&
                            IsCompressible(response.headers.Get("Content-Type"));
  if (may_compress) AddVary(response.headers, "Accept-Encoding");
  std::string_view bytes = response.body;
  std::string compressed;
  ByteRange range;
  if (response.status == 200 && text::EqualsIgnoreAsciiCase(response.headers.Get("Accept-Ranges"), "bytes")) {
    range = RangeOf(request, response.headers, bytes.size());
  }
  if (may_compress && compressor && range.kind == ByteRange::Kind::kWhole) {
    const Encoding encoding = Negotiate(request.headers.Get("Accept-Encoding"), {});
    if (encoding != Encoding::kIdentity) {
      compressed = compressor->Compress(bytes, encoding, Compressor::Effort::kOnce);
    }
    if (!compressed.empty()) {
      bytes = compressed;
      response.headers.Set("Content-Encoding", NameOf(encoding));
      if (response.headers.Has("ETag")) response.headers.Set("ETag", EtagFor(response.headers.Get("ETag"), encoding));
    }
  }
  if (response.status == 200 && ClientHas(request, response.headers.Get("ETag"))) return Unchanged(request, response);
  ApplyRange(range, response, bytes);
  Outgoing outgoing;
  outgoing.status = response.status;
  outgoing.head = heads_.Write(response.status, response.headers, bytes.size(), request.secure);
  if (request.method == Method::kHead || response.status == 204 || response.status == 304) return outgoing;
  if (!compressed.empty()) {
    outgoing.body = std::move(compressed);
  } else if (bytes.size() == response.body.size()) {
    outgoing.body = std::move(response.body);
  } else {
    outgoing.body = std::string(bytes);
  }
  return outgoing;
}

}  // namespace concord::http
