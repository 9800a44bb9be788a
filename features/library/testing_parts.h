// What tests of a part's pages load beside the part's own templates and messages, because the library's templates
// include or name it. Each test's target links the parts that it names.
#pragma once
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/embed/file.h"

namespace concord::library {

// Messages alone, of a part whose pages are not under test.
inline void AddMessages(std::vector<embed::File>& files, std::span<const embed::File> part) {
  for (const auto& file : part) {
    if (file.path.ends_with(".toml")) files.push_back(file);
  }
}

// Templates that lie with the library's own and that other parts' pages include or render.
inline void AddSharedTemplates(std::set<std::string>& used) {
  used.insert({"library/curators.tpl", "library/reading/manage.tpl", "library/reading/read.tpl",
               "library/reading/remove.tpl", "library/reading/section.tpl"});
}

}  // namespace concord::library
