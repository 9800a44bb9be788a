// The rooms of those who answer a self-review: what is under way in a community, and the questions, part by part. One
// comes in by an account, by a personal link or by an open one, and goes on with a code on any device. Safe from any
// thread.
#pragma once
#include <functional>
#include <set>
#include <string>

#include "base/core/log.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "features/accounts/accounts.h"
#include "features/selfreview/evidence/evidence.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview::answering {

struct Deps {
  Reviews& reviews;
  Evidence& evidence;
  const accounts::Places& places;
  const accounts::Guards& guards;
  const html::Frame& frame;
  const Clock& clock;
  Log& log;
  // Counts one try from where the request came from: an open link that is used, a code that is typed. Errors:
  // unavailable "accounts.error.too_many" {minutes}.
  std::function<Status(const http::Request&)> limit;
  // The same for a file that is sent.
  std::function<Status(const http::Request&)> limit_files;
  bool results = false;  // whether "<review>/results" is there, to be linked to from closed reviews
};

// What `deps` names must outlive the router.
void BindAnswering(http::Router& router, const Deps& deps);
// A form of answers that the Gate does not believe, or cannot: its page again with what was typed in it, or a page to
// copy it from. Of routes with this pattern.
inline constexpr char kPartPattern[] = "/c/:community/self-review/:review/answer/:part";
http::Handler GiveBack(const Deps& deps);
std::set<std::string> TemplateNames();
// For the bar of a community.
html::NavEntry CommunityNavigation();

// Which of the review's groups a membership may answer for.
std::set<Group> GroupsOfMembership(const accounts::Places& places, const accounts::Membership& membership,
                                   const Review& review);
// Which of the review's groups somebody may answer for, by the organizations they belong to there.
std::set<Group> GroupsFor(const accounts::Places& places, const accounts::Caller& caller, const Review& review);
// Reviews that ask who looks, and that they have not finished. Everything named must outlive the source.
accounts::TodaySource Today(Reviews& reviews, const accounts::Places& places, const i18n::Catalog& catalog,
                            const Clock& clock);

}  // namespace concord::selfreview::answering
