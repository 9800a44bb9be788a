#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/csv_columns.h"
#include "features/library/exchange/csv_parse.h"
#include "features/library/exchange/dates.h"
#include "features/library/exchange/encoding.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/exchange/json_record.h"
#include "features/library/exchange/names.h"
#include "features/library/exchange/types.h"

namespace concord::library::exchange {
namespace {

// Our writer puts into JSON what a plain list would not give back.
std::optional<JsonNode> JsonCell(std::string_view cell) {
  if (!cell.starts_with('[') || !cell.ends_with(']')) return std::nullopt;
  auto node = ParseJson(cell);
  return node && node->IsArray() ? node : std::nullopt;
}

void AppendList(std::vector<std::string>& out, std::string_view cell) {
  if (const auto json = JsonCell(cell)) {
    for (const auto& [key, item] : json->members) {
      if (item.IsText()) out.push_back(item.text);
    }
    return;
  }
  char separator = ',';
  for (const char c : {';', '|', '\n'}) {
    if (cell.find(c) != std::string_view::npos) {
      separator = c;
      break;
    }
  }
  for (const auto part : text::Split(cell, separator)) {
    if (const auto trimmed = text::Trim(part); !trimmed.empty()) out.emplace_back(trimmed);
  }
}

// How R, pandas, Excel and MySQL write that there is nothing.
bool IsMissing(std::string_view cell) {
  for (const auto word : {"NA", "N/A", "#N/A", "NULL", "NaN", "nan", "None", "0000-00-00", "0000-00-00 00:00:00"}) {
    if (cell == word) return true;
  }
  return false;
}

class TableReader {
 public:
  static constexpr size_t kMostColumns = 1000;

  TableReader(Problems& problems, Collector& collector) : problems_(problems), collector_(collector) {}

  void Take(CsvRow& row) {
    if (problems_.stopped()) return;
    if (headers_.empty()) return Header(row);
    // Spreadsheets leave out or add empty cells at the end of a row.
    while (row.cells.size() > headers_.size() && text::Trim(row.cells.back()).empty()) row.cells.pop_back();
    if (row.cells.size() != headers_.size()) {
      problems_.Reject(row.line, "library.import.csv_field_count",
                       {{"expected", std::to_string(headers_.size())}, {"found", std::to_string(row.cells.size())}});
      return;
    }
    Row(row);
  }

 private:
  void Header(CsvRow& row) {
    while (row.cells.size() > 1 && text::Trim(row.cells.back()).empty()) row.cells.pop_back();
    if (row.cells.size() > kMostColumns) {
      problems_.Fatal(row.line, "library.import.csv_too_many_columns", {{"limit", std::to_string(kMostColumns)}});
      return;
    }
    bool titled = false;
    for (const auto& cell : row.cells) {
      headers_.push_back(text::CollapseSpace(PlainCell(cell)));
      columns_.push_back(ColumnNamed(headers_.back()));
      titled |= columns_.back() == Column::kTitle;
      concord_wrote_it_ |= columns_.back() == Column::kExtra;
    }
    // "name" is the title of some tables and the journal of others.
    for (size_t i = 0; i < headers_.size(); ++i) {
      const std::string name = text::NormalizeTitle(headers_[i]);
      if (name != "name" && name != "nombre") continue;
      columns_[i] = titled ? Column::kContainer : Column::kTitle;
      titled = true;
    }
    const bool usable = std::any_of(columns_.begin(), columns_.end(),
                                    [](Column c) { return c == Column::kTitle || c == Column::kSummary; });
    if (!usable) {
      std::vector<std::string> shown(
          headers_.begin(), headers_.begin() + static_cast<std::ptrdiff_t>(std::min<size_t>(headers_.size(), 12)));
      problems_.Fatal(row.line, "library.import.csv_no_title_column", {{"columns", Quote(text::Join(shown, ", "))}});
    }
    for (size_t i = 0; i < headers_.size(); ++i) order_.push_back(i);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](size_t a, size_t b) { return RankOf(headers_[a]) < RankOf(headers_[b]); });
  }

  void Row(const CsvRow& row) {
    Record record;
    record.line = row.line;
    std::string first_page, last_page;
    std::vector<std::pair<size_t, std::string>> left;  // in the table's order
    for (const size_t i : order_) {
      const std::string cell = PlainCell(text::Trim(row.cells[i]));
      if (cell.empty() || (!concord_wrote_it_ && IsMissing(cell) && columns_[i] != Column::kTitle)) continue;
      if (columns_[i] == Column::kFirstPage) {
        first_page = cell;
      } else if (columns_[i] == Column::kLastPage) {
        last_page = cell;
      } else if (!Set(record, columns_[i], cell)) {
        left.emplace_back(i, cell);
      }
    }
    if (record.pages.empty() && !first_page.empty())
      record.pages = last_page.empty() || last_page == first_page ? first_page : first_page + "-" + last_page;
    std::sort(left.begin(), left.end());
    for (auto& [i, cell] : left)
      AddExtra(record, headers_[i].empty() ? "column " + std::to_string(i + 1) : headers_[i], std::move(cell));
    collector_.Take(std::move(record));
  }

