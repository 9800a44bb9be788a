#include "features/selfreview/reviews/reviews.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/core/text.h"
#include "features/selfreview/reviews/common.h"
#include "features/selfreview/reviews/store.h"

namespace concord::selfreview {
namespace {

constexpr std::array<std::string_view, 3> kStates = {"draft", "open", "closed"};
constexpr std::array<std::string_view, 3> kPublished = {"none", "whole", "items"};
constexpr std::array<std::string_view, 4> kKinds = {"pdf", "jpeg", "png", "text"};
constexpr size_t kMaxSlug = 60;
constexpr auto kLongest = std::chrono::days(366);

// Free among the community's; "new" is the address of the form, "instruments" of the instruments.
std::string FreeSlug(db::Session& session, const CommunityId& community, const std::string& title) {
  std::string base = text::Slugify(title, kMaxSlug);
  if (base.empty()) base = "review";
  const auto taken = sql::SlugsLike(session, community, base);
  const auto is_free = [&](const std::string& slug) {
    return slug != "new" && slug != "instruments" && slug != "desk" && std::ranges::find(taken, slug) == taken.end();
  };
  if (is_free(base)) return base;
  for (int n = 2;; ++n) {
    if (std::string slug = base + "-" + std::to_string(n); is_free(slug)) return slug;
  }
}

ReviewDraft Cleaned(const ReviewDraft& draft) {
  ReviewDraft clean = draft;
  for (auto& [language, title] : clean.title) title = text::CollapseSpace(text::Clean(title));
  std::erase_if(clean.title, [](const auto& one) { return one.second.empty(); });
  clean.units.clear();
  for (const auto& unit : draft.units) {
    std::string name = text::CollapseSpace(text::Clean(unit));
    if (!name.empty() && std::ranges::find(clean.units, name) == clean.units.end()) clean.units.push_back(name);
  }
  return clean;
}

std::string Canonical(const Review& review) {
  std::string out = "state " + std::string(NameOf(review.state));
  for (const auto& [language, title] : review.about.title) out += "\ntitle " + language + " " + title;
  out += "\nagency " + review.about.agency;
  for (const auto& unit : review.about.units) out += "\nunit " + unit;
  out += "\ninstrument " + review.about.instrument + " " + std::to_string(review.about.version);
  for (const Group group : review.about.asked) out += "\nasked " + std::string(NameOf(group));
  out += "\nopens " + FormatRfc3339(review.about.opens) + "\ncloses " + FormatRfc3339(review.about.closes);
  out += "\nsmallest " + std::to_string(review.about.smallest_inside) + " " +
         std::to_string(review.about.smallest_public) + "\npublished " + std::string(NameOf(review.published));
  for (const auto& item : review.published_items) out += "\nitem " + item;
  if (review.about.generated) out += "\ngenerated yes";
  return out + "\ncompares " + (review.compares ? "yes" : "no");
}

}  // namespace

std::string_view NameOf(ReviewState state) { return kStates[static_cast<size_t>(state)]; }
std::string_view NameOf(Published published) { return kPublished[static_cast<size_t>(published)]; }
std::optional<Published> PublishedNamed(std::string_view name) {
  const auto found = std::ranges::find(kPublished, name);
  if (found == kPublished.end()) return std::nullopt;
  return static_cast<Published>(found - kPublished.begin());
}

std::string_view NameOf(media::Kind kind) { return kKinds[static_cast<size_t>(kind)]; }

const std::string& Review::TitleIn(std::string_view language) const {
  static const std::string kNone;
  for (const std::string_view wanted : {language, std::string_view("en")}) {
    if (const auto found = about.title.find(std::string(wanted)); found != about.title.end()) return found->second;
  }
  return about.title.empty() ? kNone : about.title.begin()->second;
}

bool Review::Shows(std::string_view item) const {
  if (state != ReviewState::kClosed || published == Published::kNone) return false;
  return published == Published::kWhole || published_items.contains(std::string(item));
}

bool Review::TakesAnswers(Time now) const {
  return state == ReviewState::kOpen && about.opens <= now && now < about.closes;
}

std::set<Group> GroupsOf(accounts::Role role, std::string_view organization_kind, bool is_agency) {
  using accounts::Role;
  if (accounts::IsHubRole(role)) return {};
  if (is_agency) {
    switch (role) {
      case Role::kCommander:
        return {Group::kLeadership, Group::kSupervisor};
      case Role::kOfficer:
        return {Group::kOfficer, Group::kSupervisor};
      case Role::kCommunityAdmin:
        return {Group::kLeadership, Group::kProfessionalStaff};
      case Role::kOverseer:
        return {Group::kOverseer};
      default:
        return {Group::kProfessionalStaff};
    }
  }
  if (role == Role::kOverseer || organization_kind == "oversight_body") return {Group::kOverseer};
  if (organization_kind == "neighborhood_association") return {Group::kCommunityPartner, Group::kResident};
  return {Group::kCommunityPartner};
}

Reviews::Reviews(const Deps& deps)
    : database_(deps.database),
      instruments_(deps.instruments),
      clock_(deps.clock),
      random_(deps.random),
      key_(deps.sealer.Derive(kKeyPurpose)) {}

Result<std::vector<Review>> Reviews::Of(const CommunityId& community) {
  return database_.Read([&](db::Session& s) -> Result<std::vector<Review>> { return sql::ReviewsOf(s, community); });
}

Result<Review> Reviews::Find(const CommunityId& community, std::string_view slug) {
  return database_.Read([&](db::Session& s) -> Result<Review> {
    auto review = sql::FindReview(s, community, slug);
    if (!review) return NotThere();
    return std::move(*review);
  });
}

std::vector<Fault> Reviews::Check(const ReviewDraft& draft) const {
  return CheckWith(draft, instruments_.Find(draft.instrument, draft.version));
}

std::vector<Fault> Reviews::CheckWith(const ReviewDraft& draft, const KeptPtr& kept) const {
  std::vector<Fault> faults;
  const ReviewDraft clean = Cleaned(draft);
  if (clean.title.empty()) faults.push_back({"title", "reviews.error.title"});
  for (const auto& [language, title] : clean.title) {
    if (text::CountCodePoints(title) > kMaxReviewTitle) faults.push_back({"title", "reviews.error.title_long"});
  }
  if (!kept) faults.push_back({"instrument", "reviews.error.instrument"});
  const bool long_unit =
      std::ranges::any_of(clean.units, [](const std::string& unit) { return unit.size() > kMaxUnit; });
  if (long_unit || clean.units.size() > kMaxUnits) {
    faults.push_back(
        {"units", "reviews.error.units", {{"count", std::to_string(kMaxUnits)}, {"length", std::to_string(kMaxUnit)}}});
  }
  if (clean.asked.empty()) faults.push_back({"asked", "reviews.error.asked"});
  if (kept && !clean.asked.empty()) {
    const auto& items = kept->instrument.items;
    const bool any = std::ranges::any_of(items, [&](const Item& item) {
      return std::ranges::any_of(item.asks, [&](Group group) { return clean.asked.contains(group); });
    });
    if (!any) faults.push_back({"asked", "reviews.error.asks_nothing"});
  }
  if (clean.opens == Time()) faults.push_back({"opens", "reviews.error.opens"});
  if (clean.closes == Time()) {
    faults.push_back({"closes", "reviews.error.closes"});
  } else if (clean.closes <= clean.opens || clean.closes <= clock_.Now()) {
    faults.push_back({"closes", "reviews.error.closes_early"});
  } else if (clean.closes - clean.opens > kLongest) {
    faults.push_back({"closes", "reviews.error.closes_late"});
  }
  const auto check_smallest = [&](const char* field, int value, int least) {
    if (value >= least && value <= kLargestSmallest) return;
    faults.push_back({field,
                      "reviews.error.smallest",
                      {{"least", std::to_string(least)}, {"most", std::to_string(kLargestSmallest)}}});
  };
  check_smallest("smallest_inside", clean.smallest_inside, kSmallestInside);
  check_smallest("smallest_public", clean.smallest_public, std::max(kSmallestPublic, clean.smallest_inside));
  return faults;
}

namespace {

std::unexpected<Error> Invalid(const Fault& fault) {
  auto params = fault.params;
  params["field"] = fault.field;
  return Fail(ErrorKind::kInvalid, fault.key, std::move(params));
}

// Runs `work` on the review as it is now, with its row held, writes what it made of it, and tells the journal.
Status Change(db::Database& database, const Review& review, const Act& act, const Clock& clock, Random& random,
              const std::function<Status(db::Transaction&, Review& now)>& work) {
  return database.Write([&](db::Transaction& t) -> Status {
    auto now = sql::FindReviewById(t, review.community, review.id);
    if (!now || !sql::UpdateReview(t, *now)) return NotThere();  // held from here on
    now = sql::FindReviewById(t, review.community, review.id);
    if (!now) return NotThere();
    const Review before = *now;
    if (auto status = work(t, *now); !status) return status;
    now->updated = clock.Now();
    sql::UpdateReview(t, *now);
    Tell(t, *now, {act.action, act.actor, Canonical(before), Canonical(*now)}, clock, random);
    return {};
  });
}

}  // namespace

Result<Review> Reviews::Create(const CommunityId& community, const ReviewDraft& draft, std::string_view actor) {
  const std::string id = Uuid::V7(clock_, random_).ToString();
  return database_.Write([&](db::Transaction& t) -> Result<Review> {
    // Held, so that the version is still there, and the same, when the review that uses it is.
    const KeptPtr kept = instruments_.Hold(t, draft.instrument, draft.version);
    if (const auto faults = CheckWith(draft, kept); !faults.empty()) return Invalid(faults.front());
    Review review;
    review.community = community;
    review.id = id;
    review.about = Cleaned(draft);
    review.slug = FreeSlug(t, community, review.TitleIn("en"));
    review.created = review.updated = clock_.Now();
    sql::InsertReview(t, review);
    Tell(t, review, {"selfreview.review.create", actor, "", Canonical(review)}, clock_, random_);
    return review;
  });
}

Status Reviews::Edit(const Review& review, const ReviewDraft& draft, std::string_view actor) {
  return Change(database_, review, {"selfreview.review.edit", actor}, clock_, random_,
                [&](db::Transaction& t, Review& now) -> Status {
                  if (now.state != ReviewState::kDraft) return Refuse("reviews.error.not_draft");
                  const KeptPtr kept = instruments_.Hold(t, draft.instrument, draft.version);
                  if (const auto faults = CheckWith(draft, kept); !faults.empty()) return Invalid(faults.front());
                  const bool generated = now.about.generated;
                  now.about = Cleaned(draft);
                  now.about.generated = generated;
                  return {};
                });
}

Status Reviews::Discard(const Review& review, std::string_view actor) {
  return database_.Write([&](db::Transaction& t) -> Status {
    const auto now = sql::FindReviewById(t, review.community, review.id);
    if (!now || !sql::UpdateReview(t, *now)) return NotThere();
    if (now->state == ReviewState::kClosed || sql::CountRespondents(t, *now) > 0)
      return Refuse("reviews.error.has_answers");
    sql::DeleteReview(t, *now);
    Tell(t, *now, {"selfreview.review.discard", actor, Canonical(*now), ""}, clock_, random_);
    return {};
  });
}

Status Reviews::Open(const Review& review, std::string_view actor) {
  return Change(database_, review, {"selfreview.review.open", actor}, clock_, random_,
                [&](db::Transaction& t, Review& now) -> Status {
                  if (now.state != ReviewState::kDraft) return Refuse("reviews.error.not_draft");
                  const KeptPtr kept = instruments_.Find(t, now.about.instrument, now.about.version);
                  if (const auto faults = CheckWith(now.about, kept); !faults.empty()) return Invalid(faults.front());
                  now.state = ReviewState::kOpen;
                  return {};
                });
}

Status Reviews::Extend(const Review& review, Time closes, std::string_view actor) {
  return Change(database_, review, {"selfreview.review.extend", actor}, clock_, random_,
                [&](db::Transaction& t, Review& now) -> Status {
                  if (now.state != ReviewState::kOpen) return Refuse("reviews.error.not_open");
                  now.about.closes = closes;
                  const KeptPtr kept = instruments_.Find(t, now.about.instrument, now.about.version);
                  for (const auto& fault : CheckWith(now.about, kept)) {
                    if (fault.field == "closes") return Invalid(fault);
                  }
                  return {};
                });
}

Status Reviews::Remind(const Review& review, const std::function<void(db::Transaction&)>& send,
                       std::string_view actor) {
  return Change(database_, review, {"selfreview.review.remind", actor}, clock_, random_,
                [&](db::Transaction& t, Review& now) -> Status {
                  if (!now.TakesAnswers(clock_.Now())) return Refuse("reviews.error.not_taking");
                  if (now.reminded && clock_.Now() - *now.reminded < std::chrono::hours(24))
                    return Refuse("reviews.error.reminded");
                  now.reminded = clock_.Now();
                  send(t);
                  return {};
                });
}

Status Reviews::Publish(const Review& review, Published published, const std::set<std::string>& items,
                        std::string_view actor) {
  return Change(database_, review, {"selfreview.review.publish", actor}, clock_, random_,
                [&](db::Transaction& t, Review& now) -> Status {
                  if (now.state != ReviewState::kClosed) return Refuse("reviews.error.not_closed");
                  now.published = published;
                  now.published_items.clear();
                  const KeptPtr kept = instruments_.Find(t, now.about.instrument, now.about.version);
                  for (const auto& item : items) {
                    if (published == Published::kItems && kept && kept->instrument.Find(item))
                      now.published_items.insert(item);
                  }
                  if (published == Published::kItems && now.published_items.empty()) now.published = Published::kNone;
                  return {};
                });
}

Status Reviews::Compare(const Review& review, bool compares, std::string_view actor,
                        const std::function<Status(db::Transaction&)>& then) {
  return Change(database_, review, {"selfreview.review.compare", actor}, clock_, random_,
                [&](db::Transaction& t, Review& now) -> Status {
                  if (now.state != ReviewState::kClosed) return Refuse("reviews.error.not_closed");
                  if (compares && !now.about.units.empty()) return Refuse("reviews.error.compares_units");
                  if (now.compares != compares) now.compares_since = clock_.Now();
                  now.compares = compares;
                  sql::UpdateReview(t, now);
                  return then ? then(t) : Status();
                });
}

std::vector<Compared> ComparedReviews(db::Session& session, std::string_view instrument) {
  std::map<CommunityId, Compared> latest;
  for (Review& review : sql::ComparingReviews(session, instrument)) {
    const auto found = latest.find(review.community);
    if (found != latest.end() && found->second.review.closed >= review.closed) continue;
    auto row = sql::SnapshotOf(session, review);
    if (row) latest.insert_or_assign(review.community, Compared{std::move(review), std::move(row->about)});
  }
  std::vector<Compared> all;
  for (auto& [community, one] : latest) all.push_back(std::move(one));
  return all;
}

std::set<std::string> WithdrawnReviews(db::Session& session, std::string_view instrument, Time before) {
  return sql::WithdrawnReviews(session, instrument, before);
}

Result<std::vector<ImprovementAction>> Reviews::ActionsOf(const Review& review) {
  return database_.Read(
      [&](db::Session& s) -> Result<std::vector<ImprovementAction>> { return sql::ActionsOf(s, review); });
}

Result<ImprovementAction> Reviews::PutAction(const Review& review, const ImprovementAction& action,
                                             std::string_view actor) {
  constexpr std::array<std::string_view, 4> kActionStates = {"planned", "under_way", "done", "dropped"};
  constexpr size_t kMaxText = 2000, kMaxOwner = 160;
  ImprovementAction clean = action;
  for (std::string* one : {&clean.text, &clean.owner, &clean.measure}) *one = text::Trim(text::Clean(*one));
  const auto invalid = [](const char* field, const char* key) { return Invalid({field, key}); };
  if (clean.text.empty()) return invalid("text", "reviews.error.action_text");
  if (text::CountCodePoints(clean.text) > kMaxText) return invalid("text", "reviews.error.action_long");
  if (text::CountCodePoints(clean.measure) > kMaxText) return invalid("measure", "reviews.error.action_long");
  if (text::CountCodePoints(clean.owner) > kMaxOwner) return invalid("owner", "reviews.error.action_long");
  if (std::ranges::find(kActionStates, clean.state) == kActionStates.end())
    return invalid("state", "reviews.error.action_state");
  const KeptPtr kept = InstrumentOf(review);
  if (!kept || !kept->instrument.Find(clean.item)) return invalid("item", "reviews.error.action_item");
  const bool is_new = clean.id.empty();
  if (is_new) clean.id = Uuid::V7(clock_, random_).ToString();
  return database_.Write([&](db::Transaction& t) -> Result<ImprovementAction> {
    clean.updated = clock_.Now();
    if (is_new) clean.created = clean.updated;
    if (!sql::FindReviewById(t, review.community, review.id)) return NotThere();
    if (is_new) {
      sql::InsertAction(t, review, clean);
    } else if (!sql::UpdateAction(t, review, clean)) {
      return NotThere();
    }
    Tell(t, review,
         {is_new ? "selfreview.action.add" : "selfreview.action.change", actor, "",
          "item " + clean.item + "\ntext " + clean.text + "\nowner " + clean.owner + "\nmeasure " + clean.measure +
              "\nstate " + clean.state},
         clock_, random_);
    return clean;
  });
}

}  // namespace concord::selfreview
