// The layout of an index on disk, shared by writing and reading.
//
//   META      format, schema hash and number of shards, written once
//   shardN/   a Xapian glass database
//
// Xapian keeps the documents (one term each, "Q"+id, whose frequency is the document's length), the values below, and
// metadata: the posting lists (postings.h) of letter+stem (stems.h) for every word but the skipped ones, its frequency
// scaled by the field's weight; word lists (vocabulary.h); the words and texts of pages (page_postings.h, page_text.h).
// Fields have no positions and no terms of their own.
// A phrase, or a word in one field, is looked up in the folded text (kTextSlot) of the documents that hold its words,
// which also makes phrases exact. What stands in the title has at least the title's weight as its frequency, so few
// texts are read for title:word.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"
#include "base/search/index.h"

namespace Xapian {
class Error;
}

namespace concord::search {

// Value slots of a document.
// kColumnsSlot: varint n, n facet codes of the shard, then each sort key as a string, then the words of its pages.
inline constexpr unsigned kColumnsSlot = 0;
inline constexpr unsigned kTextSlot = 1;  // language letter, then for each field "\n w1 w2 w3 "
// The document's data: id as a string, digest (32 bytes), what was stored.
inline constexpr size_t kDigestBytes = 32;

// Metadata of a shard.
inline constexpr char kCursorKey[] = "cursor";
inline constexpr char kCommitKey[] = "commit";        // number of the commit, in decimals: equal in all shards
inline constexpr char kRemovedKey[] = "removed";      // documents that posting lists may still name
inline constexpr char kLanguagesKey[] = "languages";  // letters of the languages that documents had
std::string FacetCodeKey(uint32_t code);              // its value: one byte for the facet, then the facet's value

inline constexpr size_t kMaxIdBytes = 200;
inline constexpr size_t kMaxFacets = 32;  // one bit each where selections are compared

std::string ShardPath(const std::string& folder, int shard);

// Shards of the index in `folder`; 0 where there is none. Errors: conflict "search.rebuild_needed".
Result<int> ReadMeta(const std::string& folder, const Schema& schema);
Status WriteMeta(const std::string& folder, const Schema& schema, int shards);

// Weights are kept as whole numbers: a word in a field of weight 1 counts `scale`.
struct FieldWeights {
  unsigned scale = 1;
  std::vector<unsigned> fields;
};
FieldWeights WeightsOf(const Schema& schema);

Error ErrorOf(const Xapian::Error& error);

// The n-th field's part of a kTextSlot value; empty where there is none.
std::string_view FieldOf(std::string_view text, size_t field);

std::string DigestBytes(const Document& document);
std::string Hex(std::string_view bytes);

}  // namespace concord::search
