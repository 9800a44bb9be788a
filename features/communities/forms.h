// Fields of this feature's forms, made and read back. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "features/communities/pages.h"

namespace concord::communities {

// What was typed into a single line: trimmed, cleaned, at most 4,000 bytes.
std::string LineOf(const http::Request& request, std::string_view field);
std::string TextOf(const http::Request& request, std::string_view field);  // with its line breaks
std::vector<std::string> ChoicesOf(const http::Request& request, std::string_view field);

// Label and hint are the messages "<prefix>.<id>" and, where it exists, "<prefix>.<id>_hint".
class FieldMaker {
 public:
  FieldMaker(const Speaker& speaker, const i18n::Catalog& catalog, std::string prefix, const std::vector<Fault>& faults)
      : speaker_(speaker), catalog_(catalog), prefix_(std::move(prefix)), faults_(faults) {}

  views::Field Make(const char* id, const char* kind, std::string value, int most = 0) const;
  views::Field Required(views::Field field) const;
  views::Field Choice(const char* id, std::vector<views::Option> options) const;  // one of them
  views::Field Checks(const char* id, std::vector<views::Option> options) const;  // any of them
  // The languages that forms offer, and those that are chosen already.
  views::Field Languages(const std::vector<std::string>& chosen) const;

 private:
  const Speaker& speaker_;
  const i18n::Catalog& catalog_;
  std::string prefix_;
  const std::vector<Fault>& faults_;
};

}  // namespace concord::communities
