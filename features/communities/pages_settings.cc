// A community is made, described, opened and closed.
#include <algorithm>

#include "features/communities/forms.h"
#include "features/communities/pages.h"
#include "features/communities/setup.h"

namespace concord::communities {
namespace {

using accounts::Action;

Community Typed(const http::Request& request, Community c) {
  c.name = LineOf(request, "name");
  c.kind = LineOf(request, "kind");
  c.place = LineOf(request, "place");
  c.summary = LineOf(request, "summary");
  c.time_zone = LineOf(request, "time_zone");
  c.languages = ChoicesOf(request, "languages");
  return c;
}

// The zones of the United States first, then every other.
constexpr std::string_view kNear[] = {"America/New_York", "America/Chicago",     "America/Denver",
                                      "America/Phoenix",  "America/Los_Angeles", "America/Anchorage",
                                      "Pacific/Honolulu", "America/Puerto_Rico"};

std::vector<views::Option> ZoneOptions(const Speaker& speaker, const std::vector<std::string>& zones,
                                       const std::string& chosen) {
  std::vector<views::Option> options;
  if (chosen.empty()) options.push_back({"", speaker.Say("communities.form.choose"), true});
  bool there = chosen.empty();
  const auto add = [&](const std::string& zone) {
    std::string label = zone;
    std::replace(label.begin(), label.end(), '_', ' ');
    options.push_back({zone, std::move(label), zone == chosen && !there});
    there |= zone == chosen;
  };
  for (const auto zone : kNear) {
    if (std::find(zones.begin(), zones.end(), zone) != zones.end()) add(std::string(zone));
  }
  for (const auto& zone : zones) {
    if (std::find(std::begin(kNear), std::end(kNear), zone) == std::end(kNear)) add(zone);
  }
  if (!there) add(chosen);
  return options;
}

std::vector<views::Option> CommunityKindOptions(const Speaker& speaker, const std::string& chosen) {
  std::vector<views::Option> options;
  if (chosen.empty()) options.push_back({"", speaker.Say("communities.form.choose"), true});
  for (const auto kind : CommunityKinds()) {
    options.push_back({std::string(kind), speaker.CommunityKind(kind), chosen == kind});
  }
  return options;
}

// What may be done with its state, as small forms of their own.
std::vector<views::Form::Act> ActsOf(const Speaker& speaker, const Community& c) {
  const std::string action = HomeOf(c.slug) + "/settings/state";
  if (c.state == "open") {
    return {{action, "state", "closed", speaker.Say("communities.settings.close_text"),
             speaker.Say("communities.settings.close")}};
  }
  return {{action, "state", "open", speaker.Say("communities.settings.open_text"),
           speaker.Say("communities.settings.open")}};
}

}  // namespace

http::Response SettingsPages::Form(const http::Request& request, const Community& c, const std::vector<Fault>& faults,
                                   bool saved) const {
  const Speaker speaker(d_, request);
  const bool is_new = c.slug.empty();
  const FieldMaker make(speaker, d_.frame.catalog(), "communities.form", faults);
  views::Form view;
  view.title = speaker.Say(is_new ? "communities.setup.community_title" : "communities.settings.title");
  view.lead = speaker.Say(is_new ? "communities.setup.community_lead" : "communities.settings.lead");
  view.action = is_new ? "/hub/communities/new" : HomeOf(c.slug) + "/settings";
  view.submit = speaker.Say(is_new ? "communities.setup.go_on" : "communities.form.save");
  view.csrf = d_.frame.FormToken(request);
  view.cancel = {is_new ? "/hub/communities" : HomeOf(c.slug), speaker.Say("communities.form.cancel")};
  if (is_new) {
    view.steps = StepsOf(speaker, "", {}, SetupStep::kCommunity);
    view.steps_title = speaker.Say("communities.setup.steps");
  } else {
    view.back = {HomeOf(c.slug), c.name};
    if (saved) view.notices.push_back({speaker.Say("communities.settings.saved"), {}});
    view.notices.push_back({speaker.Say("communities.settings.state_is", {{"state", speaker.State(c.state)}}), {}});
    if (c.state == "preparing") {
      view.notices.back().link = {HomeOf(c.slug) + "/setup", speaker.Say("communities.hub.go_on")};
    }
    view.notices.push_back({speaker.Say("communities.settings.map"),
                            {HomeOf(c.slug) + "/settings/map", speaker.Say("communities.settings.map_link")}});
    if (May(request, Action::kCommunityCreate, c.id)) view.acts = ActsOf(speaker, c);
  }
  view.fields.push_back(make.Required(make.Make("name", "text", c.name, 120)));
  view.fields.push_back(make.Required(make.Choice("kind", CommunityKindOptions(speaker, c.kind))));
  view.fields.push_back(make.Required(make.Make("place", "text", c.place, 120)));
  view.fields.push_back(make.Make("summary", "textarea", c.summary));
  view.fields.push_back(make.Required(make.Choice("time_zone", ZoneOptions(speaker, *zones_, c.time_zone))));
  view.fields.push_back(make.Required(make.Languages(c.languages)));
  auto meta = MetaFor(view.title, "", is_new ? "communities" : "settings");
  meta.no_index = true;
  if (!faults.empty()) meta.title = speaker.Say("communities.form.error_title", {{"title", meta.title}});
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view),
                       faults.empty() ? 200 : 422);
}

http::Response SettingsPages::New(const http::Request& request) const {
  Community fresh;
  for (const auto& language : d_.frame.catalog().languages()) fresh.languages.push_back(language.tag);
  return Form(request, fresh, {});
}

http::Response SettingsPages::Create(const http::Request& request) const {
  const Community typed = Typed(request, {});
  if (const auto faults = Check(typed); !faults.empty()) return Form(request, typed, faults);
  const auto made = d_.communities.Create(typed, accounts::VisitOf(request).Actor());
  if (!made) return ErrorFor(d_, request, made.error());
  return http::Response::SeeOther(HrefOf(SetupStep::kMap, made->slug));
}

http::Response SettingsPages::Settings(const http::Request& request) const {
  const auto c = d_.communities.Find(request.params.Get("community"));
  if (!c) return ErrorFor(d_, request, c.error());
  return Form(request, *c, {}, request.query.Has("saved"));
}

http::Response SettingsPages::Save(const http::Request& request) const {
  const auto c = d_.communities.Find(request.params.Get("community"));
  if (!c) return ErrorFor(d_, request, c.error());
  const Community typed = Typed(request, *c);
  if (const auto faults = Check(typed); !faults.empty()) return Form(request, typed, faults);
  const auto saved = d_.communities.Edit(typed, accounts::VisitOf(request).Actor());
  if (!saved) return ErrorFor(d_, request, saved.error());
  return http::Response::SeeOther(HomeOf(c->slug) + "/settings?saved=1");
}

http::Response SettingsPages::SetState(const http::Request& request) const {
  const auto c = d_.communities.Find(request.params.Get("community"));
  if (!c) return ErrorFor(d_, request, c.error());
  const std::string_view state = request.form.Get("state");
  if (state != "open" && state != "closed") return d_.frame.ErrorPage(request, 400);
  const auto set = d_.communities.SetState(c->id, state, accounts::VisitOf(request).Actor());
  if (!set) return ErrorFor(d_, request, set.error());
  return http::Response::SeeOther(state == "open" ? HomeOf(c->slug) : HomeOf(c->slug) + "/settings");
}

}  // namespace concord::communities
