// Request and Response as handlers see them: plain values, no Beast. Header names compare without case.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/result.h"

namespace concord::http {

enum class Method { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions, kOther };
const char* NameOf(Method method);

// An ordered list of name/value pairs: headers, query parameters, form fields, cookies.
class Pairs {
 public:
  explicit Pairs(bool ignore_case = false) : ignore_case_(ignore_case) {}
  void Add(std::string name, std::string value) { items_.emplace_back(std::move(name), std::move(value)); }
  void Set(std::string_view name, std::string value);
  void Remove(std::string_view name);
  // The first value of that name; empty where there is none.
  std::string_view Get(std::string_view name) const;
  bool Has(std::string_view name) const;
  std::vector<std::string_view> All(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& items() const { return items_; }
  bool empty() const { return items_.empty(); }

 private:
  bool Same(std::string_view a, std::string_view b) const;
  std::vector<std::pair<std::string, std::string>> items_;
  bool ignore_case_;
};

// What the program knows of who asks; a feature derives from it (see Gate in server.h).
struct Visitor {
  virtual ~Visitor() = default;
};

// A file that came with a form (multipart/form-data).
struct Upload {
  std::string field, name, content_type, bytes;  // name: as the browser sent it, without folders; never a path to use
  std::string_view spooled = {};  // in place of `bytes`, where the body was spooled: lives as long as the request

  std::string_view content() const { return spooled.data() ? spooled : std::string_view(bytes); }
};

class Spool;

struct Request {
  Method method = Method::kGet;
  std::string method_name = "GET";
  std::string target;  // as sent: "/search?q=a"
  std::string path;    // decoded and checked: valid UTF-8, no "..", no NUL
  Pairs query;         // decoded; invalid UTF-8 replaced
  Pairs headers{true};
  Pairs cookies;
  Pairs params;  // of the route: ":slug"
  std::string body;
  Pairs form;                          // of the body, where it is a form; read before the handler runs
  std::vector<Upload> uploads;         // of a multipart form
  std::shared_ptr<const Spool> spool;  // in place of `body`, on a route that spools (RouteOptions)
  std::shared_ptr<const Visitor> visitor;
  std::string request_id;
  std::string client;   // address of the client, from X-Forwarded-For only behind a trusted proxy
  std::string host;     // Host, or X-Forwarded-Host behind a trusted proxy
  bool secure = false;  // TLS, here or at a trusted proxy

  std::string Origin() const { return (secure ? "https://" : "http://") + host; }
};

// application/x-www-form-urlencoded; broken escapes are kept as they are, invalid UTF-8 is replaced.
Pairs ParseForm(std::string_view body);
// Fills request.form (and uploads) from a body that is a form; anything else is left as it is.
void ReadForm(Request& request);
std::string PercentDecode(std::string_view text, bool plus_is_space);
std::string PercentEncode(std::string_view text);  // everything but unreserved characters (RFC 3986)
// "a=1&b=2"
std::string EncodeQuery(const std::vector<std::pair<std::string, std::string>>& pairs);

struct Response {
  unsigned status = 200;
  Pairs headers{true};
  std::string body;
  // Where set, sent instead of `body`: bytes that outlive the response (embedded files), with their ready encodings.
  struct Static {
    std::string_view identity, gzip, brotli;
    std::string_view etag;  // with quotes
  };
  std::optional<Static> fixed;
  // Where set, sent instead of `body`: bytes that are fetched a piece at a time, each when the client has taken the one
  // before. Ranges are answered from it. `read` runs on workers, one call at a time, and gives bytes from `offset` on:
  // at least one, and as many as are well held in memory. Its error cuts the connection: the head is sent by then.
  struct Stream {
    uint64_t size = 0;
    std::function<Result<std::string>(uint64_t offset)> read;
  };
  std::optional<Stream> stream;
  // May be kept in the page cache and shared between visitors (the handler read nothing of the visitor but the URL,
  // the language cookie and Accept-Language).
  bool shared = false;

  static Response Html(std::string body, unsigned status = 200);
  static Response Text(std::string body, unsigned status = 200);
  static Response Json(std::string body, unsigned status = 200);
  static Response Bytes(std::string body, std::string content_type, unsigned status = 200);
  // Content-Disposition with an ASCII name and its UTF-8 form (RFC 6266). `kind`: "attachment" or "inline".
  static std::string Disposition(std::string_view kind, std::string_view file_name);
  // A file to save, of that name.
  static Response Download(std::string body, std::string content_type, std::string_view file_name);
  // 303 See Other. `location` must be a path of this site; anything else becomes "/".
  static Response SeeOther(std::string location);
  static Response Moved(std::string location);  // 301
  static Response NotModified();

  Response& Header(std::string_view name, std::string value) {
    headers.Set(name, std::move(value));
    return *this;
  }
  Response& Shared() {
    shared = true;
    return *this;
  }
};

}  // namespace concord::http
