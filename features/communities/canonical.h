// The records of this feature as one line of JSON with sorted keys: what the journal's digests are made of.
#pragma once
#include <string>
#include <vector>

#include "features/communities/communities.h"

namespace concord::communities {

std::string CanonicalOf(const Community& community);  // without its map
std::string CanonicalOf(const Organization& organization);
std::string CanonicalMapOf(const std::string& boundary, const std::vector<District>& districts);

}  // namespace concord::communities
