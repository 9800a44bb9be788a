// The desk of those who lead self-reviews in a community: they open one, ask people, see how many take part, remind and
// close. Nothing here shows an answer, or who gave one. Safe from any thread.
#pragma once
#include <set>
#include <string>

#include "base/core/config.h"
#include "base/core/log.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "base/mail/post.h"
#include "features/accounts/accounts.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview::desk {

struct Deps {
  Reviews& reviews;
  const Instruments& instruments;
  accounts::Accounts& accounts;
  const accounts::Places& places;
  const accounts::Guards& guards;
  const html::Frame& frame;
  const Config::Hub& hub;
  const Clock& clock;
  Random& random;
  Log& log;
  mail::Post* post = nullptr;  // nullptr: no mail
  // Which groups somebody may answer for.
  std::function<std::set<Group>(const Review&, const accounts::Accounts::Person&)> groups_of;
  bool results = false;  // whether "<review>/results" is there
};

// What `deps` names must outlive the router.
void BindDesk(http::Router& router, const Deps& deps);
std::set<std::string> TemplateNames();
// For who leads reviews: drafts, and those whose time is over. Everything named must outlive the source.
accounts::TodaySource Today(Reviews& reviews, const i18n::Catalog& catalog, const Clock& clock);

}  // namespace concord::selfreview::desk
