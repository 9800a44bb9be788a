// One record's XML as a small tree, read by expat. Pure; bounded in depth, elements and attributes.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/result.h"

namespace concord::library::harvest {

using Scope = std::vector<std::pair<std::string, std::string>>;  // namespace prefix ("" the default), address

struct Node {
  std::string name;  // without its prefix; empty for text
  std::string xml_namespace;
  std::string text;                                             // of a text node
  std::vector<std::pair<std::string, std::string>> attributes;  // names as written: "xml:lang"
  std::vector<Node> children;

  // The first child element of this name; nullptr where there is none.
  const Node* Child(std::string_view name) const;
  std::vector<const Node*> Children(std::string_view name) const;
  // Empty where it is not there. `name` with or without its prefix.
  std::string_view Attribute(std::string_view name) const;
  // All text inside, in order, without white space at its ends.
  std::string Text() const;
  bool IsElement() const { return !name.empty(); }
};

// `scope`: what the elements around it declared. Errors: invalid, "harvest.record_broken" {why}.
Result<Node> ReadTree(std::string_view xml, const Scope& scope);

}  // namespace concord::library::harvest
