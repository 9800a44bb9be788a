// Vocabulary, modules, sites and collections.
#include <set>

#include "features/library/redirects.h"
#include "features/library/store.h"

namespace concord::library::store {

std::vector<Term> Terms(db::Session& session) {
  std::vector<Term> terms;
  for (const auto& row :
       session.Query("SELECT kind, slug, title, description, origin FROM library_term ORDER BY kind, position, slug")) {
    terms.push_back(
        {row.Text(0), row.Text(1), LocalizedFrom(row.Text(2)), LocalizedFrom(row.Text(3)), row.Text(4), {}});
  }
  for (const auto& row : session.Query("SELECT kind, slug, alias FROM library_term_alias ORDER BY kind, slug, alias")) {
    for (Term& term : terms) {
      if (term.kind == row.Text(0) && term.slug == row.Text(1)) term.aliases.push_back(row.Text(2));
    }
  }
  return terms;
}

std::vector<Module> Modules(db::Session& session) {
  std::vector<Module> modules;
  for (const auto& row : session.Query(
           "SELECT slug, title, lead, overview, expectations, topics FROM library_module ORDER BY position, slug")) {
    modules.push_back({row.Text(0), LocalizedFrom(row.Text(1)), LocalizedFrom(row.Text(2)), LocalizedFrom(row.Text(3)),
                       LocalizedListFrom(row.Text(4)), TextListFrom(row.Text(5))});
  }
  return modules;
}

std::vector<Site> Sites(db::Session& session) {
  std::vector<Site> sites;
  for (const auto& row : session.Query(
           "SELECT slug, name, place, summary, practices, modules, facts FROM library_site ORDER BY position, slug")) {
    sites.push_back({row.Text(0), row.Text(1), row.Text(2), LocalizedFrom(row.Text(3)), LocalizedListFrom(row.Text(4)),
                     TextListFrom(row.Text(5)), FactListFrom(row.Text(6))});
  }
  return sites;
}

std::vector<Collection> Collections(db::Session& session) {
  std::vector<Collection> collections;
  for (const auto& row :
       session.Query("SELECT slug, title, introduction FROM library_collection ORDER BY position, slug")) {
    collections.push_back({row.Text(0), LocalizedFrom(row.Text(1)), LocalizedFrom(row.Text(2)), {}});
  }
  for (const auto& row :
       session.Query("SELECT i.collection, r.slug FROM library_collection_item i JOIN library_resource r "
                     "ON r.id = i.resource_id WHERE r.status IN ('published', 'superseded') "
                     "ORDER BY i.collection, i.position")) {
    for (Collection& collection : collections) {
      if (collection.slug == row.Text(0)) collection.resources.push_back(row.Text(1));
    }
  }
  return collections;
}

void PutTerm(db::Transaction& t, const Term& term, int position) {
  t.Execute(
      "INSERT INTO library_term (kind, slug, title, description, origin, position) "
      "VALUES (:kind, :slug, :title, :description, :origin, :position) "
      "ON CONFLICT (kind, slug) DO UPDATE SET title = excluded.title, description = excluded.description, "
      "origin = excluded.origin, position = excluded.position",
      term.kind, term.slug, ToJson(term.title), ToJson(term.description), term.origin, position);
  t.Execute("DELETE FROM library_term_alias WHERE kind = :kind AND slug = :slug", term.kind, term.slug);
  for (const auto& alias : term.aliases) {
    t.Execute(
        "INSERT INTO library_term_alias (kind, alias, slug) VALUES (:kind, :alias, :slug) "
        "ON CONFLICT (kind, alias) DO UPDATE SET slug = excluded.slug",
        term.kind, alias, term.slug);
  }
}

void PutModule(db::Transaction& t, const Module& module, int position) {
  t.Execute(
      "INSERT INTO library_module (slug, position, title, lead, overview, expectations, topics) "
      "VALUES (:slug, :position, :title, :lead, :overview, :expectations, :topics) "
      "ON CONFLICT (slug) DO UPDATE SET position = excluded.position, title = excluded.title, lead = excluded.lead, "
      "overview = excluded.overview, expectations = excluded.expectations, topics = excluded.topics",
      module.slug, position, ToJson(module.title), ToJson(module.lead), ToJson(module.overview),
      ToJson(module.expectations), ToJson(module.topics));
}

void PutSite(db::Transaction& t, const Site& site, int position) {
  t.Execute(
      "INSERT INTO library_site (slug, position, name, place, summary, practices, modules, facts) "
      "VALUES (:slug, :position, :name, :place, :summary, :practices, :modules, :facts) "
      "ON CONFLICT (slug) DO UPDATE SET position = excluded.position, name = excluded.name, place = excluded.place, "
      "summary = excluded.summary, practices = excluded.practices, modules = excluded.modules, facts = excluded.facts",
      site.slug, position, site.name, site.place, ToJson(site.summary), ToJson(site.practices), ToJson(site.modules),
      ToJson(site.facts));
}

std::vector<std::string> PutCollection(db::Transaction& t, const Collection& collection, int position) {
  t.Execute(
      "INSERT INTO library_collection (slug, position, title, introduction) "
      "VALUES (:slug, :position, :title, :introduction) ON CONFLICT (slug) DO UPDATE SET "
      "position = excluded.position, title = excluded.title, introduction = excluded.introduction",
      collection.slug, position, ToJson(collection.title), ToJson(collection.introduction));
  t.Execute("DELETE FROM library_collection_item WHERE collection = :slug", collection.slug);
  std::vector<std::string> missing;
  std::set<std::string> there;
  int item = 0;
  for (const auto& slug : collection.resources) {
    const auto row = t.One("SELECT id FROM library_resource WHERE slug = :slug", slug);
    const auto id = row ? std::optional(row->Text(0)) : RedirectTarget(t, slug);
    if (!id) {
      missing.push_back(slug);
      continue;
    }
    if (!there.insert(*id).second) continue;  // both halves of a merged pair
    t.Execute(
        "INSERT INTO library_collection_item (collection, position, resource_id) VALUES (:collection, :position, :id)",
        collection.slug, item++, *id);
  }
  return missing;
}

}  // namespace concord::library::store
