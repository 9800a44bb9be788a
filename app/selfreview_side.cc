#include "app/selfreview_side.h"

#include "features/selfreview/answering/answering.h"
#include "features/selfreview/bands/compare.h"
#include "features/selfreview/desk/desk.h"
#include "features/selfreview/importing/room.h"
#include "features/selfreview/reading/reading.h"
#include "features/selfreview/remarks/remarks.h"

namespace concord::app {
namespace {

// Never beside communities of people.
Result<std::set<accounts::CommunityId>> Demonstrations(const communities::Communities& communities) {
  const auto all = communities.All();
  if (!all) return std::unexpected(all.error());
  std::set<accounts::CommunityId> found;
  for (const auto& one : *all) {
    if (one.demo) found.insert(one.id);
  }
  return found;
}

}  // namespace

SelfreviewSide::SelfreviewSide(Hub& hub)
    : reviews_({*hub.database, *hub.instruments, *hub.sealer, hub.clock, hub.random}),
      evidence_({.database = *hub.database,
                 .reviews = reviews_,
                 .clock = hub.clock,
                 .random = hub.random,
                 .log = *hub.log,
                 .review_bytes = static_cast<uint64_t>(hub.config.selfreview.files_mib) << 20,
                 .folder = hub.config.data_dir,
                 .sweeper = hub.sweeper.get()}),
      actions_(reviews_),
      importing_({*hub.database, *hub.instruments, hub.clock, hub.random, [&hub] { hub.library->Touch(); }}),
      bands_({*hub.database, reviews_, *hub.instruments, [&hub] { return Demonstrations(*hub.communities); },
              hub.clock}) {}

std::vector<accounts::TodaySource> SelfreviewSide::Today(Hub& hub, const i18n::Catalog& catalog) {
  return {selfreview::answering::Today(reviews_, *hub.communities, catalog, hub.clock),
          selfreview::desk::Today(reviews_, catalog, hub.clock)};
}

selfreview::results::Deps SelfreviewSide::Results(const Around& around) {
  return {.reviews = reviews_,
          .actions = actions_,
          .bands = bands_,
          .library = *around.hub.library,
          .frame = around.frame,
          .guards = around.people.guards,
          .leads = accounts::Action::kSelfreviewManage,
          .is_made_up =
              [communities = around.hub.communities.get()](const accounts::Place& place) {
                const auto community = communities->Find(place.slug);
                return community && community->demo;
              },
          .clock = around.hub.clock,
          .log = *around.hub.log,
          .chart_script = around.chart_script};
}

communities::HomeSection SelfreviewSide::HomeSection(const Around& around) {
  return {[deps = Results(around)](const http::Request& request, const accounts::Place& place) {
    return selfreview::results::PublishedSection(deps, request, place);
  }};
}

void SelfreviewSide::Bind(http::Router& router, const Around& around) {
  Hub& hub = around.hub;
  const html::Frame& frame = around.frame;
  PeopleSide& people = around.people;
  selfreview::results::BindResults(router, Results(around));
  selfreview::bands::BindCompare(router, {bands_, reviews_, frame, people.guards, *hub.log});
  const selfreview::reading::Deps reading{*hub.instruments, *hub.library, frame, *hub.log};
  selfreview::reading::BindReading(router, reading);
  selfreview::importing::BindImporting(router, {importing_, reading, people.guards});
  const selfreview::answering::Deps answering = {
      .reviews = reviews_,
      .evidence = evidence_,
      .places = *hub.communities,
      .guards = people.guards,
      .frame = frame,
      .clock = hub.clock,
      .log = *hub.log,
      .limit =
          [&people](const http::Request& request) {
            return people.throttle.Take(accounts::Throttle::Kind::kSelfreview, "", accounts::OriginOf(request));
          },
      .limit_files =
          [&people](const http::Request& request) {
            return people.throttle.Take(accounts::Throttle::Kind::kEvidence, "", accounts::OriginOf(request));
          },
      .results = true};
  selfreview::answering::BindAnswering(router, answering);
  people.gate.AnswerRefused(selfreview::answering::kPartPattern, selfreview::answering::GiveBack(answering));
  selfreview::remarks::BindRemarks(router, {reviews_, evidence_, people.guards, frame, *hub.log});
  selfreview::desk::BindDesk(
      router, {.reviews = reviews_,
               .instruments = *hub.instruments,
               .accounts = *hub.accounts,
               .places = *hub.communities,
               .guards = people.guards,
               .frame = frame,
               .hub = hub.config.hub,
               .clock = hub.clock,
               .random = hub.random,
               .log = *hub.log,
               .post = hub.post.get(),
               .groups_of =
                   [&hub](const selfreview::Review& review, const accounts::Accounts::Person& person) {
                     return selfreview::answering::GroupsOfMembership(*hub.communities, person.membership, review);
                   },
               .results = true});
}

std::set<std::string> SelfreviewSide::TemplateNames() {
  std::set<std::string> names = selfreview::reading::TemplateNames();
  names.merge(selfreview::answering::TemplateNames());
  names.merge(selfreview::desk::TemplateNames());
  names.merge(selfreview::results::TemplateNames());
  names.merge(selfreview::importing::TemplateNames());
  names.merge(selfreview::remarks::TemplateNames());
  names.merge(selfreview::bands::TemplateNames());
  return names;
}

}  // namespace concord::app
