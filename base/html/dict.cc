#include <cstring>  // before ctemplate, whose str_ref.h uses strlen without it

#include <memory_resource>
#include <stdexcept>

#include "base/html/templates.h"
#include "base/html/values.h"

namespace concord::html {
namespace {

void RequireHtmlName(std::string_view name, bool is_html) {
  if (name.ends_with("_html") == is_html) return;
  throw std::logic_error("template variable " + std::string(name) +
                         ": names of Safe values, and only they, end in _html");
}

constexpr size_t kFirstBlock = 16 * 1024;  // bytes: what most pages need

}  // namespace

struct Dict::Store {
  std::pmr::monotonic_buffer_resource arena{kFirstBlock};
  Values root{&arena, nullptr};
};

Dict::Dict(std::string_view template_name) : name_(template_name), store_(std::make_unique<Store>()) {}

Dict::~Dict() = default;

const Values& Dict::values() const { return store_->root; }

Dict::Scope Dict::Root(std::string_view language) {
  language_ = language;
  Scope scope;
  scope.values_ = &store_->root;
  scope.language_ = &language_;
  return scope;
}

Dict::Scope& Dict::Scope::Set(std::string_view name, std::string_view value) {
  RequireHtmlName(name, false);
  values_->Set(name, value);
  return *this;
}

Dict::Scope& Dict::Scope::Set(std::string_view name, int64_t value) { return Set(name, std::to_string(value)); }

Dict::Scope& Dict::Scope::Set(std::string_view name, const Safe& value) {
  RequireHtmlName(name, true);
  values_->Set(name, value.html);
  return *this;
}

Dict::Scope& Dict::Scope::Show(std::string_view section) {
  values_->Show(section);
  return *this;
}

Dict::Scope& Dict::Scope::SetIf(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  Set(name, value);
  return Show("has_" + std::string(name));
}

Dict::Scope Dict::Scope::Add(std::string_view section) {
  Scope scope = *this;
  scope.values_ = values_->Add(section);
  return scope;
}

Dict::Scope Dict::Scope::Include(std::string_view part, std::string_view template_name) {
  Scope scope = *this;
  scope.values_ = values_->Include(part, *language_ + "/" + std::string(template_name));
  return scope;
}

}  // namespace concord::html
