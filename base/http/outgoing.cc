#include "base/http/outgoing.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/core/text.h"

namespace concord::http {
namespace {

struct Named {
  std::string_view name, value;
};

constexpr Named kSecurity[] = {
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "strict-origin-when-cross-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
};
constexpr Named kTransport = {"Strict-Transport-Security", "max-age=31536000"};

constexpr std::string_view kOwn[] = {"Date",         "Connection",     "Keep-Alive",
                                     "X-Request-Id", "Content-Length", "Transfer-Encoding"};

bool IsTokenChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool IsToken(std::string_view name) { return !name.empty() && std::all_of(name.begin(), name.end(), IsTokenChar); }

bool IsOwn(std::string_view name) {
  return std::any_of(std::begin(kOwn), std::end(kOwn),
                     [&](std::string_view own) { return text::EqualsIgnoreAsciiCase(own, name); });
}

bool IsSecurity(std::string_view name) {
  return text::EqualsIgnoreAsciiCase(kTransport.name, name) ||
         std::any_of(std::begin(kSecurity), std::end(kSecurity),
                     [&](const Named& header) { return text::EqualsIgnoreAsciiCase(header.name, name); });
}

void AppendHeader(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  const bool clean = std::none_of(value.begin(), value.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
  if (clean) {
    out += value;
  } else {
    for (const char c : value) {
      if ((static_cast<unsigned char>(c) >= 0x20 || c == '\t') && c != 0x7F) out += c;
    }
  }
  out += "\r\n";
}

void AppendNumber(std::string& out, size_t number) {
  std::array<char, 24> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

}  // namespace

HeadWriter::HeadWriter() {
  for (const Named& header : kSecurity) AppendHeader(plain_, header.name, header.value);
  secure_ = plain_;
  AppendHeader(secure_, kTransport.name, kTransport.value);
}

std::string HeadWriter::Write(unsigned status, const Pairs& headers, uint64_t content_length, bool secure) const {
  std::string head;
  head.reserve(1024);
  head += "HTTP/1.1 ";
  AppendNumber(head, status);
  head += ' ';
  head += ReasonOf(status);
  head += "\r\n";
  bool overridden = false;
  for (const auto& [name, value] : headers.items()) {
    if (!IsToken(name) || IsOwn(name)) continue;
    overridden |= IsSecurity(name);
    AppendHeader(head, name, value);
  }
  if (!overridden) {
    head += secure ? secure_ : plain_;
  } else {
    for (const Named& header : kSecurity) {
      if (!headers.Has(header.name)) AppendHeader(head, header.name, header.value);
    }
    if (secure && !headers.Has(kTransport.name)) AppendHeader(head, kTransport.name, kTransport.value);
  }
  if (status != 204 && status != 304) {
    head += "Content-Length: ";
    AppendNumber(head, content_length);
    head += "\r\n";
  }
  return head;
}

void AppendTail(std::string& head, const Tail& tail) {
  head += "Date: ";
  head += tail.date;
  head += "\r\nX-Request-Id: ";
  head += tail.request_id;
  if (tail.close) {
    head += "\r\nConnection: close";
  } else if (!tail.http11) {
    head += "\r\nConnection: keep-alive";
  }
  head += "\r\n\r\n";
}

std::string_view ReasonOf(unsigned status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Status";
  }
}

Response PlainAnswer(unsigned status) {
  Response response = Response::Text(std::to_string(status) + " " + std::string(ReasonOf(status)) + "\n", status);
  response.Header("Cache-Control", "no-store");
  if (status == 503) response.Header("Retry-After", "1");
  return response;
}

}  // namespace concord::http
