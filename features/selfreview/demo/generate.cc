#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/stats/generator.h"
#include "features/selfreview/demo/demo.h"

namespace concord::selfreview::demo {
namespace {

// A number for a text, the same on every machine (FNV-1a).
uint64_t HashOf(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

double Normal(stats::Generator& generator) {
  const double radius = std::sqrt(-2 * std::log(generator.Uniform()));
  return radius * std::cos(2 * std::numbers::pi * generator.Uniform());
}

// How an item stands, before anybody answers.
struct Standing {
  double level = 0;    // of the first time, as the agency's own people see it
  double growth = 0;   // a year
  double apart = 0;    // how much lower the community sees it
  double unknown = 0;  // share of the community that cannot know
};

Standing StandingOf(const std::string& id, uint64_t seed) {
  stats::Generator own(HashOf(id) ^ seed);
  Standing one;
  one.level = 0.3 + 3.2 * own.Uniform();
  // One in three is worked at.
  const bool worked_at = own.Uniform() < 0.33;
  one.growth = worked_at ? 0.5 + 0.6 * own.Uniform() : 0.1 * (own.Uniform() - 0.5);
  one.apart = own.Uniform() < 0.35 ? 0.8 + 0.8 * own.Uniform() : 0.2 * own.Uniform();
  one.unknown = own.Uniform() < 0.2 ? 0.3 + 0.25 * own.Uniform() : 0.04 + 0.08 * own.Uniform();
  return one;
}

Answer AnswerOf(const Standing& item, Group group, double person, double years, stats::Generator& generator) {
  const bool community = SideOf(group) == Side::kCommunity;
  const double unknown = community ? item.unknown : item.unknown / 5;
  const double drawn = generator.Uniform();
  if (drawn < unknown) return kDontKnow;
  if (drawn < unknown + 0.02) return kDoesNotApply;
  if (drawn > 0.985) return kNotAnswered;
  double level = item.level + item.growth * years - (community ? item.apart : 0);
  if (group == Group::kLeadership) level += 0.3;
  if (group == Group::kOfficer) level -= 0.2;
  level += person + 0.7 * Normal(generator);
  return static_cast<Answer>(std::clamp(std::lround(level), 0L, static_cast<long>(kLevels - 1)));
}

}  // namespace

Responses Generate(const Instrument& instrument, const std::array<int, kGroups>& people, double years, uint64_t seed) {
  std::vector<Standing> standings;
  for (const Item& item : instrument.items) standings.push_back(StandingOf(item.id, seed));
  Responses responses{.items = instrument.items.size(), .groups = {}, .answers = {}};
  stats::Generator generator(seed * 1000 + static_cast<uint64_t>(std::lround(years * 100)));
  for (size_t g = 0; g < kGroups; ++g) {
    const auto group = static_cast<Group>(g);
    for (int n = 0; n < people[g]; ++n) {
      const double person = 0.4 * Normal(generator);
      responses.groups.push_back(group);
      for (size_t i = 0; i < instrument.items.size(); ++i)
        responses.answers.push_back(AnswerOf(standings[i], group, person, years, generator));
    }
  }
  DropUnasked(instrument, responses);
  return responses;
}

}  // namespace concord::selfreview::demo
