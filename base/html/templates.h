// Templates: ctemplate with auto-escape always on, one compiled copy a language. In a template file,
//   [[library.search.title]]   the message of that key, HTML-escaped; its {count} becomes the variable {{count}}
//   [[>library/result.tpl]]    that file's text, put in here at start (same variables and sections as around it)
//   {{name}}                   a variable, escaped for where it stands (text, attribute, URL, XML in *.xml.tpl)
//   {{name:p}}                 the same, keeping line breaks: in <pre> and <textarea> (elsewhere they become spaces)
//   {{name_html:none}}         HTML set as Safe: such names, and only such, end in _html, and only they are not escaped
//   {{#section}}...{{/section}}, {{>part}}, {{! comment }}   as ctemplate has them
// A part ({{>part}}) sees only its own Scope's values; a section also sees those around it.
// Views are structs; a feature's views.cc turns each into a Dict and calls Render. A template that is missing, unused,
// or names an unknown message fails start-up. After Load everything is safe from any thread; a Dict belongs to one.
#pragma once
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"
#include "base/embed/file.h"
#include "base/i18n/catalog.h"

namespace ctemplate {
class TemplateCache;
}  // namespace ctemplate

namespace concord::html {

class Values;

// Text that is HTML already: made by this code's own functions, never from a person's input.
struct Safe {
  std::string html;
};

class Dict {
 public:
  explicit Dict(std::string_view template_name);
  ~Dict();
  Dict(const Dict&) = delete;
  Dict& operator=(const Dict&) = delete;

  // A handle on a section or part of a Dict: copied freely, lives as long as its root.
  class Scope {
   public:
    // Throws std::logic_error where `name` ends in _html: that is for Safe values only.
    Scope& Set(std::string_view name, std::string_view value);
    Scope& Set(std::string_view name, const std::string& value) { return Set(name, std::string_view(value)); }
    Scope& Set(std::string_view name, const char* value) { return Set(name, std::string_view(value)); }
    Scope& Set(std::string_view name, int64_t value);
    // Not escaped. Throws std::logic_error where `name` does not end in _html.
    Scope& Set(std::string_view name, const Safe& value);
    Scope& Show(std::string_view section);
    Scope& ShowIf(bool condition, std::string_view section) { return condition ? Show(section) : *this; }
    // Sets the variable and shows the section of the same name with "has_" before it, where `value` is not empty.
    Scope& SetIf(std::string_view name, std::string_view value);
    Scope Add(std::string_view section);                                   // one more repetition
    Scope Include(std::string_view part, std::string_view template_name);  // {{>part}}

   private:
    friend class Dict;
    Values* values_ = nullptr;
    const std::string* language_ = nullptr;
  };
  Scope Root(std::string_view language);

 private:
  friend class Templates;
  const Values& values() const;
  std::string name_, language_;
  struct Store;
  std::unique_ptr<Store> store_;
};

class Templates {
 public:
  ~Templates();
  Templates(const Templates&) = delete;
  Templates& operator=(const Templates&) = delete;

  // `files`: "<feature>/<name>.tpl" or "<feature>/templates/<name>.tpl", which are the same name; files of another
  // ending are passed over. `used`: every template that views name, so that a missing or unused one is found.
  // Errors: invalid, with every fault in the cause, one a line: missing or unused template, unknown or plural message,
  // sections that do not match, a modifier that would leave text unescaped, HTML that cannot be followed.
  static Result<std::unique_ptr<Templates>> Load(std::span<const embed::File> files, const std::set<std::string>& used,
                                                 const i18n::Catalog& catalog);
  // Throws std::logic_error where the template, or one of its parts, was not loaded, or Root() was never called.
  std::string Render(const Dict& dict) const;
  // Message keys that templates name: for the test that finds unused ones.
  const std::set<std::string>& message_keys() const { return message_keys_; }

 private:
  friend class TemplateLoader;
  Templates();
  std::unique_ptr<ctemplate::TemplateCache> cache_;
  std::set<std::string> message_keys_;
};

std::string Escape(std::string_view text);  // & < > " '

}  // namespace concord::html
