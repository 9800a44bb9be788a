// For curators: what documents a resource has, one more, who may have them, and one fewer.
#include "base/core/text.h"
#include "features/library/reading/pages.h"
#include "features/library/store.h"

namespace concord::library::documents {
namespace {

constexpr size_t kLongestPermission = 500;  // code points

Result<Resource> FindAny(db::Database& database, const http::Request& request) {
  return database.Read([&](db::Session& s) -> Result<Resource> {
    auto resource = store::FindResource(s, request.params.Get("slug"));
    if (!resource) return Fail(ErrorKind::kNotFound, "error.not_found");
    return std::move(*resource);
  });
}

const http::Upload* FileOf(const http::Request& request) {
  for (const auto& upload : request.uploads) {
    if (upload.field == "file") return &upload;
  }
  return nullptr;
}

std::string BackHref(const http::Request& request) {
  return "/resources/" + std::string(request.params.Get("slug")) + "/documents";
}

}  // namespace

http::Response CuratorPages::Page(const http::Request& request, views::Manage view, unsigned status) const {
  const auto resource = FindAny(d_.keeper.database(), request);
  if (!resource) return ErrorFor(d_.pages, request, resource.error());
  const auto documents = d_.keeper.database().Read(
      [&](db::Session& s) -> Result<std::vector<Document>> { return DocumentsOf(s, resource->id.ToString()); });
  if (!documents) return ErrorFor(d_.pages, request, documents.error());
  const Speaker speaker(d_.pages, request);
  const std::string& slug = resource->about.slug;
  view.title = resource->about.title;
  view.language = LanguageOf(*resource);
  view.back_href = "/resources/" + slug;
  view.action = view.back_href + "/documents";
  view.csrf = d_.pages.frame.FormToken(request);
  view.hint = speaker.Say("library.documents.file_hint", {{"mib", std::to_string(d_.keeper.most_bytes() >> 20)}});
  for (const auto& document : *documents) {
    auto row = RowOf(speaker, slug, document);
    row.permission = document.permission;
    if (document.state != State::kRefused) row.permission_action = FileHref(slug, document.id) + "/permission";
    row.remove_href = FileHref(slug, document.id) + "/remove";
    view.documents.push_back(std::move(row));
  }
  html::PageMeta meta;
  meta.title = speaker.Say("library.documents.manage");
  meta.section = "search";
  meta.no_index = true;
  return d_.pages.frame.Page(request, meta, views::Render(d_.pages.frame.templates(), speaker.language(), view),
                             status);
}

http::Response CuratorPages::Show(const http::Request& request) const { return Page(request, {}, 200); }

http::Response CuratorPages::Add(const http::Request& request) const {
  const Speaker speaker(d_.pages, request);
  views::Manage view;
  view.given = request.form.Get("given") == "yes";
  view.permission = text::CollapseSpace(request.form.Get("permission"));
  if (view.given && view.permission.empty())
    view.errors.push_back({"permission", speaker.Say("library.documents.error_permission")});
  if (text::CountCodePoints(view.permission) > kLongestPermission)
    view.errors.push_back({"permission", speaker.Say("library.documents.error_permission_long")});
  const http::Upload* file = FileOf(request);
  if (!file) view.errors.push_back({"file", speaker.Say("library.documents.error_choose")});
  if (!view.errors.empty()) return Page(request, std::move(view), 422);
  const auto added = d_.keeper.Add({std::string(request.params.Get("slug")), file->name,
                                    view.given ? view.permission : "", accounts::VisitOf(request).Actor()},
                                   SourceOf(std::span(file->content())));
  if (!added) {
    const ErrorKind kind = added.error().kind;
    if (kind != ErrorKind::kInvalid && kind != ErrorKind::kConflict) return ErrorFor(d_.pages, request, added.error());
    view.errors.push_back({"file", Say(speaker, added.error())});
    return Page(request, std::move(view), kind == ErrorKind::kInvalid ? 422 : 409);
  }
  return http::Response::SeeOther(BackHref(request) + "#document-" + added->id);
}

http::Response CuratorPages::TooLarge(const http::Request& request) const {
  const Speaker speaker(d_.pages, request);
  views::Manage view;
  view.errors.push_back({"file", speaker.Say("library.documents.error_too_large",
                                             {{"mib", std::to_string(d_.keeper.most_bytes() >> 20)}})});
  return Page(request, std::move(view), 413);
}

http::Response CuratorPages::Permit(const http::Request& request) const {
  const auto place = FindPlace(d_.keeper.database(), request, true);
  if (!place) return ErrorFor(d_.pages, request, place.error());
  const std::string permission = text::CollapseSpace(request.form.Get("permission"));
  if (text::CountCodePoints(permission) > kLongestPermission) {
    const Speaker speaker(d_.pages, request);
    views::Manage view;
    view.errors.push_back({"permission-" + place->document.id, speaker.Say("library.documents.error_permission_long")});
    return Page(request, std::move(view), 422);
  }
  const Status kept = d_.keeper.Permit(place->document.id, permission, accounts::VisitOf(request).Actor());
  if (!kept) return ErrorFor(d_.pages, request, kept.error());
  return http::Response::SeeOther(BackHref(request) + "#document-" + place->document.id);
}

http::Response CuratorPages::ConfirmRemove(const http::Request& request) const {
  const auto place = FindPlace(d_.keeper.database(), request, true);
  if (!place) return ErrorFor(d_.pages, request, place.error());
  const Speaker speaker(d_.pages, request);
  views::Removal view;
  view.title = place->resource.about.title;
  view.language = LanguageOf(place->resource);
  view.name = place->document.name;
  view.back_href = BackHref(request);
  view.action = request.path;
  view.csrf = d_.pages.frame.FormToken(request);
  html::PageMeta meta;
  meta.title = speaker.Say("library.documents.remove_title");
  meta.section = "search";
  meta.no_index = true;
  return d_.pages.frame.Page(request, meta, views::Render(d_.pages.frame.templates(), speaker.language(), view));
}

http::Response CuratorPages::Remove(const http::Request& request) const {
  const auto place = FindPlace(d_.keeper.database(), request, true);
  if (!place) return ErrorFor(d_.pages, request, place.error());
  const Status removed = d_.keeper.Remove(place->document.id, accounts::VisitOf(request).Actor());
  if (!removed) return ErrorFor(d_.pages, request, removed.error());
  return http::Response::SeeOther(BackHref(request));
}

}  // namespace concord::library::documents
