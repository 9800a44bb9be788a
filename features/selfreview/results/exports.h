// A report's figures as files: the same that the page shows to the same reader. Pure.
#pragma once
#include <string>

#include "features/selfreview/results/opened.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::results {

// A row for each dimension and item and everyone who is shown with it (RFC 4180, UTF-8 with a mark).
std::string CsvOf(const Words& words, const Opened& opened, bool generated);
// WriteSnapshot's JSON without numbers of people that are hidden, and with what the review is.
std::string JsonOf(const Words& words, const Opened& opened, bool generated);

}  // namespace concord::selfreview::results
