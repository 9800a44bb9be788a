#include "base/journal/tables.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/journal/entries.h"

namespace concord::journal {

std::vector<std::string> CommunitiesIn(db::Session& session, const std::string& table) {
  std::vector<std::string> all;
  const std::string sql =
      "SELECT community_id FROM " + table + " WHERE community_id > :last ORDER BY community_id LIMIT 1";
  while (const auto row = session.One(sql, all.empty() ? std::string() : all.back())) all.push_back(row->Text(0));
  return all;
}

std::vector<std::string> CommunitiesWithEntries(db::Session& session) {
  std::set<std::string> all;
  for (const char* table : {"journal_entry", "journal_block"}) {
    for (std::string& community : CommunitiesIn(session, table)) all.insert(std::move(community));
  }
  return {all.begin(), all.end()};
}

int64_t SizeOf(db::Session& session, std::string_view community) {
  int64_t size = 0;
  for (const char* table : {"journal_entry", "journal_block"}) {
    const auto row = session.One(
        std::string("SELECT number FROM ") + table + " WHERE community_id = :community ORDER BY number DESC LIMIT 1",
        community);
    if (row) size = std::max(size, row->Int(0));
  }
  return size;
}

std::string HashTextAt(db::Session& session, std::string_view community, int64_t number) {
  const auto entry = EntryAt(session, community, number);
  return entry ? Hex(entry->link.hash) : "";
}

Time TimeOf(db::Session& session, std::string_view community, int64_t number) {
  const auto entry = EntryAt(session, community, number);
  return entry ? Time(milliseconds(entry->link.at)) : Time();
}

int64_t CountDays(db::Session& session, std::string_view community) {
  return session.One("SELECT count(*) FROM journal_day WHERE community_id = :community", community)->Int(0);
}

}  // namespace concord::journal
