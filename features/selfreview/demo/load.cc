#include "features/selfreview/bands/bands.h"
#include "features/selfreview/demo/demo.h"
#include "features/selfreview/results/findings.h"

namespace concord::selfreview::demo {
namespace {

using std::chrono::days;

constexpr uint64_t kSeed = 20261121;  // of the answers; the figures' intervals have their own
constexpr uint64_t kFiguresSeed = 7;
constexpr char kTrust[] = "community-trust-and-partnerships", kOpenness[] = "public-transparency";

// leadership, supervisors, officers, professional staff, partners, overseers, residents
constexpr std::array<int, kGroups> kFirst = {6, 14, 61, 18, 15, 4, 96}, kSecond = {7, 15, 68, 22, 21, 7, 131},
                                   kUnderWay = {2, 5, 17, 6, 4, 1, 23}, kNeighbour = {3, 6, 22, 7, 8, 3, 34};

struct Plan {
  const char *instrument, *english, *spanish;
  int opens, closes;  // days from now
  double years;       // since the first
  std::array<int, kGroups> people;
  uint64_t seed = kSeed;
};
constexpr Plan kPlans[] = {
    {kTrust, "Where we stand: trust and partnerships, first review (made-up answers)",
     "Dónde estamos: confianza y alianzas, primera revisión (respuestas inventadas)", -480, -450, 0, kFirst},
    {kTrust, "Where we stand: trust and partnerships, one year later (made-up answers)",
     "Dónde estamos: confianza y alianzas, un año después (respuestas inventadas)", -115, -85, 1, kSecond},
    {kOpenness, "Where we stand: public transparency (made-up answers)",
     "Dónde estamos: transparencia pública (respuestas inventadas)", -9, 26, 0, kUnderWay}};

// An act at a time of its own.
Reviews At(const Reviews::Deps& deps, const Clock& clock) {
  return Reviews({deps.database, deps.instruments, deps.sealer, clock, deps.random});
}

Result<Review> OpenOne(const Reviews::Deps& deps, const Town& town, const Plan& plan, std::string_view actor) {
  const Time now = std::chrono::floor<days>(deps.clock.Now());
  const ManualClock clock(now + days(plan.opens));
  Reviews reviews = At(deps, clock);
  const KeptPtr kept = deps.instruments.Newest(plan.instrument);
  if (!kept) return Fail(ErrorKind::kInternal, "error.internal", {}, "an instrument is not there");
  ReviewDraft draft;
  draft.title = {{"en", plan.english}, {"es", plan.spanish}};
  draft.agency = town.agency;
  draft.instrument = plan.instrument;
  draft.version = kept->instrument.version;
  for (size_t g = 0; g < kGroups; ++g) draft.asked.insert(static_cast<Group>(g));
  draft.opens = now + days(plan.opens);
  draft.closes = now + days(plan.closes);
  draft.generated = true;
  auto review = reviews.Create(town.community, draft, actor);
  if (!review) return review;
  if (auto status = reviews.Open(*review, actor); !status) return std::unexpected(status.error());
  const Responses answers = Generate(kept->instrument, plan.people, plan.years, plan.seed);
  if (auto status = reviews.PutResponses(*review, answers, actor); !status) return std::unexpected(status.error());
  return review;
}

// What the town plans about its three lowest gaps.
Status PlanActions(Reviews& reviews, const Review& review, const Snapshot& figures, Time now, std::string_view actor) {
  struct Planned {
    const char *text, *owner, *measure, *state;
    int due;  // days from now
  };
  constexpr Planned kPlanned[] = {
      {"Write down who does it and how often, and tell everyone whom it concerns", "Office of the Chief",
       "Fewer people answer in the next review that they do not know", "done", -30},
      {"Try it for three months in Millside and the Flats, together with residents", "Community Engagement Office",
       "Residents of both districts say in the next review whether they noticed", "under_way", 60},
      {"Agree with the oversight board who looks at it each quarter", "Civilian Oversight Board",
       "A published note each quarter says what was changed because of it", "planned", 120}};
  const auto gaps = results::ItemsThat(figures, selfreview::Standing::kGap);
  results::KeptActions actions(reviews);
  for (size_t n = 0; n < std::size(kPlanned) && n < gaps.size(); ++n) {
    ImprovementAction action;
    action.item = figures.items[gaps[n].item].id;
    action.text = kPlanned[n].text;
    action.language = "en";
    action.owner = kPlanned[n].owner;
    action.measure = kPlanned[n].measure;
    action.state = kPlanned[n].state;
    action.due = std::chrono::floor<days>(now) + days(kPlanned[n].due);
    if (auto put = actions.Put(review, action, actor); !put) return std::unexpected(put.error());
  }
  return {};
}

// Takes part in bands from the day on which it closes.
Status Agree(const Reviews::Deps& deps, Reviews& reviews, const Review& review, std::string_view actor) {
  const ManualClock clock(review.about.closes);
  bands::Bands bands({deps.database, reviews, deps.instruments,
                      [] { return Result<std::set<CommunityId>>(std::set<CommunityId>()); }, clock});
  return bands.Choose(review, true, actor);
}

Status LoadNeighbours(const Reviews::Deps& deps, const Town& town, std::string_view actor) {
  for (size_t n = 0; n < town.neighbours.size(); ++n) {
    const Plan plan{kTrust,
                    "Where we stand (made-up answers)",
                    "Dónde estamos (respuestas inventadas)",
                    -240,
                    -210,
                    0,
                    kNeighbour,
                    kSeed + 1 + n};
    const auto review = OpenOne(deps, {town.neighbours[n], ""}, plan, actor);
    if (!review) return std::unexpected(review.error());
    const ManualClock clock(review->about.closes);
    Reviews reviews = At(deps, clock);
    const auto stored = reviews.Close(*review, kFiguresSeed, actor);
    if (!stored) return std::unexpected(stored.error());
    if (auto status = Agree(deps, reviews, *review, actor); !status) return status;
  }
  return {};
}

Status CloseOne(const Reviews::Deps& deps, const Review& review, std::string_view actor) {
  const ManualClock clock(review.about.closes);
  Reviews reviews = At(deps, clock);
  const auto stored = reviews.Close(review, kFiguresSeed, actor);
  if (!stored) return std::unexpected(stored.error());
  if (auto status = reviews.Publish(review, Published::kWhole, {}, actor); !status) return status;
  if (auto status = Agree(deps, reviews, review, actor); !status) return status;
  const auto figures = ReadSnapshot(stored->figures);
  if (!figures) return Fail(ErrorKind::kInternal, "error.internal", {}, "a snapshot is not readable");
  return PlanActions(reviews, review, *figures, deps.clock.Now(), actor);
}

}  // namespace

Status Load(const Reviews::Deps& deps, const Town& town, std::string_view actor) {
  if (auto status = LoadNeighbours(deps, town, actor); !status) return status;
  for (const Plan& plan : kPlans) {
    const auto review = OpenOne(deps, town, plan, actor);
    if (!review) return std::unexpected(review.error());
    if (plan.closes > 0) continue;
    if (auto status = CloseOne(deps, *review, actor); !status) return status;
  }
  return {};
}

}  // namespace concord::selfreview::demo
