// The library's addresses.
#pragma once
#include "features/library/pages.h"

namespace concord::library {

void BindLibrary(http::Router& router, const PageDeps& deps);
// For the frame's navigation and Templates::Load.
std::vector<html::NavEntry> Navigation();
// In the head of every page: how a browser adds this library to its search engines, and where Zotero asks for records.
std::vector<html::PageMeta::LinkTag> StandingLinks(const std::string& hub_name);

}  // namespace concord::library
