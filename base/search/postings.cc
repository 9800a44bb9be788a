#include "base/search/postings.h"

#include <cstdio>

#include "base/search/packing.h"

namespace concord::search {
namespace {

constexpr size_t kChunkBytes = 8000;

std::string HeaderKey(const std::string& term) { return "P" + term; }

std::string ChunkKey(const std::string& term, size_t chunk) {
  char number[16];
  std::snprintf(number, sizeof number, "%08zx", chunk);
  return "p" + term + number;
}

struct Header {
  uint64_t entries = 0;
  std::vector<Xapian::docid> firsts;  // of all chunks, the last included
  Xapian::docid last = 0;
  std::string_view rows;  // of the last chunk
};

Header ParseHeader(std::string_view in) {
  Header header;
  header.entries = TakeVarint(in);
  uint64_t first = 0;
  for (uint64_t n = TakeVarint(in); n > 0 && !in.empty(); --n) {
    first += TakeVarint(in);
    header.firsts.push_back(static_cast<Xapian::docid>(first));
  }
  header.firsts.push_back(static_cast<Xapian::docid>(TakeVarint(in)));
  header.last = static_cast<Xapian::docid>(TakeVarint(in));
  header.rows = in;
  return header;
}

// Builds a term's list from where it stands.
class ListBuilder {
 public:
  ListBuilder(Xapian::WritableDatabase& shard, const std::string& term) : shard_(shard), term_(term) {}

  void GoOn(const Header& header) {
    entries_ = header.entries;
    firsts_ = header.firsts;
    last_ = header.last;
    rows_ = header.rows;
  }

  void Add(Xapian::docid document, unsigned frequency) {
    if (rows_.size() >= kChunkBytes) {
      shard_.set_metadata(ChunkKey(term_, firsts_.size() - 1), rows_);
      rows_.clear();
    }
    if (rows_.empty()) {
      firsts_.push_back(document);
      last_ = document;
    }
    AppendVarint(rows_, document - last_);
    AppendVarint(rows_, frequency);
    last_ = document;
    ++entries_;
  }

  void Write() {
    if (entries_ == 0) {
      shard_.set_metadata(HeaderKey(term_), "");
      return;
    }
    std::string header;
    AppendVarint(header, entries_);
    AppendVarint(header, firsts_.size() - 1);
    Xapian::docid before = 0;
    for (size_t i = 0; i + 1 < firsts_.size(); ++i) {
      AppendVarint(header, firsts_[i] - before);
      before = firsts_[i];
    }
    AppendVarint(header, firsts_.back());
    AppendVarint(header, last_);
    shard_.set_metadata(HeaderKey(term_), header + rows_);
  }

  size_t Chunks() const { return firsts_.size(); }

 private:
  Xapian::WritableDatabase& shard_;
  const std::string& term_;
  uint64_t entries_ = 0;
  std::vector<Xapian::docid> firsts_;
  Xapian::docid last_ = 0;
  std::string rows_;
};

// TakeVarint over bytes that are one or two long nearly always.
inline uint32_t TakeSmall(std::string_view& in) {
  const auto byte = static_cast<unsigned char>(in.front());
  if (byte < 0x80) {
    in.remove_prefix(1);
    return byte;
  }
  return static_cast<uint32_t>(TakeVarint(in));
}

}  // namespace

uint64_t TermFrequency(const Xapian::Database& shard, const std::string& term) {
  const std::string header = shard.get_metadata(HeaderKey(term));
  std::string_view in = header;
  return TakeVarint(in);
}

PostingReader::PostingReader(const Xapian::Database& shard, std::string term) : shard_(&shard), term_(std::move(term)) {
  header_ = shard.get_metadata(HeaderKey(term_));
  if (header_.empty()) return;
  Header header = ParseHeader(header_);
  firsts_ = std::move(header.firsts);
  last_chunk_ = header.rows;
  OpenChunk(0);
  Next();
}

void PostingReader::OpenChunk(size_t chunk) {
  chunk_ = chunk;
  current_ = firsts_[chunk];
  if (chunk + 1 == firsts_.size()) {
    rest_ = last_chunk_;
    return;
  }
  bytes_ = shard_->get_metadata(ChunkKey(term_, chunk));
  rest_ = bytes_;
  if (rest_.empty()) throw Xapian::DatabaseCorruptError("a posting list lacks a part");
}

void PostingReader::Next() {
  if (rest_.empty()) {
    if (chunk_ + 1 >= firsts_.size()) {
      current_ = kNoDocument;
      return;
    }
    OpenChunk(chunk_ + 1);
  }
  current_ += TakeSmall(rest_);
  frequency_ = rest_.empty() ? 1 : TakeSmall(rest_);
}

void PostingReader::Seek(Xapian::docid at_least) {
  if (current_ >= at_least) return;
  if (chunk_ + 1 < firsts_.size() && firsts_[chunk_ + 1] <= at_least) {
    size_t low = chunk_ + 1, high = firsts_.size();  // firsts_[low] <= at_least < firsts_[high]
    while (high - low > 1) {
      const size_t middle = low + (high - low) / 2;
      (firsts_[middle] <= at_least ? low : high) = middle;
    }
    OpenChunk(low);
    Next();
  }
  while (current_ < at_least) Next();
}

void PendingPostings::Add(Xapian::docid document, unsigned frequency) {
  AppendVarint(rows, document - last);
  AppendVarint(rows, frequency);
  last = document;
  ++entries;
}

void AppendPostings(Xapian::WritableDatabase& shard, const std::string& term, const PendingPostings& pending) {
  ListBuilder builder(shard, term);
  const std::string stored = shard.get_metadata(HeaderKey(term));
  if (!stored.empty()) builder.GoOn(ParseHeader(stored));
  Xapian::docid document = 0;
  for (std::string_view in = pending.rows; !in.empty();) {
    document += TakeSmall(in);
    builder.Add(document, in.empty() ? 1 : TakeSmall(in));
  }
  builder.Write();
}

void PurgePostings(Xapian::WritableDatabase& shard, const std::function<bool(Xapian::docid)>& is_there) {
  std::vector<std::string> terms;
  for (auto it = shard.metadata_keys_begin("P"); it != shard.metadata_keys_end("P"); ++it)
    terms.push_back((*it).substr(1));
  for (const std::string& term : terms) {
    const size_t chunks_before = ParseHeader(shard.get_metadata(HeaderKey(term))).firsts.size();
    std::vector<std::pair<Xapian::docid, unsigned>> rows;
    bool any_gone = false;
    for (PostingReader reader(shard, term); reader.Current() != kNoDocument; reader.Next()) {
      if (is_there(reader.Current())) {
        rows.emplace_back(reader.Current(), reader.Frequency());
      } else {
        any_gone = true;
      }
    }
    if (!any_gone) continue;
    ListBuilder builder(shard, term);
    for (const auto& [document, frequency] : rows) builder.Add(document, frequency);
    builder.Write();
    for (size_t chunk = rows.empty() ? 0 : builder.Chunks() - 1; chunk + 1 < chunks_before; ++chunk) {
      shard.set_metadata(ChunkKey(term, chunk), "");
    }
  }
}

}  // namespace concord::search
