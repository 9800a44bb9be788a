#include "base/search/streams.h"

#include <algorithm>
#include <cstring>

#include "base/search/format.h"

namespace concord::search {
namespace {

// A word in the fields and on the pages.
class TermStream : public Stream {
 public:
  TermStream(const ShardView& view, const std::string& term, bool pages)
      : fields_(view.shard, term), columns_(view.columns) {
    if (pages) pages_.emplace(view.shard, term);
    Settle();
  }
  void Next() override {
    if (fields_.Current() == current_) fields_.Next();
    if (pages_ && pages_->Current() == current_) pages_->Next();
    Settle();
  }
  void Seek(Xapian::docid at_least) override {
    if (current_ >= at_least) return;
    fields_.Seek(at_least);
    if (pages_) pages_->Seek(at_least);
    Settle();
  }
  Frequencies Frequency() override {
    return {fields_.Current() == current_ ? fields_.Frequency() : 0, OnPages() ? pages_->Occurrences() : 0};
  }
  void Where(Presence& presence) override {
    presence.Clear();
    presence.field = fields_.Current() == current_;
    if (OnPages()) pages_->AddPagesTo(presence.pages);
  }
  void CountPages(std::vector<uint32_t>& counts) override {
    if (!OnPages()) return;
    pages_->ForEachPage([&](uint32_t page, uint32_t count) {
      if (counts.size() <= page) counts.resize(page + 1, 0);
      counts[page] += count;
    });
  }

 private:
  bool OnPages() const { return pages_ && pages_->Current() == current_; }
  // Lists name documents that are gone until they are purged.
  void Settle() {
    while (true) {
      current_ = pages_ ? std::min(fields_.Current(), pages_->Current()) : fields_.Current();
      if (current_ == kNoDocument || columns_.Has(current_)) return;
      if (fields_.Current() == current_) fields_.Next();
      if (pages_ && pages_->Current() == current_) pages_->Next();
    }
  }
  PostingReader fields_;
  std::optional<PageReader> pages_;
  const Columns& columns_;
};

// Every document there is.
class AllStream : public Stream {
 public:
  explicit AllStream(const Columns& columns) : columns_(columns) { Settle(1); }
  void Next() override { Settle(current_ + 1); }
  void Seek(Xapian::docid at_least) override {
    if (current_ < at_least) Settle(at_least);
  }
  Frequencies Frequency() override { return {1, 0}; }
  void Where(Presence& presence) override {
    presence.Clear();
    presence.field = true;
  }
  void CountPages(std::vector<uint32_t>&) override {}

 private:
  void Settle(size_t at) {
    while (at < columns_.length.size() && columns_.length[at] == 0) ++at;
    current_ = at < columns_.length.size() ? static_cast<Xapian::docid>(at) : kNoDocument;
  }
  const Columns& columns_;
};

class UnionStream : public Stream {
 public:
  explicit UnionStream(std::vector<std::unique_ptr<Stream>> parts) : parts_(std::move(parts)) { Settle(); }
  void Next() override {
    for (const auto& part : parts_) {
      if (part->Current() == current_) part->Next();
    }
    Settle();
  }
  void Seek(Xapian::docid at_least) override {
    if (current_ >= at_least) return;
    for (const auto& part : parts_) part->Seek(at_least);
    Settle();
  }
  bool Confirm() override {
    bool any = false;
    for (const auto& part : parts_) any |= part->Current() == current_ && part->Confirm();
    return any;
  }
  Frequencies Frequency() override {
    Frequencies sum;
    for (const auto& part : parts_) {
      if (part->Current() != current_ || !part->Confirm()) continue;
      const Frequencies one = part->Frequency();
      sum.fields += one.fields;
      sum.pages += one.pages;
    }
    return sum;
  }
  void Where(Presence& presence) override {
    presence.Clear();
    for (const auto& part : parts_) {
      if (part->Current() != current_) continue;
      part->Where(part_);
      presence.Or(part_);
    }
  }
  void CountPages(std::vector<uint32_t>& counts) override {
    for (const auto& part : parts_) {
      if (part->Current() == current_) part->CountPages(counts);
    }
  }

