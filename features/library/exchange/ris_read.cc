// The tags of RIS to our fields.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/encoding.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/exchange/json_record.h"
#include "features/library/exchange/names.h"
#include "features/library/exchange/tagged_lines.h"
#include "features/library/exchange/types.h"

namespace concord::library::exchange {
namespace {

void SetOrKeep(Record& record, std::string Record::*field, const std::string& tag, std::string value) {
  if ((record.*field).empty()) {
    record.*field = std::move(value);
  } else if (record.*field != value) {
    AddExtra(record, tag, std::move(value));
  }
}

class RisReader {
 public:
  explicit RisReader(const TaggedRecord& tagged) : tagged_(tagged) {}

  Record Read() {
    record_.line = tagged_.line;
    for (const auto& field : tagged_.fields) {
      if (field.tag == "TY") Type(field.Joined());
    }
    for (const auto& field : tagged_.fields) {
      if (record_.extra.size() > 1000) break;
      const std::string value = field.Joined();
      if (value.empty() || field.tag == "TY") continue;
      Titles(field.tag, value) || People(field.tag, value) || Dates(field.tag, value) || Texts(field, value) ||
          Numbers(field.tag, value) || Links(field.tag, value) || Other(field.tag, value);
    }
    Finish();
    return std::move(record_);
  }

 private:
  void Type(const std::string& tag) {
    type_ = text::Trim(tag);
    const auto slug = TypeFromRis(type_);
    record_.types = {slug.value_or("other")};
    if (!slug) AddExtra(record_, "TY", type_);
  }
  bool IsSeriesType() const { return text::IsOneOf(type_, {"BOOK", "EDBOOK", "RPRT", "EBOOK", "MAP", "VIDEO", "SER"}); }

  bool Titles(const std::string& tag, const std::string& value) {
    if (tag == "TI" || tag == "T1" || tag == "CT") {
      SetOrKeep(record_, &Record::title, tag, value);
    } else if (tag == "BT") {
      book_title_ = value;
    } else if (tag == "T2") {
      if (IsSeriesType()) {
        SetOrKeep(record_, &Record::series, tag, value);
      } else if (type_ == "THES") {
        AddExtra(record_, tag, value);
      } else {
        secondary_ = value;
      }
    } else if (text::IsOneOf(tag, {"JF", "JO", "SO"})) {
      // JO is the name in full for some and short for others: the longest one is the name.
      if (!journal_.empty()) abbreviation_ = journal_.size() < value.size() ? journal_ : value;
      if (journal_.size() < value.size()) journal_ = value;
    } else if (text::IsOneOf(tag, {"JA", "J1", "J2", "TA"})) {
      abbreviation_ = value;
    } else if (tag == "T3") {
      SetOrKeep(record_, &Record::series, tag, value);
    } else {
      return false;
    }
    return true;
  }

  bool People(const std::string& tag, const std::string& value) {
    const bool author = text::IsOneOf(tag, {"AU", "A1"});
    if (!author && !text::IsOneOf(tag, {"A2", "A3", "ED"})) return false;
    // One tag a person is the rule; some put all of them in one, between semicolons.
    auto& list = author ? record_.authors : record_.editors;
    if (value.find(';') != std::string::npos) {
      for (auto& name : ParseNameList(value)) list.push_back(std::move(name));
    } else if (Name name = ParseName(value); name != Name()) {
      list.push_back(std::move(name));
    }
    return true;
  }

