// What a template is filled with: ctemplate's dictionary interface on one arena. ctemplate's own TemplateDictionary
// takes a process-wide lock and a hash for every value that is set, and builds a name for every section; pages set
// hundreds. Lives in one Dict and belongs to its thread; Values are never destroyed one by one, their arena goes as a
// whole.
#pragma once
#include <ctemplate/template_dictionary_interface.h>

#include <memory_resource>
#include <string_view>
#include <vector>

namespace concord::html {

class Values final : public ctemplate::TemplateDictionaryInterface {
 public:
  // `around`: where a section looks for what it does not hold itself; nullptr for a page and for a part.
  Values(std::pmr::memory_resource* arena, const Values* around);

  void Set(std::string_view name, std::string_view value);  // the last one counts
  void Show(std::string_view section);                      // once, however often it is called
  Values* Add(std::string_view section);
  Values* Include(std::string_view part, std::string_view template_name);

 private:
  struct Value {
    std::string_view name, text;
  };
  struct Group {  // a section or a part, once for each time it is shown
    std::string_view name;
    bool is_part;
    std::pmr::vector<Values*> members;
  };
  class Walk;

  std::string_view Keep(std::string_view text);  // a copy in the arena, with a NUL behind it
  Group& GroupOf(std::string_view name, bool is_part);
  const Group* Find(const ctemplate::TemplateString& name, bool is_part) const;
  Values* New(const Values* around);

  ctemplate::TemplateString GetValue(const ctemplate::TemplateString& name) const override;
  bool IsHiddenSection(const ctemplate::TemplateString& name) const override { return !Find(name, false); }
  bool IsUnhiddenSection(const ctemplate::TemplateString& name) const override { return Find(name, false); }
  bool IsHiddenTemplate(const ctemplate::TemplateString& name) const override { return !Find(name, true); }
  const char* GetIncludeTemplateName(const ctemplate::TemplateString& name, int number) const override;
  Iterator* CreateTemplateIterator(const ctemplate::TemplateString& name) const override;
  Iterator* CreateSectionIterator(const ctemplate::TemplateString& name) const override;
  void DumpToString(std::string* out, int level) const override;

  std::pmr::memory_resource* arena_;
  const Values* around_;
  std::string_view template_name_;  // of a part
  std::pmr::vector<Value> values_;
  std::pmr::vector<Group> groups_;
};

}  // namespace concord::html
