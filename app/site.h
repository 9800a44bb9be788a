// The web site put together: catalogs, templates, frame, assets, every feature's routes.
#pragma once
#include <memory>

#include "app/hub.h"
#include "app/library_side.h"
#include "app/people_side.h"
#include "app/selfreview_side.h"
#include "assets/assets.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "base/http/server.h"

namespace concord::app {

struct Site {
  std::unique_ptr<i18n::Catalog> catalog;
  std::unique_ptr<html::Templates> templates;
  std::unique_ptr<assets::AssetTable> assets;
  std::unique_ptr<PeopleSide> people;
  std::unique_ptr<html::Frame> frame;
  std::unique_ptr<LibrarySide> library;
  std::unique_ptr<SelfreviewSide> selfreview;
  http::Router router;

  // How the server is to be run with this site.
  http::ServerDeps ServerDeps(Hub& hub, std::function<void(std::string&)> more_metrics);
};

// Errors: invalid, where a template or a message is missing, unused or unknown.
// `hub` and `searcher` must outlive the Site.
Result<std::unique_ptr<Site>> BuildSite(Hub& hub, const search::Searcher& searcher);

}  // namespace concord::app
