#include <cstring>  // before ctemplate, whose str_ref.h uses strlen without it

#include <ctemplate/template_dictionary.h>

#include <stdexcept>

#include "base/html/templates.h"

namespace concord::html {
namespace {

ctemplate::TemplateString Ref(std::string_view text) { return {text.data(), text.size()}; }

void RequireHtmlName(std::string_view name, bool is_html) {
  if (name.ends_with("_html") == is_html) return;
  throw std::logic_error("template variable " + std::string(name) + ": names of Safe values, and only they, end in _html");
}

}  // namespace

Dict::Dict(std::string_view template_name)
    : name_(template_name), dict_(std::make_unique<ctemplate::TemplateDictionary>(Ref(name_))) {}

Dict::~Dict() = default;

Dict::Scope Dict::Root(std::string_view language) {
  language_ = language;
  Scope scope;
  scope.dict_ = dict_.get();
  scope.language_ = &language_;
  return scope;
}

Dict::Scope& Dict::Scope::Set(std::string_view name, std::string_view value) {
  RequireHtmlName(name, false);
  dict_->SetValue(Ref(name), Ref(value));
  return *this;
}

Dict::Scope& Dict::Scope::Set(std::string_view name, int64_t value) { return Set(name, std::to_string(value)); }

Dict::Scope& Dict::Scope::Set(std::string_view name, const Safe& value) {
  RequireHtmlName(name, true);
  dict_->SetValue(Ref(name), Ref(value.html));
  return *this;
}

Dict::Scope& Dict::Scope::Show(std::string_view section) {
  dict_->ShowSection(Ref(section));
  return *this;
}

Dict::Scope& Dict::Scope::SetIf(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  Set(name, value);
  return Show("has_" + std::string(name));
}

Dict::Scope Dict::Scope::Add(std::string_view section) {
  Scope scope = *this;
  scope.dict_ = dict_->AddSectionDictionary(Ref(section));
  return scope;
}

Dict::Scope Dict::Scope::Include(std::string_view part, std::string_view template_name) {
  Scope scope = *this;
  scope.dict_ = dict_->AddIncludeDictionary(Ref(part));
  scope.dict_->SetFilename(*language_ + "/" + std::string(template_name));
  return scope;
}

}  // namespace concord::html
