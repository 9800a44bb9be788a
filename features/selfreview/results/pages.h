// Handlers of the pages of results. Safe from any thread.
#pragma once
#include <optional>
#include <string>

#include "features/selfreview/results/opened.h"
#include "features/selfreview/results/results.h"

namespace concord::selfreview::results {

class ReportPages {
 public:
  explicit ReportPages(const Deps& deps) : d_(deps) {}
  http::Response Show(const http::Request& request) const;
  http::Response Csv(const http::Request& request) const;
  http::Response Json(const http::Request& request) const;

 private:
  Deps d_;
};

class PublishPages {
 public:
  explicit PublishPages(const Deps& deps) : d_(deps) {}
  http::Response Form(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;

 private:
  struct Chosen;
  http::Response Page(const http::Request& request, const Opened& opened, const Chosen& chosen) const;
  Deps d_;
};

class ActionPages {
 public:
  explicit ActionPages(const Deps& deps) : d_(deps) {}
  http::Response List(const http::Request& request) const;
  http::Response New(const http::Request& request) const;
  http::Response Create(const http::Request& request) const;
  http::Response Edit(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;

 private:
  struct Filled;
  http::Response Page(const http::Request& request, const Opened& opened, const Filled& filled) const;
  http::Response Put(const http::Request& request, const Opened& opened, ImprovementAction action) const;
  Result<ImprovementAction> Named(const Opened& opened, const http::Request& request) const;
  Deps d_;
};

}  // namespace concord::selfreview::results
