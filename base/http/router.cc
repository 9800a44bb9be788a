#include "base/http/router.h"

#include <array>
#include <map>
#include <stdexcept>

namespace concord::http {
namespace {

// "/a/b" -> {"a", "b"}, "/a/" -> {"a", ""}, "/" -> {""}: a trailing slash is an empty last segment.
std::vector<std::string_view> Segments(std::string_view path) {
  std::vector<std::string_view> segments;
  if (!path.empty() && path[0] == '/') path.remove_prefix(1);
  for (;;) {
    const size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

constexpr size_t kMethods = static_cast<size_t>(Method::kOther) + 1;

size_t IndexOf(Method method) { return static_cast<size_t>(method); }

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
  std::unique_ptr<Node> bound;
  std::unique_ptr<Node> rest;
  std::array<const Route*, kMethods> routes{};

  const Route* For(Method method) const {
    const Route* route = routes[IndexOf(method)];
    if (!route && method == Method::kHead) route = routes[IndexOf(Method::kGet)];
    return route;
  }

  // Visits the nodes that stand for `segments` from the most literal to the least, until `take` returns true.
  template <typename Take>
  bool Walk(const std::vector<std::string_view>& segments, size_t at, const Take& take) const {
    if (at == segments.size()) return take(*this);
    if (const auto child = literal.find(segments[at]); child != literal.end()) {
      if (child->second->Walk(segments, at + 1, take)) return true;
    }
    if (bound && !segments[at].empty() && bound->Walk(segments, at + 1, take)) return true;
    return rest && !segments[at].empty() && take(*rest);
  }
};

Guard Anyone() { return {"anyone", nullptr}; }

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::Add(Method method, std::string pattern, Guard guard, Handler handler, RouteOptions options) {
  if (pattern.empty() || pattern[0] != '/') throw std::logic_error("route does not begin with a slash: " + pattern);
  Node* node = root_.get();
  const auto segments = Segments(pattern);
  for (size_t at = 0; at < segments.size(); ++at) {
    const std::string_view segment = segments[at];
    std::unique_ptr<Node>* next = nullptr;
    if (segment.starts_with('*')) {
      if (at + 1 != segments.size()) throw std::logic_error("route goes on after its rest: " + pattern);
      next = &node->rest;
    } else if (segment.starts_with(':')) {
      next = &node->bound;
    } else {
      next = &node->literal[std::string(segment)];
    }
    if (!*next) *next = std::make_unique<Node>();
    node = next->get();
  }
  const Route*& place = node->routes[IndexOf(method)];
  if (place) throw std::logic_error("route is there twice: " + pattern);
  auto route = std::make_unique<Route>(
      Route{method, std::move(pattern), std::move(guard), std::move(handler), options, routes_.size()});
  place = route.get();
  routes_.push_back(std::move(route));
}

void Router::Get(std::string pattern, Guard guard, Handler handler, RouteOptions options) {
  Add(Method::kGet, std::move(pattern), std::move(guard), std::move(handler), options);
}
void Router::Post(std::string pattern, Guard guard, Handler handler, RouteOptions options) {
  Add(Method::kPost, std::move(pattern), std::move(guard), std::move(handler), options);
}
void Router::Put(std::string pattern, Guard guard, Handler handler, RouteOptions options) {
  Add(Method::kPut, std::move(pattern), std::move(guard), std::move(handler), options);
}
void Router::Delete(std::string pattern, Guard guard, Handler handler, RouteOptions options) {
  Add(Method::kDelete, std::move(pattern), std::move(guard), std::move(handler), options);
}

namespace {

// The pattern's names with what they stand for in `path`.
Pairs Bind(const Route& route, std::string_view path, const std::vector<std::string_view>& segments) {
  Pairs params;
  if (route.pattern.find_first_of(":*") == std::string::npos) return params;
  const auto names = Segments(route.pattern);
  for (size_t at = 0; at < names.size(); ++at) {
    if (names[at].starts_with(':')) {
      params.Add(std::string(names[at].substr(1)), std::string(segments[at]));
    } else if (names[at].starts_with('*')) {
      const size_t begin = static_cast<size_t>(segments[at].data() - path.data());
      params.Add(std::string(names[at].substr(1)), std::string(path.substr(begin)));
    }
  }
  return params;
}

}  // namespace

Router::Match Router::Find(Method method, std::string_view path) const {
  Match match;
  const auto segments = Segments(path);
  std::array<bool, kMethods> allowed{};
  bool known = false;
  root_->Walk(segments, 0, [&](const Node& node) {
    match.route = node.For(method);
    for (size_t i = 0; i < kMethods; ++i) {
      if (!node.routes[i]) continue;
      allowed[i] = known = true;
    }
    return match.route != nullptr;
  });
  if (match.route) {
    match.params = Bind(*match.route, path, segments);
    return match;
  }
  if (known) {
    if (allowed[IndexOf(Method::kGet)]) allowed[IndexOf(Method::kHead)] = true;
    allowed[IndexOf(Method::kOptions)] = true;
    for (size_t i = 0; i < kMethods; ++i) {
      if (allowed[i]) match.allow.emplace_back(NameOf(static_cast<Method>(i)));
    }
    return match;
  }
  if (path.size() < 2) return match;
  std::string other(path);
  if (other.back() == '/') {
    other.pop_back();
  } else {
    other += '/';
  }
  const bool there = root_->Walk(Segments(other), 0, [&](const Node& node) { return node.For(method) != nullptr; });
  if (there) match.redirect = std::move(other);
  return match;
}

}  // namespace concord::http