  // The most exact one counts: DA often has the day where PY has the year.
  bool Dates(const std::string& tag, const std::string& value) {
    if (!text::IsOneOf(tag, {"PY", "Y1", "DA"})) return false;
    if (record_.date.empty()) {
      record_.date = value;
      return true;
    }
    const auto is_finer = [](const std::string& a, const std::string& b) {
      return std::count_if(a.begin(), a.end(), [](char c) { return c >= '0' && c <= '9'; }) >
             std::count_if(b.begin(), b.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    // Only within the same year: a DA of another year is when it was added.
    if (is_finer(value, record_.date) && value.find(record_.date.substr(0, 4)) != std::string::npos)
      record_.date = value;
    return true;
  }

  bool Texts(const TaggedField& field, const std::string& value) {
    const std::string& tag = field.tag;
    if (tag == "AB" || tag == "N2") {
      SetOrKeep(record_, &Record::summary, tag, value);
    } else if (tag == "N1") {
      if (!record_.note.empty()) record_.note += "\n\n";
      record_.note += value;
    } else if (tag == "KW" || tag == "K1") {
      Keywords(field);
    } else if (tag == "PB") {
      SetOrKeep(record_, &Record::publisher, tag, value);
    } else if (tag == "CY" || tag == "PP") {
      SetOrKeep(record_, &Record::place, tag, value);
    } else if (tag == "LA") {
      for (const auto part : text::Split(value, value.find(';') != std::string::npos ? ';' : ','))
        record_.languages.emplace_back(part);
    } else if (tag == "ID") {
      SetOrKeep(record_, &Record::key, tag, value);
    } else {
      return false;
    }
    return true;
  }

  // EndNote writes them line by line under one tag; Ovid marks the main ones with a star.
  void Keywords(const TaggedField& field) {
    for (const auto& line : field.lines) {
      for (auto part : text::Split(line, ';')) {
        part = text::Trim(part);
        if (part.starts_with('*')) part.remove_prefix(1);
        if (!part.empty()) record_.keywords.emplace_back(part);
      }
    }
  }

  bool Numbers(const std::string& tag, const std::string& value) {
    if (tag == "VL" || tag == "VO") {
      SetOrKeep(record_, &Record::volume, tag, value);
    } else if (tag == "IS" || tag == "CP") {
      SetOrKeep(record_, &Record::issue, tag, value);
    } else if (tag == "SP") {
      first_page_ = value;
    } else if (tag == "EP") {
      last_page_ = value;
    } else if (tag == "ET") {
      SetOrKeep(record_, &Record::edition, tag, value);
    } else if (tag == "SN") {
      Serial(value);
    } else {
      return false;
    }
    return true;
  }

  void Serial(const std::string& value) {
    std::string parts = value;
    std::replace(parts.begin(), parts.end(), ',', ';');
    for (const auto part : text::Split(parts, ';')) {
      const auto trimmed = text::Trim(part);
      if (trimmed.empty()) continue;
      const bool isbn = NormalizeIsbn(trimmed).has_value() ||
                        (!NormalizeIssn(trimmed) && text::IsOneOf(type_, {"BOOK", "CHAP", "EDBOOK", "EBOOK", "ECHAP"}));
      auto& field = isbn ? record_.isbn : record_.issn;
      if (!isbn && !NormalizeIssn(trimmed)) {
        AddExtra(record_, "SN", std::string(trimmed));
        continue;
      }
      if (!field.empty()) field += "; ";
      field += trimmed;
    }
  }

  bool Links(const std::string& tag, const std::string& value) {
    if (tag == "DO" || tag == "DI") {
      SetOrKeep(record_, &Record::doi, tag, value);
    } else if (tag == "UR" || tag == "LK") {
      Addresses(tag, value);
    } else if (text::IsOneOf(tag, {"L1", "L2", "L3"})) {
      // A path on somebody's disk says nothing here.
      if (!NormalizeUrl(value)) return true;
      if (!file_url_.empty()) {
        AddExtra(record_, tag, value);
      } else {
        file_url_ = value;
      }
    } else if (tag == "M3" && NormalizeDoi(value)) {
      SetOrKeep(record_, &Record::doi, tag, value);
    } else {
      return false;
    }
    return true;
  }

  // Several in one field are parted by ";" or blanks; the first good one is the address.
  void Addresses(const std::string& tag, const std::string& value) {
    std::string parts = value;
    for (char& c : parts) {
      if (c == ' ') c = '\n';
    }
    for (size_t at = 0; (at = parts.find(";http", at)) != std::string::npos; ++at) parts[at] = '\n';
    for (auto part : text::Split(parts, '\n')) {
      if (part.ends_with(';')) part.remove_suffix(1);
      if (part.empty()) continue;
      if (record_.url.empty() || !NormalizeUrl(record_.url)) {
        record_.url = part;
      } else if (part != record_.url && NormalizeUrl(part)) {
        AddExtra(record_, tag, std::string(part));
      }
    }
  }

  bool Other(const std::string& tag, const std::string& value) {
    if (tag == "U5" && value.starts_with("concord: ")) {
      residue_ = value.substr(9);
    } else {
      AddExtra(record_, tag, value);
    }
    return true;
  }

  void Finish() {
    if (record_.title.empty() && !book_title_.empty()) record_.title.swap(book_title_);
    std::string container = !journal_.empty() ? journal_ : !secondary_.empty() ? secondary_ : book_title_;
    if (container.empty()) container.swap(abbreviation_);
    record_.container = container;
    if (!abbreviation_.empty() && abbreviation_ != container) AddExtra(record_, "J2", abbreviation_);
    if (!secondary_.empty() && secondary_ != container) AddExtra(record_, "T2", secondary_);
    if (!book_title_.empty() && book_title_ != container) AddExtra(record_, "BT", book_title_);
    record_.pages = first_page_;
    // Some give the whole range in SP, and the end again in EP.
    if (!last_page_.empty() && last_page_ != first_page_ && first_page_.find('-') == std::string::npos) {
      record_.pages += (first_page_.empty() ? "" : "-") + last_page_;
    }
    if (record_.url.empty()) {
      record_.url = file_url_;
    } else if (!file_url_.empty() && file_url_ != record_.url) {
      AddExtra(record_, "L1", file_url_);
    }
    if (!residue_.empty()) ApplyResidue(record_, residue_);
  }

  const TaggedRecord& tagged_;
  Record record_;
  std::string type_, book_title_, secondary_, journal_, abbreviation_, first_page_, last_page_, file_url_, residue_;
};

}  // namespace

Record RecordFromRis(const TaggedRecord& tagged) { return RisReader(tagged).Read(); }

Parsed ReadRis(std::string_view bytes) {
  Problems problems;
  const std::string text = Decode(bytes, problems);
  Collector collector(problems);
  if (LooksLikeWebOfScience(text)) {
    for (const auto& tagged : ParseWebOfScience(text, problems)) collector.Take(RecordFromWebOfScience(tagged));
  } else if (LooksLikeMedline(text)) {
    for (const auto& tagged : ParseMedline(text, problems)) collector.Take(RecordFromMedline(tagged));
  } else {
    const auto records = ParseRis(text, problems);
    if (records.empty() && !text::Trim(text).empty()) problems.Fatal(1, "library.import.ris_no_record");
    for (const auto& tagged : records) collector.Take(RecordFromRis(tagged));
  }
  return collector.Done();
}

}  // namespace concord::library::exchange
