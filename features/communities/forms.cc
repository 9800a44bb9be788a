#include "features/communities/forms.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::communities {

std::string LineOf(const http::Request& request, std::string_view field) {
  return text::CollapseSpace(text::Clean(request.form.Get(field).substr(0, 4000)));
}

std::string TextOf(const http::Request& request, std::string_view field) {
  std::string out(text::Trim(text::Clean(request.form.Get(field).substr(0, 20'000))));
  std::erase(out, '\r');
  return out;
}

std::vector<std::string> ChoicesOf(const http::Request& request, std::string_view field) {
  std::vector<std::string> out;
  for (const auto value : request.form.All(field)) {
    std::string one = text::CollapseSpace(text::Clean(value.substr(0, 200)));
    if (!one.empty() && std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  }
  return out;
}

views::Field FieldMaker::Make(const char* id, const char* kind, std::string value, int most) const {
  views::Field field;
  field.id = id;
  field.kind = kind;
  field.label = speaker_.Say(prefix_ + "." + id);
  const std::string hint = prefix_ + "." + id + "_hint";
  if (catalog_.Has(hint)) field.hint = speaker_.Say(hint);
  field.value = std::move(value);
  field.most = most;
  for (const auto& fault : faults_) {
    if (fault.field == id && field.error.empty()) field.error = speaker_.Say(fault);
  }
  return field;
}

views::Field FieldMaker::Required(views::Field field) const {
  field.required = true;
  return field;
}

views::Field FieldMaker::Choice(const char* id, std::vector<views::Option> options) const {
  views::Field field = Make(id, "select", "");
  field.options = std::move(options);
  return field;
}

views::Field FieldMaker::Checks(const char* id, std::vector<views::Option> options) const {
  views::Field field = Make(id, "checks", "");
  field.options = std::move(options);
  return field;
}

views::Field FieldMaker::Languages(const std::vector<std::string>& chosen) const {
  std::vector<views::Option> options;
  const auto is_chosen = [&](std::string_view tag) {
    return std::find(chosen.begin(), chosen.end(), tag) != chosen.end();
  };
  const auto offered = SpokenLanguages();
  for (const auto tag : offered) options.push_back({std::string(tag), speaker_.Language(tag), is_chosen(tag)});
  for (const auto& tag : chosen) {
    if (std::find(offered.begin(), offered.end(), tag) == offered.end()) {
      options.push_back({tag, speaker_.Language(tag), true});
    }
  }
  return Checks("languages", std::move(options));
}

}  // namespace concord::communities
