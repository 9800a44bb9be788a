// The little of XML that citation styles and their locales are written in: elements, attributes, text, comments, the
// five entities and character references. For files that come with the program; no DTD, no namespaces. Pure.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/result.h"

namespace concord::library::csl {

struct Node {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<Node> children;  // elements alone
  std::string text;            // what stands between the tags, joined

  const std::string* Find(std::string_view attribute) const;  // nullptr where it is not there
  const std::string& Get(std::string_view attribute) const;   // empty where it is not there
  const Node* Child(std::string_view element) const;          // the first of that name, or nullptr
};

// The root element. Errors: internal, "error.internal", with what is wrong and where as the cause.
Result<Node> ParseXml(std::string_view text);

}  // namespace concord::library::csl
