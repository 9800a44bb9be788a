// The report of a review, put into words.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/selfreview/reading/links.h"
#include "features/selfreview/results/opened.h"
#include "features/selfreview/results/views.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::results {

struct Around {
  std::string place, zone;  // of the community: name, time zone
  std::optional<Opened> earlier;
  std::vector<KeptPtr> versions;  // of the instrument: what lies between the two is followed back
  std::map<std::string, reading::views::Link> resources;  // by slug
  std::vector<views::Link> sites;                         // of the practice area
  std::vector<ImprovementAction> actions;
  std::optional<bands::Others> others;  // where the review takes part and is seen inside
  size_t audience = 0;                  // of the ladder
};

views::Report ReportOf(const Words& words, const Opened& opened, const Around& around);

std::string NameOfAudience(const Words& words, size_t audience);  // "Everyone", "The agency", "Officers"

}  // namespace concord::selfreview::results
