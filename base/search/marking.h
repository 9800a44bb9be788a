// What a plan marks in a text, and the passage that shows most of it. Pure, but for the stems that are remembered.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/search/plan.h"

namespace concord::search {

// One way to match: words in sequence (often one), by stem or exactly.
struct Pattern {
  std::vector<std::string> words;  // folded, or stems
  bool exact = false;
};

// The longest first, so that an expression is one span.
std::vector<Pattern> PatternsOf(const Plan& plan, char letter, Stems& stems);

struct Mark {
  Span span;
  size_t pattern = 0;  // by which it was found
};
std::vector<Mark> MarksIn(const std::vector<Pattern>& patterns, std::string_view text, char letter, Stems& stems);

// Of a long text, at most `max_chars` code points around the marks: where most different patterns stand together, then
// where they stand closest, then where most marks are. Without marks, its beginning.
std::string PassageAround(std::string_view text, const std::vector<Mark>& marks, size_t max_chars);

}  // namespace concord::search
