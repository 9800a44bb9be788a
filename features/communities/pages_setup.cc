// The steps of the set-up that are lists: organizations, people, opening.
#include "features/communities/pages.h"
#include "features/communities/setup.h"

namespace concord::communities {
namespace {

using accounts::Action;

struct Read {
  Whole whole;
  std::map<OrganizationId, int64_t> people;
  SetupState state;
};

Result<Read> ReadFor(const PageDeps& deps, const http::Request& request) {
  auto whole = ReadWhole(deps, request);
  if (!whole) return std::unexpected(whole.error());
  Read read{std::move(*whole), {}, {}};
  read.people = CountPeople(deps, read.whole.community.id);
  read.state = SetupStateOf(read.whole, read.people);
  return read;
}

views::Stage StageFor(const Speaker& speaker, const Read& read, SetupStep step, const std::string& name) {
  views::Stage view;
  const auto& c = read.whole.community;
  view.title = speaker.Say("communities.setup." + name + "_title", {{"name", c.name}});
  view.lead = speaker.Say("communities.setup." + name + "_lead");
  view.steps_title = speaker.Say("communities.setup.steps");
  view.steps = StepsOf(speaker, c.slug, read.state, step);
  return view;
}

http::Response PageOf(const PageDeps& deps, const http::Request& request, const Speaker& speaker,
                      const views::Stage& view) {
  auto meta = MetaFor(view.title, "", "settings");
  meta.no_index = true;
  return deps.frame.Page(request, meta, views::Render(deps.frame.templates(), speaker.language(), view));
}

}  // namespace

http::Response SetupPages::Resume(const http::Request& request) const {
  const auto read = ReadFor(d_, request);
  if (!read) return ErrorFor(d_, request, read.error());
  return http::Response::SeeOther(HrefOf(NextStep(read->state), read->whole.community.slug));
}

http::Response SetupPages::Organizations(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto read = ReadFor(d_, request);
  if (!read) return ErrorFor(d_, request, read.error());
  const auto& c = read->whole.community;
  views::Stage view = StageFor(speaker, *read, SetupStep::kOrganizations, "organizations");
  const std::string fresh = HomeOf(c.slug) + "/organizations/new";
  for (const auto& o : read->whole.organizations) {
    view.items.push_back({o.name,
                          speaker.OrganizationKind(o.kind),
                          {OrganizationHref(c.slug, o.slug) + "/edit", speaker.Say("communities.organization.edit")},
                          true,
                          ""});
  }
  view.empty_text = speaker.Say("communities.setup.organizations_none");
  if (read->state.organizations) {
    view.links.push_back({HrefOf(SetupStep::kPeople, c.slug), speaker.Say("communities.setup.next")});
  }
  if (!read->state.police) {
    view.links.push_back({fresh + "?kind=police_agency", speaker.Say("communities.setup.add_police")});
  }
  if (!read->state.oversight) {
    view.links.push_back({fresh + "?kind=oversight_body", speaker.Say("communities.setup.add_oversight")});
  }
  view.links.push_back({fresh, speaker.Say("communities.setup.add_other")});
  return PageOf(d_, request, speaker, view);
}

http::Response SetupPages::People(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto read = ReadFor(d_, request);
  if (!read) return ErrorFor(d_, request, read.error());
  const auto& c = read->whole.community;
  views::Stage view = StageFor(speaker, *read, SetupStep::kPeople, "people");
  for (const auto& o : read->whole.organizations) {
    const auto count = read->people.find(o.id);
    const int64_t people = count == read->people.end() ? 0 : count->second;
    view.items.push_back({o.name,
                          speaker.OrganizationKind(o.kind),
                          {OrganizationHref(c.slug, o.slug) + "/people", speaker.Say("communities.setup.invite")},
                          people > 0,
                          speaker.Count("communities.organization.people_count", people)});
  }
  view.empty_text = speaker.Say("communities.setup.people_none");
  if (view.items.empty()) {
    view.links.push_back(
        {HrefOf(SetupStep::kOrganizations, c.slug), speaker.Say("communities.setup.back_organizations")});
  } else {
    view.links.push_back({HrefOf(SetupStep::kOpen, c.slug), speaker.Say("communities.setup.next")});
  }
  return PageOf(d_, request, speaker, view);
}

http::Response SetupPages::Open(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto read = ReadFor(d_, request);
  if (!read) return ErrorFor(d_, request, read.error());
  const auto& c = read->whole.community;
  views::Stage view = StageFor(speaker, *read, SetupStep::kOpen, "open");
  const auto add = [&](bool there, const char* have, const char* lack, SetupStep step) {
    view.items.push_back(
        {speaker.Say(there ? have : lack), "",
         there ? views::Link{} : views::Link{HrefOf(step, c.slug), speaker.Say("communities.setup.add")}, there, ""});
  };
  add(read->state.map, "communities.setup.has_map", "communities.setup.lacks_map", SetupStep::kMap);
  add(read->state.police, "communities.setup.has_police", "communities.setup.lacks_police", SetupStep::kOrganizations);
  add(read->state.oversight, "communities.setup.has_oversight", "communities.setup.lacks_oversight",
      SetupStep::kOrganizations);
  add(read->state.people, "communities.setup.has_people", "communities.setup.lacks_people", SetupStep::kPeople);
  if (read->state.open) {
    view.lead = speaker.Say("communities.setup.is_open");
  } else if (May(request, Action::kCommunityCreate, c.id)) {
    view.post_action = HomeOf(c.slug) + "/settings/state";
    view.post_name = "state";
    view.post_value = "open";
    view.post_submit = speaker.Say("communities.settings.open");
    view.csrf = d_.frame.FormToken(request);
  } else {
    view.lead = speaker.Say("communities.setup.ask_hub");
  }
  view.links.push_back({HomeOf(c.slug), speaker.Say("communities.setup.look")});
  return PageOf(d_, request, speaker, view);
}

}  // namespace concord::communities
