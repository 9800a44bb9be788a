#include "features/selfreview/engine/responses.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/core/text.h"

namespace concord::selfreview {
namespace {

constexpr size_t kNoItem = static_cast<size_t>(-1), kGroupColumn = static_cast<size_t>(-2);
constexpr size_t kRespondentColumn = static_cast<size_t>(-3);

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
    open_ = after_ = 0;
    line_ = at_;
    const std::string_view before = rest_;
    while (Cell(cells)) {
    }
    bytes_ = before.substr(0, before.size() - rest_.size());
    return true;
  }
  int line() const { return line_; }
  std::string_view bytes() const { return bytes_; }  // of the row, as they stand in the file
  int open() const { return open_; }                 // line of a quotation mark that is never closed; 0: none
  int after() const { return after_; }  // line of the first cell in which something follows its closing mark; 0: none

 private:
  // A line ends with a line feed, with a carriage return, or with both.
  void Skip(size_t bytes) {
    for (size_t i = 0; i < bytes; ++i) {
      at_ += rest_[i] == '\n' || (rest_[i] == '\r' && (i + 1 == rest_.size() || rest_[i + 1] != '\n'));
    }
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
    if (at >= rest_.size()) open_ = at_;
    cells.push_back(cell);
    const size_t next = std::min(at + 1, rest_.size());
    const size_t end = std::min(rest_.find_first_of(",\r\n", next), rest_.size());
    Skip(next);
    if (end > next && after_ == 0) after_ = at_;
    return After(end - next);
  }
  bool After(size_t end) {
    const bool more = end < rest_.size() && rest_[end] == ',';
    Skip(std::min(end + (more ? 1 : 0), rest_.size()));
    return more;
  }

  std::string_view rest_, bytes_;
  std::vector<std::unique_ptr<std::string>> unquoted_;
  int at_ = 1, line_ = 1, open_ = 0, after_ = 0;
};

class Reader {
 public:
  Reader(const Instrument& instrument, ReadResponsesResult& result) : instrument_(instrument), result_(result) {}

  bool Names(const Rows& rows, const std::vector<std::string_view>& cells) {
    if (!IsFine(rows)) return false;
    if (cells.size() == 1 && cells[0].find_first_of(";\t") != std::string_view::npos) {
      Add(rows.line(), "selfreview.responses.commas");
      return false;
    }
    std::set<std::string_view> seen;
    for (const std::string_view cell : cells) {
      const auto item = instrument_.Find(cell);
      const bool fits = cell == "group" || cell == "respondent" || cell == "unit" || item;
      if (!fits) Add(rows.line(), "selfreview.responses.column", {{"column", std::string(cell.substr(0, 100))}});
      if (fits && !seen.insert(cell).second)
        Add(rows.line(), "selfreview.responses.twice", {{"column", std::string(cell)}});
      columns_.push_back(cell == "group"        ? kGroupColumn
                         : cell == "respondent" ? kRespondentColumn
                                                : item.value_or(kNoItem));
    }
    if (std::find(columns_.begin(), columns_.end(), kGroupColumn) == columns_.end())
      Add(rows.line(), "selfreview.responses.no_group");
    return result_.problems.empty();
  }

  // False: the rows after it cannot be told apart.
  bool Row(const Rows& rows, const std::vector<std::string_view>& cells) {
    if (!IsFine(rows)) return rows.open() == 0;
    const int line = rows.line();
    if (cells.size() != columns_.size()) {
      Add(line, "selfreview.responses.cells",
          {{"count", std::to_string(cells.size())}, {"expected", std::to_string(columns_.size())}});
      return true;
    }
    Read(line, cells);
    return true;
  }

 private:
  bool IsFine(const Rows& rows) {
    const size_t before = result_.problems.size();
    if (!text::IsValidUtf8(rows.bytes()) || rows.bytes().find('\0') != std::string_view::npos)
      Add(rows.line(), "selfreview.responses.utf8");
    if (rows.open() > 0) {
      Add(rows.open(), "selfreview.responses.open_quote");
    } else if (rows.after() > 0) {
      Add(rows.after(), "selfreview.responses.after_quote");
    }
    return result_.problems.size() == before;
  }

  void Read(int line, const std::vector<std::string_view>& cells) {
    Responses& r = result_.responses;
    r.answers.resize(r.answers.size() + r.items, kNotAnswered);
    Answer* answers = r.answers.data() + r.groups.size() * r.items;
    std::optional<Group> group;
    for (size_t i = 0; i < cells.size(); ++i) {
      if (columns_[i] == kGroupColumn) {
        group = GroupNamed(cells[i]);
        if (!group) Add(line, "selfreview.responses.group", {{"value", std::string(cells[i].substr(0, 100))}});
      } else if (columns_[i] == kRespondentColumn) {
        if (cells[i].empty()) continue;
        const auto [other, fresh] = respondents_.emplace(std::string(cells[i]), line);
        if (fresh) continue;
        Add(line, "selfreview.responses.respondent_twice",
            {{"value", std::string(cells[i].substr(0, 100))}, {"line", std::to_string(other->second)}});
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

  void Add(int line, const char* key, std::map<std::string, std::string> params = {}) {
    if (result_.problems.size() < kMostProblems) result_.problems.push_back({"", line, key, std::move(params)});
  }
  const Instrument& instrument_;
  ReadResponsesResult& result_;
  std::vector<size_t> columns_;                       // an item's place, or one of the others
  std::unordered_map<std::string, int> respondents_;  // by the line in which they stand
};

}  // namespace

int64_t DropUnasked(const Instrument& instrument, Responses& responses) {
  int64_t dropped = 0;
  std::vector<bool> skipped(instrument.items.size());
  for (size_t r = 0; r < responses.size(); ++r) {
    Answer* answers = responses.answers.data() + r * responses.items;
    for (size_t i = 0; i < instrument.items.size(); ++i) {
      const Item& item = instrument.items[i];
      // Whoever was not asked the source, since a rule skipped it, is not asked what depends on it either.
      skipped[i] = std::any_of(item.skips.begin(), item.skips.end(), [&](const Skip& skip) {
        return skipped[skip.item] || (answers[skip.item] >= 0 && answers[skip.item] <= skip.at_most);
      });
      if (answers[i] == kNotAnswered || (item.asks.contains(responses.groups[r]) && !skipped[i])) continue;
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
  if (!reader.Names(rows, cells)) return result;
  while (rows.Next(cells) && reader.Row(rows, cells) && result.problems.size() < kMostProblems) {
  }
  return result;
}

}  // namespace concord::selfreview
