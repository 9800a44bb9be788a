#include "base/search/snapshot.h"

#include <sys/stat.h>

#include <algorithm>

#include "base/search/format.h"
#include "base/search/packing.h"

namespace concord::search {
namespace {

// Codes that the shard has given since.
void LoadCodes(const Xapian::Database& shard, FacetValues& values, Columns& columns) {
  while (true) {
    const std::string key = shard.get_metadata(FacetCodeKey(static_cast<uint32_t>(columns.global_code.size())));
    if (key.empty()) return;
    columns.global_code.push_back(values.CodeOf(key));
  }
}

void LoadLengths(const Xapian::Database& shard, Columns& columns) {
  columns.documents = 0;
  columns.total_length = 0;
  columns.length.assign(shard.get_lastdocid() + 1, 0);
  columns.there.assign(columns.length.size() / 64 + 1, 0);
  columns.with_pages = columns.total_page_length = 0;
  const Xapian::PostingIterator end = shard.postlist_end("");
  for (Xapian::PostingIterator it = shard.postlist_begin(""); it != end; ++it) {
    const Xapian::termcount length = it.get_doclength();
    columns.length[*it] = length + 1;
    columns.there[*it / 64] |= uint64_t{1} << (*it % 64);
    columns.total_length += length;
    ++columns.documents;
  }
}

// Facets and sort keys of the documents behind those already held. A document never changes: it is replaced by a new
// one.
void LoadValues(const Xapian::Database& shard, Columns& columns) {
  if (columns.offsets.empty()) columns.offsets = {0, 0};
  const size_t last = columns.length.size() - 1;
  Xapian::ValueIterator it = shard.valuestream_begin(kColumnsSlot);
  const Xapian::ValueIterator end = shard.valuestream_end(kColumnsSlot);
  size_t next = columns.offsets.size() - 1;  // first document not held
  if (it != end) it.skip_to(static_cast<Xapian::docid>(next));
  for (auto& sort : columns.sorts) sort.resize(last + 1);
  columns.page_length.resize(last + 1);
  columns.offsets.reserve(last + 2);
  for (; it != end; ++it) {
    const Xapian::docid document = it.get_docid();
    for (; next < document; ++next) columns.offsets.push_back(static_cast<uint32_t>(columns.codes.size()));
    const std::string packed = *it;
    std::string_view in = packed;
    for (uint64_t n = TakeVarint(in); n > 0 && !in.empty(); --n) {
      const uint64_t code = TakeVarint(in);
      if (code >= columns.global_code.size()) throw Xapian::DatabaseCorruptError("a facet code without a value");
      columns.codes.push_back(columns.global_code[code]);
    }
    for (auto& sort : columns.sorts) sort[document] = PrefixOf(TakeString(in));
    columns.page_length[document] = static_cast<uint32_t>(std::min<uint64_t>(TakeVarint(in), UINT32_MAX));
    columns.offsets.push_back(static_cast<uint32_t>(columns.codes.size()));
    next = document + 1;
  }
  while (columns.offsets.size() < last + 2) columns.offsets.push_back(static_cast<uint32_t>(columns.codes.size()));
  for (size_t document = 1; document <= last; ++document) {
    if (columns.length[document] == 0 || columns.page_length[document] == 0) continue;
    ++columns.with_pages;
    columns.total_page_length += columns.page_length[document];
  }
}

}  // namespace

KeyPrefix PrefixOf(std::string_view key) {
  KeyPrefix prefix;
  for (size_t i = 0; i < 8; ++i) {
    prefix.high = prefix.high << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
    prefix.low = prefix.low << 8 | (i + 8 < key.size() ? static_cast<unsigned char>(key[i + 8]) : 0);
  }
  return prefix;
}

uint32_t FacetValues::CodeOf(std::string_view key) {
  const auto [it, is_new] = code.emplace(std::string(key), static_cast<uint32_t>(value.size()));
  if (is_new) {
    facet.push_back(static_cast<uint8_t>(key.front() - 1));
    value.emplace_back(key.substr(1));
  }
  return it->second;
}

const std::vector<uint32_t>& Snapshot::AllCounts() const {
  std::call_once(counted_, [this] {
    all_counts_.assign(values.value.size(), 0);
    for (const auto& columns : shards) {
      for (size_t document = 1; document < columns->length.size(); ++document) {
        if (columns->length[document] == 0) continue;
        for (uint32_t i = columns->offsets[document]; i < columns->offsets[document + 1]; ++i) {
          ++all_counts_[columns->codes[i]];
        }
      }
    }
  });
  return all_counts_;
}

std::string SignatureOf(const std::string& folder, int shards) {
  std::string signature;
  for (int shard = 0; shard < shards; ++shard) {
    struct stat found = {};
    if (::stat((ShardPath(folder, shard) + "/iamglass").c_str(), &found) != 0) continue;
    AppendVarint(signature, found.st_ino);  // a commit puts a new file in its place
    AppendVarint(signature, static_cast<uint64_t>(found.st_mtim.tv_sec) * 1'000'000'000u +
                                static_cast<uint64_t>(found.st_mtim.tv_nsec));
  }
  return signature;
}

std::vector<Xapian::Database> OpenShards(const std::string& folder, int shards) {
  std::vector<Xapian::Database> open;
  for (int shard = 0; shard < shards; ++shard) {
    open.emplace_back(ShardPath(folder, shard), Xapian::DB_BACKEND_GLASS);
  }
  return open;
}

std::shared_ptr<const Snapshot> LoadSnapshot(std::vector<Xapian::Database>& shards, const Schema& schema,
                                             const std::vector<std::string>& languages, std::string signature,
                                             const Snapshot* previous) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->signature = std::move(signature);
  for (const std::string& language : languages) {
    const char letter = LanguageLetter(language);
    if (snapshot->letters.find(letter) == std::string::npos) snapshot->letters += letter;
  }
  if (previous) snapshot->values = previous->values;
  uint64_t total_length = 0, total_page_length = 0, least = UINT64_MAX, most = 0;
  for (size_t i = 0; i < shards.size(); ++i) {
    const Xapian::Database& shard = shards[i];
    const std::string uuid = shard.get_uuid();
    const bool goes_on = previous && i < previous->shards.size() && previous->shards[i]->uuid == uuid &&
                         shard.get_lastdocid() >= previous->shards[i]->Last();
    auto columns = goes_on ? std::make_shared<Columns>(*previous->shards[i]) : std::make_shared<Columns>();
    columns->uuid = uuid;
    columns->sorts.resize(schema.sorts.size());
    LoadLengths(shard, *columns);
    LoadCodes(shard, snapshot->values, *columns);
    LoadValues(shard, *columns);
    snapshot->documents += columns->documents;
    total_length += columns->total_length;
    snapshot->with_pages += columns->with_pages;
    total_page_length += columns->total_page_length;
    for (const char letter : shard.get_metadata(kLanguagesKey)) {
      if (snapshot->letters.find(letter) == std::string::npos) snapshot->letters += letter;
    }
    const uint64_t commit = std::strtoull(shard.get_metadata(kCommitKey).c_str(), nullptr, 10);
    if (commit < least) {
      least = commit;
      snapshot->cursor = shard.get_metadata(kCursorKey);
    }
    most = std::max(most, commit);
    snapshot->revisions.push_back(shard.get_revision());
    snapshot->shards.push_back(std::move(columns));
  }
  snapshot->whole = least == most;
  if (snapshot->documents > 0) {
    snapshot->average_length =
        std::max(1.0, static_cast<double>(total_length) / static_cast<double>(snapshot->documents));
  }
  if (snapshot->with_pages > 0) {
    snapshot->average_page_length =
        std::max(1.0, static_cast<double>(total_page_length) / static_cast<double>(snapshot->with_pages));
  }
  return snapshot;
}

std::string SortKeyOf(const Xapian::Database& shard, Xapian::docid document, size_t sort) {
  const std::string packed = shard.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(kColumnsSlot);
  std::string_view in = packed;
  for (uint64_t n = TakeVarint(in); n > 0 && !in.empty(); --n) TakeVarint(in);
  std::string_view key;
  for (size_t i = 0; i <= sort; ++i) key = TakeString(in);
  return std::string(key);
}

}  // namespace concord::search
