// An organization is added, changed, ended.
#include <algorithm>

#include "base/core/text.h"
#include "features/communities/check.h"
#include "features/communities/forms.h"
#include "features/communities/pages.h"
#include "features/communities/setup.h"

namespace concord::communities {
namespace {

using accounts::Action;

// Everything but its kind, which decides what its people may become: only who may add organizations says it.
Organization Typed(const http::Request& request, Organization o, bool may_set_kind) {
  o.name = LineOf(request, "name");
  if (may_set_kind) o.kind = LineOf(request, "kind");
  o.summary = TextOf(request, "summary");
  o.offers = ListOf(TextOf(request, "offers"));
  o.languages = ChoicesOf(request, "languages");
  o.service_area = ChoicesOf(request, "service_area");
  o.contact_name = LineOf(request, "contact_name");
  o.contact_email = LineOf(request, "contact_email");
  o.contact_phone = LineOf(request, "contact_phone");
  o.contact_address = LineOf(request, "contact_address");
  o.website = LineOf(request, "website");
  // "example.org" is what people type; what cannot be an address comes back as it was typed.
  if (std::string address = WebAddressOf(o.website); !address.empty()) o.website = std::move(address);
  return o;
}

std::vector<views::Option> OrganizationKindOptions(const Speaker& speaker, const std::string& chosen) {
  std::vector<views::Option> options;
  if (chosen.empty()) options.push_back({"", speaker.Say("communities.form.choose"), true});
  for (const auto kind : OrganizationKinds()) {
    options.push_back({std::string(kind), speaker.OrganizationKind(kind), chosen == kind});
  }
  return options;
}

bool Serves(const Organization& o, const std::string& slug) {
  return std::find(o.service_area.begin(), o.service_area.end(), slug) != o.service_area.end();
}

}  // namespace

http::Response OrganizationForms::Form(const http::Request& request, const Whole& whole, const Organization& o,
                                       const std::vector<Fault>& faults) const {
  const Speaker speaker(d_, request);
  const auto& c = whole.community;
  const bool is_new = o.slug.empty();
  const FieldMaker make(speaker, d_.frame.catalog(), "communities.organization_form", faults);
  views::Form view;
  view.title = is_new ? speaker.Say("communities.organization_form.title_new", {{"name", c.name}})
                      : speaker.Say("communities.organization_form.title", {{"name", o.name}});
  view.lead = speaker.Say("communities.organization_form.lead");
  view.action = is_new ? HomeOf(c.slug) + "/organizations/new" : OrganizationHref(c.slug, o.slug) + "/edit";
  view.submit = speaker.Say(is_new ? "communities.organization_form.add" : "communities.form.save");
  view.csrf = d_.frame.FormToken(request);
  view.cancel = {is_new ? HomeOf(c.slug) + "/organizations" : OrganizationHref(c.slug, o.slug),
                 speaker.Say("communities.form.cancel")};
  view.back = {HomeOf(c.slug), c.name};
  if (is_new && c.state == "preparing") {
    const SetupState state = SetupStateOf(whole, CountPeople(d_, c.id));
    view.steps = StepsOf(speaker, c.slug, state, SetupStep::kOrganizations);
    view.steps_title = speaker.Say("communities.setup.steps");
    view.cancel.href = HrefOf(SetupStep::kOrganizations, c.slug);
  }
  view.fields.push_back(make.Required(make.Make("name", "text", o.name, 160)));
  if (May(request, Action::kOrganizationAdd, c.id)) {
    view.fields.push_back(make.Required(make.Choice("kind", OrganizationKindOptions(speaker, o.kind))));
  }
  view.fields.push_back(make.Make("summary", "textarea", o.summary));
  view.fields.push_back(make.Make("offers", "textarea", text::Join(o.offers, "\n")));
  view.fields.push_back(make.Languages(o.languages));
  if (!whole.districts.empty()) {
    std::vector<views::Option> options;
    for (const auto& d : whole.districts) options.push_back({d.slug, d.name, Serves(o, d.slug)});
    view.fields.push_back(make.Checks("service_area", std::move(options)));
  }
  view.fields.push_back(make.Make("contact_name", "text", o.contact_name, 160));
  view.fields.push_back(make.Make("contact_phone", "tel", o.contact_phone, 40));
  view.fields.push_back(make.Make("contact_email", "email", o.contact_email, 254));
  view.fields.push_back(make.Make("contact_address", "text", o.contact_address, 300));
  view.fields.push_back(make.Make("website", "url", o.website, 500));
  auto meta = MetaFor(view.title, "", "organizations");
  meta.no_index = true;
  if (!faults.empty()) meta.title = speaker.Say("communities.form.error_title", {{"title", meta.title}});
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view),
                       faults.empty() ? 200 : 422);
}

