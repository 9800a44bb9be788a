#include "features/selfreview/evidence/evidence.h"

#include <algorithm>

#include "base/crypto/token.h"
#include "base/http/spool.h"
#include "base/pdf/clean.h"
#include "features/selfreview/reviews/common.h"
#include "features/selfreview/reviews/store.h"
#include "features/selfreview/reviews/store_files.h"

namespace concord::selfreview {
namespace {

constexpr auto kPatience = std::chrono::seconds(10);  // for a PDF's turn

std::unexpected<Error> Wrong(const std::string& what, std::map<std::string, std::string> params = {},
                             std::string cause = {}) {
  return Fail(ErrorKind::kInvalid, "reviews.files.error." + what, std::move(params), std::move(cause));
}

std::unexpected<Error> Later(std::string cause) {
  return Fail(ErrorKind::kUnavailable, "reviews.files.error.later", {}, std::move(cause));
}

std::string InMib(int64_t bytes) { return std::to_string(bytes >> 20); }

}  // namespace

struct Evidence::Clean {
  media::Kind kind = media::Kind::kText;
  std::string bytes;
};

Result<std::vector<OwnFile>> Evidence::FilesOf(const Review& review, const Respondent& me) {
  return deps_.database.Read([&](db::Session& s) -> Result<std::vector<OwnFile>> {
    std::vector<OwnFile> files;
    for (auto& one : sql::AnswerFilesOf(s, review, me.id))
      files.push_back({std::move(one.item), one.number, std::move(one.file)});
    return files;
  });
}

Result<std::string> Evidence::CleanPdf(std::string_view bytes) {
  if (!readers_.try_acquire_for(kPatience)) return Later("two PDFs are being read already");
  struct Turn {
    std::counting_semaphore<>& turns;
    ~Turn() { turns.release(); }
  } const turn{readers_};
  auto spool = http::Spool::Open(deps_.folder);
  if (!spool) return std::unexpected(spool.error());
  if (auto kept = (*spool)->Append(bytes); !kept) return std::unexpected(kept.error());
  pdf::Limits limits = deps_.pdf;
  limits.file_bytes = kMaxEvidenceFile;
  limits.text_bytes = 2 * kMaxEvidenceFile;  // written anew it may grow a little
  limits.time = std::chrono::seconds(20);
  auto clean = pdf::CleanPdf((*spool)->path(), limits);
  if (clean) return clean;
  const Error& error = clean.error();
  if (error.kind != ErrorKind::kInvalid) return Later(error.cause);
  return Wrong(error.key == "pdf.error.encrypted" ? "password" : "damaged", {}, error.key + ": " + error.cause);
}

Result<Evidence::Clean> Evidence::Cleaned(std::string_view bytes) {
  if (bytes.empty()) return Wrong("empty");
  if (bytes.size() > kMaxEvidenceFile) return Wrong("large", {{"mib", InMib(kMaxEvidenceFile)}});
  const auto kind = media::KindOf(bytes);
  if (!kind) return Wrong("kind");
  if (*kind == media::Kind::kPdf) {
    auto clean = CleanPdf(bytes);
    if (!clean) return std::unexpected(clean.error());
    return Clean{*kind, std::move(*clean)};
  }
  auto clean = *kind == media::Kind::kJpeg  ? media::StripJpeg(bytes)
               : *kind == media::Kind::kPng ? media::StripPng(bytes)
                                            : media::PlainText(bytes);
  if (!clean) return Wrong("damaged");
  return Clean{*kind, std::move(*clean)};
}

Status Evidence::CheckRoom(db::Session& session, const Review& review, const Respondent& me, std::string_view item,
                           int64_t bytes) const {
  const auto own = sql::AnswerFilesOf(session, review, me.id);
  int64_t sum = bytes;
  for (const auto& one : own) sum += one.file.bytes;
  if (std::ranges::count(own, item, &sql::AnswerFile::item) >= kMaxFilesOfAnswer)
    return Wrong("many", {{"count", std::to_string(kMaxFilesOfAnswer)}});
  if (own.size() >= kMaxFilesOfRespondent || sum > kMaxFileBytesOfRespondent)
    return Wrong("yours",
                 {{"count", std::to_string(kMaxFilesOfRespondent)}, {"mib", InMib(kMaxFileBytesOfRespondent)}});
  if (static_cast<uint64_t>(sql::BytesOfAnswerFiles(session, review) + bytes) > deps_.review_bytes)
    return Wrong("full");
  return {};
}

Status Evidence::Add(const Review& review, const Respondent& me, std::string_view item, std::string_view bytes) {
  const KeptPtr kept = deps_.reviews.InstrumentOf(review);
  const auto at = kept ? kept->instrument.Find(item) : std::nullopt;
  if (!at || !kept->instrument.items[*at].asks.contains(me.group)) return NotThere();
  if (!Takes()) return Wrong("off");
  // Before any work is done on it; once more when it is kept.
  const auto room = deps_.database.Read(
      [&](db::Session& s) -> Status { return CheckRoom(s, review, me, item, static_cast<int64_t>(bytes.size())); });
  if (!room) return room;
  auto clean = Cleaned(bytes);
  if (!clean) {
    if (clean.error().kind == ErrorKind::kUnavailable)
      deps_.log.Error("a file could not be taken in", {{"cause", clean.error().cause}});
    return std::unexpected(clean.error());
  }
  auto writer = objects::Writer::Begin(deps_.database, deps_.clock, deps_.random, objects::Trace::kNone);
  if (!writer) return std::unexpected(writer.error());
  Status written = writer->Write(clean->bytes);
  if (written) written = writer->Finish();
  if (!written) return written;
  OwnFile file{std::string(item), 0, {.kind = clean->kind, .bytes = writer->bytes()}};
  file.file.id = crypto::NewToken(deps_.random).substr(0, 22);
  return Keep(review, std::move(file), me, *writer);
}

Status Evidence::Keep(const Review& review, OwnFile file, const Respondent& me, objects::Writer& writer) {
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto now = sql::HoldReviewAlone(t, review);
    if (!now) return NotThere();
    if (!now->TakesAnswers(deps_.clock.Now())) return Refuse("reviews.error.not_taking");
    if (!sql::TouchRespondent(t, *now, me, DayOf(deps_.clock.Now()))) return NotThere();
    int64_t number = 1;
    for (const auto& one : sql::AnswerFilesOf(t, *now, me.id)) {
      if (one.item != file.item) continue;
      const auto object = objects::Find(t, one.file.object_id);
      if (object && object->sha256 == writer.sha256()) return {};
      number = std::max(number, one.number + 1);
    }
    if (auto room = CheckRoom(t, *now, me, file.item, file.file.bytes); !room) return room;
    const auto object = writer.Seal(t);
    if (!object) return std::unexpected(object.error());
    EvidenceFile kept = file.file;
    kept.object_id = object->id;
    sql::InsertAnswerFile(t, *now, {me.id, file.item, number, kept});
    return {};
  });
}

