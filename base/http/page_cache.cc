#include "base/http/page_cache.h"

#include <iterator>

namespace concord::http {

const Representation* Page::Ready(Encoding encoding) const {
  if (encoding == Encoding::kIdentity) return &identity;
  const Slot& slot = SlotFor(encoding);
  return slot.state.load(std::memory_order_acquire) == 2 ? slot.made.get() : nullptr;
}

bool Page::Claim(Encoding encoding) const {
  if (encoding == Encoding::kIdentity || !compressible) return false;
  int nobody = 0;
  return SlotFor(encoding).state.compare_exchange_strong(nobody, 1);
}

void Page::Provide(Encoding encoding, std::unique_ptr<const Representation> made) const {
  Slot& slot = SlotFor(encoding);
  slot.made = std::move(made);
  slot.state.store(slot.made ? 2 : 3, std::memory_order_release);
}

namespace {

size_t SizeOf(const Page& page) {
  constexpr size_t kOverhead = 512;  // list, map and page itself, about
  return page.key.size() + page.identity.head.size() + page.identity.not_modified_head.size() +
         page.identity.body.size() + kOverhead;
}

}  // namespace

// What leaves the cache is handed out through `dropped`, so that it is freed after the lock.
void PageCache::Drop(Entries::iterator entry, Entries& dropped) {
  by_key_.erase(entry->page->key);
  bytes_ -= entry->bytes;
  dropped.splice(dropped.begin(), entries_, entry);
}

void PageCache::MoveTo(uint64_t version, Entries& dropped) {
  if (version <= version_) return;
  version_ = version;
  by_key_.clear();
  bytes_ = 0;
  dropped.splice(dropped.begin(), entries_);
}

void PageCache::Shrink(Entries& dropped) {
  while (bytes_ > limit_ && !entries_.empty()) Drop(std::prev(entries_.end()), dropped);
}

std::shared_ptr<const Page> PageCache::Find(std::string_view key, uint64_t version) {
  Entries dropped;
  std::lock_guard lock(mutex_);
  MoveTo(version, dropped);
  const auto found = version == version_ ? by_key_.find(key) : by_key_.end();
  if (found == by_key_.end()) {
    ++misses_;
    return nullptr;
  }
  ++hits_;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->page;
}

void PageCache::Insert(uint64_t version, std::shared_ptr<const Page> page) {
  const size_t bytes = SizeOf(*page);
  if (bytes > limit_ / 8) return;
  Entries dropped;
  std::lock_guard lock(mutex_);
  MoveTo(version, dropped);
  if (version < version_) return;
  if (const auto old = by_key_.find(page->key); old != by_key_.end()) Drop(old->second, dropped);
  entries_.push_front({std::move(page), bytes});
  by_key_.emplace(entries_.front().page->key, entries_.begin());
  bytes_ += bytes;
  Shrink(dropped);
}

void PageCache::Grow(const Page& page, size_t bytes) {
  Entries dropped;
  std::lock_guard lock(mutex_);
  const auto found = by_key_.find(page.key);
  if (found == by_key_.end() || found->second->page.get() != &page) return;
  found->second->bytes += bytes;
  bytes_ += bytes;
  Shrink(dropped);
}

PageCache::Stats PageCache::stats() const {
  std::lock_guard lock(mutex_);
  return {hits_, misses_, entries_.size(), bytes_};
}

}  // namespace concord::http
