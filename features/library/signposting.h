// FAIR Signposting (https://signposting.org/FAIR/, profile of 2023): typed links by which a program finds its way from
// a resource's page to the work, its identifier and its metadata. Level 1 as a Link header, level 2 as a linkset (RFC
// 9264). What is not known is not said: records name no licence of the works, and no ORCID of their authors. Pure
// functions.
#pragma once
#include <string>
#include <vector>

#include "features/library/exchange/record.h"

namespace concord::library {

struct Signpost {
  std::string relation, target, type;  // type: the media type, or empty
};

// `origin`: "https://trust.example.org".
std::vector<Signpost> SignpostsOf(const exchange::Record& record, const std::string& origin);
// The value of a Link header (RFC 8288), a linkset's address among the links.
std::string LinkHeader(const std::vector<Signpost>& posts, const std::string& linkset);
// application/linkset+json: the links of the page, and back from each description of it.
std::string LinksetJson(const std::vector<Signpost>& posts, const std::string& page_url);

}  // namespace concord::library
