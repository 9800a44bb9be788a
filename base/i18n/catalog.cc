#include "base/i18n/catalog.h"

#include <algorithm>

namespace concord::i18n {
namespace {

bool IsParameterChar(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

std::string Fill(std::string_view raw, const Params& params) {
  std::string out;
  out.reserve(raw.size() + 32);
  const auto parts = ParseMessage(raw);
  if (!parts) return std::string(raw);
  for (const MessagePart& part : *parts) {
    if (!part.is_parameter) {
      out += part.text;
    } else if (const auto found = params.find(part.text); found != params.end()) {
      out += found->second;
    } else {
      out.append("{").append(part.text).append("}");
    }
  }
  return out;
}

}  // namespace

Result<std::vector<MessagePart>> ParseMessage(std::string_view raw) {
  std::vector<MessagePart> parts;
  size_t at = 0;
  while (at < raw.size()) {
    const size_t brace = raw.find_first_of("{}", at);
    if (brace != at) parts.push_back({false, raw.substr(at, brace == raw.npos ? raw.npos : brace - at)});
    if (brace == raw.npos) break;
    size_t end = brace + 1;
    while (end < raw.size() && IsParameterChar(raw[end])) ++end;
    if (raw[brace] == '}' || end == brace + 1 || end == raw.size() || raw[end] != '}') {
      return Fail(ErrorKind::kInvalid, "i18n.message", {}, "a brace that is not part of a parameter");
    }
    parts.push_back({true, raw.substr(brace + 1, end - brace - 1)});
    at = end + 1;
  }
  return parts;
}

bool Catalog::Knows(std::string_view tag) const {
  return std::ranges::any_of(languages_, [&](const Language& language) { return language.tag == tag; });
}

const Catalog::Message* Catalog::Find(std::string_view tag, std::string_view key) const {
  auto language = by_language_.find(tag);
  if (language == by_language_.end()) language = by_language_.find(languages_.front().tag);
  if (language == by_language_.end()) return nullptr;
  const auto message = language->second.find(key);
  return message == language->second.end() ? nullptr : &message->second;
}

std::string Catalog::Text(std::string_view tag, std::string_view key, const Params& params) const {
  const std::string* raw = Raw(tag, key);
  return raw ? Fill(*raw, params) : "[" + std::string(key) + "]";
}

std::string Catalog::Plural(std::string_view tag, std::string_view key, int64_t count, Params params) const {
  const Message* message = Find(tag, key);
  if (!message || !message->plural()) return "[" + std::string(key) + "]";
  params.try_emplace("count", FormatNumber(tag, count));
  auto form = message->forms.find(PluralCategory(tag, count));
  if (form == message->forms.end()) form = message->forms.find("other");
  return Fill(form->second, params);
}

bool Catalog::Has(std::string_view key) const { return Find(languages_.front().tag, key) != nullptr; }

std::vector<std::string> Catalog::Keys() const {
  std::vector<std::string> keys;
  if (const auto fallback = by_language_.find(languages_.front().tag); fallback != by_language_.end()) {
    for (const auto& [key, message] : fallback->second) keys.push_back(key);
  }
  return keys;
}

const std::string* Catalog::Raw(std::string_view tag, std::string_view key) const {
  const Message* message = Find(tag, key);
  return message && !message->plural() ? &message->forms.begin()->second : nullptr;
}

}  // namespace concord::i18n
