// What a reader has to say about a file, bounded so that a file of nothing but faults cannot fill the memory.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "features/library/exchange/record.h"

namespace concord::library::exchange {

using Params = std::map<std::string, std::string>;

class Problems {
 public:
  static constexpr size_t kMost = 100'000;

  void Note(int line, const char* key, Params params = {}) { Add(Severity::kNote, line, key, std::move(params)); }
  void Reject(int line, const char* key, Params params = {}) { Add(Severity::kRejected, line, key, std::move(params)); }
  void Fatal(int line, const char* key, Params params = {});
  // True once a fatal problem stands or there are too many: stop reading.
  bool stopped() const { return stopped_; }
  // In order of line.
  std::vector<Problem> Take();

 private:
  void Add(Severity severity, int line, const char* key, Params params);
  std::vector<Problem> list_;
  bool stopped_ = false;
};

// A quotation of the file for a message: shortened, on one line.
std::string Quote(std::string_view text);

}  // namespace concord::library::exchange
