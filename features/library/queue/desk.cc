#include "features/library/queue/desk.h"

#include <array>

#include "base/core/text.h"
#include "base/i18n/catalog.h"

namespace concord::library::queue {
namespace {

constexpr size_t kMostTyped = 8000;

}  // namespace

std::string LineOf(const http::Request& request, std::string_view field) {
  return text::CollapseSpace(text::Clean(request.form.Get(field).substr(0, kMostTyped)));
}

std::string TextOf(const http::Request& request, std::string_view field) {
  std::string typed = text::Clean(request.form.Get(field).substr(0, kMostTyped));
  std::erase(typed, '\r');
  return std::string(text::Trim(typed));
}

views::Field FieldMaker::Make(std::string_view id, std::string_view kind, std::string value, size_t most) const {
  views::Field field;
  field.id = id;
  field.kind = kind;
  field.value = std::move(value);
  field.most = most;
  const std::string key = "library.queue.field." + field.id;
  field.label = speaker_.Say(key);
  if (catalog_.Has(key + "_hint")) field.hint = speaker_.Say(key + "_hint");
  return field;
}

views::Field FieldMaker::Required(std::string_view id, std::string_view kind, std::string value, size_t most) const {
  views::Field field = Make(id, kind, std::move(value), most);
  field.required = true;
  return field;
}

views::Field FieldMaker::Choice(std::string_view id, std::vector<views::Option> options) const {
  views::Field field = Make(id, "select", "");
  field.options = std::move(options);
  return field;
}

std::vector<views::Tab> TabsOf(const Speaker& speaker, std::string_view current) {
  struct Desk {
    const char *name, *href;
  };
  constexpr std::array kDesks = {Desk{"desk", "/curation"},
                                 Desk{"queue", "/curation/suggestions"},
                                 Desk{"doubles", "/curation/doubles"},
                                 Desk{"bulk", "/curation/bulk"},
                                 Desk{"ratings", "/curation/ratings"},
                                 Desk{"moved", "/curation/merged"},
                                 Desk{"links", "/curation/links"},
                                 Desk{"harvests", "/curation/harvests"},
                                 Desk{"instruments", "/curation/instruments"}};
  std::vector<views::Tab> tabs;
  for (const auto& [name, href] : kDesks) {
    tabs.push_back({href, speaker.Say(std::string("library.queue.tabs.") + name), name == current});
  }
  return tabs;
}

http::Response PageOf(const Deps& deps, const http::Request& request, std::string title, const html::Safe& html,
                      unsigned status) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.section = "search";
  meta.no_index = true;
  return deps.pages.frame.Page(request, meta, html, status);
}

http::Response CsvOf(std::string csv, std::string_view file_name) {
  return http::Response::Download(std::move(csv), "text/csv; charset=utf-8", file_name);
}

std::string FactsOf(const Speaker& speaker, const Resource& resource) {
  const auto& a = resource.about;
  std::vector<std::string> facts = {a.year ? std::to_string(*a.year) : speaker.Say("library.row.year_unknown")};
  if (!a.authors.empty()) facts.push_back(a.authors.front().Display() + (a.authors.size() > 1 ? " et al." : ""));
  if (!SourceOf(a).empty()) facts.push_back(SourceOf(a));
  if (!IsShown(resource)) facts.push_back(speaker.Say("library.queue.status." + a.status));
  return text::Join(facts, " · ");
}

std::string SlugIn(std::string_view typed) {
  constexpr std::string_view kPath = "/resources/";
  if (const size_t at = typed.rfind(kPath); at != std::string_view::npos) typed.remove_prefix(at + kPath.size());
  typed = typed.substr(0, typed.find_first_of("/?#"));
  return text::LowerAscii(text::Trim(typed));
}

std::string HrefOf(const Deps& deps, const exchange::Record& about) {
  const bool shown = about.status == "published" || about.status == "superseded";
  return shown || !deps.edit_href ? "/resources/" + about.slug : deps.edit_href(about.slug);
}

std::string ActorOf(const http::Request& request) { return accounts::VisitOf(request).Actor(); }

std::string DateOf(const Speaker& speaker, Time time) { return i18n::FormatDate(speaker.language(), time); }

}  // namespace concord::library::queue
