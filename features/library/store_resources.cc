// Resources and what hangs on them.
#include "features/library/identity.h"
#include "features/library/store.h"

namespace concord::library::store {
namespace {

constexpr std::string_view kColumns =
    "id, slug, title, subtitle, summary, publisher, container, volume, issue, pages, series, edition, place, year, "
    "published, url, doi, ncj, isbn, issn, access, status, superseded_by, note, import_key, created_at, updated_at";

std::string Select(std::string_view rest) {
  return "SELECT " + std::string(kColumns) + " FROM library_resource " + std::string(rest);
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

void LoadParts(db::Session& session, Resource& resource) {
  auto& about = resource.about;
  const std::string id = resource.id.ToString();
  for (const auto& row : session.Query(
           "SELECT kind, value FROM library_resource_term WHERE resource_id = :id ORDER BY kind, position", id)) {
    if (auto* terms = TermsOf(about, row.Text(0))) terms->push_back(row.Text(1));
  }
  for (const auto& row : session.Query("SELECT role, family, given, literal FROM library_resource_name "
                                       "WHERE resource_id = :id ORDER BY role, position",
                                       id)) {
    (row.Text(0) == "author" ? about.authors : about.editors).push_back({row.Text(1), row.Text(2), row.Text(3)});
  }
  for (const auto& row : session.Query("SELECT field, basis, source FROM library_resource_fact "
                                       "WHERE resource_id = :id ORDER BY position",
                                       id)) {
    about.facts.push_back({row.Text(0), row.Text(1), row.Text(2)});
  }
  for (const auto& row : session.Query("SELECT outcome, direction, certainty, setting, basis, dated "
                                       "FROM library_resource_evidence WHERE resource_id = :id ORDER BY position",
                                       id)) {
    about.evidence.push_back({row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5)});
  }
  for (const auto& row : session.Query("SELECT name, value FROM library_resource_extra "
                                       "WHERE resource_id = :id ORDER BY position",
                                       id)) {
    about.extra.emplace_back(row.Text(0), row.Text(1));
  }
}

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

void InsertTerms(db::Transaction& t, const std::string& id, const char* kind, const std::vector<std::string>& values) {
  int position = 0;
  for (const auto& value : values) {
    t.Execute(
        "INSERT INTO library_resource_term (resource_id, kind, position, value) "
        "VALUES (:id, :kind, :position, :value)",
        id, kind, position++, value);
  }
}

void InsertParts(db::Transaction& t, const Resource& resource) {
  const auto& about = resource.about;
  const std::string id = resource.id.ToString();
  InsertTerms(t, id, "topic", about.topics);
  InsertTerms(t, id, "type", about.types);
  InsertTerms(t, id, "audience", about.audiences);
  InsertTerms(t, id, "language", about.languages);
  InsertTerms(t, id, "keyword", about.keywords);
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

void InsertResource(db::Transaction& t, const Resource& resource) {
  const auto& a = resource.about;
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
}

void UpdateResource(db::Transaction& t, const Resource& resource) {
  const auto& a = resource.about;
  const std::string id = resource.id.ToString();
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
}

void DeleteResource(db::Transaction& t, std::string_view id) {
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
