// What the pages about documents share, and the part of a resource's page that shows them.
#include "features/library/reading/pages.h"
#include "features/library/store.h"

namespace concord::library::documents {
namespace {

std::string SizeOf(const Speaker& speaker, int64_t bytes) {
  constexpr int64_t kKb = 1'000, kMb = 1'000'000;
  const bool small = bytes < kMb;
  const int64_t n = (bytes + (small ? kKb : kMb) - 1) / (small ? kKb : kMb);
  return speaker.Say(small ? "library.documents.size_kb" : "library.documents.size_mb",
                     {{"n", i18n::FormatNumber(speaker.language(), n)}});
}

}  // namespace

Result<Place> FindPlace(db::Database& database, const http::Request& request, bool curator) {
  return database.Read([&](db::Session& s) -> Result<Place> {
    auto resource = store::FindResource(s, request.params.Get("slug"));
    auto document = Find(s, request.params.Get("document"));
    if (!resource || !document || document->resource_id != resource->id.ToString() || (!curator && !IsShown(*resource)))
      return Fail(ErrorKind::kNotFound, "error.not_found");
    return Place{std::move(*resource), std::move(*document)};
  });
}

std::string ReadHref(const std::string& slug, const std::string& id) { return "/resources/" + slug + "/read/" + id; }
std::string FileHref(const std::string& slug, const std::string& id) {
  return "/resources/" + slug + "/documents/" + id;
}

std::string LanguageOf(const Resource& resource) {
  return resource.about.languages.empty() ? "en" : resource.about.languages.front();
}

std::string Say(const Speaker& speaker, const Error& error) {
  return speaker.Say(error.key, i18n::Params(error.params.begin(), error.params.end()));
}

views::DocumentRow RowOf(const Speaker& speaker, const std::string& slug, const Document& document) {
  views::DocumentRow row;
  row.id = document.id;
  row.name = document.name;
  row.facts = speaker.Say("library.documents.kind") + " · " + SizeOf(speaker, document.bytes);
  if (document.state == State::kRead) row.facts += " · " + speaker.Count("library.documents.pages", document.pages);
  if (document.state == State::kWaiting) row.note = speaker.Say("library.documents.waiting");
  if (document.state == State::kRefused)
    row.note = speaker.Say("library.documents.refused", {{"why", Say(speaker, document.reason)}});
  if (document.state != State::kRead) return row;
  if (!document.has_text) row.note = speaker.Say("library.documents.no_text");
  if (document.has_text && document.permission.empty()) row.note = speaker.Say("library.documents.search_only");
  if (document.has_text) row.read_href = ReadHref(slug, document.id);
  if (document.IsGivenOut()) {
    row.file_href = FileHref(slug, document.id);
    row.save_href = row.file_href + "?save=1";
    row.permission = document.permission;
  }
  return row;
}

html::Safe ResourceSection(const PageDeps& pages, const http::Request& request, const Resource& resource) {
  const Speaker speaker(pages, request);
  const auto documents = pages.library.database().Read(
      [&](db::Session& s) -> Result<std::vector<Document>> { return DocumentsOf(s, resource.id.ToString()); });
  if (!documents) {
    pages.log.Error("the documents of a resource could not be read", {{"cause", documents.error().cause}});
    return {};
  }
  const auto& visit = accounts::VisitOf(request);
  views::Section view;
  if (visit.caller && visit.caller->May(accounts::Action::kLibraryCurate))
    view.curate_href = "/resources/" + resource.about.slug + "/documents";
  for (const auto& document : *documents) {
    // What could not be read is the curators' business.
    if (document.state == State::kRefused && view.curate_href.empty()) continue;
    view.documents.push_back(RowOf(speaker, resource.about.slug, document));
  }
  if (view.documents.empty() && view.curate_href.empty()) return {};
  return views::Render(pages.frame.templates(), speaker.language(), view);
}

}  // namespace concord::library::documents
