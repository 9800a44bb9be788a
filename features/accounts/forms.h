// What a form that was not taken says: in a summary above it, and at its fields. A template begins its form with
// [[>accounts/form_errors.tpl]] and puts at each field
//   {{#has_error_email}}<span class="usa-error-message" id="email-error">{{error_email}}</span>{{/has_error_email}}
#pragma once
#include <string>
#include <vector>

#include "base/html/templates.h"

namespace concord::accounts {

// `field`: the id of the input, which the summary links to; empty where it is about no field.
struct FieldError {
  std::string field, message;
};

// Sets the summary, and "error_<field>" with its section "has_error_<field>" ("-" in a field's name becomes "_").
inline void FillErrors(html::Dict::Scope root, const std::vector<FieldError>& errors) {
  if (errors.empty()) return;
  html::Dict::Scope summary = root.Add("has_errors");
  for (const auto& [field, message] : errors) {
    html::Dict::Scope one = summary.Add("form_error");
    if (field.empty()) {
      one.Add("form_error_plain").Set("form_message", message);
      continue;
    }
    one.Add("form_error_link").Set("form_field", field).Set("form_message", message);
    std::string name = "error_" + field;
    for (char& c : name) c = c == '-' ? '_' : c;
    root.SetIf(name, message);
  }
}

}  // namespace concord::accounts
