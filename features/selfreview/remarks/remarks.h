// What people gave beside their answers to a closed review: comments, links and files, question by question, without
// their group and in no order. For those who lead reviews alone; no export holds it. Safe from any thread.
#pragma once
#include <set>
#include <string>

#include "base/core/log.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "features/accounts/accounts.h"
#include "features/selfreview/evidence/evidence.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview::remarks {

struct Deps {
  Reviews& reviews;
  Evidence& evidence;
  const accounts::Guards& guards;
  const html::Frame& frame;
  Log& log;
};

// GET /c/:community/self-review/:review/remarks, and the files there. What `deps` names must outlive the router.
void BindRemarks(http::Router& router, const Deps& deps);
std::set<std::string> TemplateNames();

}  // namespace concord::selfreview::remarks
