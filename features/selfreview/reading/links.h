// The library's resources that an instrument names, for pages that show its items.
#pragma once
#include <map>
#include <string>

#include "features/library/library.h"
#include "features/selfreview/engine/instrument.h"
#include "features/selfreview/reading/views.h"

namespace concord::selfreview::reading {

// By slug: address, title, and the language where it is not `language`. What the library does not show is not among
// them; nor is anything where the library cannot be read, and the page goes without.
std::map<std::string, views::Link> ResourceLinks(library::Library& library, const std::string& language,
                                                 const Instrument& instrument);

}  // namespace concord::selfreview::reading