Status Evidence::Remove(const Review& review, const Respondent& me, std::string_view file_id) {
  const Status removed = deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto now = sql::HoldReview(t, review);
    if (!now) return NotThere();
    if (!now->TakesAnswers(deps_.clock.Now())) return Refuse("reviews.error.not_taking");
    if (!sql::TouchRespondent(t, *now, me, DayOf(deps_.clock.Now()))) return NotThere();
    if (!sql::DeleteAnswerFile(t, *now, me.id, file_id)) return NotThere();
    return {};
  });
  if (removed && deps_.sweeper) deps_.sweeper->Wake();
  return removed;
}

namespace {

Result<Evidence::Kept> WithObject(db::Database& database, const EvidenceFile& file) {
  return database.Read([&](db::Session& s) -> Result<Evidence::Kept> {
    auto object = objects::Find(s, file.object_id);
    if (!object) return NotThere();
    return Evidence::Kept{file, std::move(*object)};
  });
}

}  // namespace

Result<Evidence::Kept> Evidence::FindOwn(const Review& review, const Respondent& me, std::string_view file_id) {
  const auto files = FilesOf(review, me);
  if (!files) return std::unexpected(files.error());
  for (const OwnFile& one : *files) {
    if (one.file.id == file_id) return WithObject(deps_.database, one.file);
  }
  return NotThere();
}

Result<Evidence::Kept> Evidence::FindRemarks(const Review& review, std::string_view file_id) {
  const auto remarks = deps_.reviews.RemarksOf(review);
  if (!remarks) return std::unexpected(remarks.error());
  for (const Remark& remark : *remarks) {
    for (const EvidenceFile& file : remark.files) {
      if (file.id == file_id) return WithObject(deps_.database, file);
    }
  }
  return NotThere();
}

}  // namespace concord::selfreview
