// An instrument put into the words of its page.
#pragma once
#include <string>
#include <vector>

#include "features/selfreview/reading/reading.h"
#include "features/selfreview/reading/views.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::reading {

std::string HrefOf(const Instrument& instrument);  // of its newest version
// "49 practices · 12 dimensions"
std::string SizeOf(const Words& words, const Instrument& instrument);
// Each with its number and name; `texts`: kLevels.
std::vector<views::Level> LevelsOf(const Words& words, const std::vector<std::string>& texts);
// "Added by Riverbend's hub, November 22, 2026"; empty for what the program carries.
std::string AddedIn(const html::Frame& frame, const Words& words, const Kept& kept);
// All of its page but what leads elsewhere in its own house: files and other versions.
views::InstrumentPage ViewOf(const Deps& deps, const Words& words, const Kept& kept);

}  // namespace concord::selfreview::reading