 private:
  void Settle() {
    current_ = kNoDocument;
    for (const auto& part : parts_) current_ = std::min(current_, part->Current());
  }
  std::vector<std::unique_ptr<Stream>> parts_;
  Presence part_;
};

class AllOfStream : public Stream {
 public:
  AllOfStream(std::vector<std::unique_ptr<Stream>> parts, const ShardView& view)
      : parts_(std::move(parts)), columns_(view.columns), pages_(view.pages) {
    Settle();
  }
  void Next() override {
    parts_.front()->Next();
    Settle();
  }
  void Seek(Xapian::docid at_least) override {
    if (current_ >= at_least) return;
    parts_.front()->Seek(at_least);
    Settle();
  }
  bool Confirm() override {
    if (!HasPages()) return true;
    Where(presence_);
    return presence_.Any();
  }
  // The rarest part's, where each part may stand in the fields or on the pages.
  Frequencies Frequency() override {
    constexpr auto kMost = static_cast<unsigned>(-1);
    Frequencies least{kMost, kMost};
    for (const auto& part : parts_) {
      const Frequencies one = part->Frequency();
      least.fields = std::min(least.fields, one.fields);
      if (one.fields == 0 || one.pages > 0) least.pages = std::min(least.pages, one.pages);
    }
    if (least.pages == kMost) least.pages = 0;
    return least;
  }
  void Where(Presence& presence) override {
    parts_.front()->Where(presence);
    for (size_t i = 1; i < parts_.size() && presence.Any(); ++i) {
      parts_[i]->Where(part_);
      presence.And(part_);
    }
  }
  void CountPages(std::vector<uint32_t>& counts) override {
    for (const auto& part : parts_) part->CountPages(counts);
  }

 private:
  void Settle() {
    Xapian::docid target = parts_.front()->Current();
    for (size_t agreed = 1; agreed < parts_.size() && target != kNoDocument;) {
      agreed = 0;
      for (const auto& part : parts_) {
        part->Seek(target);
        if (part->Current() != target) {
          target = part->Current();
          break;
        }
        ++agreed;
      }
    }
    current_ = target;
  }
  bool HasPages() const { return pages_ && columns_.page_length[current_] > 0; }
  std::vector<std::unique_ptr<Stream>> parts_;
  const Columns& columns_;
  const bool pages_;
  Presence presence_, part_;
};

// Terms first, the text where they agree.
class CheckedStream : public Stream {
 public:
  CheckedStream(std::unique_ptr<Stream> terms, const ShardView& view, const Alternative& alternative, bool pages)
      : terms_(std::move(terms)),
        reader_(view.shard),
        check_(alternative, view.stems),
        columns_(view.columns),
        scale_(view.scale) {
    if (alternative.field == 0 && !alternative.terms.empty()) least_ = view.title_weight;
    if (pages && !alternative.terms.empty()) phrase_.emplace(view.shard, view.letters, alternative, view.stems);
    current_ = terms_->Current();
  }
  void Next() override {
    terms_->Next();
    current_ = terms_->Current();
  }
  void Seek(Xapian::docid at_least) override {
    terms_->Seek(at_least);
    current_ = terms_->Current();
  }
  bool Confirm() override {
    Look();
    return counts_.fields > 0 || counts_.pages > 0;
  }
  Frequencies Frequency() override {
    Look();
    return {counts_.fields * scale_, counts_.pages};
  }
  void Where(Presence& presence) override {
    Look();
    presence.Clear();
    presence.field = counts_.fields > 0;
    if (counts_.pages == 0) return;
    for (const uint32_t page : phrase_->In(current_)) presence.pages.Add(page);
  }
  void CountPages(std::vector<uint32_t>& counts) override {
    Look();
    if (counts_.pages == 0) return;
    for (const uint32_t page : phrase_->In(current_)) {
      if (counts.size() <= page) counts.resize(page + 1, 0);
      ++counts[page];
    }
  }

 private:
  void Look() {
    if (checked_ == current_) return;
    checked_ = current_;
    counts_ = {};
    if (phrase_ && columns_.page_length[current_] > 0) {
      counts_.pages = static_cast<unsigned>(phrase_->In(current_).size());
      if (terms_->Frequency().fields == 0) return;  // not all of them stand in the fields
    }
    if (terms_->Confirm() && terms_->Frequency().fields >= least_) counts_.fields = check_.Count(reader_.Of(current_));
  }

