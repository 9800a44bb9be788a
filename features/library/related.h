// Resources like one of the library, and what they share. Candidates come from the search index; they are compared by
// the cosine of their words (title, subtitle, summary), keywords and topics, each weighed by how rare it is in the
// library (tf-idf; Manning, Raghavan and Schütze, Introduction to Information Retrieval, 6.3).
// Safe from any thread. What was worked out is kept until the library's version moves.
#pragma once
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/search/index.h"
#include "features/library/library.h"

namespace concord::library {

struct Shared {
  bool topic = false;
  std::string text;  // a topic's slug, or words as the resource writes them
};
struct RelatedResource {
  ResourceRow row;
  double likeness = 0;         // 0 to 1
  std::vector<Shared> shares;  // the most telling first, at most four
};
using RelatedResources = std::vector<RelatedResource>;

class RelatedBoard {
 public:
  RelatedBoard(Library& library, const search::Searcher& searcher) : library_(library), searcher_(searcher) {}
  // At most `kMost`, best first; empty where the index is away.
  static constexpr size_t kMost = 5;
  std::shared_ptr<const RelatedResources> Of(const Resource& resource);

 private:
  using Words = std::unordered_map<std::string, search::IndexedWord>;  // by language and folded word
  struct Kept {
    uint64_t version = 0;
    double documents = 0;
    std::unordered_map<std::string, double> topics;  // documents with each
    Words words;
    std::unordered_map<std::string, std::shared_ptr<const RelatedResources>> found;  // by resource id
  };
  class Comparing;
  std::shared_ptr<const RelatedResources> Find(const Resource& resource);

  Library& library_;
  const search::Searcher& searcher_;
  std::mutex mutex_;
  Kept kept_;
};

}  // namespace concord::library
