// A report's figures as files: the same that the page shows to the same reader. Pure.
#pragma once
#include <optional>
#include <string>

#include "features/selfreview/bands/bands.h"
#include "features/selfreview/results/opened.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::results {

using Beside = std::optional<bands::Others>;  // what the reader sees of other communities

// A row for each dimension and item and everyone who is shown with it (RFC 4180, UTF-8 with a mark). With `others`, the
// band of each side stands in its row.
std::string CsvOf(const Words& words, const Opened& opened, const Beside& others = {});
// WriteSnapshot's JSON without numbers of people that are hidden, and with what the review is.
std::string JsonOf(const Words& words, const Opened& opened, const Beside& others = {});

}  // namespace concord::selfreview::results
