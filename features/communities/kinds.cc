// The fixed lists of this feature.
#include <array>

#include "features/communities/communities.h"

namespace concord::communities {

std::span<const std::string_view> CommunityKinds() {
  static constexpr std::array<std::string_view, 6> kKinds = {"city", "county", "tribe", "campus", "region", "other"};
  return kKinds;
}

std::span<const std::string_view> OrganizationKinds() {
  static constexpr std::array<std::string_view, 14> kKinds = {"police_agency",
                                                              "oversight_body",
                                                              "local_government",
                                                              "tribal_government",
                                                              "neighborhood_association",
                                                              "nonprofit",
                                                              "faith_based",
                                                              "school",
                                                              "public_health",
                                                              "victim_services",
                                                              "business",
                                                              "private_security",
                                                              "military_installation",
                                                              "other"};
  return kKinds;
}

// The languages most spoken at home in the United States (American Community Survey), with American Sign Language and
// the larger Indigenous languages.
std::span<const std::string_view> SpokenLanguages() {
  static constexpr std::array<std::string_view, 42> kLanguages = {
      "en", "es", "ase", "zh", "yue", "tl", "vi", "ar", "fr", "ko", "ru", "pt",  "ht",  "hi",
      "de", "pl", "it",  "ur", "fa",  "te", "ja", "gu", "bn", "ta", "pa", "hmn", "so",  "am",
      "sw", "ne", "my",  "km", "lo",  "th", "uk", "hy", "he", "nv", "oj", "chr", "dak", "yua"};
  return kLanguages;
}

}  // namespace concord::communities
