#include "base/search/page_postings.h"

#include <cstdio>
#include <cstdlib>

#include "base/search/packing.h"

namespace concord::search {
namespace {

constexpr size_t kRowsBytes = 6000;      // of rows, or
constexpr size_t kPlacesBytes = 8000;    // of places: what a header grows to
constexpr size_t kKeptBack = 48u << 20;  // bytes of full chunks before a purge writes them
constexpr char kNextKey[] = "nextchunk";

std::string PageHeaderKey(const std::string& term) { return "G" + term; }

std::string ChunkKey(char kind, uint32_t number) {
  char key[16];
  std::snprintf(key, sizeof key, "%c%08x", kind, number);
  return key;
}

struct PageHeader {
  uint64_t entries = 0;
  std::string_view forms;
  std::vector<Xapian::docid> firsts;  // of all chunks, the last included
  std::vector<uint32_t> numbers;      // of the earlier ones
  Xapian::docid last = 0;
  std::string_view places, rows;  // of the last chunk
};

PageHeader ParsePageHeader(std::string_view in) {
  PageHeader header;
  header.entries = TakeVarint(in);
  header.forms = TakeString(in);
  uint64_t first = 0;
  for (uint64_t n = TakeVarint(in); n > 0 && !in.empty(); --n) {
    first += TakeVarint(in);
    header.firsts.push_back(static_cast<Xapian::docid>(first));
    header.numbers.push_back(static_cast<uint32_t>(TakeVarint(in)));
  }
  header.firsts.push_back(static_cast<Xapian::docid>(TakeVarint(in)));
  header.last = static_cast<Xapian::docid>(TakeVarint(in));
  header.places = TakeString(in);
  header.rows = in;
  return header;
}

struct Row {
  Xapian::docid document = 0;
  uint64_t occurrences = 0;
  std::string_view pages, places;
};

// The next of parallel rows and places; `row` holds the one before.
void TakeRow(std::string_view& rows, std::string_view& places, Row& row) {
  row.document += static_cast<Xapian::docid>(TakeVarint(rows));
  row.occurrences = TakeVarint(rows);
  row.pages = TakeString(rows);
  row.places = TakeString(places);
}

// Builds a term's list from where it stands.
class PageListBuilder {
 public:
  PageListBuilder(Xapian::WritableDatabase& shard, FullChunks& chunks, const std::string& term)
      : shard_(shard), chunks_(chunks), term_(term) {}

  void GoOn(const PageHeader& header) {
    entries_ = header.entries;
    firsts_ = header.firsts;
    numbers_ = header.numbers;
    last_ = header.last;
    rows_ = header.rows;
    places_ = header.places;
  }
  void SetForms(std::string forms) { forms_ = std::move(forms); }

  void Add(const Row& row) {
    if (rows_.size() >= kRowsBytes || places_.size() >= kPlacesBytes) {
      numbers_.push_back(chunks_.Add(std::move(rows_), std::move(places_)));
      rows_.clear();
      places_.clear();
    }
    if (rows_.empty()) {
      firsts_.push_back(row.document);
      last_ = row.document;
    }
    AppendVarint(rows_, row.document - last_);
    AppendVarint(rows_, row.occurrences);
    AppendString(rows_, row.pages);
    AppendString(places_, row.places);
    last_ = row.document;
    ++entries_;
  }

  void Write() {
    if (entries_ == 0) {
      shard_.set_metadata(PageHeaderKey(term_), "");
      return;
    }
    std::string header;
    AppendVarint(header, entries_);
    AppendString(header, forms_);
    AppendVarint(header, numbers_.size());
    Xapian::docid before = 0;
    for (size_t i = 0; i < numbers_.size(); ++i) {
      AppendVarint(header, firsts_[i] - before);
      AppendVarint(header, numbers_[i]);
      before = firsts_[i];
    }
    AppendVarint(header, firsts_.back());
    AppendVarint(header, last_);
    AppendString(header, places_);
    shard_.set_metadata(PageHeaderKey(term_), header + rows_);
  }

