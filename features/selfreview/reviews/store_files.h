// All SQL of the files that came with answers. As store.h.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview::sql {

// A file of an answer, while the review is open.
struct AnswerFile {
  std::string respondent_id, item;
  int64_t number = 0;  // of the answer, from 1; stays when others go
  EvidenceFile file;
};
// By item and number; of one respondent, or of all.
using Whose = std::optional<std::string_view>;
std::vector<AnswerFile> AnswerFilesOf(db::Session& session, const Review& review, Whose respondent_id);
void InsertAnswerFile(db::Transaction& t, const Review& review, const AnswerFile& file);
// Lets its bytes go. False: that respondent has no such file.
bool DeleteAnswerFile(db::Transaction& t, const Review& review, std::string_view respondent_id,
                      std::string_view file_id);
// With their bytes.
void DeleteAnswerFiles(db::Transaction& t, const Review& review, Whose respondent_id);
int64_t BytesOfAnswerFiles(db::Session& session, const Review& review);

// The file moves from its answer to the remark that the answer became; it has `new_id` from then on.
void MoveToRemark(db::Transaction& t, const Review& review, const EvidenceFile& file, std::string_view remark_id,
                  std::string_view new_id);
std::map<std::string, std::vector<EvidenceFile>> RemarkFilesOf(db::Session& session,
                                                               const Review& review);  // by remark

}  // namespace concord::selfreview::sql
