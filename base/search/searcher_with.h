// How IndexSearcher works on a handle: Xapian's exceptions end here.
#pragma once
#include <chrono>
#include <new>
#include <thread>

#include "base/search/format.h"
#include "base/search/searcher.h"

namespace concord::search {

template <typename Work>
Status IndexSearcher::With(const Work& work) const {
  constexpr int kAttempts = 5;
  for (int attempt = 1;; ++attempt) {
    try {
      auto handle = pool_.Take();
      work(*handle);
      pool_.GiveBack(std::move(handle));
      return {};
    } catch (const Xapian::DatabaseModifiedError& error) {
      // Two commits came while this one was read; its handle is dropped, and the next is on the newest.
      if (attempt == kAttempts) return std::unexpected(ErrorOf(error));
      std::this_thread::sleep_for(std::chrono::milliseconds(2 * attempt));
    } catch (const Xapian::Error& error) {
      return std::unexpected(ErrorOf(error));
    } catch (const std::bad_alloc&) {
      return Fail(ErrorKind::kUnavailable, "search.unavailable", {}, "out of memory");
    }
  }
}

}  // namespace concord::search
