// What RIS and Web of Science files share: lines that begin with a tag of two characters.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/library/exchange/problems.h"

namespace concord::library::exchange {

struct TaggedField {
  std::string tag;
  std::vector<std::string> lines;  // the first and its continuations, trimmed
  std::string Joined() const;      // by spaces
};

struct TaggedRecord {
  int line = 0;
  std::vector<TaggedField> fields;
};

// Lines end with LF, CR LF or CR alone.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}
  bool Next(std::string_view& line);
  int number() const { return number_; }  // of the line last given

 private:
  std::string_view text_;
  size_t at_ = 0;
  int number_ = 0;
};

// "TY  - JOUR" to "ER  - ". Tolerates other spacing, text around records, blank lines and lines without tags inside of
// them, and a missing ER (noted).
std::vector<TaggedRecord> ParseRis(std::string_view text, Problems& problems);
// "FN ...", "PT J", tags followed by one space, continuation lines by three, "ER", "EF".
std::vector<TaggedRecord> ParseWebOfScience(std::string_view text, Problems& problems);
bool LooksLikeWebOfScience(std::string_view text);
// PubMed's own format: "PMID- 123", "FAU - Berg, Anna", six spaces before a continuation.
std::vector<TaggedRecord> ParseMedline(std::string_view text, Problems& problems);
bool LooksLikeMedline(std::string_view text);

// Fields to a record, one function a dialect.
Record RecordFromRis(const TaggedRecord& tagged);
Record RecordFromWebOfScience(const TaggedRecord& tagged);
Record RecordFromMedline(const TaggedRecord& tagged);

}  // namespace concord::library::exchange
