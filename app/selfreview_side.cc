#include "app/selfreview_side.h"

#include "features/selfreview/reading/reading.h"

namespace concord::app {

void SelfreviewSide::Bind(http::Router& router, Hub& hub, const html::Frame& frame) {
  selfreview::reading::BindReading(router, {*hub.instruments, *hub.library, frame, *hub.log});
}

std::set<std::string> SelfreviewSide::TemplateNames() { return selfreview::reading::TemplateNames(); }

}  // namespace concord::app
