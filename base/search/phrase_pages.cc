#include "base/search/phrase_pages.h"

#include <algorithm>
#include <tuple>

namespace concord::search {

PhrasePages::PhrasePages(const Xapian::Database& shard, const std::string& letters, const Alternative& alternative,
                         Stems& stems) {
  for (const char letter : letters) {
    Sequence sequence;
    std::string run;
    uint32_t distance = 0;
    bool may_match = true;
    for (const std::string& word : alternative.words) {
      if (IsSkipped(letter, word)) {
        if (!sequence.words.empty()) {
          run += word + " ";
          ++distance;
        }
        continue;
      }
      const std::string term = stems.Term(letter, word);
      PhraseWord next{std::make_unique<PageReader>(shard, term), distance++, std::nullopt, 0, sequence.words.empty()};
      if (next.reader->Current() == kNoDocument) may_match = false;
      if (alternative.check == Check::kExact && may_match) {
        const std::vector<std::string> forms = LoadForms(shard, term);
        const auto form = std::ranges::find(forms, word);
        if (form == forms.end()) may_match = false;
        next.form = static_cast<uint32_t>(form - forms.begin());
      }
      if (!run.empty()) next.before = CodeOfWords(run);
      run.clear();
      if (!may_match) break;
      sequence.words.push_back(std::move(next));
    }
    if (may_match && !sequence.words.empty()) sequences_.push_back(std::move(sequence));
  }
}

void PhrasePages::Find(Sequence& sequence, Xapian::docid document) {
  for (PhraseWord& word : sequence.words) {
    word.reader->Seek(document);
    if (word.reader->Current() != document) return;
  }
  // Pages that hold all the words come before their places, which are more to read.
  PageSet all, one;
  sequence.words.front().reader->AddPagesTo(all);
  for (PhraseWord& word : sequence.words) {
    one.Clear();
    word.reader->AddPagesTo(one);
    all.KeepThoseOf(one);
  }
  if (!all.Any()) return;
  kept_.clear();
  for (PhraseWord& word : sequence.words) {
    next_.clear();
    word.reader->Places(next_);
    std::erase_if(next_, [&](const Place& place) {
      return !all.Has(place.page) || (word.form && place.form != *word.form) ||
             (!word.first && place.before != word.before);
    });
    if (word.first) {
      kept_.swap(next_);
      continue;
    }
    // kept_ has the first word's places. Both are in order.
    size_t at = 0;
    std::erase_if(kept_, [&](const Place& place) {
      const auto wanted = std::tuple(place.page, place.position + word.distance);
      while (at < next_.size() && std::tuple(next_[at].page, next_[at].position) < wanted) ++at;
      return at == next_.size() || std::tuple(next_[at].page, next_[at].position) != wanted;
    });
    if (kept_.empty()) return;
  }
  for (const Place& place : kept_) pages_.push_back(place.page);
}

const std::vector<uint32_t>& PhrasePages::In(Xapian::docid document) {
  if (asked_ == document) return pages_;
  asked_ = document;
  pages_.clear();
  for (Sequence& sequence : sequences_) Find(sequence, document);
  return pages_;
}

}  // namespace concord::search