 private:
  Xapian::WritableDatabase& shard_;
  FullChunks& chunks_;
  const std::string& term_;
  uint64_t entries_ = 0;
  std::vector<Xapian::docid> firsts_;
  std::vector<uint32_t> numbers_;
  Xapian::docid last_ = 0;
  std::string forms_, rows_, places_;
};

template <typename Each>
void EachPage(std::string_view pages, const Each& each) {
  uint32_t page = 0;
  while (!pages.empty()) {
    const uint64_t packed = TakeVarint(pages);
    page += static_cast<uint32_t>(packed >> 1);
    each(page, (packed & 1) != 0 ? static_cast<uint32_t>(TakeVarint(pages)) : 1u);
  }
}

void PurgeList(Xapian::WritableDatabase& shard, FullChunks& chunks, const std::string& term,
               const std::function<bool(Xapian::docid)>& is_there) {
  const std::string stored = shard.get_metadata(PageHeaderKey(term));
  const PageHeader header = ParsePageHeader(stored);
  // `each` gets every row, in order.
  const auto walk = [&](const std::function<void(const Row&)>& each) {
    for (size_t chunk = 0; chunk < header.firsts.size(); ++chunk) {
      const bool last = chunk == header.numbers.size();
      const std::string early_rows = last ? "" : shard.get_metadata(ChunkKey('g', header.numbers[chunk]));
      const std::string early_places = last ? "" : shard.get_metadata(ChunkKey('h', header.numbers[chunk]));
      std::string_view rows = last ? header.rows : early_rows, places = last ? header.places : early_places;
      Row row{header.firsts[chunk], 0, {}, {}};
      while (!rows.empty()) {
        TakeRow(rows, places, row);
        each(row);
      }
    }
  };
  bool any_gone = false;
  walk([&](const Row& row) { any_gone |= !is_there(row.document); });
  if (!any_gone) return;
  PageListBuilder builder(shard, chunks, term);
  builder.SetForms(std::string(header.forms));
  walk([&](const Row& row) {
    if (is_there(row.document)) builder.Add(row);
  });
  builder.Write();
  for (const uint32_t number : header.numbers) {
    shard.set_metadata(ChunkKey('g', number), "");
    shard.set_metadata(ChunkKey('h', number), "");
  }
}

}  // namespace

uint16_t CodeOfWords(std::string_view run) {
  uint32_t hash = 2166136261u;  // FNV-1a, folded: it is kept on disk
  for (const char c : run) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  const auto code = static_cast<uint16_t>(hash ^ hash >> 16);
  return code == 0 ? 1 : code;
}

uint64_t PageTermFrequency(const Xapian::Database& shard, const std::string& term) {
  const std::string header = shard.get_metadata(PageHeaderKey(term));
  std::string_view in = header;
  return TakeVarint(in);
}

std::vector<std::string> LoadForms(const Xapian::Database& shard, const std::string& term) {
  std::vector<std::string> forms;
  const std::string stored = shard.get_metadata(PageHeaderKey(term));
  if (stored.empty()) return forms;
  const PageHeader header = ParsePageHeader(stored);
  if (header.forms.empty()) forms.push_back(term.substr(1));
  for (std::string_view in = header.forms; !in.empty();) forms.emplace_back(TakeString(in));
  return forms;
}

FullChunks::FullChunks(Xapian::WritableDatabase& shard)
    : shard_(shard), next_(static_cast<uint32_t>(std::strtoul(shard.get_metadata(kNextKey).c_str(), nullptr, 10))) {}

uint32_t FullChunks::Add(std::string rows, std::string places) {
  bytes_ += rows.size() + places.size();
  rows_.push_back(std::move(rows));
  places_.push_back(std::move(places));
  return next_++;
}

void FullChunks::Write() {
  if (rows_.empty()) return;
  const auto first = next_ - static_cast<uint32_t>(rows_.size());
  for (uint32_t i = 0; i < rows_.size(); ++i) shard_.set_metadata(ChunkKey('g', first + i), rows_[i]);
  for (uint32_t i = 0; i < places_.size(); ++i) shard_.set_metadata(ChunkKey('h', first + i), places_[i]);
  shard_.set_metadata(kNextKey, std::to_string(next_));
  rows_.clear();
  places_.clear();
  bytes_ = 0;
}

PageReader::PageReader(const Xapian::Database& shard, std::string term) : shard_(&shard), term_(std::move(term)) {
  header_ = shard.get_metadata(PageHeaderKey(term_));
  if (header_.empty()) return;
  PageHeader header = ParsePageHeader(header_);
  firsts_ = std::move(header.firsts);
  numbers_ = std::move(header.numbers);
  last_chunk_ = header.rows;
  last_places_ = header.places;
  OpenChunk(0);
  Next();
}

void PageReader::OpenChunk(size_t chunk) {
  chunk_ = chunk;
  row_ = 0;
  current_ = firsts_[chunk];
  if (chunk + 1 == firsts_.size()) {
    rest_ = last_chunk_;
    return;
  }
  bytes_ = shard_->get_metadata(ChunkKey('g', numbers_[chunk]));
  rest_ = bytes_;
  if (rest_.empty()) throw Xapian::DatabaseCorruptError("a posting list lacks a part");
}

void PageReader::Next() {
  if (rest_.empty()) {
    if (chunk_ + 1 >= firsts_.size()) {
      current_ = kNoDocument;
      return;
    }
    OpenChunk(chunk_ + 1);
  }
  current_ += static_cast<Xapian::docid>(TakeVarint(rest_));
  occurrences_ = static_cast<unsigned>(TakeVarint(rest_));
  pages_ = TakeString(rest_);
  ++row_;
}

void PageReader::Seek(Xapian::docid at_least) {
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

void PageReader::AddPagesTo(PageSet& pages) const {
  EachPage(pages_, [&](uint32_t page, uint32_t) { pages.Add(page); });
}

void PageReader::ForEachPage(const std::function<void(uint32_t page, uint32_t count)>& each) const {
  EachPage(pages_, each);
}

void PageReader::Places(std::vector<Place>& places) {
  if (places_chunk_ != chunk_) {
    places_chunk_ = chunk_;
    places_row_ = 0;
    if (chunk_ + 1 == firsts_.size()) {
      chunk_places_ = last_places_;
    } else {
      places_ = shard_->get_metadata(ChunkKey('h', numbers_[chunk_]));
      chunk_places_ = places_;
    }
    places_rest_ = chunk_places_;
  }
  if (places_row_ >= row_) {  // asked again
    places_row_ = 0;
    places_rest_ = chunk_places_;
  }
  for (; places_row_ + 1 < row_; ++places_row_) TakeString(places_rest_);
  std::string_view in = TakeString(places_rest_);
  ++places_row_;
  uint32_t form = 0;
  EachPage(pages_, [&](uint32_t page, uint32_t count) {
    uint32_t position = 0;
    for (; count > 0 && !in.empty(); --count) {
      const uint64_t packed = TakeVarint(in);
      position += static_cast<uint32_t>(packed >> 2);
      if ((packed & 2) != 0) form = static_cast<uint32_t>(TakeVarint(in));
      uint16_t before = 0;
      if ((packed & 1) != 0 && in.size() >= 2) {
        before = static_cast<uint16_t>(static_cast<unsigned char>(in[0]) | static_cast<unsigned char>(in[1]) << 8);
        in.remove_prefix(2);
      }
      places.push_back({page, position, form, before});
    }
  });
}

void PendingPages::Add(Xapian::docid document, std::span<const Place> found) {
  std::string pages, where;
  uint32_t page = 0, form = 0;
  for (size_t at = 0; at < found.size();) {
    size_t end = at;
    while (end < found.size() && found[end].page == found[at].page) ++end;
    AppendVarint(pages, uint64_t{found[at].page - page} << 1 | (end - at > 1 ? 1 : 0));
    if (end - at > 1) AppendVarint(pages, end - at);
    page = found[at].page;
    uint32_t position = 0;
    for (; at < end; ++at) {
      const Place& place = found[at];
      const bool other_form = place.form != form;
      AppendVarint(where,
                   uint64_t{place.position - position} << 2 | (other_form ? 2u : 0u) | (place.before != 0 ? 1u : 0u));
      if (other_form) AppendVarint(where, place.form);
      if (place.before != 0) {
        where += static_cast<char>(place.before & 0xFF);
        where += static_cast<char>(place.before >> 8);
      }
      position = place.position;
      form = place.form;
    }
  }
  AppendVarint(rows, document - last);
  AppendVarint(rows, found.size());
  AppendString(rows, pages);
  AppendString(places, where);
  last = document;
  ++entries;
}

void AppendPages(Xapian::WritableDatabase& shard, FullChunks& chunks, const std::string& term,
                 const PendingPages& pending, const std::vector<std::string>& forms) {
  PageListBuilder builder(shard, chunks, term);
  const bool stem_alone = forms.size() == 1 && std::string_view(term).substr(1) == forms.front();
  std::string packed;
  for (size_t i = 0; i < forms.size() && !stem_alone; ++i) AppendString(packed, forms[i]);
  const std::string stored = shard.get_metadata(PageHeaderKey(term));
  if (!stored.empty()) builder.GoOn(ParsePageHeader(stored));
  builder.SetForms(std::move(packed));
  Row row;
  for (std::string_view rows = pending.rows, places = pending.places; !rows.empty();) {
    TakeRow(rows, places, row);
    builder.Add(row);
  }
  builder.Write();
}

void PurgePages(Xapian::WritableDatabase& shard, FullChunks& chunks,
                const std::function<bool(Xapian::docid)>& is_there) {
  std::vector<std::string> terms;
  for (auto it = shard.metadata_keys_begin("G"); it != shard.metadata_keys_end("G"); ++it)
    terms.push_back((*it).substr(1));
  for (const std::string& term : terms) {
    PurgeList(shard, chunks, term, is_there);
    if (chunks.Bytes() > kKeptBack) chunks.Write();
  }
  chunks.Write();
}

}  // namespace concord::search
