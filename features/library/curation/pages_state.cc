// A resource is withdrawn, brought back, superseded.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/curation/entry_form.h"
#include "features/library/curation/pages.h"
#include "features/library/search_schema.h"

namespace concord::library::curation {
namespace {

constexpr size_t kCandidates = 8;

views::Form Plain(const Teller& teller, const Resource& resource, const char* what) {
  const std::string key = std::string("library.curation.") + what;
  const std::string href = ResourceHref(resource.about.slug);
  views::Form form;
  form.title = teller.Say(key + ".title", {{"title", resource.about.title}});
  form.lead = teller.Say(key + ".lead");
  form.back = {href + "/history", teller.Say("library.curation.history.title", {{"title", resource.about.title}})};
  form.cancel = {IsShown(resource) ? href : href + "/history", teller.Say("library.curation.form.cancel")};
  return form;
}

}  // namespace

http::Response StatePages::Form(const http::Request& request, const char* what,
                                const std::vector<Fault>& faults) const {
  const auto piece = d_.curation.Find(request.params.Get("slug"));
  if (!piece) return ErrorFor(d_.pages, request, piece.error());
  const Teller teller(d_, request);
  const FieldMaker make(teller, faults);
  views::Form form = Plain(teller, piece->resource, what);
  const std::string path = std::string_view(what) == "bring_back" ? "bring-back" : what;
  form.action = ResourceHref(piece->resource.about.slug) + "/" + path;
  for (const auto& fault : faults) {
    if (fault.field.empty()) form.error = teller.Say(fault);
  }
  views::Field why = make.Make("why", "text", TypedLine(request.form, "why", 500));
  why.required = true;
  why.most = 500;
  form.groups = {{"", "", {std::move(why)}}};
  form.buttons = {{"do", "yes", teller.Say(std::string("library.curation.") + what + ".submit")}};
  return ShowForm(d_, request, std::move(form), faults.empty() ? 200 : 422);
}

http::Response StatePages::After(const http::Request& request, const char* what, const Status& done) const {
  if (done) return http::Response::SeeOther(ResourceHref(request.params.Get("slug")) + "/history");
  const auto& error = done.error();
  if (error.kind == ErrorKind::kInvalid) return Form(request, what, {{"why", error.key, {}}});
  if (error.kind == ErrorKind::kConflict) return Form(request, what, {{"", error.key, {}}});
  return ErrorFor(d_.pages, request, error);
}

http::Response StatePages::ConfirmWithdraw(const http::Request& request) const { return Form(request, "withdraw", {}); }
http::Response StatePages::ConfirmBringBack(const http::Request& request) const {
  return Form(request, "bring_back", {});
}

http::Response StatePages::Withdraw(const http::Request& request) const {
  return After(request, "withdraw",
               d_.curation.Withdraw(request.params.Get("slug"), TypedLine(request.form, "why", 500), ActorOf(request)));
}

http::Response StatePages::BringBack(const http::Request& request) const {
  return After(
      request, "bring_back",
      d_.curation.BringBack(request.params.Get("slug"), TypedLine(request.form, "why", 500), ActorOf(request)));
}

http::Response StatePages::SuccessorForm(const http::Request& request, const std::vector<Fault>& faults) const {
  const auto piece = d_.curation.Find(request.params.Get("slug"));
  if (!piece) return ErrorFor(d_.pages, request, piece.error());
  const Teller teller(d_, request);
  const FieldMaker make(teller, faults);
  const auto& about = piece->resource.about;
  views::Form form = Plain(teller, piece->resource, "supersede");
  form.action = ResourceHref(about.slug) + "/supersede";
  for (const auto& fault : faults) {
    if (fault.field.empty()) form.error = teller.Say(fault);
  }
  const std::string words = TypedLine(request.form, "find", 300), chosen = TypedLine(request.form, "by", 200);
  views::Field by = make.Make("by", "radios", "");
  const auto offer = [&](const std::string& slug, const std::string& title) {
    const bool known = std::ranges::any_of(by.options, [&](const views::Option& o) { return o.value == slug; });
    if (!known && slug != about.slug) by.options.push_back({slug, title, slug == chosen});
  };
  for (const std::string& slug : {chosen, SlugIn(words)}) {
    if (slug.empty()) continue;
    if (const auto named = d_.curation.library().Find(slug)) offer(slug, named->about.title);
  }
  if (!words.empty()) {
    search::Query query = QueryFor(SearchState{}.Asking(words));
    query.limit = kCandidates;
    query.facet_values = 0;
    if (const auto found = d_.pages.searcher.Search(query)) {
      for (const auto& hit : found->hits) {
        const auto row = UnpackRow(hit.stored).row;
        offer(row.slug, row.title + (row.year ? " (" + std::to_string(*row.year) + ")" : ""));
      }
    }
  }
  if (by.options.size() == 1) by.options.front().selected = true;
  views::FieldGroup group;
  group.fields.push_back(make.Make("find", "text", words));
  if (!by.options.empty() || !by.error.empty()) {
    if (by.options.empty()) by.hint = teller.Say("library.curation.supersede.none");
    group.fields.push_back(std::move(by));
  } else if (!words.empty()) {
    form.notices.push_back({teller.Say("library.curation.supersede.none"), {}});
  }
  views::Field why = make.Make("why", "text", TypedLine(request.form, "why", 500));
  why.required = true;
  why.most = 500;
  group.fields.push_back(std::move(why));
  form.groups = {std::move(group)};
  form.buttons = {{"do", "save", teller.Say("library.curation.supersede.submit")},
                  {"do", "look", teller.Say("library.curation.supersede.look")}};
  return ShowForm(d_, request, std::move(form), faults.empty() ? 200 : 422);
}

http::Response StatePages::ChooseSuccessor(const http::Request& request) const { return SuccessorForm(request, {}); }

http::Response StatePages::Supersede(const http::Request& request) const {
  if (request.form.Get("do") == "look") return SuccessorForm(request, {});
  const std::string by = TypedLine(request.form, "by", 200), why = TypedLine(request.form, "why", 500);
  std::vector<Fault> faults;
  if (by.empty())
    faults.push_back({TypedLine(request.form, "find").empty() ? "find" : "by", "library.curation.error.choose", {}});
  if (why.empty()) faults.push_back({"why", "library.curation.error.why", {}});
  if (!faults.empty()) return SuccessorForm(request, faults);
  const Status done = d_.curation.Supersede(request.params.Get("slug"), by, why, ActorOf(request));
  if (done) return http::Response::SeeOther(ResourceHref(request.params.Get("slug")));
  const auto& error = done.error();
  if (error.kind == ErrorKind::kInvalid) return SuccessorForm(request, {{"by", error.key, {}}});
  if (error.kind == ErrorKind::kConflict) return SuccessorForm(request, {{"", error.key, {}}});
  return ErrorFor(d_.pages, request, error);
}

}  // namespace concord::library::curation
