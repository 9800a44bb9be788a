// Words in sequence on the pages of a document, by the places of page_postings.h. Function words between two others are
// compared by CodeOfWords; those at a phrase's ends are not asked for, and a phrase of nothing else is on no page.
// Used by one thread; throws Xapian::Error.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/search/page_postings.h"
#include "base/search/plan.h"

namespace concord::search {

class PhrasePages {
 public:
  // `letters`: of the languages that documents are in.
  PhrasePages(const Xapian::Database& shard, const std::string& letters, const Alternative& alternative, Stems& stems);

  // Pages of `document` that hold the words as the alternative's check asks, each once for every time. Documents must
  // be asked for in rising order. Valid until the next call.
  const std::vector<uint32_t>& In(Xapian::docid document);

 private:
  struct PhraseWord {
    std::unique_ptr<PageReader> reader;
    uint32_t distance = 0;         // from the first word
    std::optional<uint32_t> form;  // this one only
    uint16_t before = 0;           // function words since the word before, as CodeOfWords
    bool first = false;
  };
  struct Sequence {  // in one language
    std::vector<PhraseWord> words;
  };

  void Find(Sequence& sequence, Xapian::docid document);

  std::vector<Sequence> sequences_;
  Xapian::docid asked_ = 0;
  std::vector<uint32_t> pages_;
  std::vector<Place> kept_, next_;
};

}  // namespace concord::search
