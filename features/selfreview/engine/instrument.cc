#include "features/selfreview/engine/instrument.h"

#include <algorithm>
#include <array>

namespace concord::selfreview {
namespace {

constexpr std::array<std::string_view, kGroups> kGroupNames = {
    "leadership", "supervisor", "officer", "professional_staff", "community_partner", "overseer", "resident"};

}  // namespace

std::string_view NameOf(Group group) { return kGroupNames[static_cast<size_t>(group)]; }

std::optional<Group> GroupNamed(std::string_view name) {
  const auto found = std::find(kGroupNames.begin(), kGroupNames.end(), name);
  if (found == kGroupNames.end()) return std::nullopt;
  return static_cast<Group>(found - kGroupNames.begin());
}

std::string_view NameOf(Side side) { return side == Side::kAgency ? "agency" : "community"; }

// Overseers look at the agency from outside it, for the community.
Side SideOf(Group group) { return group <= Group::kProfessionalStaff ? Side::kAgency : Side::kCommunity; }

bool IsLanguageTag(std::string_view tag) {
  for (bool first = true;; first = false) {
    const std::string_view part = tag.substr(0, tag.find('-'));
    if (part.size() < 2 || part.size() > (first ? 3 : 8)) return false;
    const auto fits = [&](char c) { return (c >= 'a' && c <= 'z') || (!first && c >= '0' && c <= '9'); };
    if (!std::all_of(part.begin(), part.end(), fits)) return false;
    if (part.size() == tag.size()) return true;
    tag.remove_prefix(part.size() + 1);
  }
}

const Texts& Instrument::In(std::string_view language) const {
  const auto found = texts.find(std::string(language));
  return found != texts.end() ? found->second : texts.at("en");
}

std::optional<size_t> Instrument::Find(std::string_view item) const {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& one) { return one.id == item; });
  if (found == items.end()) return std::nullopt;
  return static_cast<size_t>(found - items.begin());
}

}  // namespace concord::selfreview
