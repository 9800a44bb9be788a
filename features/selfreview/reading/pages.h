// Handlers of the pages of instruments. Safe from any thread.
#pragma once
#include "features/selfreview/reading/reading.h"

namespace concord::selfreview::reading {

class Pages {
 public:
  explicit Pages(const Deps& deps) : d_(deps) {}
  http::Response Home(const http::Request& request) const;
  http::Response Newest(const http::Request& request) const;
  http::Response Version(const http::Request& request) const;
  http::Response File(const http::Request& request) const;

 private:
  http::Response Show(const http::Request& request, const KeptPtr& kept) const;
  Deps d_;
};

}  // namespace concord::selfreview::reading
