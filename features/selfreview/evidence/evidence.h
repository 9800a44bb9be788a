// Files as evidence beside answers: taken in without what says who made them, kept as large objects without a name or a
// time, seen by whoever gave them while the review is open, and by those who lead it once it is closed. What becomes of
// them at closing stands in features/selfreview/reviews/closing.cc. Whoever calls has asked who it is. Safe from any
// thread.
#pragma once
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/log.h"
#include "base/objects/objects.h"
#include "base/objects/sweep.h"
#include "base/pdf/pdf.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview {

inline constexpr uint64_t kMaxEvidenceFile = 10 << 20;  // bytes, as it comes
inline constexpr int kMaxFilesOfAnswer = 3;             // of one item
inline constexpr int kMaxFilesOfRespondent = 20;        // in one review
inline constexpr int64_t kMaxFileBytesOfRespondent = 50 << 20;

// A file of one's own.
struct OwnFile {
  std::string item;
  int64_t number = 0;  // of the item, from 1
  EvidenceFile file;
};

class Evidence {
 public:
  struct Deps {
    db::Database& database;
    Reviews& reviews;
    const Clock& clock;
    Random& random;
    Log& log;
    uint64_t review_bytes = 0;  // of all files of a review while it is open; 0: no files are taken
    std::string folder;         // for a PDF that is being read; empty: the system's
    pdf::Limits pdf = {};
    objects::Sweeper* sweeper = nullptr;  // woken when there is something to sweep
  };
  explicit Evidence(Deps deps) : deps_(std::move(deps)) {}

  bool Takes() const { return deps_.review_bytes > 0; }
  // By item and number.
  Result<std::vector<OwnFile>> FilesOf(const Review& review, const Respondent& respondent);
  // What the item has already is not taken twice, and is no error. Errors: conflict "reviews.error.not_taking";
  // not_found where the group is not asked that item, or the respondent is gone; unavailable
  // "reviews.files.error.later"; invalid "reviews.files.error.empty", "large" {mib}, "kind", "damaged", "password",
  // "many" {count}, "yours" {count} {mib}, "full", "off".
  Status Add(const Review& review, const Respondent& respondent, std::string_view item, std::string_view bytes);
  // Errors: conflict "reviews.error.not_taking"; not_found.
  Status Remove(const Review& review, const Respondent& respondent, std::string_view file_id);

  // A file and its bytes. Errors of both: not_found.
  struct Kept {
    EvidenceFile file;
    objects::Object object;
  };
  Result<Kept> FindOwn(const Review& review, const Respondent& respondent, std::string_view file_id);
  // Of a closed review, beside a remark that RemarksOf shows.
  Result<Kept> FindRemarks(const Review& review, std::string_view file_id);
  db::Database& database() { return deps_.database; }

 private:
  struct Clean;
  Result<Clean> Cleaned(std::string_view bytes);
  Result<std::string> CleanPdf(std::string_view bytes);
  Status CheckRoom(db::Session& session, const Review& review, const Respondent& respondent, std::string_view item,
                   int64_t bytes) const;
  Status Keep(const Review& review, OwnFile file, const Respondent& respondent, objects::Writer& writer);

  const Deps deps_;
  std::counting_semaphore<> readers_{2};  // PDFs that are read at once: each may take half a gigabyte
};

}  // namespace concord::selfreview
