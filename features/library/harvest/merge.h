// A source says something new of a resource that people may have edited meanwhile. Pure.
#pragma once
#include "features/library/exchange/record.h"

namespace concord::library::harvest {

// `base`: what the source said last (empty where it says something for the first time); `mine`: the resource as it
// stands; `theirs`: what the source says now. A field that still reads as the source had it follows the source; any
// other is somebody's work and stays. Of lists (topics, keywords, ...) each word by itself. Slug, status, what
// supersedes it and evidence are never the source's.
exchange::Record Merge(const exchange::Record& base, const exchange::Record& mine, const exchange::Record& theirs);

// Whether anything that the source gave reads otherwise by now.
bool IsEdited(const exchange::Record& base, const exchange::Record& mine);

}  // namespace concord::library::harvest
