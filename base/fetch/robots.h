// robots.txt (RFC 9309): what a site lets our agent ask for. Pure; any bytes may come.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concord::fetch {

class Robots {
 public:
  // Everything is allowed.
  Robots() = default;
  // `agent`: the product's name ("Concord"). At most the first 500 KiB are read, as the RFC asks.
  static Robots Parse(std::string_view text, std::string_view agent);

  // `path`: with its query, beginning with "/". The longest rule that fits decides; of equal ones, the allowing one.
  bool Allows(std::string_view path) const;
  // Crawl-delay, which the RFC does not know and many sites write; at most a minute.
  std::optional<std::chrono::milliseconds> delay() const { return delay_; }

 private:
  struct Rule {
    std::string pattern;
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> delay_;
};

}  // namespace concord::fetch
