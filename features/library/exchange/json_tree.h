// JSON with the line of every value, read record by record so that a large file needs little memory.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/library/exchange/problems.h"

namespace concord::library::exchange {

struct JsonMember;

struct JsonNode {
  enum class Kind { kNull, kBool, kNumber, kString, kArray, kObject };
  Kind kind = Kind::kNull;
  int line = 0;
  std::string text;                 // of a string, number ("12") or bool ("true")
  std::vector<JsonMember> members;  // an array's have no names

  bool IsObject() const { return kind == Kind::kObject; }
  bool IsArray() const { return kind == Kind::kArray; }
  bool IsText() const { return kind == Kind::kString || kind == Kind::kNumber || kind == Kind::kBool; }
  const JsonNode* Find(std::string_view name) const;
  std::string Text(std::string_view name) const;  // a member's text; empty where there is none
};

struct JsonMember {
  std::string first;
  JsonNode second;
};

// The records are the objects of the outermost array, or of the array that a member of `lists` names in the outermost
// object (also one object further in, as Crossref wraps them), or else the outermost object itself. Several values one
// after the other (JSON Lines) are read in turn; a broken line among them is rejected and the next one read.
// A syntax error anywhere else, or nesting deeper than 64, is fatal with its line.
void ReadJsonRecords(std::string_view text, std::span<const std::string_view> lists, Problems& problems,
                     const std::function<void(const JsonNode&)>& take);

// One value; nullopt where it is broken or deeper than 64.
std::optional<JsonNode> ParseJson(std::string_view text);
// As JSON again, on one line.
std::string ToText(const JsonNode& node);

}  // namespace concord::library::exchange
