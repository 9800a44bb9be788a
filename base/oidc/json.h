// What the readers of this folder share: JSON from outside, without exceptions. Not for other folders.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concord::oidc {

// An object, or nullopt: anything else, invalid UTF-8 included.
inline std::optional<nlohmann::json> ReadObject(std::string_view text) {
  auto value = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!value.is_object()) return std::nullopt;
  return value;
}

// The text of that name; nullptr where there is none.
inline const std::string* FindText(const nlohmann::json& object, const char* name) {
  const auto it = object.find(name);
  return it == object.end() ? nullptr : it->get_ptr<const std::string*>();
}

inline std::string TextOr(const nlohmann::json& object, const char* name, std::string otherwise = {}) {
  const std::string* text = FindText(object, name);
  return text ? *text : std::move(otherwise);
}

// The texts of a list; nullopt where there is no list. What is no text in it is passed over.
inline std::optional<std::vector<std::string>> FindTexts(const nlohmann::json& object, const char* name) {
  const auto it = object.find(name);
  if (it == object.end() || !it->is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const auto& item : *it) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

}  // namespace concord::oidc
