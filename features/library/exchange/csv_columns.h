// What the columns of a table are called, in English and Spanish, by people and by other producers.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace concord::library::exchange {

enum class Column {
  kNone,
  kKey,
  kSlug,
  kTitle,
  kSubtitle,
  kSummary,
  kPublisher,
  kContainer,
  kVolume,
  kIssue,
  kPages,
  kFirstPage,
  kLastPage,
  kSeries,
  kEdition,
  kPlace,
  kAuthors,
  kEditors,
  kYear,
  kDate,
  kTypes,
  kTopics,
  kAudiences,
  kLanguages,
  kKeywords,
  kUrl,
  kDoi,
  kNcj,
  kIsbn,
  kIssn,
  kAccess,
  kStatus,
  kSupersededBy,
  kNote,
  kFacts,
  kEvidence,
  kExtra,
};

// Case, accents, punctuation and a plural's ending do not matter ("Author(s)", "autores"). kNone: not one of ours.
Column ColumnNamed(std::string_view header);
// Lower is better, where several columns of a table mean the same ("Author full names" before "Authors").
int RankOf(std::string_view header);

}  // namespace concord::library::exchange
