#include "base/search/shard_pages.h"

#include <algorithm>

namespace concord::search {
namespace {

constexpr size_t kRememberedPageWords = 700'000;  // before they are worked out anew

}  // namespace

ShardPages::WordInfo ShardPages::Learn(char letter, const std::string& folded) {
  ++words_known_;
  if (IsSkipped(letter, folded)) return {};
  const std::string name = stems_.Term(letter, folded);
  const auto [number, new_term] = numbers_.try_emplace(name, static_cast<uint32_t>(terms_.size()));
  if (new_term) {
    terms_.push_back({name, {}, LoadForms(shard_, name)});
    locals_.emplace_back();
  }
  std::vector<std::string>& forms = terms_[number->second].forms;
  const auto form = static_cast<uint32_t>(std::ranges::find(forms, folded) - forms.begin());
  if (form == forms.size()) forms.push_back(folded);
  return {number->second, form};
}

ShardPages::WordInfo ShardPages::Find(Lexicon& lexicon, char letter, const std::string& folded) {
  bool is_new = false;
  const uint32_t number = lexicon.table.NumberOf(folded, is_new);
  if (is_new) lexicon.words.push_back(Learn(letter, folded));
  return lexicon.words[number];
}

void ShardPages::ReadPart(std::string_view part, char letter, uint32_t number) {
  Lexicon& lexicon = lexicons_[letter];
  run_.clear();
  uint32_t position = 0;
  for (size_t at = 0; NextWord(part, at, word_); ++position) {
    const WordInfo info = Find(lexicon, letter, word_.folded);
    if (info.term == kSkipped) {
      run_ += word_.folded;
      run_ += ' ';
      continue;
    }
    Local& local = locals_[info.term];
    if (local.document != documents_) {
      local = {documents_, static_cast<uint32_t>(found_.size())};
      found_.push_back(info.term);
      counts_.push_back(0);
    }
    ++counts_[local.place];
    occurrences_.push_back(
        {local.place, {number, position, info.form, run_.empty() ? uint16_t{0} : CodeOfWords(run_)}});
    run_.clear();
  }
}

uint64_t ShardPages::Read(const Document& document) {
  ++documents_;
  directory_ = {};
  occurrences_.clear();
  found_.clear();
  counts_.clear();
  texts_.Begin();
  uint32_t number = 0;
  for (const PagedText& paged : document.paged) {
    const std::string& language = paged.language.empty() ? document.language : paged.language;
    PageDirectory::Text text{paged.id, language, {}};
    for (size_t page = 0; page < paged.pages.size(); ++page) {
      const std::string flowing = Flowing(paged.pages[page]);
      for (const std::string_view part : PartsOf(flowing)) {
        if (number >= kMaxParts) break;
        ReadPart(part, LanguageLetter(language), number++);
        texts_.Add(part);
        text.pages.push_back(static_cast<uint32_t>(page + 1));
      }
    }
    directory_.texts.push_back(std::move(text));
  }
  return occurrences_.size();
}

void ShardPages::Keep(Xapian::docid document) {
  texts_.Finish(document, std::move(directory_));
  // By term, and within a term as they came.
  std::vector<size_t> at(found_.size() + 1, 0);
  for (size_t i = 0; i < found_.size(); ++i) at[i + 1] = at[i] + counts_[i];
  places_.resize(occurrences_.size());
  std::vector<size_t> next = at;
  for (const Occurrence& occurrence : occurrences_) places_[next[occurrence.local]++] = occurrence.place;
  for (size_t i = 0; i < found_.size(); ++i) {
    PendingPages& pending = terms_[found_[i]].pending;
    const size_t before = pending.Bytes();
    pending.Add(document, std::span(places_).subspan(at[i], counts_[i]));
    pending_bytes_ += pending.Bytes() - before;
  }
  if (occurrences_.capacity() > 1'000'000) {  // a huge document's room is given back
    occurrences_ = {};
    places_ = {};
  }
}

// In order of the terms: that is the order of the table.
void ShardPages::Flush() {
  std::vector<Term*> changed;
  for (Term& term : terms_) {
    if (term.pending.entries > 0) changed.push_back(&term);
  }
  std::ranges::sort(changed, {}, [](const Term* term) -> const std::string& { return term->name; });
  for (Term* term : changed) {
    AppendPages(shard_, chunks_, term->name, term->pending, term->forms);
    term->pending = {};
  }
  chunks_.Write();
  pending_bytes_ = 0;
  if (words_known_ > kRememberedPageWords) {
    lexicons_.clear();
    numbers_.clear();
    terms_.clear();
    locals_.clear();
    found_.clear();
    words_known_ = 0;
  }
}

}  // namespace concord::search
