#include "app/people_side.h"

namespace concord::app {

PeopleSide::PeopleSide(Hub& hub, const i18n::Catalog& catalog, const std::unique_ptr<html::Frame>& frame,
                       std::vector<html::NavEntry> community_entries)
    : throttle(*hub.database, *hub.sealer, hub.clock),
      sessions(hub.accounts->deps()),
      second_factor(hub.accounts->deps(), sessions, throttle),
      sign_in({hub.accounts->deps(), sessions, second_factor, throttle, catalog, hub.post.get()}),
      invitations(*hub.database, *hub.communities, hub.clock, hub.random),
      oidc_client(fetcher, hub.clock, hub.random, *hub.log),
      providers(hub.accounts->deps(), oidc_client),
      guards([&frame](const http::Request& request, unsigned status) { return frame->ErrorPage(request, status); }),
      gate({.sessions = sessions,
            .places = *hub.communities,
            .sealer = *hub.sealer,
            .config = hub.config,
            .clock = hub.clock,
            .random = hub.random,
            .log = *hub.log,
            .stale_form = [&frame](const http::Request& request) { return accounts::StaleForm(*frame, request); },
            .unavailable = [&frame](const http::Request& request) { return frame->ErrorPage(request, 503); },
            .community_entries = std::move(community_entries)}) {
  sign_in.Handle(*hub.jobs);
}

accounts::PageDeps PeopleSide::PageDeps(Hub& hub, const html::Frame& frame, std::vector<accounts::TodaySource> today) {
  return {
      .accounts = *hub.accounts,
      .sessions = sessions,
      .sign_in = sign_in,
      .second_factor = second_factor,
      .throttle = throttle,
      .guards = guards,
      .frame = frame,
      .config = hub.config,
      .clock = hub.clock,
      .random = hub.random,
      .log = *hub.log,
      .post = hub.post.get(),
      .runner = hub.jobs.get(),
      .invitations = &invitations,
      .providers = &providers,
      .provider_links = [this] { return providers.Links(); },
      .today = std::move(today),
      .personal_pages = {{"lists", "/me/lists", "lists.mine.title"}, {"digest", "/me/digest", "news.digest.title"}}};
}

}  // namespace concord::app
