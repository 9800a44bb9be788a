#include "base/fetch/robots.h"

#include <algorithm>
#include <charconv>

#include "base/core/text.h"

namespace concord::fetch {
namespace {

constexpr size_t kMostBytes = 500 << 10;
constexpr size_t kMostRules = 2000;

struct Line {
  std::string key;
  std::string_view value;
};

Line Parted(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {text::LowerAscii(text::Trim(line.substr(0, colon))), text::Trim(line.substr(colon + 1))};
}

// Whether `pattern` fits the beginning of `path`: "*" is anything, "$" at its end means the path's end. Linear in the
// product of their lengths at worst, without recursion.
bool Fits(std::string_view pattern, std::string_view path) {
  const bool whole = pattern.ends_with('$');
  if (whole) pattern.remove_suffix(1);
  size_t p = 0, s = 0, star = std::string_view::npos, retry = 0;
  while (true) {
    if (p == pattern.size() && (!whole || s == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      retry = s;
    } else if (p < pattern.size() && s < path.size() && pattern[p] == path[s]) {
      ++p, ++s;
    } else if (star != std::string_view::npos && retry < path.size()) {
      p = star;
      s = ++retry;
    } else {
      return false;
    }
  }
}

}  // namespace

Robots Robots::Parse(std::string_view text, std::string_view agent) {
  text = text.substr(0, kMostBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string own = text::LowerAscii(agent);
  Robots ours, everyones;
  bool named = false, in_ours = false, in_everyones = false, rules_began = true;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const Line line = Parted(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.key == "user-agent") {
      if (rules_began) in_ours = in_everyones = rules_began = false;
      // "Concord/1.0" names the product too.
      const std::string_view product = line.value.substr(0, line.value.find_first_of("/ "));
      if (line.value == "*") in_everyones = true;
      if (text::LowerAscii(product) == own) in_ours = named = true;
      continue;
    }
    const bool rule = line.key == "allow" || line.key == "disallow";
    if (!rule && line.key != "crawl-delay") continue;
    rules_began = true;
    for (auto* group : {in_ours ? &ours : nullptr, in_everyones ? &everyones : nullptr}) {
      if (!group) continue;
      if (rule && !line.value.empty() && group->rules_.size() < kMostRules)
        group->rules_.push_back({std::string(line.value), line.key == "allow"});
      if (rule) continue;
      double seconds = 0;
      const auto read = std::from_chars(line.value.data(), line.value.data() + line.value.size(), seconds);
      if (read.ec == std::errc() && seconds > 0)
        group->delay_ = std::chrono::milliseconds(static_cast<int64_t>(std::min(seconds, 60.0) * 1000));
    }
  }
  return named ? ours : everyones;
}

bool Robots::Allows(std::string_view path) const {
  const Rule* best = nullptr;
  for (const auto& rule : rules_) {
    if (!Fits(rule.pattern, path)) continue;
    const bool longer = !best || rule.pattern.size() > best->pattern.size();
    if (longer || (rule.pattern.size() == best->pattern.size() && rule.allow)) best = &rule;
  }
  return !best || best->allow;
}

}  // namespace concord::fetch
