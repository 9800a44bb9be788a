// A readable table: method, path, guard, handler. Built once at start, then read by any thread.
// Paths: "/resources/:slug" binds one segment; "/assets/*path" binds the rest. Literal segments win over bound ones.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/http/message.h"

namespace concord::http {

using Handler = std::function<Response(const Request&)>;

// Decides before the handler runs: nullopt lets the request through.
struct Guard {
  std::string name;  // shown by `concord routes`
  std::function<std::optional<Response>(const Request&)> check;
};
Guard Anyone();

struct RouteOptions {
  size_t body_limit = 1 << 20;  // bytes; over it: 413
  bool any_origin = false;      // takes a POST without a form's token: for what carries its own proof
  bool inline_io = false;       // answered on the I/O thread: only for what never blocks (static files, health)
  // For large files: the guard is asked before the body is read as well as after, the body goes to a file without a
  // name (request.spool) and not into memory, and it may take as long as it keeps coming.
  bool spool = false;
  // With `spool`: answers what is over body_limit in place of a plain 413. The request has neither body nor form then.
  Handler too_large = {};
};

struct Route {
  Method method;
  std::string pattern;
  Guard guard;
  Handler handler;
  RouteOptions options;
  size_t index = 0;  // its place in Router::routes()
};

class Router {
 public:
  Router();
  ~Router();
  // A pattern that is there twice, or that goes on after its "*rest", is a bug: std::logic_error at start.
  void Get(std::string pattern, Guard guard, Handler handler, RouteOptions options = {});  // answers HEAD too
  void Post(std::string pattern, Guard guard, Handler handler, RouteOptions options = {});
  void Put(std::string pattern, Guard guard, Handler handler, RouteOptions options = {});
  void Delete(std::string pattern, Guard guard, Handler handler, RouteOptions options = {});

  struct Match {
    const Route* route = nullptr;  // nullptr: no such path, or not with this method
    Pairs params;
    std::vector<std::string> allow;  // methods of that path, where only the method is wrong (405)
    std::string redirect;            // the same path without (or with) its trailing slash, where that one exists (308)
  };
  Match Find(Method method, std::string_view path) const;
  const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

 private:
  struct Node;
  void Add(Method method, std::string pattern, Guard guard, Handler handler, RouteOptions options);
  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace concord::http
