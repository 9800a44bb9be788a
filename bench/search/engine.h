// One search engine under measurement. What is timed is Ask alone: the 20 best documents, the total, and the counts of
// all seven facets, each under the words and the other facets' selections.
#pragma once
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/search/corpus.h"
#include "bench/search/measuring.h"

namespace concord::bench {

struct Answer {
  uint64_t total = 0;
  size_t hits = 0;
  std::vector<uint64_t> counts = std::vector<uint64_t>(kCodes, 0);
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual std::string Name() const = 0;
  // Everything until searches see the documents and they are on disk.
  virtual void Load(const std::vector<Resource>& resources) = 0;
  virtual void Ask(const BenchQuery& query) = 0;
  virtual Answer Last() const = 0;     // of the last Ask
  virtual uint64_t Bytes() const = 0;  // on disk
};

std::unique_ptr<Engine> MakeConcord(const std::string& folder);
std::unique_ptr<Engine> MakeSqlite(const std::string& folder);
std::unique_ptr<Engine> MakePostgres(const std::string& connection);
std::unique_ptr<Engine> MakeGroonga(const std::string& folder);

inline std::string IdOf(size_t resource) { return "r" + std::to_string(resource); }

}  // namespace concord::bench
