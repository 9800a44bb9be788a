// Resources and what hangs on them.
#include <span>

#include "features/library/documents/documents.h"
#include "features/library/identity.h"
#include "features/library/store.h"
#include "features/library/store_sql.h"

namespace concord::library::store {
namespace {

constexpr std::string_view kResourceColumns =
    "id, slug, title, subtitle, summary, publisher, container, volume, issue, pages, series, edition, place, year, "
    "published, url, doi, ncj, isbn, issn, access, status, superseded_by, note, import_key, created_at, updated_at";

std::string Select(std::string_view rest) {
  return "SELECT " + std::string(kResourceColumns) + " FROM library_resource " + std::string(rest);
}

Resource FromRow(const db::Row& row) {
  Resource resource;
  auto& about = resource.about;
  size_t i = 0;
  resource.id = Id<Resource>::Parse(row.Text(i++)).value_or(Id<Resource>());
  for (std::string* text :
       {&about.slug, &about.title, &about.subtitle, &about.summary, &about.publisher, &about.container, &about.volume,
        &about.issue, &about.pages, &about.series, &about.edition, &about.place}) {
    *text = row.Text(i++);
  }
  if (const auto year = row.OptionalInt(i++)) about.year = static_cast<int>(*year);
  for (std::string* text : {&about.date, &about.url, &about.doi, &about.ncj, &about.isbn, &about.issn, &about.access,
                            &about.status, &about.superseded_by, &about.note, &about.key}) {
    *text = row.Text(i++);
  }
  resource.created = row.At(i++);
  resource.updated = row.At(i++);
  return resource;
}

std::vector<std::string>* TermsOf(exchange::Record& about, std::string_view kind) {
  if (kind == "topic") return &about.topics;
  if (kind == "type") return &about.types;
  if (kind == "audience") return &about.audiences;
  if (kind == "language") return &about.languages;
  if (kind == "keyword") return &about.keywords;
  return nullptr;
}

// ":p0, :p1, ..." for IN lists.
// What hangs on these resources, in five queries however many they are (a few hundred at most).
void LoadParts(db::Session& session, std::span<Resource> resources) {
  if (resources.empty()) return;
  std::unordered_map<std::string, exchange::Record*> by_id;
  std::vector<db::Value> ids;
  for (auto& resource : resources) {
    std::string id = resource.id.ToString();
    ids.emplace_back(id);
    by_id.emplace(std::move(id), &resource.about);
  }
  const std::string in = resources.size() == 1 ? " = :id " : " IN (" + Placeholders(ids.size()) + ") ";
  const auto each = [&](std::string_view columns, std::string_view table, std::string_view order, auto&& take) {
    session.ForEach("SELECT resource_id, " + std::string(columns) + " FROM library_resource_" + std::string(table) +
                        " WHERE resource_id" + in + "ORDER BY resource_id, " + std::string(order),
                    ids, [&](const db::Row& row) {
                      if (const auto found = by_id.find(row.Text(0)); found != by_id.end()) take(*found->second, row);
                      return true;
                    });
  };
  each("kind, value", "term", "kind, position", [](exchange::Record& about, const db::Row& row) {
    if (auto* terms = TermsOf(about, row.Text(1))) terms->push_back(row.Text(2));
  });
  each("role, family, given, literal", "name", "role, position", [](exchange::Record& about, const db::Row& row) {
    (row.Text(1) == "author" ? about.authors : about.editors).push_back({row.Text(2), row.Text(3), row.Text(4)});
  });
  each("field, basis, source", "fact", "position", [](exchange::Record& about, const db::Row& row) {
    about.facts.push_back({row.Text(1), row.Text(2), row.Text(3)});
  });
  each("outcome, direction, certainty, setting, basis, dated", "evidence", "position",
       [](exchange::Record& about, const db::Row& row) {
         about.evidence.push_back({row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6)});
       });
  each("name, value", "extra", "position",
       [](exchange::Record& about, const db::Row& row) { about.extra.emplace_back(row.Text(1), row.Text(2)); });
}

void LoadParts(db::Session& session, Resource& resource) { LoadParts(session, std::span(&resource, 1)); }

void InsertNames(db::Transaction& t, const std::string& id, const char* role,
                 const std::vector<exchange::Name>& names) {
  int position = 0;
  for (const auto& name : names) {
    t.Execute(
        "INSERT INTO library_resource_name (resource_id, role, position, family, given, literal) "
        "VALUES (:id, :role, :position, :family, :given, :literal)",
        id, role, position++, name.family, name.given, name.literal);
  }
}

void InsertTerms(db::Transaction& t, const Resource& resource, const char* kind,
                 const std::vector<std::string>& values) {
  const std::string id = resource.id.ToString();
  int position = 0;
  for (const auto& value : values) {
    t.Execute(
        "INSERT INTO library_resource_term (resource_id, kind, position, value, changed_at) "
        "VALUES (:id, :kind, :position, :value, :changed_at)",
        id, kind, position++, value, resource.updated);
  }
}

void InsertParts(db::Transaction& t, const Resource& resource) {
  const auto& about = resource.about;
  const std::string id = resource.id.ToString();
  InsertTerms(t, resource, "topic", about.topics);
  InsertTerms(t, resource, "type", about.types);
  InsertTerms(t, resource, "audience", about.audiences);
  InsertTerms(t, resource, "language", about.languages);
  InsertTerms(t, resource, "keyword", about.keywords);
  InsertNames(t, id, "author", about.authors);
  InsertNames(t, id, "editor", about.editors);
  int position = 0;
  for (const auto& fact : about.facts) {
    t.Execute(
        "INSERT INTO library_resource_fact (resource_id, position, field, basis, source) "
        "VALUES (:id, :position, :field, :basis, :source)",
        id, position++, fact.field, fact.basis, fact.source);
  }
  position = 0;
  for (const auto& e : about.evidence) {
    t.Execute(
        "INSERT INTO library_resource_evidence (resource_id, position, outcome, direction, certainty, setting, "
        "basis, dated) VALUES (:id, :position, :outcome, :direction, :certainty, :setting, :basis, :dated)",
        id, position++, e.outcome, e.direction, e.certainty, e.setting, e.basis, e.date);
  }
  position = 0;
  for (const auto& [name, value] : about.extra) {
    t.Execute(
        "INSERT INTO library_resource_extra (resource_id, position, name, value) "
        "VALUES (:id, :position, :name, :value)",
        id, position++, name, value);
  }
}

void DeleteParts(db::Transaction& t, const std::string& id) {
  for (const char* table : {"library_resource_term", "library_resource_name", "library_resource_fact",
                            "library_resource_evidence", "library_resource_extra"}) {
    t.Execute("DELETE FROM " + std::string(table) + " WHERE resource_id = :id", id);
  }
}

// The address of a merged resource is promised to the one that it became: nothing takes it by the way (redirects.h).
void RefuseRedirect(db::Transaction& t, const std::string& slug) {
  if (t.One("SELECT 1 FROM library_redirect WHERE slug = :slug", slug))
    throw db::DatabaseError(db::Fault::kConstraint, "the slug \"" + slug + "\" leads to a merged resource");
}

}  // namespace

