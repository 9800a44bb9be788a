#include "base/journal/tables.h"

namespace concord::journal {

std::vector<std::string> CommunitiesIn(db::Session& session, const std::string& table) {
  std::vector<std::string> all;
  const std::string sql =
      "SELECT community_id FROM " + table + " WHERE community_id > :last ORDER BY community_id LIMIT 1";
  while (const auto row = session.One(sql, all.empty() ? std::string() : all.back())) all.push_back(row->Text(0));
  return all;
}

int64_t SizeOf(db::Session& session, std::string_view community) {
  const auto row = session.One(
      "SELECT number FROM journal_entry WHERE community_id = :community ORDER BY number DESC LIMIT 1", community);
  return row ? row->Int(0) : 0;
}

std::string HashTextAt(db::Session& session, std::string_view community, int64_t number) {
  const auto row = session.One("SELECT hash FROM journal_entry WHERE community_id = :community AND number = :number",
                               community, number);
  return row ? row->Text(0) : "";
}

Time TimeOf(db::Session& session, std::string_view community, int64_t number) {
  const auto row = session.One("SELECT at FROM journal_entry WHERE community_id = :community AND number = :number",
                               community, number);
  return row ? row->At(0) : Time();
}

int64_t CountDays(db::Session& session, std::string_view community) {
  return session.One("SELECT count(*) FROM journal_day WHERE community_id = :community", community)->Int(0);
}

}  // namespace concord::journal
