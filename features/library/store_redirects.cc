// Slugs that lead to another resource.
#include "features/library/redirects.h"
#include "features/library/store.h"

namespace concord::library {
namespace {

constexpr int kMostSteps =
    20;  // merges in a row; PutRedirect keeps it at one, and a damaged table must not hang a page

}  // namespace

namespace store {

void PutRedirect(db::Transaction& t, const Resource& was, const Id<Resource>& to, Time now) {
  const auto& a = was.about;
  const std::string was_id = was.id.ToString(), to_id = to.ToString();
  t.Execute("UPDATE library_redirect SET resource_id = :to WHERE resource_id = :was", to_id, was_id);
  t.Execute(
      "INSERT INTO library_redirect (slug, resource_id, was_id, doi, url_key, title_key, first_author, year, "
      "created_at) "
      "VALUES (:slug, :to, :was, :doi, :url_key, :title_key, :author, :year, :now) ON CONFLICT (slug) DO UPDATE SET "
      "resource_id = excluded.resource_id, was_id = excluded.was_id, created_at = excluded.created_at",
      a.slug, to_id, was_id, a.doi, UrlKey(a.url), TitleKey(a),
      a.authors.empty() ? std::string() : AuthorKey(a.authors.front()), a.year, now);
}

std::optional<std::string> MergedInto(db::Session& session, std::string_view id) {
  std::string at(id);
  for (int step = 0; step < kMostSteps; ++step) {
    if (session.One("SELECT 1 FROM library_resource WHERE id = :id", at)) return at;
    const auto next = session.One("SELECT resource_id FROM library_redirect WHERE was_id = :id", at);
    if (!next) return std::nullopt;
    at = next->Text(0);
  }
  return std::nullopt;
}

std::optional<std::string> RedirectTarget(db::Session& session, std::string_view slug) {
  const auto row = session.One("SELECT resource_id FROM library_redirect WHERE slug = :slug", slug);
  if (!row) return std::nullopt;
  return MergedInto(session, row->Text(0));
}

bool IsSlugTaken(db::Session& session, std::string_view slug) {
  return session
      .One(
          "SELECT 1 FROM library_resource WHERE slug = :slug UNION ALL SELECT 1 FROM library_redirect WHERE slug = "
          ":same",
          slug, slug)
      .has_value();
}

bool FreeRedirect(db::Transaction& t, std::string_view slug) {
  return t.Execute("DELETE FROM library_redirect WHERE slug = :slug", slug) > 0;
}

std::vector<Redirect> Redirects(db::Session& session) {
  std::vector<Redirect> all;
  for (const auto& row : session.Query("SELECT d.slug, r.slug, d.was_id, d.created_at FROM library_redirect d "
                                       "LEFT JOIN library_resource r ON r.id = d.resource_id ORDER BY d.slug")) {
    all.push_back({row.Text(0), row.Text(1), row.Text(2), row.At(3)});
  }
  return all;
}

std::vector<DuplicateFinder::Known> KnownRedirects(db::Session& session) {
  std::vector<DuplicateFinder::Known> all;
  session.ForEach(
      "SELECT d.slug, d.doi, d.url_key, d.title_key, d.first_author, d.year, r.slug FROM library_redirect d "
      "JOIN library_resource r ON r.id = d.resource_id ORDER BY d.slug",
      {}, [&](const db::Row& row) {
        DuplicateFinder::Known known{row.Text(0), row.Text(1), row.Text(2), row.Text(3),
                                     row.Text(4), {},          0,           row.Text(6)};
        if (const auto year = row.OptionalInt(5)) known.year = static_cast<int>(*year);
        all.push_back(std::move(known));
        return true;
      });
  return all;
}

}  // namespace store

Result<std::string> Library::MovedTo(std::string_view slug) {
  return database_.Read([&](db::Session& s) -> Result<std::string> {
    if (const auto id = store::RedirectTarget(s, slug)) {
      if (const auto resource = store::FindResourceById(s, *id); resource && IsShown(*resource))
        return resource->about.slug;
    }
    return Fail(ErrorKind::kNotFound, "error.not_found");
  });
}

}  // namespace concord::library
