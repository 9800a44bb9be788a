#include <cstring>  // before ctemplate, whose str_ref.h uses strlen without it

#include "base/html/values.h"

#include <new>

namespace concord::html {
namespace {

std::string_view View(const ctemplate::TemplateString& text) { return {text.data(), text.size()}; }

}  // namespace

// The members of a group, in order; of nothing where a section is not shown.
class Values::Walk final : public Iterator {
 public:
  explicit Walk(const Group* group) : group_(group) {}
  bool HasNext() const override { return group_ && at_ < group_->members.size(); }
  const TemplateDictionaryInterface& Next() override { return *group_->members[at_++]; }

 private:
  const Group* group_;
  size_t at_ = 0;
};

Values::Values(std::pmr::memory_resource* arena, const Values* around)
    : arena_(arena), around_(around), values_(arena), groups_(arena) {}

std::string_view Values::Keep(std::string_view text) {
  char* copy = static_cast<char*>(arena_->allocate(text.size() + 1, 1));
  if (!text.empty()) std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return {copy, text.size()};
}

Values* Values::New(const Values* around) {
  return new (arena_->allocate(sizeof(Values), alignof(Values))) Values(arena_, around);
}

Values::Group& Values::GroupOf(std::string_view name, bool is_part) {
  for (Group& group : groups_) {
    if (group.is_part == is_part && group.name == name) return group;
  }
  return groups_.emplace_back(Group{Keep(name), is_part, std::pmr::vector<Values*>(arena_)});
}

void Values::Set(std::string_view name, std::string_view value) { values_.push_back({Keep(name), Keep(value)}); }

void Values::Show(std::string_view section) {
  Group& group = GroupOf(section, false);
  if (group.members.empty()) group.members.push_back(New(this));
}

Values* Values::Add(std::string_view section) { return GroupOf(section, false).members.emplace_back(New(this)); }

Values* Values::Include(std::string_view part, std::string_view template_name) {
  Values* values = GroupOf(part, true).members.emplace_back(New(nullptr));
  values->template_name_ = Keep(template_name);
  return values;
}

const Values::Group* Values::Find(const ctemplate::TemplateString& name, bool is_part) const {
  for (const Values* values = this; values; values = values->around_) {
    for (const Group& group : values->groups_) {
      if (group.is_part == is_part && group.name == View(name)) return &group;
    }
  }
  return nullptr;
}

ctemplate::TemplateString Values::GetValue(const ctemplate::TemplateString& name) const {
  for (const Values* values = this; values; values = values->around_) {
    for (auto value = values->values_.rbegin(); value != values->values_.rend(); ++value) {
      if (value->name == View(name)) return {value->text.data(), value->text.size()};
    }
  }
  return {"", 0};
}

const char* Values::GetIncludeTemplateName(const ctemplate::TemplateString& name, int number) const {
  const Group* group = Find(name, true);
  return group && static_cast<size_t>(number) < group->members.size() ? group->members[number]->template_name_.data()
                                                                      : "";
}

Values::Iterator* Values::CreateTemplateIterator(const ctemplate::TemplateString& name) const {
  return new Walk(Find(name, true));
}

Values::Iterator* Values::CreateSectionIterator(const ctemplate::TemplateString& name) const {
  return new Walk(Find(name, false));
}

void Values::DumpToString(std::string* out, int level) const {
  for (const Value& value : values_)
    out->append(level, ' ').append(value.name).append("=").append(value.text).append("\n");
  for (const Group& group : groups_) {
    out->append(level, ' ').append(group.name).append("\n");
    for (const Values* member : group.members) member->DumpToString(out, level + 2);
  }
}

}  // namespace concord::html
