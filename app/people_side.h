// Everything about people that a running site needs, put together in the order of need: sessions, signing in,
// invitations, identity providers, and the gate before every handler. Must not outlive the hub and the site's parts.
#pragma once
#include <memory>
#include <vector>

#include "app/hub.h"
#include "base/html/frame.h"
#include "base/oidc/client.h"
#include "base/oidc/fetch.h"
#include "features/accounts/gate.h"
#include "features/accounts/invitations.h"
#include "features/accounts/pages.h"
#include "features/accounts/providers.h"

namespace concord::app {

struct PeopleSide {
  // `frame` is filled in later: the gate stands around the frame, and its refusals are pages of the frame.
  PeopleSide(Hub& hub, const i18n::Catalog& catalog, const std::unique_ptr<html::Frame>& frame,
             std::vector<html::NavEntry> community_entries);

  // For the routes of features/accounts. `today`: what each feature has to say there.
  accounts::PageDeps PageDeps(Hub& hub, const html::Frame& frame, std::vector<accounts::TodaySource> today);

  accounts::Throttle throttle;
  accounts::Sessions sessions;
  accounts::SecondFactor second_factor;
  accounts::SignIn sign_in;
  accounts::Invitations invitations;
  oidc::CurlFetcher fetcher;
  oidc::Client oidc_client;
  accounts::Providers providers;
  accounts::Guards guards;
  accounts::Gate gate;
};

}  // namespace concord::app
