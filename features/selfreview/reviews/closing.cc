// From answers to figures: a review closes.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/crypto/token.h"
#include "base/db/forget.h"
#include "features/selfreview/engine/score.h"
#include "features/selfreview/reviews/common.h"
#include "features/selfreview/reviews/store.h"
#include "features/selfreview/reviews/store_files.h"

namespace concord::selfreview {
namespace {

std::string CellOf(Answer answer) {
  if (answer == kDontKnow) return "dk";
  if (answer == kDoesNotApply) return "na";
  return answer == kNotAnswered ? "" : std::to_string(answer);
}

// A respondent who answered nothing is none.
Responses GatherResponses(db::Session& session, const Review& review, const Instrument& instrument) {
  Responses all{.items = instrument.items.size(), .groups = {}, .answers = {}};
  std::unordered_map<std::string, Group> groups;
  for (const auto& row : sql::RespondentsOf(session, review)) groups[row.about.id] = row.about.group;
  std::string current;
  sql::ForEachAnswer(session, review, [&](const std::string& respondent, const Given& given) {
    const auto at = instrument.Find(given.item);
    const auto group = groups.find(respondent);
    if (!at || group == groups.end() || given.answer == kNotAnswered) return;
    if (respondent != current) {
      current = respondent;
      all.groups.push_back(group->second);
      all.answers.resize(all.answers.size() + all.items, kNotAnswered);
    }
    all.answers[all.answers.size() - all.items + *at] = given.answer;
  });
  return all;
}

// How many answered each item.
std::vector<int> PeopleOf(const Responses& responses) {
  std::vector<int> people(responses.items, 0);
  for (size_t r = 0; r < responses.size(); ++r) {
    for (size_t i = 0; i < responses.items; ++i) people[i] += responses.Of(r)[i] != kNotAnswered;
  }
  return people;
}

// What an answer has beside its level, in no order and without whose it was. Files of items that fewer than
// smallest_inside people answered stay where they are, and go with the respondents.
std::vector<Remark> GatherRemarks(db::Session& session, const Review& review, const Instrument& instrument,
                                  const std::vector<int>& people) {
  using Whose = std::pair<std::string, std::string>;  // respondent, item
  std::map<Whose, Remark> all;
  sql::ForEachAnswer(session, review, [&](const std::string& respondent, const Given& given) {
    if ((given.comment.empty() && given.evidence.empty()) || !instrument.Find(given.item)) return;
    all[{respondent, given.item}] = {given.item, given.comment, given.evidence};
  });
  for (auto& one : sql::AnswerFilesOf(session, review, std::nullopt)) {
    const auto at = instrument.Find(one.item);
    if (!at || people[*at] < review.about.smallest_inside) continue;
    Remark& remark = all[{one.respondent_id, one.item}];
    remark.item = one.item;
    remark.files.push_back(std::move(one.file));
  }
  std::vector<Remark> remarks;
  for (auto& [whose, remark] : all) remarks.push_back(std::move(remark));
  return remarks;
}

// In the order of their random ids, so that not even the order in which rows lie tells of the answers'.
void PutRemarks(db::Transaction& t, const Review& review, std::vector<Remark> remarks, Random& random) {
  std::map<std::string, Remark> by_id;
  for (auto& remark : remarks) by_id.emplace(RandomId(random), std::move(remark));
  for (const auto& [id, remark] : by_id) {
    sql::InsertRemark(t, review, id, remark);
    for (const EvidenceFile& file : remark.files) sql::MoveToRemark(t, review, file, id, RandomId(random));
  }
}

}  // namespace

std::string WriteResponses(const Instrument& instrument, const Responses& responses) {
  std::vector<std::string> rows;
  for (size_t r = 0; r < responses.size(); ++r) {
    std::string row(NameOf(responses.groups[r]));
    for (size_t i = 0; i < responses.items; ++i) row += "," + CellOf(responses.Of(r)[i]);
    rows.push_back(std::move(row));
  }
  std::ranges::sort(rows);
  std::string csv = "group";
  for (const Item& item : instrument.items) csv += "," + item.id;
  for (const auto& row : rows) csv += "\n" + row;
  return csv + "\n";
}

Result<StoredSnapshot> Reviews::Close(const Review& review, uint64_t seed, std::string_view actor) {
  const KeptPtr kept = InstrumentOf(review);
  if (!kept) return Refuse("reviews.error.instrument");
  const Instrument& instrument = kept->instrument;
  auto stored = database_.Write([&](db::Transaction& t) -> Result<StoredSnapshot> {
    auto now = sql::FindReviewById(t, review.community, review.id);
    if (!now || !sql::UpdateReview(t, *now)) return NotThere();  // held: no answer is written from here on
    now = sql::FindReviewById(t, review.community, review.id);
    if (!now || now->state != ReviewState::kOpen) return Refuse("reviews.error.not_open");
    // Sorted first, so that the figures can be computed again from what is kept, to the last digit.
    const auto sorted =
        selfreview::ReadResponses(instrument, WriteResponses(instrument, GatherResponses(t, *now, instrument)));
    Responses responses = sorted.responses;
    DropUnasked(instrument, responses);
    if (!sorted.problems.empty() || responses.size() == 0) return Refuse("reviews.error.nobody");
    const Snapshots figures =
        ScoreForBoth(instrument, responses, {.seed = seed, .smallest_group = now->about.smallest_inside},
                     now->about.smallest_public);

    sql::SnapshotRow row;
    row.about = {.review_id = now->id,
                 .instrument = instrument.slug,
                 .version = instrument.version,
                 .seed = seed,
                 .respondents = static_cast<int64_t>(responses.size()),
                 .figures = WriteSnapshot(figures.inside),
                 .public_figures = WriteSnapshot(figures.in_public),
                 .made = clock_.Now()};
    row.responses = WriteResponses(instrument, sorted.responses);
    sql::InsertSnapshot(t, *now, row);
    PutRemarks(t, *now, GatherRemarks(t, *now, instrument, PeopleOf(sorted.responses)), random_);
    sql::DeleteRespondents(t, *now);
    sql::DeleteLinks(t, *now);

    now->state = ReviewState::kClosed;
    now->closed = now->updated = clock_.Now();
    sql::UpdateReview(t, *now);
    Tell(t, *now, {"selfreview.review.close", actor, "", row.about.figures}, clock_, random_);
    return row.about;
  });
  // Where somebody reads meanwhile, the log is emptied with a later write: nothing that a closing could fail for.
  if (stored) static_cast<void>(db::EmptyLog(database_));
  return stored;
}

Result<std::optional<StoredSnapshot>> Reviews::SnapshotOf(const Review& review) {
  return database_.Read([&](db::Session& s) -> Result<std::optional<StoredSnapshot>> {
    auto row = sql::SnapshotOf(s, review);
    if (!row) return std::nullopt;
    return std::move(row->about);
  });
}

Result<Responses> Reviews::ReadResponses(const Review& review) {
  const KeptPtr kept = InstrumentOf(review);
  if (!kept) return NotThere();
  return database_.Read([&](db::Session& s) -> Result<Responses> {
    if (const auto row = sql::SnapshotOf(s, review))
      return selfreview::ReadResponses(kept->instrument, row->responses).responses;
    return GatherResponses(s, review, kept->instrument);
  });
}

Status Reviews::PutResponses(const Review& review, const Responses& responses, std::string_view actor) {
  const KeptPtr kept = InstrumentOf(review);
  if (!kept || responses.items != kept->instrument.items.size()) return NotThere();
  return database_.Write([&](db::Transaction& t) -> Status {
    const auto now = sql::HoldReview(t, review);
    if (!now) return NotThere();
    if (now->state != ReviewState::kOpen) return Refuse("reviews.error.not_open");
    for (size_t r = 0; r < responses.size(); ++r) {
      const Respondent one{RandomId(random_), responses.groups[r], true};
      sql::InsertRespondent(t, *now, {one, std::nullopt, CodeDigest(crypto::NewCode(random_))}, 0);
      for (size_t i = 0; i < responses.items; ++i) {
        const Answer answer = responses.Of(r)[i];
        if (answer != kNotAnswered) sql::PutAnswer(t, *now, one.id, {kept->instrument.items[i].id, answer, "", ""});
      }
    }
    Tell(t, *now, {"selfreview.answers.import", actor}, clock_, random_);
    return {};
  });
}

Result<std::vector<Remark>> Reviews::RemarksOf(const Review& review) {
  const KeptPtr kept = InstrumentOf(review);
  const auto responses = ReadResponses(review);
  if (!kept || !responses) return responses ? NotThere() : std::unexpected(responses.error());
  if (review.state != ReviewState::kClosed) return std::vector<Remark>();
  const std::vector<int> people = PeopleOf(*responses);
  return database_.Read([&](db::Session& s) -> Result<std::vector<Remark>> {
    std::vector<Remark> all = sql::RemarksOf(s, review);
    std::erase_if(all, [&](const Remark& remark) {
      const auto at = kept->instrument.Find(remark.item);
      return !at || people[*at] < review.about.smallest_inside;
    });
    return all;
  });
}

}  // namespace concord::selfreview