std::optional<Resource> FindResource(db::Session& session, std::string_view slug) {
  static const std::string kSql = Select("WHERE slug = :slug");
  const auto row = session.One(kSql, slug);
  if (!row) return std::nullopt;
  Resource resource = FromRow(*row);
  LoadParts(session, resource);
  return resource;
}

std::optional<Resource> FindResourceById(db::Session& session, std::string_view id) {
  static const std::string kSql = Select("WHERE id = :id");
  const auto row = session.One(kSql, id);
  if (!row) return std::nullopt;
  Resource resource = FromRow(*row);
  LoadParts(session, resource);
  return resource;
}

std::vector<Resource> FindResourcesById(db::Session& session, const std::vector<std::string>& ids) {
  std::vector<Resource> resources;
  if (ids.empty()) return resources;
  const std::vector<db::Value> values(ids.begin(), ids.end());
  for (const auto& row : session.QueryWith(Select("WHERE id IN (" + Placeholders(ids.size()) + ")"), values))
    resources.push_back(FromRow(row));
  LoadParts(session, resources);
  return resources;
}

void InsertResource(db::Transaction& t, const Resource& resource) {
  const auto& a = resource.about;
  RefuseRedirect(t, a.slug);
  DropTombstone(t, resource.id.ToString());
  t.Execute(
      "INSERT INTO library_resource (id, slug, title, subtitle, summary, publisher, container, volume, issue, pages, "
      "series, edition, place, year, published, url, doi, ncj, isbn, issn, access, status, superseded_by, note, "
      "import_key, created_at, updated_at, title_key, url_key) "
      "VALUES (:id, :slug, :title, :subtitle, :summary, :publisher, :container, :volume, :issue, :pages, "
      ":series, :edition, :place, :year, :published, :url, :doi, :ncj, :isbn, :issn, :access, :status, :superseded_by, "
      ":note, :import_key, :created_at, :updated_at, :title_key, :url_key)",
      resource.id.ToString(), a.slug, a.title, a.subtitle, a.summary, a.publisher, a.container, a.volume, a.issue,
      a.pages, a.series, a.edition, a.place, a.year, a.date, a.url, a.doi, a.ncj, a.isbn, a.issn, a.access, a.status,
      a.superseded_by, a.note, a.key, resource.created, resource.updated, TitleKey(a), UrlKey(a.url));
  InsertParts(t, resource);
  MarkShown(t, resource);
}