http::Response OrganizationForms::New(const http::Request& request) const {
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  Organization fresh;
  // A step of the set-up asks for one of a kind: what it says is already chosen.
  const std::string_view kind = request.query.Get("kind");
  const auto kinds = OrganizationKinds();
  if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) fresh.kind = kind;
  return Form(request, *whole, fresh, {});
}

http::Response OrganizationForms::Add(const http::Request& request) const {
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  const Organization typed = Typed(request, {}, true);
  if (const auto faults = Check(typed, whole->districts); !faults.empty()) return Form(request, *whole, typed, faults);
  const auto& c = whole->community;
  const auto added = d_.communities.AddOrganization(c.id, typed, accounts::VisitOf(request).Actor());
  if (!added) return ErrorFor(d_, request, added.error());
  return http::Response::SeeOther(c.state == "preparing" ? HrefOf(SetupStep::kOrganizations, c.slug)
                                                         : OrganizationHref(c.slug, added->slug));
}

http::Response OrganizationForms::Edit(const http::Request& request) const {
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  const auto& c = whole->community;
  const auto o = d_.communities.FindOrganization(c.id, request.params.Get("organization"));
  if (!o) return ErrorFor(d_, request, o.error());
  if (!May(request, Action::kOrganizationEdit, c.id, o->id)) return d_.frame.ErrorPage(request, 403);
  if (o->state != "active") return http::Response::SeeOther(OrganizationHref(c.slug, o->slug));
  return Form(request, *whole, *o, {});
}

http::Response OrganizationForms::Save(const http::Request& request) const {
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  const auto& c = whole->community;
  const auto o = d_.communities.FindOrganization(c.id, request.params.Get("organization"));
  if (!o) return ErrorFor(d_, request, o.error());
  if (!May(request, Action::kOrganizationEdit, c.id, o->id)) return d_.frame.ErrorPage(request, 403);
  const Organization typed = Typed(request, *o, May(request, Action::kOrganizationAdd, c.id));
  if (const auto faults = Check(typed, whole->districts); !faults.empty()) return Form(request, *whole, typed, faults);
  const auto saved = d_.communities.EditOrganization(c.id, typed, accounts::VisitOf(request).Actor());
  if (!saved) return ErrorFor(d_, request, saved.error());
  return http::Response::SeeOther(OrganizationHref(c.slug, o->slug));
}

http::Response OrganizationForms::ConfirmEnd(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto c = d_.communities.Find(request.params.Get("community"));
  if (!c) return ErrorFor(d_, request, c.error());
  const auto o = d_.communities.FindOrganization(c->id, request.params.Get("organization"));
  if (!o) return ErrorFor(d_, request, o.error());
  const std::string href = OrganizationHref(c->slug, o->slug);
  if (o->state != "active") return http::Response::SeeOther(href);
  views::Confirmation view;
  view.title = speaker.Say("communities.end.title", {{"name", o->name}});
  view.text = speaker.Say("communities.end.lead", {{"name", o->name}});
  view.points = {speaker.Say("communities.end.hidden"), speaker.Say("communities.end.stays"),
                 speaker.Say("communities.end.people")};
  view.action = href + "/end";
  view.csrf = d_.frame.FormToken(request);
  view.submit = speaker.Say("communities.end.submit");
  view.back = {href, o->name};
  auto meta = MetaFor(view.title, "", "organizations");
  meta.no_index = true;
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response OrganizationForms::End(const http::Request& request) const {
  const auto c = d_.communities.Find(request.params.Get("community"));
  if (!c) return ErrorFor(d_, request, c.error());
  const auto o = d_.communities.FindOrganization(c->id, request.params.Get("organization"));
  if (!o) return ErrorFor(d_, request, o.error());
  const auto ended = d_.communities.EndOrganization(c->id, o->id, accounts::VisitOf(request).Actor());
  if (!ended) return ErrorFor(d_, request, ended.error());
  return http::Response::SeeOther(HomeOf(c->slug) + "/organizations");
}

}  // namespace concord::communities
