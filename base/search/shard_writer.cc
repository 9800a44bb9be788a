#include "base/search/shard_writer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/core/text.h"
#include "base/search/format.h"
#include "base/search/packing.h"
#include "base/search/vocabulary.h"

namespace concord::search {
namespace {

constexpr uint64_t kFlushDocuments = 100'000;   // whose postings are held in memory
constexpr size_t kRememberedWords = 1'000'000;  // before they are worked out anew
constexpr uint64_t kLeastToPurge = 1000;
constexpr size_t kFlushPageBytes = 128u << 20;  // of pages' postings held in memory

}  // namespace

ShardWriter::ShardWriter(const std::string& path, const Schema& schema)
    : db_(path, Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS),
      weights_(WeightsOf(schema).fields),
      pages_(db_, stems_) {
  languages_ = db_.get_metadata(kLanguagesKey);
  for (uint32_t code = 0;; ++code) {
    const std::string value = db_.get_metadata(FacetCodeKey(code));
    if (value.empty()) break;
    facet_codes_.emplace(value, code);
  }
  LoadWordLists();
  there_.resize(db_.get_lastdocid() + 1, false);
  for (auto it = db_.postlist_begin(""); it != db_.postlist_end(""); ++it) there_[*it] = true;
  removed_ = std::strtoull(db_.get_metadata(kRemovedKey).c_str(), nullptr, 10);
  db_.begin_transaction();
}

ShardWriter::~ShardWriter() {
  try {
    db_.cancel_transaction();
  } catch (const Xapian::Error&) {
    // What was not committed is to be dropped, and it is.
  }
}

uint64_t ShardWriter::CommitNumber() const { return std::strtoull(db_.get_metadata(kCommitKey).c_str(), nullptr, 10); }

uint32_t ShardWriter::FacetCode(size_t facet, const std::string& value) {
  const std::string key = static_cast<char>(facet + 1) + value;
  const auto [it, is_new] = facet_codes_.emplace(key, static_cast<uint32_t>(facet_codes_.size()));
  if (is_new) db_.set_metadata(FacetCodeKey(it->second), key);
  return it->second;
}

void ShardWriter::Put(const Document& document) {
  Remove(document.id);
  Xapian::Document out;
  std::string folded_text;
  const unsigned length = ReadTexts(document, folded_text);
  const uint64_t page_words = document.paged.empty() ? 0 : pages_.Read(document);
  out.add_value(kTextSlot, folded_text);
  std::string columns;
  std::vector<uint32_t> codes;
  for (size_t facet = 0; facet < document.facets.size(); ++facet) {
    for (const std::string& value : document.facets[facet]) codes.push_back(FacetCode(facet, value));
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  AppendVarint(columns, codes.size());
  for (const uint32_t code : codes) AppendVarint(columns, code);
  for (const std::string& sort : document.sorts) AppendString(columns, sort);
  if (page_words > 0) AppendVarint(columns, page_words);
  out.add_value(kColumnsSlot, columns);

  std::string data;
  AppendString(data, document.id);
  data += DigestBytes(document);
  data += document.stored;
  out.set_data(data);
  out.add_term("Q" + document.id, length);
  const Xapian::docid number = db_.add_document(out);
  if (there_.size() <= number) there_.resize(number + 1, false);
  there_[number] = true;
  for (Term* term : found_) term->pending.Add(number, term->frequency);
  if (page_words > 0) {
    for (const PagedText& paged : document.paged)
      NoteLanguage(LanguageLetter(paged.language.empty() ? document.language : paged.language));
    pages_.Keep(number);
  }
  if (++unflushed_ >= kFlushDocuments || pages_.PendingBytes() >= kFlushPageBytes) Flush();
}

ShardWriter::WordInfo& ShardWriter::Find(Lexicon& lexicon, char letter, const std::string& folded) {
  const auto [it, is_new] = lexicon.try_emplace(folded);
  WordInfo& info = it->second;
  if (is_new) {
    info.folded = folded;
    if (!IsSkipped(letter, folded)) info.term = &terms_[stems_.Term(letter, folded)];
    NoteWord(folded, {});
  }
  return info;
}

// "policia" is suggested as "policía" where a text writes it so.
void ShardWriter::NoteSurface(WordInfo& info, std::string_view written) {
  if (info.has_surface) return;
  const bool joined = written.find('\'') != std::string_view::npos || written.find("’") != std::string_view::npos;
  if (joined || std::none_of(written.begin(), written.end(), [](char c) { return (c & 0x80) != 0; })) return;
  info.has_surface = true;
  NoteWord(info.folded, text::LowerAscii(written));
}

void ShardWriter::NoteWord(const std::string& folded, std::string_view surface) {
  if (!CanBeSuggested(folded)) return;
  const auto [it, is_new] = listed_.try_emplace(folded, !surface.empty());
  if (!is_new && (it->second || surface.empty())) return;
  it->second = !surface.empty();
  AppendListedWord(new_words_, folded, surface);
}

void ShardWriter::LoadWordLists() {
  for (;; ++word_lists_) {
    const std::string list = db_.get_metadata(WordListKey(word_lists_));
    if (list.empty()) return;
    std::string_view in = list, folded, surface;
    while (TakeListedWord(in, folded, surface)) listed_[std::string(folded)] |= !surface.empty();
  }
}

void ShardWriter::CommitWordList() {
  if (new_words_.empty()) return;
  db_.set_metadata(WordListKey(word_lists_++), new_words_);
  new_words_.clear();
}

void ShardWriter::NoteLanguage(char letter) {
  if (languages_.find(letter) != std::string::npos) return;
  languages_ += letter;
  db_.set_metadata(kLanguagesKey, languages_);
}

// Leaves the document's terms in found_; gives its length.
unsigned ShardWriter::ReadTexts(const Document& document, std::string& folded_text) {
  const char letter = LanguageLetter(document.language);
  NoteLanguage(letter);
  Lexicon& lexicon = lexicons_[letter];
  ++documents_;
  found_.clear();
  unsigned length = 0;
  folded_text.assign(1, letter);
  for (size_t field = 0; field < document.texts.size(); ++field) {
    const std::string& text = document.texts[field];
    folded_text += "\n ";
    for (size_t at = 0; NextWord(text, at, word_);) {
      folded_text += word_.folded;
      folded_text += ' ';
      WordInfo& info = Find(lexicon, letter, word_.folded);
      if (word_.end - word_.begin != word_.folded.size()) {
        NoteSurface(info, std::string_view(text).substr(word_.begin, word_.end - word_.begin));
      }
      if (!info.term) continue;
      Term& term = *info.term;
      if (term.document != documents_) {
        term.document = documents_;
        term.frequency = 0;
        found_.push_back(&term);
      }
      term.frequency += weights_[field];
      length += weights_[field];
    }
  }
  return length;
}

// Writes the postings held in memory, in order of their terms: that is the order of the table.
void ShardWriter::Flush() {
  std::vector<std::pair<std::string_view, Term*>> changed;
  for (auto& [name, term] : terms_) {
    if (term.pending.entries > 0) changed.emplace_back(name, &term);
  }
  std::sort(changed.begin(), changed.end());
  for (const auto& [name, term] : changed) {
    AppendPostings(db_, std::string(name), term->pending);
    term->pending = {};
  }
  pages_.Flush();
  unflushed_ = 0;
  if (terms_.size() > kRememberedWords) {
    lexicons_.clear();
    terms_.clear();
    found_.clear();
  }
}

// Once the lists name more documents that are gone than documents that are there.
void ShardWriter::PurgeIfWorthwhile() {
  if (removed_ < std::max<uint64_t>(kLeastToPurge, db_.get_doccount())) return;
  const auto is_there = [this](Xapian::docid document) { return document < there_.size() && there_[document]; };
  PurgePostings(db_, is_there);
  pages_.Purge(is_there);
  removed_ = 0;
}

void ShardWriter::Remove(std::string_view id) {
  const std::string term = "Q" + std::string(id);
  const Xapian::PostingIterator at = db_.postlist_begin(term);
  if (at == db_.postlist_end(term)) return;
  const Xapian::docid document = *at;
  db_.delete_document(document);
  pages_.Remove(document);
  there_[document] = false;
  ++removed_;
}

void ShardWriter::Commit(std::string_view cursor, uint64_t number) {
  Flush();
  PurgeIfWorthwhile();
  CommitWordList();
  db_.set_metadata(kRemovedKey, std::to_string(removed_));
  db_.set_metadata(kCursorKey, std::string(cursor));
  db_.set_metadata(kCommitKey, std::to_string(number));
  db_.commit_transaction();
  db_.begin_transaction();
}

}  // namespace concord::search
