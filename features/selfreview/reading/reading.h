// The public pages of instruments: what a self-review is, each instrument with its items, levels, evidence and
// resources, and its files. Nothing is written. Safe from any thread.
#pragma once
#include <set>
#include <string>

#include "base/core/log.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "features/library/library.h"
#include "features/selfreview/instruments/instruments.h"

namespace concord::selfreview::reading {

struct Deps {
  const Instruments& instruments;
  library::Library& library;
  const html::Frame& frame;
  Log& log;
};

// GET /self-review, /self-review/:instrument, /self-review/:instrument/versions/:version,
// /self-review/:instrument/files/:file. What `deps` names must outlive the router.
void BindReading(http::Router& router, const Deps& deps);
// For the hub's home page: what a self-review is, in a sentence. The same for every visitor.
html::Safe HomeSection(const html::Frame& frame, const http::Request& request);
// How the page of an instrument looks that is not kept (yet): its main part, without files and other versions.
html::Safe Preview(const Deps& deps, const http::Request& request, const Kept& kept);
std::set<std::string> TemplateNames();

}  // namespace concord::selfreview::reading
