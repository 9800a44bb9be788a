#include "features/selfreview/bands/bands.h"

#include <algorithm>
#include <cmath>

#include "features/selfreview/bands/concepts.h"
#include "features/selfreview/bands/store.h"

namespace concord::selfreview::bands {
namespace {

std::string FigureOf(size_t side, const std::string& concept_name) {
  return std::string(NameOf(static_cast<Side>(side))) + " " + concept_name;
}

const Figures* Find(const std::vector<Figures>& all, std::string_view id) {
  for (const Figures& one : all) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

// Of an item: ten who gave a level, not ten of whom some did not know.
bool IsEnough(const std::optional<Summary>& summary) {
  return summary && summary->people >= kSmallestInPublic && !std::isnan(summary->mean) &&
         stats::Total(summary->levels) >= kSmallestInPublic;
}

// At least half of a dimension's items that ask that side are shown for it. Not all: of what leadership alone is asked,
// few agencies have ten answers.
bool IsMostlyShown(const Instrument& instrument, size_t dimension, const Snapshot& figures, size_t side) {
  size_t asked = 0, shown = 0;
  for (const Item& item : instrument.items) {
    const bool asks = std::ranges::any_of(item.asks, [&](Group g) { return static_cast<size_t>(SideOf(g)) == side; });
    if (item.dimension != dimension || !asks) continue;
    const Figures* one = Find(figures.items, item.id);
    ++asked;
    shown += one && IsEnough(one->sides[side]);
  }
  return shown > 0 && 2 * shown >= asked;
}

bool IsMadeUp(const Review& review, const std::set<CommunityId>& demonstrations) {
  return review.about.generated || demonstrations.contains(review.community);
}

// Of those in the latest state but `community`; nullopt where fewer than five are left, or one of them withdrew long
// ago.
std::optional<Band> BandBeside(const BandHistory& history, const std::string& community,
                               const std::set<std::string>& withdrawn) {
  std::vector<double> levels;
  for (const auto& [whose, one] : history.latest) {
    if (whose == community) continue;
    if (withdrawn.contains(one.review)) return std::nullopt;
    levels.push_back(one.level);
  }
  return BandOf(std::move(levels));
}

}  // namespace

std::map<std::string, double> LevelsOf(const Concepts& concepts, const Instrument& instrument,
                                       const Snapshot& public_figures) {
  std::map<std::string, double> levels;
  for (size_t side = 0; side < kSides; ++side) {
    for (const Item& item : instrument.items) {
      const Figures* one = Find(public_figures.items, item.id);
      if (one && IsEnough(one->sides[side]))
        levels[FigureOf(side, concepts.OfItem(instrument.version, item.id))] = one->sides[side]->mean;
    }
    for (size_t d = 0; d < instrument.dimensions.size(); ++d) {
      const Figures* one = Find(public_figures.dimensions, instrument.dimensions[d]);
      if (one && IsEnough(one->sides[side]) && IsMostlyShown(instrument, d, public_figures, side))
        levels[FigureOf(side, "= " + concepts.OfDimension(instrument, d))] = one->sides[side]->mean;
    }
  }
  return levels;
}

Status Bands::TakeUp(db::Transaction& t, const std::string& instrument,
                     const std::set<CommunityId>& demonstrations) const {
  const Concepts concepts(d_.instruments.VersionsOf(instrument));
  const Time now = d_.clock.Now();
  for (const bool made_up : {false, true}) {
    const BandKey key{instrument, made_up};
    auto histories =
        HoldHistories(t, key, now);  // before the reviews are read: whoever waited sees what came meanwhile
    if (!histories) return std::unexpected(histories.error());
    std::map<std::string, Contributions> figures;
    for (const Compared& one : ComparedReviews(t, instrument)) {
      const KeptPtr kept = d_.instruments.Find(instrument, one.review.about.version);
      const auto snapshot = ReadSnapshot(one.snapshot.public_figures);
      if (IsMadeUp(one.review, demonstrations) != made_up || !kept || !snapshot) continue;
      for (const auto& [figure, level] : LevelsOf(concepts, kept->instrument, *snapshot))
        figures[figure][one.review.community.ToString()] = {one.review.id, level};
    }
    bool changed = false;
    for (const auto& [figure, contributions] : figures) changed |= Advance((*histories)[figure], contributions);
    if (changed) WriteHistories(t, key, *histories, now);
  }
  return {};
}

Status Bands::Choose(const Review& review, bool compares, std::string_view actor) {
  const auto demonstrations = d_.made_up();
  if (!demonstrations) return std::unexpected(demonstrations.error());
  return d_.reviews.Compare(review, compares, actor,
                            [&](db::Transaction& t) { return TakeUp(t, review.about.instrument, *demonstrations); });
}

Result<std::optional<Others>> Bands::Beside(const Review& review) const {
  if (!review.compares || review.state != ReviewState::kClosed) return std::optional<Others>();
  const KeptPtr kept = d_.instruments.Find(review.about.instrument, review.about.version);
  const auto demonstrations = d_.made_up();
  if (!demonstrations) return std::unexpected(demonstrations.error());
  if (!kept) return std::optional<Others>(Others());
  const Instrument& instrument = kept->instrument;
  const Concepts concepts(d_.instruments.VersionsOf(instrument.slug));
  return d_.database.Read([&](db::Session& s) -> Result<std::optional<Others>> {
    const auto histories = ReadHistories(s, {instrument.slug, IsMadeUp(review, *demonstrations)});
    if (!histories) return std::unexpected(histories.error());
    const auto withdrawn = WithdrawnReviews(s, instrument.slug, d_.clock.Now() - kLongestAfterWithdrawal);
    const auto bands_of = [&](const std::string& concept_name) {
      OfSides bands;
      for (size_t side = 0; side < kSides; ++side) {
        const auto history = histories->find(FigureOf(side, concept_name));
        if (history != histories->end())
          bands[side] = BandBeside(history->second, review.community.ToString(), withdrawn);
      }
      return bands;
    };
    Others others;
    const auto keep = [](std::map<std::string, OfSides>& all, const std::string& id, const OfSides& bands) {
      if (bands[0] || bands[1]) all[id] = bands;
    };
    for (const Item& item : instrument.items)
      keep(others.items, item.id, bands_of(concepts.OfItem(instrument.version, item.id)));
    for (size_t d = 0; d < instrument.dimensions.size(); ++d)
      keep(others.dimensions, instrument.dimensions[d], bands_of("= " + concepts.OfDimension(instrument, d)));
    return std::optional(std::move(others));
  });
}

}  // namespace concord::selfreview::bands
