// Which browser on which system, from a User-Agent: enough for a person to know their own again, and no more.
#include <algorithm>
#include <array>
#include <span>

#include "features/accounts/sessions.h"

namespace concord::accounts {
namespace {

struct Sign {
  std::string_view in_header, id, name;  // names are proper names: the same in every language
};

// The first that is found counts: browsers name those that they are alike to, so the particular come first.
constexpr std::array<Sign, 9> kBrowsers = {{{"Edg", "edge", "Edge"},
                                            {"OPR/", "opera", "Opera"},
                                            {"SamsungBrowser/", "samsung", "Samsung Internet"},
                                            {"FxiOS/", "firefox", "Firefox"},
                                            {"Firefox/", "firefox", "Firefox"},
                                            {"CriOS/", "chrome", "Chrome"},
                                            {"Chrome/", "chrome", "Chrome"},
                                            {"Safari/", "safari", "Safari"},
                                            {"curl/", "curl", "curl"}}};
constexpr std::array<Sign, 7> kSystems = {{{"Android", "android", "Android"},
                                           {"iPhone", "iphone", "iPhone"},
                                           {"iPad", "ipad", "iPad"},
                                           {"Windows", "windows", "Windows"},
                                           {"CrOS", "chromeos", "ChromeOS"},
                                           {"Mac OS X", "mac", "Mac"},
                                           {"Linux", "linux", "Linux"}}};

std::string_view Find(std::span<const Sign> signs, std::string_view header) {
  for (const Sign& sign : signs) {
    if (header.find(sign.in_header) != header.npos) return sign.id;
  }
  return "other";
}

// The name of an id; empty for "other".
std::string NameOf(std::span<const Sign> signs, std::string_view id) {
  for (const Sign& sign : signs) {
    if (sign.id == id) return std::string(sign.name);
  }
  return {};
}

}  // namespace

std::string DeviceOf(std::string_view user_agent) {
  return std::string(Find(kBrowsers, user_agent)) + "/" + std::string(Find(kSystems, user_agent));
}

std::string DeviceInWords(const i18n::Catalog& catalog, std::string_view language, std::string_view device) {
  const size_t slash = std::min(device.find('/'), device.size());
  std::string browser = NameOf(kBrowsers, device.substr(0, slash));
  std::string system = NameOf(kSystems, device.substr(std::min(slash + 1, device.size())));
  if (browser.empty()) browser = catalog.Text(language, "accounts.device.browser_other");
  if (system.empty()) system = catalog.Text(language, "accounts.device.system_other");
  return catalog.Text(language, "accounts.device.on", {{"browser", browser}, {"system", system}});
}

}  // namespace concord::accounts
