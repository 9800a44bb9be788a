#include "base/backup/format.h"

#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>

namespace concord::backup {
namespace {

using Json = nlohmann::ordered_json;

enum Tag : char { kNull = 0, kInteger = 1, kDouble = 2, kText = 3, kBytes = 4 };

uint64_t Zigzag(int64_t n) { return (static_cast<uint64_t>(n) << 1) ^ static_cast<uint64_t>(n >> 63); }
int64_t Unzigzag(uint64_t n) { return static_cast<int64_t>(n >> 1) ^ -static_cast<int64_t>(n & 1); }

void AppendDouble(std::string& out, double d) {
  static_assert(std::endian::native == std::endian::little);
  out.push_back(kDouble);
  char bytes[sizeof d];
  std::memcpy(bytes, &d, sizeof d);
  out.append(bytes, sizeof d);
}

void AppendValue(std::string& out, const db::Value::Held& held, const std::string& type) {
  if (auto* n = std::get_if<int64_t>(&held)) {
    if (type == "double") return AppendDouble(out, static_cast<double>(*n));
    out.push_back(kInteger);
    return AppendVarint(out, Zigzag(*n));
  }
  if (auto* d = std::get_if<double>(&held)) return AppendDouble(out, *d);
  if (auto* s = std::get_if<std::string>(&held)) {
    out.push_back(type == "bytes" ? kBytes : kText);
    AppendVarint(out, s->size());
    out += *s;
    return;
  }
  out.push_back(kNull);
}

std::optional<std::string> TakeText(std::string_view& bytes) {
  const auto size = TakeVarint(bytes);
  if (!size || *size > bytes.size()) return std::nullopt;
  std::string text(bytes.substr(0, *size));
  bytes.remove_prefix(*size);
  return text;
}

std::optional<db::Value::Held> TakeValue(std::string_view& bytes) {
  if (bytes.empty()) return std::nullopt;
  const char tag = bytes.front();
  bytes.remove_prefix(1);
  if (tag == kNull) return db::Value::Held(nullptr);
  if (tag == kInteger) {
    const auto n = TakeVarint(bytes);
    if (!n) return std::nullopt;
    return db::Value::Held(Unzigzag(*n));
  }
  if (tag == kDouble) {
    double d;
    if (bytes.size() < sizeof d) return std::nullopt;
    std::memcpy(&d, bytes.data(), sizeof d);
    bytes.remove_prefix(sizeof d);
    return db::Value::Held(d);
  }
  if (tag != kText && tag != kBytes) return std::nullopt;
  auto text = TakeText(bytes);
  if (!text) return std::nullopt;
  if (tag == kBytes) return db::Value::Held(db::Bytes{std::move(*text)});
  return db::Value::Held(std::move(*text));
}

// The same table whatever engine it comes from; NULLs and keys are the migrations' affair.
Json ToJson(const Table& table) {
  Json columns = Json::array();
  for (const auto& column : table.columns) columns.push_back({column.name, column.type});
  return {{"name", table.name}, {"columns", columns}};
}

Table ReadTable(const Json& json) {
  Table table{json.at("name").get<std::string>(), {}};
  for (const Json& column : json.at("columns"))
    table.columns.push_back({column.at(0).get<std::string>(), column.at(1).get<std::string>()});
  return table;
}

}  // namespace

std::string ToJson(const Header& header) {
  Json migrations = Json::array(), tables = Json::array();
  for (const auto& one : header.migrations) migrations.push_back({one.name, one.digest});
  for (const auto& one : header.tables) tables.push_back(ToJson(one));
  const Json json{{"program", header.program},
                  {"engine", header.engine == db::Dialect::kSqlite ? "sqlite" : "postgresql"},
                  {"made_at", header.made_at.time_since_epoch().count()},
                  {"hub_name", header.hub_name},
                  {"base_url", header.base_url},
                  {"settings", header.settings},
                  {"key", header.key},
                  {"migrations", migrations},
                  {"counters", header.counters},
                  {"tables", tables}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Header> ReadHeader(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    Header header;
    header.program = json.at("program").get<std::string>();
    header.engine = json.at("engine") == "sqlite" ? db::Dialect::kSqlite : db::Dialect::kPostgres;
    header.made_at = Time(milliseconds(json.at("made_at").get<int64_t>()));
    header.hub_name = json.at("hub_name").get<std::string>();
    header.base_url = json.at("base_url").get<std::string>();
    header.settings = json.at("settings").get<std::map<std::string, std::string>>();
    header.key = json.at("key").get<std::string>();
    for (const Json& one : json.at("migrations"))
      header.migrations.push_back({one.at(0).get<std::string>(), one.at(1).get<std::string>()});
    header.counters = json.at("counters").get<db::Counters>();
    for (const Json& one : json.at("tables")) header.tables.push_back(ReadTable(one));
    return header;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

void AppendVarint(std::string& out, uint64_t n) {
  for (; n >= 0x80; n >>= 7) out.push_back(static_cast<char>(n | 0x80));
  out.push_back(static_cast<char>(n));
}

std::optional<uint64_t> TakeVarint(std::string_view& bytes) {
  uint64_t n = 0;
  for (size_t i = 0; i < bytes.size() && i < 10; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    n |= static_cast<uint64_t>(byte & 0x7f) << (7 * i);
    if (byte & 0x80) continue;
    bytes.remove_prefix(i + 1);
    return n;
  }
  return std::nullopt;
}

void AppendRow(std::string& out, const db::Row& row, const std::vector<db::Column>& columns) {
  std::string values;
  for (size_t i = 0; i < columns.size(); ++i) AppendValue(values, row.columns.at(i), columns[i].type);
  AppendVarint(out, values.size());
  out += values;
}

std::optional<std::vector<db::Value::Held>> ReadRow(std::string_view bytes, size_t columns) {
  std::vector<db::Value::Held> values;
  values.reserve(columns);
  for (size_t i = 0; i < columns; ++i) {
    auto value = TakeValue(bytes);
    if (!value) return std::nullopt;
    values.push_back(std::move(*value));
  }
  if (!bytes.empty()) return std::nullopt;
  return values;
}

}  // namespace concord::backup