  std::unique_ptr<Stream> terms_;
  TextReader reader_;
  TextCheck check_;
  std::optional<PhrasePages> phrase_;
  const Columns& columns_;
  unsigned scale_;
  unsigned least_ = 0;  // frequency of a document that may match
  Xapian::docid checked_ = kNoDocument;
  Frequencies counts_;
};

std::unique_ptr<Stream> UnionOf(std::vector<std::unique_ptr<Stream>> parts) {
  if (parts.empty()) return nullptr;
  if (parts.size() == 1) return std::move(parts.front());
  return std::make_unique<UnionStream>(std::move(parts));
}

std::unique_ptr<Stream> OpenAlternative(const ShardView& view, const Alternative& alternative) {
  const bool pages = view.pages && alternative.field < 0;
  std::vector<std::unique_ptr<Stream>> all;
  for (const auto& terms : alternative.terms) {
    std::vector<std::unique_ptr<Stream>> any;
    for (const std::string& term : terms) {
      auto stream = std::make_unique<TermStream>(view, term, pages);
      if (stream->Current() != kNoDocument) any.push_back(std::move(stream));
    }
    auto one = UnionOf(std::move(any));
    if (!one) return nullptr;
    all.push_back(std::move(one));
  }
  std::unique_ptr<Stream> stream;
  if (all.empty()) {
    stream = std::make_unique<AllStream>(view.columns);
  } else if (all.size() == 1) {
    stream = std::move(all.front());
  } else {
    stream = std::make_unique<AllOfStream>(std::move(all), view);
  }
  if (alternative.check == Check::kNone) return stream;
  return std::make_unique<CheckedStream>(std::move(stream), view, alternative, pages);
}

}  // namespace

const std::string& TextReader::Of(Xapian::docid document) {
  if (held_ == document) return text_;
  if (!at_ || held_ > document) at_ = shard_.valuestream_begin(kTextSlot);
  held_ = document;
  text_.clear();
  if (*at_ != shard_.valuestream_end(kTextSlot)) {
    at_->skip_to(document);
    if (*at_ != shard_.valuestream_end(kTextSlot) && at_->get_docid() == document) text_ = **at_;
  }
  return text_;
}

TextCheck::TextCheck(const Alternative& alternative, Stems& stems)
    : alternative_(alternative), stems_(stems), needle_(" ") {
  for (const std::string& word : alternative.words) needle_ += word + " ";
}

unsigned TextCheck::Count(std::string_view text) {
  if (text.empty()) return 0;
  const char letter = text.front();
  if (alternative_.field >= 0) text = FieldOf(text, static_cast<size_t>(alternative_.field));
  return alternative_.check == Check::kExact ? CountExact(text) : CountStems(letter, text);
}

unsigned TextCheck::CountExact(std::string_view text) const {
  unsigned count = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (const void* found = ::memmem(at, static_cast<size_t>(end - at), needle_.data(), needle_.size())) {
    ++count;
    at = static_cast<const char*>(found) + needle_.size() - 1;  // the space after may begin the next
  }
  return count;
}

unsigned TextCheck::CountStems(char letter, std::string_view text) {
  if (letter != letter_) {
    letter_ = letter;
    stemmed_.clear();
    for (const std::string& word : alternative_.words) stemmed_.push_back(stems_.Of(letter, word));
  }
  unsigned count = 0;
  // matched[i]: the words up to here end with the first i + 1 of the expression.
  std::vector<char> matched(stemmed_.size(), 0);
  for (size_t at = text.find(' '); at != std::string_view::npos && at + 1 < text.size();) {
    const size_t end = text.find(' ', at + 1);
    if (end == std::string_view::npos) break;
    const std::string_view word = text.substr(at + 1, end - at - 1);
    at = end;
    if (!word.empty() && word.front() == '\n') {  // between two fields
      std::fill(matched.begin(), matched.end(), 0);
      continue;
    }
    const std::string* stem = nullptr;
    for (size_t i = stemmed_.size(); i-- > 0;) {
      const bool before = i == 0 || matched[i - 1];
      // Most words differ in the first letter: those need no stem.
      if (!before || word.empty() || stemmed_[i].empty() || word.front() != stemmed_[i].front()) {
        matched[i] = 0;
        continue;
      }
      if (!stem) {
        word_.assign(word);
        stem = &stems_.Of(letter, word_);
      }
      matched[i] = *stem == stemmed_[i];
    }
    count += matched.back() ? 1 : 0;
  }
  return count;
}

std::unique_ptr<Stream> OpenGroup(const ShardView& view, const Group& group) {
  std::vector<std::unique_ptr<Stream>> parts;
  for (const Alternative& alternative : group.alternatives) {
    auto part = OpenAlternative(view, alternative);
    if (part && part->Current() != kNoDocument) parts.push_back(std::move(part));
  }
  return UnionOf(std::move(parts));
}

}  // namespace concord::search
