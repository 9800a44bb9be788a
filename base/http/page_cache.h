// Shared pages, kept ready for the wire in every encoding that was asked for, while the content stands still.
// Least recently used goes first. Safe from any thread; a page that is being sent outlives its place in the cache.
#pragma once
#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/http/message.h"
#include "base/http/negotiation.h"

namespace concord::http {

// One encoding of a page: its head up to the tail (see AppendTail), the head of its 304, and its bytes.
struct Representation {
  std::string head, not_modified_head, body, etag;
};

// Made once and then only read, but for the two compressed forms, each of which one thread makes when first asked for.
struct Page {
  std::string key;
  Pairs headers{true};
  bool secure = false;
  bool compressible = false;
  Representation identity;

  // nullptr: not there, or not there yet.
  const Representation* Ready(Encoding encoding) const;
  // True for the one caller that shall make this encoding and call Provide.
  bool Claim(Encoding encoding) const;
  // Gives a claim back that was not used.
  void Release(Encoding encoding) const { SlotFor(encoding).state.store(0); }
  // An empty `made`: not worth having; the identity is sent from now on.
  void Provide(Encoding encoding, std::unique_ptr<const Representation> made) const;

 private:
  struct Slot {
    std::atomic<int> state{0};  // 0 nobody has begun, 1 begun, 2 there, 3 not worth having
    std::unique_ptr<const Representation> made;
  };
  Slot& SlotFor(Encoding encoding) const { return encoding == Encoding::kGzip ? gzip_ : brotli_; }
  mutable Slot gzip_, brotli_;
};

class PageCache {
 public:
  explicit PageCache(size_t limit_bytes) : limit_(limit_bytes) {}

  bool enabled() const { return limit_ > 0; }
  // The page of that key that was made at `version`. A newer version than any seen before empties the cache.
  std::shared_ptr<const Page> Find(std::string_view key, uint64_t version);
  // Leaves out what was made at an older version than the newest seen, and what would fill an eighth of the cache.
  void Insert(uint64_t version, std::shared_ptr<const Page> page);
  // `page` has grown by another encoding.
  void Grow(const Page& page, size_t bytes);

  struct Stats {
    uint64_t hits, misses;
    size_t pages, bytes;
  };
  Stats stats() const;

 private:
  struct Entry {
    std::shared_ptr<const Page> page;
    size_t bytes;
  };
  using Entries = std::list<Entry>;

  void MoveTo(uint64_t version, Entries& dropped);
  void Drop(Entries::iterator entry, Entries& dropped);
  void Shrink(Entries& dropped);

  const size_t limit_;
  mutable std::mutex mutex_;
  Entries entries_;                                                 // most recently used first
  std::unordered_map<std::string_view, Entries::iterator> by_key_;  // keys lie in the pages
  uint64_t version_ = 0;
  size_t bytes_ = 0;
  uint64_t hits_ = 0, misses_ = 0;
};

}  // namespace concord::http
