// A small instrument and answers to it, for this folder's tests.
#pragma once
#include <string>
#include <vector>

#include "features/selfreview/engine/instrument.h"
#include "features/selfreview/engine/responses.h"

namespace concord::selfreview {

inline const char kStructure[] = R"(format = "concord-instrument-1"
slug = "small"
version = 1
area = "public-transparency"
dated = 2026-11-21

[[dimensions]]
id = "voice"

[[dimensions]]
id = "review"

[[items]]
id = "asked"
dimension = "voice"
asks = ["leadership", "officer", "community_partner", "resident"]
resources = ["a-guide"]
evidence = []

[[items]]
id = "answered"
dimension = "voice"
asks = ["leadership", "officer", "community_partner", "resident"]
resources = []
skip_if = [{ item = "asked", at_most = 0 }]
[[items.evidence]]
outcome = "satisfaction"
direction = "improves"
certainty = "moderate"
setting = "cities"
dated = 2014
basis = "a-study"

[[items]]
id = "reviewed"
dimension = "review"
asks = ["leadership", "officer", "overseer", "resident"]
resources = []
evidence = []
)";

inline const char kEnglish[] = R"(title = "Small"
introduction = "An instrument for tests."

[dimensions.voice]
title = "Voice"
introduction = "Being heard."
[dimensions.review]
title = "Review"
introduction = "Looking back."

[items.asked]
statement = "Residents are asked."
why = "They know."
levels = ["Nobody asks.", "A plan says so.", "Some districts do.", "All districts do.", "What came of it is measured."]
[items.answered]
statement = "Residents get an answer."
why = "An answer is owed."
levels = ["None.", "A rule.", "Some.", "All.", "Measured."]
[items.reviewed]
statement = "Practice is reviewed."
why = "To learn."
levels = ["Never.", "A rule.", "Sometimes.", "Always.", "Measured."]

[outcomes]
satisfaction = "Satisfaction"
[settings]
cities = "Cities"
)";

inline ReadInstrumentResult ReadSmall(const std::string& structure = kStructure,
                                      const std::string& english = kEnglish) {
  return ReadInstrument({"1.toml", structure}, {{"1.en.toml", english}}, "small");
}
inline Instrument Small() { return ReadSmall().instrument.value(); }

inline std::string Replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

}  // namespace concord::selfreview
