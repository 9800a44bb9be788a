#include "features/selfreview/engine/instrument_toml.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <sstream>

#include "base/core/text.h"

namespace concord::selfreview {
namespace {

constexpr size_t kLongestText = 4000;  // bytes of one text

// The first sign that no one sees and no one meant, as "U+0007": control signs, marks that turn the direction of
// writing, and the one that stands for a sign that was lost.
std::optional<std::string> Unseen(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    uint32_t code = bytes == 1 ? lead : lead & (0x7fu >> bytes);
    for (size_t k = 1; k < bytes && i + k < text.size(); ++k)
      code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3f);
    i += bytes;
    const bool control = (code < 0x20 && code != '\n' && code != '\r' && code != '\t') || (code >= 0x7f && code < 0xa0);
    const bool turns = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    if (!control && !turns && code != 0x200b && code != 0xfeff && code != 0xfffd) continue;
    std::ostringstream out;
    out << "U+" << std::hex << std::uppercase;
    out.width(4);
    out.fill('0');
    out << code;
    return out.str();
  }
  return std::nullopt;
}

bool IsDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](size_t at, size_t count) {
    unsigned value = 0;
    const char* end = text.data() + at + count;
    return std::from_chars(text.data() + at, end, value).ptr == end ? static_cast<int>(value) : -1;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return false;
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

}  // namespace

bool IsId(std::string_view text) {
  if (text.empty() || text.size() > 80 || text.front() == '-' || text.back() == '-') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

int LineOf(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

std::optional<std::string> Fields::TextOf(const toml::node& node, const char* key, size_t most) {
  const auto text = node.value_exact<std::string>();
  const auto refuse = [&](const char* why, Params params = {}) {
    params["field"] = key;
    problems_.Add(node, why, std::move(params));
    return std::nullopt;
  };
  if (!text) return refuse("selfreview.instrument.not_text");
  if (text::CollapseSpace(*text).empty()) return refuse("selfreview.instrument.blank");
  if (text->size() > kLongestText) return refuse("selfreview.instrument.too_long");
  if (const auto sign = Unseen(*text)) return refuse("selfreview.instrument.unseen", {{"sign", *sign}});
  if (const size_t count = text::CountCodePoints(*text); most > 0 && count > most) {
    problems_.Mind(node, "selfreview.instrument.long_text",
                   {{"field", key}, {"count", std::to_string(count)}, {"most", std::to_string(most)}});
  }
  return *text;
}

std::string Fields::Text(const char* key, size_t most) {
  const toml::node* node = table_.get(key);
  if (!node) return Missing(key), std::string();
  return TextOf(*node, key, most).value_or("");
}

std::string Fields::Id(const char* key) {
  std::string id = Text(key);
  if (id.empty() || IsId(id)) return id;
  problems_.Add(Line(key), "selfreview.instrument.not_id", {{"value", id}});
  return id;
}

int Fields::Number(const char* key, int least, int most) {
  const toml::node* node = table_.get(key);
  if (!node) return Missing(key), 0;
  const auto number = node->value_exact<int64_t>();
  if (number && *number >= least && *number <= most) return static_cast<int>(*number);
  problems_.Add(*node, "selfreview.instrument.not_number",
                {{"field", key}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
  return 0;
}

std::string Fields::Word(const char* key, const std::vector<std::string_view>& words) {
  std::string word = Text(key);
  if (word.empty() || std::find(words.begin(), words.end(), word) != words.end()) return word;
  std::string list;
  for (const std::string_view one : words) list += (list.empty() ? "" : ", ") + std::string(one);
  problems_.Add(Line(key), "selfreview.instrument.not_word", {{"field", key}, {"value", word}, {"words", list}});
  return word;
}

std::string Fields::Date(const char* key) {
  const toml::node* node = table_.get(key);
  if (!node) return Missing(key), std::string();
  std::string text = node->value_exact<std::string>().value_or("");
  if (const auto date = node->value_exact<toml::date>()) {
    std::ostringstream out;
    out << *date;
    text = out.str();
  }
  if (IsDate(text)) return text;
  problems_.Add(*node, "selfreview.instrument.not_date", {{"field", key}});
  return "";
}

Fields::Texts Fields::List(const char* key, bool needed, size_t most) {
  Texts list;
  const toml::node* node = table_.get(key);
  if (!node) {
    if (needed) Missing(key);
    return list;
  }
  const toml::array* array = node->as_array();
  if (!array) return problems_.Add(*node, "selfreview.instrument.not_list", {{"field", key}}), list;
  for (const toml::node& one : *array) {
    if (auto text = TextOf(one, key, most)) list.emplace_back(std::move(*text), &one);
  }
  return list;
}

std::vector<const toml::table*> Fields::Tables(const char* key, bool needed) {
  std::vector<const toml::table*> tables;
  const toml::node* node = table_.get(key);
  if (!node) {
    if (needed) Missing(key);
    return tables;
  }
  const toml::array* array = node->as_array();
  if (!array) return problems_.Add(*node, "selfreview.instrument.not_list", {{"field", key}}), tables;
  for (const toml::node& one : *array) {
    if (const toml::table* table = one.as_table()) {
      tables.push_back(table);
    } else {
      problems_.Add(one, "selfreview.instrument.not_table", {{"field", key}});
    }
  }
  return tables;
}

const toml::table* Fields::Table(const char* key) {
  const toml::node* node = table_.get(key);
  if (!node) return nullptr;
  const toml::table* table = node->as_table();
  if (!table) problems_.Add(*node, "selfreview.instrument.not_table", {{"field", key}});
  return table;
}

void Fields::NoOthers(std::initializer_list<std::string_view> known) {
  for (const auto& [key, node] : table_) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end())
      problems_.Add(node, "selfreview.instrument.unknown", {{"field", std::string(key.str())}});
  }
}

}  // namespace concord::selfreview
