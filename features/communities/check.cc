#include "features/communities/check.h"

#include <algorithm>

#include "base/core/text.h"
#include "features/communities/communities.h"

namespace concord::communities {
namespace {

bool IsControlOrSpace(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }

template <typename Kinds>
bool IsOneOf(const Kinds& kinds, std::string_view kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

class Faults {
 public:
  void Add(std::string field, const char* what, std::map<std::string, std::string> params = {}) {
    found_.push_back({std::move(field), std::string("communities.error.") + what, std::move(params)});
  }
  void Need(const char* field, std::string_view text, const char* what, size_t most) {
    if (text::Trim(text).empty()) {
      Add(field, what);
    } else {
      Limit(field, text, most);
    }
  }
  void Limit(const char* field, std::string_view text, size_t most) {
    if (text::CountCodePoints(text) > most) Add(field, "too_long", {{"most", std::to_string(most)}});
  }
  void Languages(const std::vector<std::string>& tags) {
    if (tags.size() > 60) Add("languages", "too_many", {{"most", "60"}});
    for (const auto& tag : tags) {
      if (LooksLikeLanguage(tag)) continue;
      Add("languages", "language", {{"tag", text::Shorten(tag, 40)}});
      break;
    }
  }
  std::vector<Fault> Take() { return std::move(found_); }

 private:
  std::vector<Fault> found_;
};

}  // namespace

bool LooksLikeMail(std::string_view address) {
  const size_t at = address.find('@');
  if (at == 0 || at == std::string_view::npos || address.size() > 254) return false;
  if (std::any_of(address.begin(), address.end(), IsControlOrSpace)) return false;
  if (address.find_first_of("<>,;:\"()[]\\?&%") != std::string_view::npos) return false;
  const std::string_view domain = address.substr(at + 1);
  return domain.find('@') == std::string_view::npos && domain.find('.') != std::string_view::npos &&
         domain.front() != '.' && domain.back() != '.' && domain.find("..") == std::string_view::npos;
}

bool LooksLikePhone(std::string_view number) {
  const auto digits = std::count_if(number.begin(), number.end(), text::IsAsciiDigit);
  if (digits < 3 || digits > 20 || number.size() > 40) return false;
  return std::all_of(number.begin(), number.end(), [](char c) {
    return text::IsAsciiDigit(c) || text::IsAsciiLetter(c) ||
           std::string_view("+-.()/# ").find(c) != std::string_view::npos;
  });
}

std::string DialOf(std::string_view number) {
  std::string out;
  for (const char c : number) {
    if (text::IsAsciiDigit(c) || (c == '+' && out.empty())) out += c;
    if (text::IsAsciiLetter(c) || c == '#') break;
  }
  return out;
}

std::string WebAddressOf(std::string_view typed) {
  std::string address(text::Trim(typed));
  if (address.size() > 500 || std::any_of(address.begin(), address.end(), IsControlOrSpace)) return "";
  if (address.find_first_of("<>\"'\\`") != std::string::npos) return "";
  const std::string lower = text::LowerAscii(address);
  size_t from = lower.starts_with("https://") ? 8 : lower.starts_with("http://") ? 7 : 0;
  if (from == 0) {
    if (address.find("://") != std::string::npos || address.find(':') < address.find('/')) return "";
    address.insert(0, "https://");
    from = 8;
  }
  const std::string_view host = std::string_view(address).substr(from, address.find_first_of("/?#", from) - from);
  return host.find('.') == std::string_view::npos || host.starts_with('.') || host.ends_with('.') ? "" : address;
}

bool LooksLikeLanguage(std::string_view tag) {
  if (tag.empty() || tag.size() > 35) return false;
  const auto parts = text::Split(tag, '-');
  if (parts[0].size() < 2 || parts[0].size() > 8 ||
      !std::all_of(parts[0].begin(), parts[0].end(), text::IsAsciiLetter)) {
    return false;
  }
  return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
    return !part.empty() && part.size() <= 8 && std::all_of(part.begin(), part.end(), [](char c) {
      return text::IsAsciiLetter(c) || text::IsAsciiDigit(c);
    });
  });
}

std::vector<std::string> ListOf(std::string_view typed) {
  std::vector<std::string> out;
  const char separator = typed.find('\n') == std::string_view::npos ? ',' : '\n';
  for (const auto part : text::Split(typed, separator)) {
    std::string one = text::CollapseSpace(text::Clean(part));
    if (!one.empty() && std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  }
  return out;
}

std::vector<Fault> Check(const Community& community) {
  Faults faults;
  faults.Need("name", community.name, "name", 120);
  if (!IsOneOf(CommunityKinds(), community.kind)) faults.Add("kind", "kind");
  faults.Need("place", community.place, "place", 120);
  faults.Limit("summary", community.summary, 600);
  if (!IsTimeZone(community.time_zone)) faults.Add("time_zone", "time_zone");
  if (community.languages.empty()) faults.Add("languages", "languages");
  faults.Languages(community.languages);
  return faults.Take();
}

std::vector<Fault> Check(const Organization& organization, std::span<const District> districts) {
  Faults faults;
  faults.Need("name", organization.name, "name", 160);
  if (!IsOneOf(OrganizationKinds(), organization.kind)) faults.Add("kind", "organization_kind");
  faults.Limit("summary", organization.summary, 2000);
  faults.Languages(organization.languages);
  if (organization.offers.size() > 40) faults.Add("offers", "too_many", {{"most", "40"}});
  for (const auto& offer : organization.offers) {
    if (text::CountCodePoints(offer) <= 160) continue;
    faults.Add("offers", "line_too_long", {{"most", "160"}, {"line", text::Shorten(offer, 40)}});
    break;
  }
  for (const auto& slug : organization.service_area) {
    const bool known =
        std::any_of(districts.begin(), districts.end(), [&](const District& d) { return d.slug == slug; });
    if (known) continue;
    faults.Add("service_area", "service_area", {{"district", text::Shorten(slug, 40)}});
    break;
  }
  faults.Limit("contact_name", organization.contact_name, 160);
  if (!organization.contact_email.empty() && !LooksLikeMail(organization.contact_email)) {
    faults.Add("contact_email", "contact_email");
  }
  if (!organization.contact_phone.empty() && !LooksLikePhone(organization.contact_phone)) {
    faults.Add("contact_phone", "contact_phone");
  }
  faults.Limit("contact_address", organization.contact_address, 300);
  if (!organization.website.empty() && WebAddressOf(organization.website) != organization.website) {
    faults.Add("website", "website");
  }
  return faults.Take();
}

}  // namespace concord::communities
