// The room where curators write and import instruments: a list, a form that checks and keeps what was sent, a preview.
// Safe from any thread.
#pragma once
#include <set>
#include <string>

#include "features/accounts/accounts.h"
#include "features/selfreview/importing/importing.h"
#include "features/selfreview/reading/reading.h"

namespace concord::selfreview::importing {

struct Deps {
  Importing& importing;
  reading::Deps reading;  // instruments, library, frame, log
  const accounts::Guards& guards;
};

// GET and POST under /curation/instruments. What `deps` names must outlive the router.
void BindImporting(http::Router& router, const Deps& deps);
std::set<std::string> TemplateNames();

}  // namespace concord::selfreview::importing
