// Everything of the library that a running site needs, put together in the order of need. Must not outlive the hub and
// the site's parts.
#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/hub.h"
#include "app/people_side.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "features/library/csl/csl.h"
#include "features/library/news/digest.h"
#include "features/library/pages.h"
#include "features/library/related.h"
#include "features/library/ties.h"

namespace concord::app {

struct LibrarySide {
  struct Deps {
    Hub& hub;
    const search::Searcher& searcher;
    const html::Frame& frame;
    const i18n::Catalog& catalog;
    const accounts::Guards& guards;
    std::vector<library::HomeSection> home_sections;
  };
  // Binds every route of the library. Errors: invalid, where a citation style cannot be read.
  static Result<std::unique_ptr<LibrarySide>> Build(http::Router& router, Deps deps);

  // What the library's parts have to say on "Today".
  static std::vector<accounts::TodaySource> Today(Hub& hub, const i18n::Catalog& catalog);
  static std::set<std::string> TemplateNames();

  std::unique_ptr<library::csl::Styles> styles;
  std::unique_ptr<library::RelatedBoard> related;
  std::unique_ptr<library::TieBoard> ties;
  std::unique_ptr<library::news::Digest> digest;  // its work is among the hub's jobs
};

}  // namespace concord::app
