// Who answers, without who they are, and what they answered.
#include "features/selfreview/reviews/store.h"
#include "features/selfreview/reviews/store_files.h"

namespace concord::selfreview::sql {
namespace {

Respondent RespondentFrom(const db::Row& row) {
  return {row.Text(0), GroupNamed(row.Text(1)).value_or(Group::kResident), row.Flag(2)};
}

std::optional<Respondent> OneRespondent(db::Session& session, const Review& r, const std::string& column,
                                        std::string_view value) {
  const auto row = session.One(
      "SELECT respondent_id, asked_group, finished FROM selfreview_respondent WHERE "
      "community_id = :c AND review_id = :r AND " +
          column + " = :v",
      CommunityOf(r), r.id, value);
  if (!row) return std::nullopt;
  return RespondentFrom(*row);
}

}  // namespace

bool InsertRespondent(db::Transaction& t, const Review& r, const RespondentRow& row, int64_t day) {
  return t.Execute(
             "INSERT INTO selfreview_respondent (community_id, review_id, respondent_id, asked_group, link, code, "
             "finished, seen_day) VALUES (:c, :r, :id, :group, :link, :code, :finished, :day) ON CONFLICT DO NOTHING",
             CommunityOf(r), r.id, row.about.id, NameOf(row.about.group), row.link, row.code, row.about.finished,
             day) == 1;
}

std::optional<Respondent> RespondentByLink(db::Session& session, const Review& r, std::string_view link) {
  return OneRespondent(session, r, "link", link);
}

std::optional<Respondent> RespondentByCode(db::Session& session, const Review& r, std::string_view code) {
  return OneRespondent(session, r, "code", code);
}

std::vector<RespondentRow> RespondentsOf(db::Session& session, const Review& r) {
  std::vector<RespondentRow> all;
  for (const auto& row : session.Query("SELECT respondent_id, asked_group, finished, link, code FROM "
                                       "selfreview_respondent WHERE community_id = :c AND review_id = :r "
                                       "ORDER BY respondent_id",
                                       CommunityOf(r), r.id))
    all.push_back({RespondentFrom(row), row.OptionalText(3), row.Text(4)});
  return all;
}

int64_t CountRespondents(db::Session& session, const Review& r) {
  return session
      .One("SELECT count(*) FROM selfreview_respondent WHERE community_id = :c AND review_id = :r", CommunityOf(r),
           r.id)
      ->Int(0);
}

bool HoldRespondent(db::Transaction& t, const Review& r, Respondent& respondent) {
  const bool shares = t.dialect() == db::Dialect::kPostgres;  // SQLite has one writer
  const auto row = t.One(
      std::string("SELECT respondent_id, asked_group, finished FROM selfreview_respondent WHERE community_id = :c AND "
                  "review_id = :r AND respondent_id = :id") +
          (shares ? " FOR UPDATE" : ""),
      CommunityOf(r), r.id, respondent.id);
  if (row) respondent = RespondentFrom(*row);
  return row.has_value();
}

bool TouchRespondent(db::Transaction& t, const Review& r, const Respondent& respondent, int64_t day) {
  return t.Execute(
             "UPDATE selfreview_respondent SET finished = :f, seen_day = :day WHERE community_id = :c AND "
             "review_id = :r AND respondent_id = :id",
             respondent.finished, day, CommunityOf(r), r.id, respondent.id) == 1;
}

void SetCode(db::Transaction& t, const Review& r, std::string_view link, std::string_view code) {
  t.Execute("UPDATE selfreview_respondent SET code = :code WHERE community_id = :c AND review_id = :r AND link = :link",
            code, CommunityOf(r), r.id, link);
}

namespace {

Given GivenFrom(const db::Row& row, size_t first) {
  return {row.Text(first), static_cast<Answer>(row.Int(first + 1)), row.Text(first + 2), row.Text(first + 3)};
}

}  // namespace

std::vector<Given> AnswersOf(db::Session& session, const Review& r, std::string_view respondent_id) {
  std::vector<Given> all;
  for (const auto& row : session.Query("SELECT item, answer, comment, evidence FROM selfreview_answer WHERE "
                                       "community_id = :c AND review_id = :r AND respondent_id = :id ORDER BY item",
                                       CommunityOf(r), r.id, respondent_id))
    all.push_back(GivenFrom(row, 0));
  return all;
}

void PutAnswer(db::Transaction& t, const Review& r, std::string_view respondent_id, const Given& given) {
  t.Execute(
      "INSERT INTO selfreview_answer (community_id, review_id, respondent_id, item, answer, comment, evidence) VALUES "
      "(:c, :r, :id, :item, :answer, :comment, :evidence) ON CONFLICT (community_id, review_id, respondent_id, item) "
      "DO UPDATE SET answer = excluded.answer, comment = excluded.comment, evidence = excluded.evidence",
      CommunityOf(r), r.id, respondent_id, given.item, static_cast<int>(given.answer), given.comment, given.evidence);
}

void ForEachAnswer(db::Session& session, const Review& r,
                   const std::function<void(const std::string&, const Given&)>& each) {
  session.ForEach(
      "SELECT respondent_id, item, answer, comment, evidence FROM selfreview_answer WHERE community_id = :c AND "
      "review_id = :r ORDER BY respondent_id, item",
      {db::Value(CommunityOf(r)), db::Value(r.id)}, [&](const db::Row& row) {
        each(row.Text(0), GivenFrom(row, 1));
        return true;
      });
}

void DeleteRespondent(db::Transaction& t, const Review& r, const Respondent& respondent) {
  DeleteAnswerFiles(t, r, respondent.id);
  for (const char* table : {"selfreview_answer", "selfreview_respondent"}) {
    t.Execute(
        std::string("DELETE FROM ") + table + " WHERE community_id = :c AND review_id = :r AND respondent_id = :id",
        CommunityOf(r), r.id, respondent.id);
  }
}

void DeleteRespondents(db::Transaction& t, const Review& r) {
  DeleteAnswerFiles(t, r, std::nullopt);
  t.Execute("DELETE FROM selfreview_answer WHERE community_id = :c AND review_id = :r", CommunityOf(r), r.id);
  t.Execute("DELETE FROM selfreview_respondent WHERE community_id = :c AND review_id = :r", CommunityOf(r), r.id);
}

}  // namespace concord::selfreview::sql
