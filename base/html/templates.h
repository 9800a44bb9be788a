// Templates: ctemplate with auto-escape always on, one compiled copy a language. In a template file,
//   [[library.search.title]]   is the message of that key; its {count} becomes the variable {{count}}
//   {{name}}                   a variable, escaped for where it stands (text, attribute, URL)
//   {{#section}}...{{/section}}, {{>part}}   as ctemplate has them
// Views are structs; a feature's views.cc turns each into a Dict and calls Render. A template that is missing, unused,
// or names an unknown message fails start-up. After Load everything is safe from any thread.
#pragma once
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
class TemplateDictionary;
}

namespace concord::html {

// Text that is HTML already: made by this code's own functions, never from a person's input.
struct Safe {
  std::string html;
};

class Dict {
 public:
  explicit Dict(std::string_view template_name);
  ~Dict();
  Dict(const Dict&) = delete;

  // A handle on a section or part of a Dict: copied freely, lives as long as its root.
  class Scope {
   public:
    Scope& Set(std::string_view name, std::string_view value);
    Scope& Set(std::string_view name, int64_t value);
    Scope& Set(std::string_view name, const Safe& value);  // not escaped
    Scope& Show(std::string_view section);
    Scope& ShowIf(bool condition, std::string_view section) { return condition ? Show(section) : *this; }
    // Sets the variable and shows the section of the same name with "has_" before it, where `value` is not empty.
    Scope& SetIf(std::string_view name, std::string_view value);
    Scope Add(std::string_view section);                             // one more repetition
    Scope Include(std::string_view part, std::string_view template_name);  // {{>part}}

   private:
    friend class Dict;
    ctemplate::TemplateDictionary* dict_ = nullptr;
    const std::string* language_ = nullptr;
  };
  Scope Root(std::string_view language);

 private:
  friend class Templates;
  std::string name_, language_;
  std::unique_ptr<ctemplate::TemplateDictionary> dict_;
};

class Templates {
 public:
  // `files`: "<feature>/<name>.tpl". `used`: every template that views name, so that a missing or unused one is found.
  // Errors: invalid, with every fault in the cause, one a line.
  static Result<std::unique_ptr<Templates>> Load(std::span<const embed::File> files, const std::set<std::string>& used,
                                                 const i18n::Catalog& catalog);
  std::string Render(const Dict& dict) const;
  // Message keys that templates name: for the test that finds unused ones.
  const std::set<std::string>& message_keys() const { return message_keys_; }

 private:
  std::set<std::string> message_keys_;
};

std::string Escape(std::string_view text);  // & < > " '

}  // namespace concord::html
