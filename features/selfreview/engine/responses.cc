#include "features/selfreview/engine/responses.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace concord::selfreview {
namespace {

constexpr size_t kMostProblems = 1000;
constexpr size_t kNoItem = static_cast<size_t>(-1), kGroupColumn = static_cast<size_t>(-2);

std::optional<Answer> AnswerFrom(std::string_view cell) {
  if (cell.empty()) return kNotAnswered;
  if (cell.size() == 1 && cell[0] >= '0' && cell[0] < '0' + kLevels) return static_cast<Answer>(cell[0] - '0');
  if (cell == "dk") return kDontKnow;
  if (cell == "na") return kDoesNotApply;
  return std::nullopt;
}

// One row after the other. A cell is a view of the file, or of what was left of one in quotes.
class Rows {
 public:
  explicit Rows(std::string_view text) : rest_(text) {
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
  }
  // False at the end. Blank lines are passed over. line(): where the row began.
  bool Next(std::vector<std::string_view>& cells) {
    while (!rest_.empty() && (rest_.front() == '\n' || rest_.front() == '\r')) Skip(1);
    if (rest_.empty()) return false;
    cells.clear();
    unquoted_.clear();
    line_ = at_;
    while (Cell(cells)) {
    }
    return true;
  }
  int line() const { return line_; }

 private:
  void Skip(size_t bytes) {
    at_ += static_cast<int>(std::count(rest_.begin(), rest_.begin() + static_cast<ptrdiff_t>(bytes), '\n'));
    rest_.remove_prefix(bytes);
  }
  // Whether another cell of this row follows.
  bool Cell(std::vector<std::string_view>& cells) {
    if (!rest_.empty() && rest_.front() == '"') return Quoted(cells);
    const size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
    cells.push_back(rest_.substr(0, end));
    return After(end);
  }
  bool Quoted(std::vector<std::string_view>& cells) {
    std::string& cell = *unquoted_.emplace_back(std::make_unique<std::string>());
    size_t at = 1;
    for (; at < rest_.size(); ++at) {
      if (rest_[at] == '"' && (at + 1 == rest_.size() || rest_[at + 1] != '"')) break;
      if (rest_[at] == '"') ++at;
      cell.push_back(rest_[at]);
    }
    cells.push_back(cell);
    const size_t end = std::min(rest_.find_first_of(",\r\n", std::min(at + 1, rest_.size())), rest_.size());
    return After(end);
  }
  bool After(size_t end) {
    const bool more = end < rest_.size() && rest_[end] == ',';
    Skip(std::min(end + (more ? 1 : 0), rest_.size()));
    return more;
  }

  std::string_view rest_;
  std::vector<std::unique_ptr<std::string>> unquoted_;
  int at_ = 1, line_ = 1;
};

class Reader {
 public:
  Reader(const Instrument& instrument, ReadResponsesResult& result) : instrument_(instrument), result_(result) {}

  bool Names(const std::vector<std::string_view>& cells) {
    for (const std::string_view cell : cells) {
      const auto item = instrument_.Find(cell);
      if (cell != "group" && cell != "respondent" && cell != "unit" && !item)
        Add(1, "selfreview.responses.column", {{"column", std::string(cell.substr(0, 100))}});
      const size_t column = cell == "group" ? kGroupColumn : item.value_or(kNoItem);
      if (column != kNoItem && std::find(columns_.begin(), columns_.end(), column) != columns_.end())
        Add(1, "selfreview.responses.twice", {{"column", std::string(cell)}});
      columns_.push_back(column);
    }
    if (std::find(columns_.begin(), columns_.end(), kGroupColumn) == columns_.end())
      Add(1, "selfreview.responses.no_group");
    return result_.problems.empty();
  }

  void Row(int line, const std::vector<std::string_view>& cells) {
    if (cells.size() != columns_.size()) {
      return Add(line, "selfreview.responses.cells",
                 {{"count", std::to_string(cells.size())}, {"expected", std::to_string(columns_.size())}});
    }
    Responses& r = result_.responses;
    r.answers.resize(r.answers.size() + r.items, kNotAnswered);
    Answer* answers = r.answers.data() + r.groups.size() * r.items;
    std::optional<Group> group;
    for (size_t i = 0; i < cells.size(); ++i) {
      if (columns_[i] == kGroupColumn) {
        group = GroupNamed(cells[i]);
        if (!group) Add(line, "selfreview.responses.group", {{"value", std::string(cells[i].substr(0, 100))}});
      } else if (columns_[i] != kNoItem) {
        const auto answer = AnswerFrom(cells[i]);
        if (!answer) {
          Add(line, "selfreview.responses.answer",
              {{"item", instrument_.items[columns_[i]].id}, {"value", std::string(cells[i].substr(0, 100))}});
        }
        answers[columns_[i]] = answer.value_or(kNotAnswered);
      }
    }
    r.groups.push_back(group.value_or(Group::kResident));
  }

 private:
  void Add(int line, const char* key, std::map<std::string, std::string> params = {}) {
    if (result_.problems.size() < kMostProblems) result_.problems.push_back({"", line, key, std::move(params)});
  }
  const Instrument& instrument_;
  ReadResponsesResult& result_;
  std::vector<size_t> columns_;  // an item's place, kGroupColumn or kNoItem
};

}  // namespace

int64_t DropUnasked(const Instrument& instrument, Responses& responses) {
  int64_t dropped = 0;
  for (size_t r = 0; r < responses.size(); ++r) {
    Answer* answers = responses.answers.data() + r * responses.items;
    for (size_t i = 0; i < instrument.items.size(); ++i) {
      const Item& item = instrument.items[i];
      if (answers[i] == kNotAnswered) continue;
      bool asked = item.asks.contains(responses.groups[r]);
      for (const Skip& skip : item.skips) asked &= answers[skip.item] < 0 || answers[skip.item] > skip.at_most;
      if (asked) continue;
      answers[i] = kNotAnswered;
      ++dropped;
    }
  }
  return dropped;
}

ReadResponsesResult ReadResponses(const Instrument& instrument, std::string_view csv) {
  ReadResponsesResult result;
  result.responses.items = instrument.items.size();
  Reader reader(instrument, result);
  Rows rows(csv);
  std::vector<std::string_view> cells;
  if (!rows.Next(cells)) {
    result.problems.push_back({"", 1, "selfreview.responses.empty", {}});
    return result;
  }
  if (!reader.Names(cells)) return result;
  while (rows.Next(cells) && result.problems.size() < kMostProblems) reader.Row(rows.line(), cells);
  return result;
}

}  // namespace concord::selfreview
