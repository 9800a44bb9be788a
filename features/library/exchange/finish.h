// What every reader does with a record before it hands it over, whatever the format.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "features/library/exchange/problems.h"
#include "features/library/exchange/record.h"

namespace concord::library::exchange {

// Collects finished records. A field is set right where that is certain, with one note a record naming the fields:
//   doubly encoded text is repaired (text::RepairDoubleEncoding); HTML becomes text; white space is collapsed, control
//   characters go; DOI, address, ISBN, ISSN, year, date and languages are checked and brought to one form, and what is
//   no such thing moves to `extra` (an address that is not http or https is dropped);
//   a record without a title takes the first words of its summary in brackets, and one without either is rejected.
class Collector {
 public:
  explicit Collector(Problems& problems) : problems_(problems) {}
  void Take(Record record);
  Parsed Done();

 private:
  void Titles(Record& record, bool& keep);
  Problems& problems_;
  std::vector<Record> records_;
};

// White space collapsed; runs with two or more line ends become "\n\n" where `paragraphs`, else a space. Unicode's own
// spaces count, zero-width ones and control characters go.
std::string TidyText(std::string_view text, bool paragraphs);
// "493--500", "493–500" -> "493-500".
std::string TidyPages(std::string_view pages);
void AddExtra(Record& record, std::string name, std::string value);

}  // namespace concord::library::exchange
