// One committed state of an index, opened for reading: what every thread shares (columns of facets, sort keys and
// lengths, held in memory) and what each thread has for itself (Xapian's handles, which are not safe to share). A
// snapshot is immutable; loading the next one reads only what was added since. Loading throws Xapian::Error.
#pragma once
#include <xapian.h>

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/search/index.h"
#include "base/search/stems.h"

namespace concord::search {

// The first 16 bytes of a sort key, as numbers that compare like the bytes.
struct KeyPrefix {
  uint64_t high = 0, low = 0;
  auto operator<=>(const KeyPrefix&) const = default;
  bool MayBeCut() const { return (low & 0xFF) != 0; }
};
KeyPrefix PrefixOf(std::string_view key);

// Facet values by code. Codes are those of a snapshot and its successors.
struct FacetValues {
  std::vector<uint8_t> facet;
  std::vector<std::string> value;
  std::unordered_map<std::string, uint32_t> code;  // by one byte for the facet (from 1), then the value
  uint32_t CodeOf(std::string_view key);           // adds it
};

// By document number of the shard, from 1.
struct Columns {
  std::string uuid;                      // of the shard: columns go on only where it is the same
  std::vector<uint32_t> length;          // of the text, weighted and scaled, plus 1; 0: no such document
  std::vector<uint32_t> page_length;     // words of its pages
  std::vector<uint64_t> there;           // one bit a document: whether there is one; small enough to stay in cache
  std::vector<uint32_t> offsets, codes;  // codes[offsets[d] .. offsets[d + 1])
  std::vector<std::vector<KeyPrefix>> sorts;
  std::vector<uint32_t> global_code;  // of the shard's own codes
  uint64_t documents = 0, total_length = 0;
  uint64_t with_pages = 0, total_page_length = 0;

  bool Has(Xapian::docid document) const {
    return document / 64 < there.size() && (there[document / 64] >> (document % 64) & 1) != 0;
  }
  Xapian::docid Last() const { return static_cast<Xapian::docid>(length.size() - 1); }
};

struct Snapshot {
  std::vector<std::shared_ptr<const Columns>> shards;
  std::vector<Xapian::rev> revisions;
  FacetValues values;
  uint64_t documents = 0;
  double average_length = 1;
  uint64_t with_pages = 0;         // documents that have pages,
  double average_page_length = 1;  // and their words on them
  std::string cursor, letters;
  std::string signature;  // of the files, see SignatureOf
  bool whole = true;      // all shards are of the same commit

  // Documents with each facet value, whatever the words. Worked out when first asked for.
  const std::vector<uint32_t>& AllCounts() const;

 private:
  mutable std::once_flag counted_;
  mutable std::vector<uint32_t> all_counts_;
};

// What changes with every commit of a Writer in any process; cheap to ask for.
std::string SignatureOf(const std::string& folder, int shards);

std::vector<Xapian::Database> OpenShards(const std::string& folder, int shards);
std::shared_ptr<const Snapshot> LoadSnapshot(std::vector<Xapian::Database>& shards, const Schema& schema,
                                             const std::vector<std::string>& languages, std::string signature,
                                             const Snapshot* previous);

// A sort key in full.
std::string SortKeyOf(const Xapian::Database& shard, Xapian::docid document, size_t sort);

}  // namespace concord::search
