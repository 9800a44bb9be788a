// An engine that searches documents and their pages: the 20 best documents, each with its best page and a passage of it
// with what was found marked, the total, and the counts of all seven facets, each under the words and the other facets'
// selections.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "bench/search/engine.h"
#include "bench/search/pages_corpus.h"

namespace concord::bench {

struct PagesAnswer {
  uint64_t total = 0;
  size_t hits = 0, passages = 0;
  std::vector<uint64_t> counts = std::vector<uint64_t>(kCodes, 0);
};

class PagesEngine {
 public:
  virtual ~PagesEngine() = default;
  virtual std::string Name() const = 0;
  // Everything until searches see the documents and they are on disk.
  virtual void Load(const PagesCorpus& corpus) = 0;
  // `widen`: where few documents have all words, any of them, as the program's page asks.
  virtual PagesAnswer Ask(const BenchQuery& query, bool widen) = 0;
  virtual uint64_t Bytes() const = 0;
};

std::unique_ptr<PagesEngine> MakePagesConcord(const std::string& folder);
std::unique_ptr<PagesEngine> MakePagesSqlite(const std::string& folder);

}  // namespace concord::bench
