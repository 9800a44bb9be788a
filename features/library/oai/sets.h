// The sets: one for each topic ("topic:use-of-force") and one for each practice area ("module:trust"), which holds the
// resources of its topics. Pure functions of the shelf.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/library/library.h"

namespace concord::library::oai {

struct Set {
  std::string spec, name, description;
};
std::vector<Set> SetsOf(const Shelf& shelf);
// The topics whose resources are in a set; nullopt where there is no such set, or it holds nothing.
std::optional<std::vector<std::string>> TopicsIn(const Shelf& shelf, std::string_view spec);
// The sets that a resource of these topics is in.
std::vector<std::string> SpecsOf(const Shelf& shelf, const std::vector<std::string>& topics);

}  // namespace concord::library::oai
