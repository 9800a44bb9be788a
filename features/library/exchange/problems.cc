#include "features/library/exchange/problems.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::library::exchange {

void Problems::Add(Severity severity, int line, const char* key, Params params) {
  if (stopped_) return;
  if (list_.size() >= kMost) {
    // Notes beyond the bound are left out; a file that goes on being refused is given up.
    if (severity == Severity::kNote) return;
    list_.push_back({Severity::kFatal, line, "library.import.too_many_problems", {{"count", std::to_string(kMost)}}});
    stopped_ = true;
    return;
  }
  list_.push_back({severity, line, key, std::move(params)});
}

void Problems::Fatal(int line, const char* key, Params params) {
  if (stopped_) return;
  list_.push_back({Severity::kFatal, line, key, std::move(params)});
  stopped_ = true;
}

std::vector<Problem> Problems::Take() {
  std::stable_sort(list_.begin(), list_.end(), [](const Problem& a, const Problem& b) { return a.line < b.line; });
  return std::move(list_);
}

std::string Quote(std::string_view text) {
  // Cut before cleaning: the text may be megabytes long.
  return text::Shorten(text::CollapseSpace(text::Clean(text.substr(0, 400))), 80);
}

}  // namespace concord::library::exchange