void UpdateResource(db::Transaction& t, const Resource& resource) {
  const auto& a = resource.about;
  const std::string id = resource.id.ToString();
  RefuseRedirect(t, a.slug);
  if (a.status == "draft") {
    LeaveTombstone(t, id, resource.updated);
  } else {
    DropTombstone(t, id);
  }
  t.Execute(
      "UPDATE library_resource SET slug = :slug, title = :title, subtitle = :subtitle, summary = :summary, "
      "publisher = :publisher, container = :container, volume = :volume, issue = :issue, pages = :pages, "
      "series = :series, edition = :edition, place = :place, year = :year, published = :published, url = :url, "
      "doi = :doi, ncj = :ncj, isbn = :isbn, issn = :issn, access = :access, status = :status, "
      "superseded_by = :superseded_by, note = :note, import_key = :import_key, updated_at = :updated_at, "
      "title_key = :title_key, url_key = :url_key WHERE id = :id",
      a.slug, a.title, a.subtitle, a.summary, a.publisher, a.container, a.volume, a.issue, a.pages, a.series, a.edition,
      a.place, a.year, a.date, a.url, a.doi, a.ncj, a.isbn, a.issn, a.access, a.status, a.superseded_by, a.note, a.key,
      resource.updated, TitleKey(a), UrlKey(a.url), id);
  DeleteParts(t, id);
  InsertParts(t, resource);
  MarkShown(t, resource);
}

void DeleteResource(db::Transaction& t, std::string_view id, Time at) {
  LeaveTombstone(t, id, at);
  documents::DeleteAll(t, id, at);
  t.Execute("DELETE FROM library_resource WHERE id = :id", id);
}

void ForEachResource(db::Session& session, const std::function<bool(const Resource&)>& each) {
  // Pages of slugs: a whole library fits in memory as slugs, not as resources.
  std::string after;
  while (true) {
    const auto rows = session.Query(Select("WHERE slug > :after AND status IN ('published', 'superseded') "
                                           "ORDER BY slug LIMIT 200"),
                                    after);
    for (const auto& row : rows) {
      Resource resource = FromRow(row);
      LoadParts(session, resource);
      if (!each(resource)) return;
      after = resource.about.slug;
    }
    if (rows.size() < 200) return;
  }
}

std::vector<std::string> ResourceIds(db::Session& session) {
  std::vector<std::string> ids;
  session.ForEach("SELECT id FROM library_resource WHERE status IN ('published', 'superseded') ORDER BY id", {},
                  [&](const db::Row& row) {
                    ids.push_back(row.Text(0));
                    return true;
                  });
  return ids;
}

std::vector<Identity> Identities(db::Session& session) {
  std::vector<Identity> all;
  session.ForEach(
      "SELECT r.id, r.slug, r.doi, r.url_key, r.title_key, r.year, n.family, n.literal FROM library_resource r "
      "LEFT JOIN library_resource_name n ON n.resource_id = r.id AND n.role = 'author' AND n.position = 0 "
      "ORDER BY r.slug",
      {}, [&](const db::Row& row) {
        Identity identity{row.Text(0), row.Text(1), row.Text(2),
                          row.Text(3), row.Text(4), AuthorKey({row.Text(6), "", row.Text(7)}),
                          std::nullopt};
        if (const auto year = row.OptionalInt(5)) identity.year = static_cast<int>(*year);
        all.push_back(std::move(identity));
        return true;
      });
  return all;
}

}  // namespace concord::library::store
