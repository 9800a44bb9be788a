// Words numbered as they come, for one language. A table of its own because nearly all of the time of indexing pages
// goes into looking words up: one line of memory for most of them, where std::unordered_map takes three or four.
// Not safe for several threads.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace concord::search {

class WordTable {
 public:
  WordTable() : slots_(1024) {}

  // The word's number, counted from 0; `is_new` where it had none.
  uint32_t NumberOf(std::string_view word, bool& is_new) {
    const uint64_t hash = Hash(word);
    const size_t mask = slots_.size() - 1;
    size_t at = hash & mask;
    for (; slots_[at].number != 0; at = (at + 1) & mask) {
      if (slots_[at].tag == static_cast<uint32_t>(hash >> 32) && WordAt(slots_[at].number - 1) == word) {
        is_new = false;
        return slots_[at].number - 1;
      }
    }
    is_new = true;
    ends_.push_back(static_cast<uint32_t>(pool_.size() + word.size()));
    pool_ += word;
    slots_[at] = {static_cast<uint32_t>(hash >> 32), static_cast<uint32_t>(ends_.size())};
    const auto number = static_cast<uint32_t>(ends_.size() - 1);
    if (ends_.size() * 2 > slots_.size()) Grow();
    return number;
  }

 private:
  struct Slot {
    uint32_t tag = 0, number = 0;  // number: 1 more than the word's; 0: free
  };

  std::string_view WordAt(uint32_t number) const {
    const uint32_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(pool_).substr(begin, ends_[number] - begin);
  }

  // Eight bytes at a time; only this process sees it.
  static uint64_t Hash(std::string_view word) {
    uint64_t hash = 0x9E3779B97F4A7C15u ^ word.size();
    while (!word.empty()) {
      uint64_t part = 0;
      const size_t size = word.size() < 8 ? word.size() : 8;
      std::memcpy(&part, word.data(), size);
      word.remove_prefix(size);
      hash = (hash ^ part) * 0xD6E8FEB86659FD93u;
      hash ^= hash >> 32;
    }
    hash *= 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 29;
  }

  void Grow() {
    std::vector<Slot> bigger(slots_.size() * 2);
    const size_t mask = bigger.size() - 1;
    for (const Slot& slot : slots_) {
      if (slot.number == 0) continue;
      size_t at = Hash(WordAt(slot.number - 1)) & mask;
      while (bigger[at].number != 0) at = (at + 1) & mask;
      bigger[at] = slot;
    }
    slots_ = std::move(bigger);
  }

  std::vector<Slot> slots_;
  std::vector<uint32_t> ends_;  // in pool_
  std::string pool_;
};

}  // namespace concord::search
