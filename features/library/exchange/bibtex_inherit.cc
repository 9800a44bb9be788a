#include "features/library/exchange/bibtex_inherit.h"

#include <algorithm>
#include <unordered_map>

#include "base/core/text.h"

namespace concord::library::exchange {
namespace {

constexpr size_t kMostCopied = size_t{64} << 20;
constexpr size_t kMostFields = 200;

bool IsPart(std::string_view type) {
  return text::IsOneOf(type, {"inbook", "incollection", "inproceedings", "conference", "bookinbook", "suppbook",
                              "suppcollection", "inreference"});
}

// The child's name for the parent's field; empty where it is not inherited.
std::string ChildName(const BibtexEntry& child, const BibtexEntry& parent, const std::string& field) {
  if (text::IsOneOf(field, {"crossref", "xref",       "xdata",     "ids",      "label",      "options",   "presort",
                            "sortkey",  "sorttitle",  "shorthand", "entryset", "execute",    "related",   "relatedtype",
                            "abstract", "annotation", "keywords",  "file",     "shorttitle", "indextitle"})) {
    return {};
  }
  const bool is_title = text::IsOneOf(field, {"title", "subtitle", "titleaddon"});
  if (IsPart(child.type) && !IsPart(parent.type)) {
    if (is_title) return (parent.type.starts_with("mv") ? "main" : "book") + field;
    if (field == "author")
      return text::IsOneOf(child.type, {"inbook", "bookinbook", "suppbook"}) ? "author" : "bookauthor";
  }
  if (is_title && parent.type == "periodical") return "journal" + field;
  if (is_title && parent.type.starts_with("mv") && !child.type.starts_with("mv")) return "main" + field;
  return field;
}

class Inheritance {
 public:
  explicit Inheritance(std::vector<BibtexEntry>& entries) : entries_(entries), state_(entries.size(), State::kNew) {
    for (size_t i = 0; i < entries.size(); ++i) by_key_.emplace(text::LowerAscii(entries[i].key), i);
  }

  void Resolve(size_t index, int depth = 0) {
    if (state_[index] != State::kNew || depth > 8) return;
    state_[index] = State::kOpen;
    for (const char* link : {"xdata", "crossref"}) {
      const std::string* named = entries_[index].Find(link);
      if (!named) continue;
      const std::string names = *named;  // fields grow below
      for (const auto name : text::Split(std::string_view(names).substr(0, 2000), ',')) {
        const auto found = by_key_.find(text::LowerAscii(text::Trim(name)));
        if (found == by_key_.end() || found->second == index) continue;
        Resolve(found->second, depth + 1);
        Copy(entries_[index], entries_[found->second], link == std::string_view("xdata"));
      }
    }
    state_[index] = State::kDone;
  }

 private:
  enum class State : char { kNew, kOpen, kDone };

  void Copy(BibtexEntry& child, const BibtexEntry& parent, bool plain) {
    for (const auto& [field, value] : parent.fields) {
      const std::string name = plain ? field : ChildName(child, parent, field);
      if (name.empty() || (plain && text::IsOneOf(field, {"xdata", "ids"}))) continue;
      copied_ += value.size() + 32;
      if (copied_ > kMostCopied || child.fields.size() > kMostFields) return;
      const bool dated = text::IsOneOf(name, {"year", "month"}) && child.Find("date");
      if (!dated && !child.Find(name)) child.fields.emplace_back(name, value);
    }
  }

  std::vector<BibtexEntry>& entries_;
  std::vector<State> state_;
  std::unordered_map<std::string, size_t> by_key_;
  size_t copied_ = 0;
};

}  // namespace

void InheritFields(std::vector<BibtexEntry>& entries) {
  const bool any = std::any_of(entries.begin(), entries.end(),
                               [](const BibtexEntry& e) { return e.Find("crossref") || e.Find("xdata"); });
  if (!any) return;
  Inheritance inheritance(entries);
  for (size_t i = 0; i < entries.size(); ++i) inheritance.Resolve(i);
}

}  // namespace concord::library::exchange
