// Handlers of the journal's pages. Safe from any thread.
#pragma once
#include "base/core/result.h"
#include "features/journal/journal.h"

namespace concord::journal {

inline constexpr int64_t kEntriesOfPart = 10000;  // a download is built in memory: about 2.5 MB
inline constexpr int kDaysShown = 30;

class JournalPages {
 public:
  explicit JournalPages(const JournalDeps& deps) : d_(deps) {}
  http::Response Show(const http::Request& request) const;
  http::Response Export(const http::Request& request) const;  // ?from=N: a part from there
  http::Response Head(const http::Request& request) const;
  http::Response Proof(const http::Request& request) const;
  http::Response Consistency(const http::Request& request) const;

 private:
  http::Response ErrorFor(const http::Request& request, const Error& error) const;
  JournalDeps d_;
};

}  // namespace concord::journal
