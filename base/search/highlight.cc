// What a query matched in a text: decided by the same words and stems as the search itself.
#include <map>

#include "base/core/text.h"
#include "base/search/marking.h"
#include "base/search/searcher.h"
#include "base/search/searcher_with.h"

namespace concord::search {
namespace {

// Keeps a handle for its stems, and what it made of the query for each language.
class PlanMarker final : public Marker {
 public:
  PlanMarker(HandlePool& pool, std::unique_ptr<Handle> handle, Plan plan)
      : pool_(pool), handle_(std::move(handle)), plan_(std::move(plan)) {}
  ~PlanMarker() override { pool_.GiveBack(std::move(handle_)); }

  std::vector<Span> Highlight(std::string_view text, std::string_view language) override {
    std::vector<Span> spans;
    for (const Mark& mark : Marks(text, language)) spans.push_back(mark.span);
    return spans;
  }
  std::string Passage(std::string_view text, std::string_view language, size_t max_chars) override {
    return PassageAround(text, Marks(text, language), max_chars);
  }

 private:
  std::vector<Mark> Marks(std::string_view text, std::string_view language) {
    const char letter = LanguageLetter(language);
    auto found = patterns_.find(letter);
    if (found == patterns_.end()) found = patterns_.emplace(letter, PatternsOf(plan_, letter, handle_->stems)).first;
    return MarksIn(found->second, text, letter, handle_->stems);
  }

  HandlePool& pool_;
  std::unique_ptr<Handle> handle_;
  const Plan plan_;
  std::map<char, std::vector<Pattern>> patterns_;
};

// Where the index cannot be read.
class NoMarker final : public Marker {
 public:
  std::vector<Span> Highlight(std::string_view, std::string_view) override { return {}; }
  std::string Passage(std::string_view text, std::string_view, size_t max_chars) override {
    return text::Shorten(text, max_chars > 0 ? max_chars - 1 : 0);
  }
};

}  // namespace

std::unique_ptr<Marker> IndexSearcher::MarkerFor(const Query& query) const {
  std::unique_ptr<Marker> marker;
  (void)With([&](Handle& handle) {
    Plan plan = PlanOf(query.words, handle);
    marker = std::make_unique<PlanMarker>(pool_, pool_.Take(), std::move(plan));
  });
  if (!marker) marker = std::make_unique<NoMarker>();
  return marker;
}

}  // namespace concord::search
