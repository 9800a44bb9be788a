#include "base/core/text.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/json_record.h"
#include "features/library/exchange/types.h"

namespace concord::library::exchange {
namespace {

class RisWriter {
 public:
  explicit RisWriter(const Record& record) : record_(record) {}

  std::string Write(const std::string& residue) {
    const std::string type(RisTypeOf(record_.types.empty() ? "other" : record_.types.front()));
    Put("TY", type);
    Put("ID", record_.key.empty() ? record_.slug : record_.key);
    Put("TI", record_.subtitle.empty() ? record_.title : record_.title + ": " + record_.subtitle);
    for (const auto& name : record_.authors) Put("AU", name.Inverted());
    for (const auto& name : record_.editors) Put("A2", name.Inverted());
    if (record_.year) Put("PY", std::to_string(*record_.year));
    Date();
    // T2 is the series of a book or report: there the container goes elsewhere.
    const bool series_type = type == "BOOK" || type == "RPRT" || type == "VIDEO" || type == "THES";
    Put(series_type ? "BT" : "T2", record_.container);
    if (type == "JOUR" || type == "MGZN") Put("JO", record_.container);
    Put("T3", record_.series);
    Put("VL", record_.volume);
    Put("IS", record_.issue);
    Pages();
    Put("ET", record_.edition);
    Put("CY", record_.place);
    Put("PB", record_.publisher);
    Put("SN", record_.isbn);
    Put("SN", record_.issn);
    Put("DO", record_.doi);
    Put("UR", record_.url);
    Put("AB", record_.summary);
    for (const auto& keyword : record_.keywords) Put("KW", keyword);
    for (const auto& language : record_.languages) Put("LA", language);
    Put("N1", record_.note);
    for (const auto& [name, value] : record_.extra) {
      const bool tag = name.size() == 2 && name[0] >= 'A' && name[0] <= 'Z' &&
                       ((name[1] >= 'A' && name[1] <= 'Z') || (name[1] >= '0' && name[1] <= '9'));
      if (tag && name != "TY" && name != "ER") Put(name, value);
    }
    if (!residue.empty()) Put("U5", "concord: " + residue);
    return out_ + "ER  - \r\n";
  }

 private:
  // A value is one line: a line end inside it would end the field.
  void Put(std::string_view tag, std::string_view value) {
    if (value.empty()) return;
    out_ += tag;
    out_ += "  - " + TidyText(value, false) + "\r\n";
  }

  void Date() {
    const std::string& date = record_.date;
    if (date.size() < 7) return;
    std::string slashed = date.substr(0, 4) + "/" + date.substr(5, 2) + "/";
    if (date.size() >= 10) slashed += date.substr(8, 2);
    Put("DA", slashed + "/");
  }

  void Pages() {
    const size_t dash = record_.pages.find('-');
    const bool range = dash != std::string::npos && record_.pages.find('-', dash + 1) == std::string::npos && dash > 0;
    Put("SP", range ? record_.pages.substr(0, dash) : record_.pages);
    if (range) Put("EP", record_.pages.substr(dash + 1));
  }

  const Record& record_;
  std::string out_;
};

}  // namespace

std::string WriteRis(std::span<const Record> records) {
  std::string out;
  for (const auto& record : records) {
    const std::string plain = RisWriter(record).Write("");
    const std::string residue = ResidueOf(record, ReadRis(plain).records);
    out += (residue.empty() ? plain : RisWriter(record).Write(residue)) + "\r\n";
  }
  return out;
}

}  // namespace concord::library::exchange
