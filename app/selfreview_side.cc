#include "app/selfreview_side.h"

#include "features/selfreview/reading/reading.h"

namespace concord::app {

SelfreviewSide::SelfreviewSide(Hub& hub, const html::Frame& frame, const PeopleSide& people, std::string chart_script)
    : hub_(hub),
      frame_(frame),
      actions_(*hub.reviews),
      results_{.reviews = *hub.reviews,
               .actions = actions_,
               .library = *hub.library,
               .frame = frame,
               .guards = people.guards,
               .leads = accounts::Action::kCommunityEdit,
               .is_made_up =
                   [communities = hub.communities.get()](const accounts::Place& place) {
                     const auto community = communities->Find(place.slug);
                     return community && community->demo;
                   },
               .clock = hub.clock,
               .log = *hub.log,
               .chart_script = std::move(chart_script)} {}

void SelfreviewSide::Bind(http::Router& router) {
  selfreview::reading::BindReading(router, {*hub_.instruments, *hub_.library, frame_, *hub_.log});
  selfreview::results::BindResults(router, results_);
}

communities::HomeSection SelfreviewSide::HomeSection() const {
  return {[deps = results_](const http::Request& request, const accounts::Place& place) {
    return selfreview::results::PublishedSection(deps, request, place);
  }};
}

std::set<std::string> SelfreviewSide::TemplateNames() {
  std::set<std::string> names = selfreview::reading::TemplateNames();
  names.merge(selfreview::results::TemplateNames());
  return names;
}

}  // namespace concord::app
