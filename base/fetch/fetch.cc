#include "base/fetch/fetch.h"

#include <algorithm>
#include <charconv>

#include "base/core/text.h"

namespace concord::fetch {

const std::string& Response::Header(std::string_view name) const {
  static const std::string kNone;
  const auto found =
      std::ranges::find(headers, name, [](const auto& header) -> std::string_view { return header.first; });
  return found == headers.end() ? kNone : found->second;
}

std::optional<milliseconds> Response::RetryAfter(Time now) const {
  const std::string& text = Header("retry-after");
  if (text.empty()) return std::nullopt;
  int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error == std::errc() && end == text.data() + text.size()) {
    constexpr int64_t kYear = 366 * 86'400;  // so that no sum with a time overflows
    return milliseconds(std::clamp<int64_t>(seconds, 0, kYear) * 1000);
  }
  const auto at = ParseHttpDate(text);
  if (!at) return std::nullopt;
  return std::max(*at - now, milliseconds(0));
}

std::string AgentOf(std::string_view version, const Identity& identity) {
  const auto fit = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c >= ' ' && c <= '~' && c != '(' && c != ')' && c != '\\' && c != ';') out += c;
    }
    return text::CollapseSpace(out);
  };
  const std::string name = fit(identity.name), contact = fit(identity.contact);
  std::string note = name;
  if (!contact.empty()) note += (note.empty() ? "+" : "; +") + contact;
  return "Concord/" + fit(version) + (note.empty() ? "" : " (" + note + ")");
}

}  // namespace concord::fetch
