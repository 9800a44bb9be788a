// Rows for lists, counts and addresses.
#include "base/core/text.h"
#include "features/library/store.h"
#include "features/library/store_sql.h"

namespace concord::library::store {
namespace {

constexpr std::string_view kRow =
    "SELECT r.id, r.slug, r.title, r.subtitle, r.summary, r.publisher, r.container, r.series, r.access, r.year "
    "FROM library_resource r ";

std::vector<db::Value> Values(const std::vector<std::string>& texts) {
  return std::vector<db::Value>(texts.begin(), texts.end());
}

// Terms and authors of all rows in two queries, however many rows there are.
std::vector<ResourceRow> Complete(db::Session& session, const db::Rows& rows) {
  std::vector<ResourceRow> out;
  std::unordered_map<std::string, size_t> at;
  std::vector<std::string> ids;
  for (const auto& row : rows) {
    exchange::Record about;
    about.publisher = row.Text(5);
    about.container = row.Text(6);
    about.series = row.Text(7);
    ResourceRow item{row.Text(1), row.Text(2), row.Text(3), row.Text(4), SourceOf(about), row.Text(8), {},
                     {},          {},          {},          {}};
    if (const auto year = row.OptionalInt(9)) item.year = static_cast<int>(*year);
    at[row.Text(0)] = out.size();
    ids.push_back(row.Text(0));
    out.push_back(std::move(item));
  }
  if (ids.empty()) return out;
  const std::string in = "(" + Placeholders(ids.size()) + ")";
  for (const auto& row :
       session.QueryWith("SELECT resource_id, kind, value FROM library_resource_term WHERE resource_id IN " + in +
                             " AND kind IN ('topic', 'type', 'language') ORDER BY resource_id, kind, position",
                         Values(ids))) {
    ResourceRow& item = out[at[row.Text(0)]];
    if (row.Text(1) == "topic") item.topics.push_back(row.Text(2));
    if (row.Text(1) == "type") item.types.push_back(row.Text(2));
    if (row.Text(1) == "language" && item.language.empty()) item.language = row.Text(2);
  }
  for (const auto& row :
       session.QueryWith("SELECT resource_id, family, given, literal FROM library_resource_name WHERE "
                         "resource_id IN " +
                             in + " AND role = 'author' ORDER BY resource_id, position",
                         Values(ids))) {
    out[at[row.Text(0)]].authors.push_back(exchange::Name{row.Text(1), row.Text(2), row.Text(3)}.Display());
  }
  return out;
}

}  // namespace

std::vector<ResourceRow> RowsOfSlugs(db::Session& session, const std::vector<std::string>& slugs) {
  std::vector<ResourceRow> ordered;
  for (size_t from = 0; from < slugs.size(); from += 200) {
    const std::vector<std::string> part(slugs.begin() + static_cast<long>(from),
                                        slugs.begin() + static_cast<long>(std::min(slugs.size(), from + 200)));
    auto rows = Complete(
        session, session.QueryWith(std::string(kRow) + "WHERE r.status IN ('published', 'superseded') AND r.slug IN (" +
                                       Placeholders(part.size()) + ")",
                                   Values(part)));
    std::unordered_map<std::string, size_t> at;
    for (size_t i = 0; i < rows.size(); ++i) at[rows[i].slug] = i;
    for (const auto& slug : part) {
      if (const auto found = at.find(slug); found != at.end()) ordered.push_back(rows[found->second]);
    }
  }
  return ordered;
}

std::vector<std::pair<std::string, Time>> Addresses(db::Session& session) {
  std::vector<std::pair<std::string, Time>> all;
  session.ForEach("SELECT slug, updated_at FROM library_resource WHERE status = 'published' ORDER BY slug", {},
                  [&](const db::Row& row) {
                    all.emplace_back(row.Text(0), row.At(1));
                    return true;
                  });
  return all;
}

Counts Count(db::Session& session) {
  const auto row = session.One(
      "SELECT (SELECT COUNT(*) FROM library_resource WHERE status = 'published'), (SELECT COUNT(*) FROM "
      "library_module), "
      "(SELECT COUNT(*) FROM library_site), (SELECT COUNT(*) FROM library_collection)");
  return {row->Int(0), row->Int(1), row->Int(2), row->Int(3)};
}

}  // namespace concord::library::store
