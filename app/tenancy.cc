#include "app/tenancy.h"

#include <algorithm>

#include "base/db/schema.h"
#include "base/journal/journal.h"

namespace concord::app {
namespace {

constexpr char kDirectory[] = "communities_community";
constexpr int kShown = 20;

// The hub has a chain of its own in the journal's tables, under a name that is no community's.
std::string ButTheHub(const std::string& table) {
  return table.starts_with("journal_") ? std::string(" AND t.community_id <> '") + journal::kHub + "'" : "";
}

void CheckRowsOf(db::Session& s, const std::string& table, std::vector<std::string>& faults) {
  s.ForEach("SELECT t.community_id, count(*) FROM " + db::Quoted(table) + " t WHERE NOT EXISTS (SELECT 1 FROM " +
                db::Quoted(kDirectory) + " c WHERE c.community_id = t.community_id)" + ButTheHub(table) +
                " GROUP BY t.community_id ORDER BY t.community_id LIMIT " + std::to_string(kShown),
            {}, [&](const db::Row& row) {
              faults.push_back(table + ": " + std::to_string(row.Int(1)) + " rows of a community \"" + row.Text(0) +
                               "\" that does not exist");
              return true;
            });
}

}  // namespace

std::vector<std::string> CheckTenancy(db::Database& database) {
  auto faults = database.Read([](db::Session& s) -> Result<std::vector<std::string>> {
    const auto schema = db::ReadSchema(s);
    auto found = db::CheckTenancy(schema, kDirectory);
    for (const auto& [table, shape] : schema) {
      const bool owned =
          std::ranges::any_of(shape.columns, [](const db::Column& c) { return c.name == "community_id"; });
      if (owned && table != kDirectory) CheckRowsOf(s, table, found);
    }
    return found;
  });
  return faults ? *faults : std::vector<std::string>{"the check did not finish: " + faults.error().cause};
}

}  // namespace concord::app
