// The library's addresses.
#pragma once
#include "features/library/pages.h"

namespace concord::library {

void BindLibrary(http::Router& router, const PageDeps& deps);
// For the frame's navigation and Templates::Load.
std::vector<html::NavEntry> Navigation();

}  // namespace concord::library