  static std::string Record::*TextMember(Column column) {
    switch (column) {
      case Column::kKey:
        return &Record::key;
      case Column::kSlug:
        return &Record::slug;
      case Column::kTitle:
        return &Record::title;
      case Column::kSubtitle:
        return &Record::subtitle;
      case Column::kSummary:
        return &Record::summary;
      case Column::kPublisher:
        return &Record::publisher;
      case Column::kContainer:
        return &Record::container;
      case Column::kVolume:
        return &Record::volume;
      case Column::kIssue:
        return &Record::issue;
      case Column::kPages:
        return &Record::pages;
      case Column::kSeries:
        return &Record::series;
      case Column::kEdition:
        return &Record::edition;
      case Column::kPlace:
        return &Record::place;
      case Column::kDate:
        return &Record::date;
      case Column::kUrl:
        return &Record::url;
      case Column::kDoi:
        return &Record::doi;
      case Column::kNcj:
        return &Record::ncj;
      case Column::kIsbn:
        return &Record::isbn;
      case Column::kIssn:
        return &Record::issn;
      case Column::kAccess:
        return &Record::access;
      case Column::kStatus:
        return &Record::status;
      case Column::kSupersededBy:
        return &Record::superseded_by;
      case Column::kNote:
        return &Record::note;
      default:
        return nullptr;
    }
  }

  // False: the cell belongs in `extra`.
  bool Set(Record& record, Column column, const std::string& cell) const {
    if (const auto member = TextMember(column)) {
      if (!(record.*member).empty()) return record.*member == cell;
      record.*member = cell;
      return true;
    }
    switch (column) {
      case Column::kAuthors:
        return SetNames(record.authors, cell);
      case Column::kEditors:
        return SetNames(record.editors, cell);
      case Column::kTopics:
        AppendList(record.topics, cell);
        return true;
      case Column::kAudiences:
        AppendList(record.audiences, cell);
        return true;
      case Column::kLanguages:
        AppendList(record.languages, cell);
        return true;
      case Column::kKeywords:
        AppendList(record.keywords, cell);
        return true;
      case Column::kTypes:
        return SetTypes(record, cell);
      case Column::kYear:
        return SetYear(record, cell);
      case Column::kFacts:
      case Column::kEvidence:
      case Column::kExtra:
        return SetJson(record, column, cell);
      default:
        return false;
    }
  }

  static bool SetNames(std::vector<Name>& names, const std::string& cell) {
    if (!names.empty()) return false;
    if (const auto json = JsonCell(cell)) {
      for (const auto& [key, item] : json->members)
        names.push_back({item.Text("family"), item.Text("given"), item.Text("literal")});
    } else {
      names = ParseNameList(cell);
    }
    return true;
  }

  bool SetTypes(Record& record, const std::string& cell) const {
    if (!record.types.empty()) return false;
    std::vector<std::string> words;
    // One type may hold a comma of its own ("Article, Review"): the whole is tried first.
    if (const auto whole = TypeFromWords(cell)) {
      record.types = {*whole};
      return true;
    }
    AppendList(words, cell);
    for (const auto& word : words) {
      const auto slug = TypeFromWords(word);
      // A hub may have types of its own: in a table that Concord wrote they are slugs already.
      const bool own = !slug && concord_wrote_it_ && text::Slugify(word) == word;
      record.types.push_back(own ? word : slug.value_or("other"));
      if (!slug && !own) AddExtra(record, "type", word);
    }
    return true;
  }

  static bool SetYear(Record& record, const std::string& cell) {
    const int year = ParseDate(cell).year;
    if (!year || record.year) return false;
    record.year = year;
    return true;
  }

  static bool SetJson(Record& record, Column column, const std::string& cell) {
    const auto json = JsonCell(cell);
    if (!json) return false;
    const char* name = column == Column::kFacts ? "facts" : column == Column::kEvidence ? "evidence" : "extra";
    if (column != Column::kExtra) return SetField(record, name, *json);
    for (const auto& [key, pair] : json->members) {
      if (pair.members.size() == 2) AddExtra(record, pair.members[0].second.text, pair.members[1].second.text);
    }
    return true;
  }

  Problems& problems_;
  Collector& collector_;
  std::vector<std::string> headers_;
  std::vector<Column> columns_;
  bool concord_wrote_it_ = false;
  std::vector<size_t> order_;  // columns, the best name for each meaning first
};

}  // namespace

Parsed ReadCsv(std::string_view bytes) {
  Problems problems;
  const std::string text = Decode(bytes, problems);
  Collector collector(problems);
  TableReader table(problems, collector);
  ReadCsvRows(text, problems, [&](CsvRow& row) { table.Take(row); });
  return collector.Done();
}

}  // namespace concord::library::exchange
