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
#include "features/library/curation/routes.h"
#include "features/library/harvest/worker.h"
#include "features/library/news/digest.h"
#include "features/library/pages.h"
#include "features/library/related.h"
#include "features/library/ties.h"

namespace concord::app {

class LibrarySide {
 public:
  LibrarySide(Hub& hub, const search::Searcher& searcher, const i18n::Catalog& catalog);

  // What the library's parts have to say on "Today".
  std::vector<accounts::TodaySource> Today(Hub& hub, const i18n::Catalog& catalog);

  struct Around {
    const html::Frame& frame;
    PeopleSide& people;
    std::vector<library::HomeSection> home_sections;
  };
  // Binds every route of the library. Errors: invalid, where a citation style cannot be read.
  Status Bind(http::Router& router, Hub& hub, Around around);

  library::news::Digest& digest() { return digest_; }
  library::harvest::Worker& harvester() { return harvester_; }  // started by `serve` alone

  static std::set<std::string> TemplateNames();

 private:
  library::PageDeps Pages(Hub& hub, Around around);

  const search::Searcher& searcher_;
  const i18n::Catalog& catalog_;
  std::unique_ptr<library::csl::Styles> styles_;
  library::RelatedBoard related_;
  library::TieBoard ties_;
  library::news::Digest digest_;  // its work is among the hub's jobs
  library::curation::Curation curation_;
  library::curation::Entries entries_;
  library::harvest::Sources harvests_;
  library::harvest::Worker harvester_;
};

}  // namespace concord::app
