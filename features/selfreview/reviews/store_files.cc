#include "features/selfreview/reviews/store_files.h"

#include "base/objects/objects.h"
#include "features/selfreview/reviews/store.h"

namespace concord::selfreview::sql {
namespace {

EvidenceFile FileFrom(const db::Row& row, size_t first) {
  EvidenceFile file;
  file.id = row.Text(first);
  for (const auto kind : {media::Kind::kPdf, media::Kind::kJpeg, media::Kind::kPng, media::Kind::kText}) {
    if (NameOf(kind) == row.Text(first + 1)) file.kind = kind;
  }
  file.bytes = row.Int(first + 2);
  file.object_id = row.Text(first + 3);
  return file;
}

// Objects of confidence have no time, also when they go.
void LetGo(db::Transaction& t, const EvidenceFile& file) { objects::LetGo(t, file.object_id, Time()); }

}  // namespace

std::vector<AnswerFile> AnswerFilesOf(db::Session& session, const Review& r, Whose respondent_id) {
  std::vector<AnswerFile> all;
  for (const auto& row : session.Query(
           "SELECT respondent_id, item, number, file_id, kind, bytes, object_id FROM selfreview_answer_file WHERE "
           "community_id = :c AND review_id = :r AND (respondent_id = :id OR 1 = :every) ORDER BY item, number, "
           "file_id",
           CommunityOf(r), r.id, respondent_id.value_or(""), respondent_id ? 0 : 1))
    all.push_back({row.Text(0), row.Text(1), row.Int(2), FileFrom(row, 3)});
  return all;
}

void InsertAnswerFile(db::Transaction& t, const Review& r, const AnswerFile& one) {
  t.Execute(
      "INSERT INTO selfreview_answer_file (community_id, review_id, file_id, respondent_id, item, number, kind, "
      "bytes, object_id) VALUES (:c, :r, :id, :respondent, :item, :number, :kind, :bytes, :object)",
      CommunityOf(r), r.id, one.file.id, one.respondent_id, one.item, one.number, NameOf(one.file.kind), one.file.bytes,
      one.file.object_id);
}

bool DeleteAnswerFile(db::Transaction& t, const Review& r, std::string_view respondent_id, std::string_view file_id) {
  for (const AnswerFile& one : AnswerFilesOf(t, r, respondent_id)) {
    if (one.file.id != file_id) continue;
    t.Execute("DELETE FROM selfreview_answer_file WHERE community_id = :c AND review_id = :r AND file_id = :id",
              CommunityOf(r), r.id, file_id);
    LetGo(t, one.file);
    return true;
  }
  return false;
}

void DeleteAnswerFiles(db::Transaction& t, const Review& r, Whose respondent_id) {
  const auto files = AnswerFilesOf(t, r, respondent_id);
  t.Execute(
      "DELETE FROM selfreview_answer_file WHERE community_id = :c AND review_id = :r AND (respondent_id = :id OR "
      "1 = :every)",
      CommunityOf(r), r.id, respondent_id.value_or(""), respondent_id ? 0 : 1);
  for (const AnswerFile& one : files) LetGo(t, one.file);
}

int64_t BytesOfAnswerFiles(db::Session& session, const Review& r) {
  return session
      .One(
          "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM selfreview_answer_file WHERE community_id = :c AND "
          "review_id = :r",
          CommunityOf(r), r.id)
      ->Int(0);
}

void MoveToRemark(db::Transaction& t, const Review& r, const EvidenceFile& file, std::string_view remark_id,
                  std::string_view new_id) {
  t.Execute(
      "INSERT INTO selfreview_remark_file (community_id, review_id, file_id, remark_id, kind, bytes, object_id) VALUES "
      "(:c, :r, :id, :remark, :kind, :bytes, :object)",
      CommunityOf(r), r.id, new_id, remark_id, NameOf(file.kind), file.bytes, file.object_id);
  t.Execute("DELETE FROM selfreview_answer_file WHERE community_id = :c AND review_id = :r AND file_id = :id",
            CommunityOf(r), r.id, file.id);
}

std::map<std::string, std::vector<EvidenceFile>> RemarkFilesOf(db::Session& session, const Review& r) {
  std::map<std::string, std::vector<EvidenceFile>> all;
  for (const auto& row : session.Query("SELECT remark_id, file_id, kind, bytes, object_id FROM selfreview_remark_file "
                                       "WHERE community_id = :c AND review_id = :r ORDER BY file_id",
                                       CommunityOf(r), r.id))
    all[row.Text(0)].push_back(FileFrom(row, 1));
  return all;
}

}  // namespace concord::selfreview::sql
