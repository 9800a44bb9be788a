#include "base/db/placeholders.h"

namespace concord::db {
namespace {

bool IsNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsNamePart(char c) { return IsNameStart(c) || (c >= '0' && c <= '9'); }

size_t EndOf(std::string_view sql, size_t from, std::string_view mark) {
  size_t end = sql.find(mark, from);
  return end == std::string_view::npos ? sql.size() : end + mark.size();
}

// The end of what begins at `i` and must be copied as it stands; `i` itself where nothing of the kind begins there.
// A doubled quote inside of quotes reads as two quoted stretches that touch, which comes to the same.
size_t SkipOpaque(std::string_view sql, size_t i) {
  std::string_view rest = sql.substr(i);
  if (rest[0] == '\'' || rest[0] == '"') return EndOf(sql, i + 1, rest.substr(0, 1));
  if (rest.starts_with("--")) return EndOf(sql, i, "\n");
  if (rest.starts_with("/*")) return EndOf(sql, i + 2, "*/");
  if (rest.starts_with("::")) return i + 2;
  if (rest[0] != '$') return i;
  size_t tag = i + 1;
  while (tag < sql.size() && IsNamePart(sql[tag])) ++tag;
  if (tag == sql.size() || sql[tag] != '$') return i;
  return EndOf(sql, tag + 1, sql.substr(i, tag + 1 - i));
}

}  // namespace

EngineSql ToEngineSql(std::string_view sql, Dialect dialect, std::string_view kinds) {
  EngineSql out;
  out.text.reserve(sql.size() + 8);
  size_t argument = 0;
  for (size_t i = 0; i < sql.size();) {
    if (size_t end = SkipOpaque(sql, i); end != i) {
      out.text.append(sql.substr(i, end - i));
      i = end;
      continue;
    }
    if (sql[i] != ':' || i + 1 == sql.size() || !IsNameStart(sql[i + 1])) {
      out.text.push_back(sql[i++]);
      continue;
    }
    for (++i; i < sql.size() && IsNamePart(sql[i]);) ++i;
    if (argument < kinds.size() && kinds[argument] == 'n') {
      out.text.append("NULL");
    } else {
      ++out.parameters;
      out.text.append(dialect == Dialect::kSqlite ? "?" : "$" + std::to_string(out.parameters));
    }
    ++argument;
  }
  if (!kinds.empty() && argument != kinds.size()) {
    throw DatabaseError(Fault::kOther, "the statement has " + std::to_string(argument) + " placeholders but " +
                                           std::to_string(kinds.size()) + " arguments: " + std::string(sql));
  }
  return out;
}

}  // namespace concord::db
