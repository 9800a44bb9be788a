// The organizations of a community: who they are, what they offer, in which languages, where.
#include <algorithm>
#include <set>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "features/communities/check.h"
#include "features/communities/pages.h"

namespace concord::communities {
namespace {

using accounts::Action;

struct AskedOrganizations {
  std::string words, kind, language, district;

  std::string Address(const std::string& path) const {
    std::vector<std::pair<std::string, std::string>> query;
    if (!words.empty()) query.emplace_back("q", words);
    if (!kind.empty()) query.emplace_back("kind", kind);
    if (!language.empty()) query.emplace_back("language", language);
    if (!district.empty()) query.emplace_back("district", district);
    return query.empty() ? path : path + "?" + http::EncodeQuery(query);
  }
  bool narrowed() const { return !(words + kind + language + district).empty(); }
};

// Only values that exist in this community.
AskedOrganizations AskedIn(const http::Request& request, const Whole& whole) {
  AskedOrganizations asked;
  asked.words = text::CollapseSpace(text::Clean(request.query.Get("q").substr(0, 200)));
  const std::string kind(request.query.Get("kind")), language(request.query.Get("language")),
      district(request.query.Get("district"));
  for (const auto& o : whole.organizations) {
    if (o.kind == kind) asked.kind = kind;
    if (std::find(o.languages.begin(), o.languages.end(), language) != o.languages.end()) asked.language = language;
  }
  for (const auto& d : whole.districts) {
    if (d.slug == district) asked.district = district;
  }
  return asked;
}

bool Matches(const Speaker& speaker, const Organization& o, const AskedOrganizations& asked) {
  if (!asked.kind.empty() && o.kind != asked.kind) return false;
  if (!asked.language.empty() &&
      std::find(o.languages.begin(), o.languages.end(), asked.language) == o.languages.end()) {
    return false;
  }
  if (!asked.district.empty() && !o.service_area.empty() &&
      std::find(o.service_area.begin(), o.service_area.end(), asked.district) == o.service_area.end()) {
    return false;
  }
  if (asked.words.empty()) return true;
  const std::string hay = text::Fold(o.name + "\n" + o.summary + "\n" + text::Join(o.offers, "\n") + "\n" +
                                     speaker.OrganizationKind(o.kind));
  const auto words = text::Split(asked.words, ' ');
  return std::all_of(words.begin(), words.end(),
                     [&](std::string_view word) { return hay.find(text::Fold(word)) != std::string::npos; });
}

std::vector<Organization> Find(const Speaker& speaker, const Whole& whole, const AskedOrganizations& asked) {
  std::vector<Organization> found;
  for (const auto& o : whole.organizations) {
    if (Matches(speaker, o, asked)) found.push_back(o);
  }
  return found;
}

void FillOptions(views::Organizations& view, const Speaker& speaker, const Whole& whole,
                 const AskedOrganizations& asked) {
  const std::string any = speaker.Say("communities.organizations.any");
  view.kinds.push_back({"", any, asked.kind.empty()});
  for (const auto kind : OrganizationKinds()) {
    const bool there = std::any_of(whole.organizations.begin(), whole.organizations.end(),
                                   [&](const Organization& o) { return o.kind == kind; });
    if (there) view.kinds.push_back({std::string(kind), speaker.OrganizationKinds(kind), asked.kind == kind});
  }
  std::set<std::pair<std::string, std::string>> languages;  // by name
  for (const auto& o : whole.organizations) {
    for (const auto& tag : o.languages) languages.emplace(speaker.Language(tag), tag);
  }
  view.languages.push_back({"", any, asked.language.empty()});
  for (const auto& [name, tag] : languages) view.languages.push_back({tag, name, asked.language == tag});
  if (whole.districts.empty()) return;
  view.districts.push_back({"", any, asked.district.empty()});
  for (const auto& d : whole.districts) view.districts.push_back({d.slug, d.name, asked.district == d.slug});
}

void FillChips(views::Organizations& view, const Speaker& speaker, const Whole& whole,
               const AskedOrganizations& asked) {
  const auto add = [&](std::string AskedOrganizations::*part, const std::string& label) {
    if ((asked.*part).empty()) return;
    AskedOrganizations without = asked;
    (without.*part).clear();
    view.chips.push_back({without.Address(view.action), label});
  };
  add(&AskedOrganizations::words, asked.words);
  add(&AskedOrganizations::kind, speaker.OrganizationKinds(asked.kind));
  add(&AskedOrganizations::language, speaker.Language(asked.language));
  std::string name;
  for (const auto& d : whole.districts) {
    if (d.slug == asked.district) name = d.name;
  }
  add(&AskedOrganizations::district, name);
}

void FillContact(views::Organization& view, const Organization& o) {
  view.contact_name = o.contact_name;
  view.email = o.contact_email;
  view.phone = o.contact_phone;
  view.dial = DialOf(o.contact_phone);
  view.address = o.contact_address;
  view.website = o.website;
  view.has_contact = !(o.contact_name + o.contact_email + o.contact_phone + o.contact_address + o.website).empty();
}

void FillActs(views::Organization& view, const http::Request& request, const CommunityId& community,
              const Organization& o, const std::string& href) {
  if (May(request, Action::kPeopleView, community, o.id)) view.people_href = href + "/people";
  if (o.state != "active") return;
  if (May(request, Action::kOrganizationEdit, community, o.id)) view.edit_href = href + "/edit";
  if (May(request, Action::kProviderEdit, community, o.id)) view.provider_href = href + "/sign-in-provider";
  if (May(request, Action::kOrganizationAdd, community)) view.end_href = href + "/end";
}

}  // namespace

http::Response OrganizationPages::List(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  const auto& c = whole->community;
  const AskedOrganizations asked = AskedIn(request, *whole);
  const auto found = Find(speaker, *whole, asked);
  views::Organizations view;
  view.title = speaker.Say("communities.organizations.title", {{"name", c.name}});
  view.lead = speaker.Say("communities.organizations.lead");
  view.action = HomeOf(c.slug) + "/organizations";
  view.words = asked.words;
  view.found = speaker.Count("communities.organizations.found", static_cast<int64_t>(found.size()));
  view.empty_text =
      speaker.Say(asked.narrowed() ? "communities.organizations.none_found" : "communities.home.no_organizations");
  if (asked.narrowed()) view.reset_href = view.action;
  FillOptions(view, speaker, *whole, asked);
  FillChips(view, speaker, *whole, asked);
  view.groups = ByKind(speaker, c.slug, found);
  view.csv = asked.Address(view.action + ".csv");
  if (May(request, Action::kOrganizationAdd, c.id)) view.add_href = view.action + "/new";
  auto meta = MetaFor(view.title, view.lead, "organizations");
  meta.no_index = asked.narrowed() || c.state != "open";
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response OrganizationPages::Csv(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  std::string out;
  AppendCsv(out, {"slug", "name", "kind", "summary", "languages", "offers", "service_area", "contact_name",
                  "contact_email", "contact_phone", "contact_address", "website"});
  for (const auto& o : Find(speaker, *whole, AskedIn(request, *whole))) {
    AppendCsv(out, {o.slug, o.name, o.kind, o.summary, text::Join(o.languages, "; "), text::Join(o.offers, "; "),
                    text::Join(o.service_area, "; "), o.contact_name, o.contact_email, o.contact_phone,
                    o.contact_address, o.website});
  }
  return http::Response::Download(std::move(out), "text/csv; charset=utf-8",
                                  whole->community.slug + "-organizations.csv");
}

http::Response OrganizationPages::Show(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto c = d_.communities.Find(request.params.Get("community"));
  if (!c) return ErrorFor(d_, request, c.error());
  const auto o = d_.communities.FindOrganization(c->id, request.params.Get("organization"));
  if (!o) return ErrorFor(d_, request, o.error());
  const auto districts = d_.communities.Districts(c->id);
  if (!districts) return ErrorFor(d_, request, districts.error());
  views::Organization view;
  view.name = o->name;
  view.kind = speaker.OrganizationKind(o->kind);
  view.list_href = HomeOf(c->slug) + "/organizations";
  view.kind_href = view.list_href + "?kind=" + o->kind;
  view.summary = o->summary;
  view.place = c->name;
  view.place_href = HomeOf(c->slug);
  if (o->state == "ended") view.state = speaker.Say("communities.organization.ended");
  view.offers = o->offers;
  view.languages = speaker.Languages(o->languages);
  for (const auto& d : *districts) {
    const bool served = std::find(o->service_area.begin(), o->service_area.end(), d.slug) != o->service_area.end();
    if (served) view.area.push_back({DistrictHref(c->slug, d.slug), d.name});
  }
  view.area_text = speaker.Say("communities.organization.whole");
  view.changed = i18n::FormatDate(speaker.language(), o->updated);
  if (d_.people) {
    if (const auto counts = d_.people(c->id)) {
      const auto found = counts->find(o->id);
      view.people = speaker.Count("communities.organization.people_count", found == counts->end() ? 0 : found->second);
    }
  }
  FillContact(view, *o);
  FillActs(view, request, c->id, *o, OrganizationHref(c->slug, o->slug));
  auto meta = MetaFor(o->name, text::Shorten(o->summary, 200), "organizations");
  meta.no_index = c->state != "open" || o->state != "active";
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view));
}

}  // namespace concord::communities
