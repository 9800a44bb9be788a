#include <set>

#include "base/core/text.h"
#include "features/library/exchange/bibtex_fields.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/exchange/json_record.h"
#include "features/library/exchange/tex.h"
#include "features/library/exchange/types.h"

namespace concord::library::exchange {
namespace {

// Words with a capital after their first letter keep their case in every style: {NYPD}, {McDonald}.
std::string ProtectCapitals(std::string_view text) {
  std::string out;
  for (const auto word : text::Split(text, ' ')) {
    bool capital = false;
    for (size_t i = 1; i < word.size(); ++i) capital |= word[i] >= 'A' && word[i] <= 'Z' && (word[i - 1] != '-');
    if (!out.empty()) out += ' ';
    out += capital ? "{" + TextToTex(word) + "}" : TextToTex(word);
  }
  return out;
}

// In braces where it would be parted otherwise.
std::string NamePart(const std::string& part) {
  const bool whole = part.find(',') != std::string::npos || part.find(" and ") != std::string::npos;
  return whole ? "{" + TextToTex(part) + "}" : TextToTex(part);
}

std::string NamesToTex(const std::vector<Name>& names) {
  std::string out;
  for (const auto& name : names) {
    if (!out.empty()) out += " and ";
    if (!name.literal.empty()) {
      out += "{" + TextToTex(name.literal) + "}";
    } else if (name.given.empty()) {
      out += "{" + TextToTex(name.family) + "}";
    } else {
      out += NamePart(name.family) + ", " + NamePart(name.given);
    }
  }
  return out;
}

class EntryWriter {
 public:
  EntryWriter(const Record& record, const std::string& key) : record_(record) {
    const std::string slug = record.types.empty() ? "other" : record.types.front();
    type_ = BibtexTypeOf(slug);
    out_ = "@" + type_ + "{" + key + ",\n";
  }

  std::string Write(const std::string& residue) {
    Put("title", ProtectCapitals(record_.title));
    Put("subtitle", ProtectCapitals(record_.subtitle));
    Put("author", NamesToTex(record_.authors));
    Put("editor", NamesToTex(record_.editors));
    Container();
    PutText("series", record_.series);
    PutText("volume", record_.volume);
    PutText(type_ == "techreport" ? "issue" : "number", record_.issue);
    Put("pages", Pages());
    PutText("edition", record_.edition);
    const char* publisher = type_ == "techreport"  ? "institution"
                            : type_ == "phdthesis" ? "school"
                            : type_ == "manual"    ? "organization"
                                                   : "publisher";
    PutText(publisher, record_.publisher);
    PutText("address", record_.place);
    Dates();
    Put("doi", Verbatim(record_.doi));
    Put("url", Verbatim(record_.url));
    PutText("isbn", record_.isbn);
    PutText("issn", record_.issn);
    PutText("ncj", record_.ncj);
    Languages();
    PutText("keywords", Keywords());
    PutText("abstract", record_.summary);
    PutText("note", record_.note);
    Extra();
    PutText(std::string(kResidueName), residue);
    return out_ + "}\n";
  }

 private:
  void Put(const std::string& name, const std::string& tex) {
    if (!tex.empty() && written_.insert(name).second) out_ += "  " + name + " = {" + tex + "},\n";
  }
  void PutText(const std::string& name, const std::string& text) { Put(name, TextToTex(text)); }

  void Container() {
    if (type_ == "article") return PutText("journal", record_.container);
    const bool part = type_ == "incollection";
    PutText(part || type_ != "online" ? "booktitle" : "maintitle", record_.container);
  }

  std::string Pages() const {
    std::string out;
    for (const char c : TextToTex(record_.pages)) {
      out += c;
      if (c == '-') out += '-';
    }
    return out;
  }

  // `year` and `month` for BibTeX; `date` as well where a day is known.
  void Dates() {
    static constexpr const char* kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                              "jul", "aug", "sep", "oct", "nov", "dec"};
    const std::string& date = record_.date;
    if (date.size() >= 10) PutText("date", date);
    if (record_.year) PutText("year", std::to_string(*record_.year));
    if (date.size() < 7) return;
    const int month = (date[5] - '0') * 10 + (date[6] - '0');
    if (month >= 1 && month <= 12) out_ += std::string("  month = ") + kMonths[month - 1] + ",\n";
  }

  static std::string Verbatim(std::string_view address) {
    std::string out;
    for (const char c : address) {
      if (c == '{')
        out += "%7B";
      else if (c == '}')
        out += "%7D";
      else if (c == '\\')
        out += "%5C";
      else
        out += c;
    }
    return out;
  }

  void Languages() {
    if (record_.languages.size() == 1) PutText("langid", std::string(LangidOf(record_.languages[0])));
    PutText("language", text::Join(record_.languages, " and "));
  }

  std::string Keywords() const {
    bool comma = false;
    for (const auto& keyword : record_.keywords) comma |= keyword.find(',') != std::string::npos;
    return text::Join(record_.keywords, comma ? "; " : ", ");
  }

  void Extra() {
    for (const auto& [name, value] : record_.extra) {
      bool plain = !name.empty() && name.size() < 40 && name[0] >= 'a' && name[0] <= 'z' && name != kResidueName;
      for (const char c : name) plain &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      if (plain && !IsIgnoredBibtexField(name)) PutText(name, value);
    }
  }

  const Record& record_;
  std::string type_, out_;
  std::set<std::string> written_;
};

// ASCII letters, digits and a few signs that every BibTeX takes.
std::string CleanKey(std::string_view key) {
  std::string out;
  for (const char c : key.substr(0, 200)) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view("-_:./+").find(c) != std::string_view::npos;
    if (good) out += c;
  }
  return out;
}

// "berg2021trust": the first author's family name, year and the title's first long word.
std::string DevisedKey(const Record& record) {
  std::string key;
  if (!record.authors.empty()) {
    const Name& first = record.authors.front();
    key = text::Slugify(first.family.empty() ? first.literal : first.family, 24);
  }
  if (record.year) key += std::to_string(*record.year);
  const std::string title = text::Slugify(record.title);  // Split gives views into it
  for (const auto word : text::Split(title, '-')) {
    if (word.size() > 3) {
      key += word;
      break;
    }
  }
  return key.empty() ? "resource" : key;
}

}  // namespace

std::string WriteBibtex(std::span<const Record> records) {
  std::string out;
  std::set<std::string> taken;  // BibTeX does not tell case apart in keys
  std::map<std::string, int> next;
  for (const auto& record : records) {
    std::string base = CleanKey(record.key);
    if (base.empty()) base = CleanKey(record.slug);
    if (base.empty()) base = DevisedKey(record);
    std::string key = base;
    int& number = next[text::LowerAscii(base)];
    while (!taken.insert(text::LowerAscii(key)).second)
      key = base + "-" + std::to_string(number < 2 ? number = 2 : ++number);
    const std::string plain = EntryWriter(record, key).Write("");
    const std::string residue = ResidueOf(record, ReadBibtex(plain).records);
    if (!out.empty()) out += "\n";
    out += residue.empty() ? plain : EntryWriter(record, key).Write(residue);
  }
  return out;
}

}  // namespace concord::library::exchange
