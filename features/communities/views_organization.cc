#include "features/communities/views_parts.h"

namespace concord::communities::views {
namespace {

using Scope = html::Dict::Scope;

void FillContact(Scope root, const Organization& view) {
  if (!view.has_contact) {
    root.Show("no_contact");
    return;
  }
  Scope contact = root.Add("has_contact");
  contact.SetIf("contact_name", view.contact_name).SetIf("email", view.email).SetIf("address", view.address);
  contact.SetIf("website", view.website);
  if (!view.phone.empty()) contact.Add("has_phone").Set("phone", view.phone).Set("dial", view.dial);
}

void FillActs(Scope root, const Organization& view) {
  if (view.edit_href.empty() && view.people_href.empty() && view.provider_href.empty() && view.end_href.empty()) return;
  Scope acts = root.Add("has_acts");
  const auto add = [&](const char* section, const std::string& href) {
    if (!href.empty()) acts.Add(section).Set("href", href);
  };
  add("edit", view.edit_href);
  add("manage_people", view.people_href);
  add("provider", view.provider_href);
  add("end", view.end_href);
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const Organization& view) {
  html::Dict dict("communities/organization.tpl");
  Scope root = dict.Root(language);
  root.Set("name", view.name).Set("kind", view.kind).Set("kind_href", view.kind_href).SetIf("summary", view.summary);
  root.Set("place", view.place).Set("place_href", view.place_href).Set("list_href", view.list_href);
  root.SetIf("state", view.state).SetIf("people", view.people).SetIf("languages", view.languages);
  if (view.area.empty()) root.Add("whole").Set("area_text", view.area_text);
  root.Set("changed", view.changed);
  root.ShowIf(view.summary.empty(), "no_summary");
  if (!view.offers.empty()) FillTexts(root.Add("has_offers"), "offer", view.offers);
  if (!view.area.empty()) FillLinks(root.Add("has_area"), "district", view.area);
  FillContact(root, view);
  FillActs(root, view);
  return {templates.Render(dict)};
}

}  // namespace concord::communities::views
