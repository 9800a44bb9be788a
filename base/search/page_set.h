// Which pages of one document hold something. Pages are numbered through all the texts of a document, from 0; see
// page_text.h.
#pragma once
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace concord::search {

class PageSet {
 public:
  void Clear() { bits_.clear(); }
  void Add(uint32_t page) {
    const size_t at = page / 64;
    if (at >= bits_.size()) bits_.resize(at + 1, 0);
    bits_[at] |= uint64_t{1} << (page % 64);
  }
  bool Has(uint32_t page) const { return page / 64 < bits_.size() && (bits_[page / 64] >> (page % 64) & 1) != 0; }
  bool Any() const {
    return std::ranges::any_of(bits_, [](uint64_t bits) { return bits != 0; });
  }
  size_t Count() const {
    size_t count = 0;
    for (const uint64_t bits : bits_) count += static_cast<size_t>(std::popcount(bits));
    return count;
  }
  void KeepThoseOf(const PageSet& other) {
    if (bits_.size() > other.bits_.size()) bits_.resize(other.bits_.size());
    for (size_t i = 0; i < bits_.size(); ++i) bits_[i] &= other.bits_[i];
  }
  void AddThoseOf(const PageSet& other) {
    if (bits_.size() < other.bits_.size()) bits_.resize(other.bits_.size(), 0);
    for (size_t i = 0; i < other.bits_.size(); ++i) bits_[i] |= other.bits_[i];
  }
  void DropThoseOf(const PageSet& other) {
    for (size_t i = 0; i < std::min(bits_.size(), other.bits_.size()); ++i) bits_[i] &= ~other.bits_[i];
  }

 private:
  std::vector<uint64_t> bits_;
};

// Where a document matches something: in its fields, and on which pages. What is asked for together must stand in the
// fields and on one page together, so what the fields hold stands on every page for this purpose.
struct Presence {
  bool field = false;
  PageSet pages;

  bool Any() const { return field || pages.Any(); }
  void Clear() {
    field = false;
    pages.Clear();
  }
  // Both are asked for.
  void And(const Presence& other) {
    if (field && !other.field) {
      pages = other.pages;
    } else if (!field && !other.field) {
      pages.KeepThoseOf(other.pages);
    } else if (field) {
      pages.AddThoseOf(other.pages);
    }
    field = field && other.field;
  }
  // Either will do.
  void Or(const Presence& other) {
    field = field || other.field;
    pages.AddThoseOf(other.pages);
  }
};

}  // namespace concord::search
