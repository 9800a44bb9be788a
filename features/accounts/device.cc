// Which browser on which system, from a User-Agent: enough for a person to know their own again, and no more.
#include <array>
#include <utility>

#include "features/accounts/sessions.h"

namespace concord::accounts {
namespace {

using Sign = std::pair<std::string_view, std::string_view>;  // what stands in the header, what it means

// The first that is found counts: browsers name those that they are alike to, so the particular come first.
constexpr std::array<Sign, 9> kBrowsers = {{{"Edg", "edge"},
                                            {"OPR/", "opera"},
                                            {"SamsungBrowser/", "samsung"},
                                            {"FxiOS/", "firefox"},
                                            {"Firefox/", "firefox"},
                                            {"CriOS/", "chrome"},
                                            {"Chrome/", "chrome"},
                                            {"Safari/", "safari"},
                                            {"curl/", "curl"}}};
constexpr std::array<Sign, 7> kSystems = {{{"Android", "android"},
                                           {"iPhone", "iphone"},
                                           {"iPad", "ipad"},
                                           {"Windows", "windows"},
                                           {"CrOS", "chromeos"},
                                           {"Mac OS X", "mac"},
                                           {"Linux", "linux"}}};

template <size_t N>
std::string_view Find(const std::array<Sign, N>& signs, std::string_view text) {
  for (const auto& [sign, meaning] : signs) {
    if (text.find(sign) != text.npos) return meaning;
  }
  return "other";
}

}  // namespace

std::string DeviceOf(std::string_view user_agent) {
  return std::string(Find(kBrowsers, user_agent)) + "/" + std::string(Find(kSystems, user_agent));
}

std::string DeviceInWords(const i18n::Catalog& catalog, std::string_view language, std::string_view device) {
  const size_t slash = device.find('/');
  const auto part = [&](std::string_view kind, std::string_view name) {
    const std::string key = "accounts.device." + std::string(kind) + "_" + std::string(name);
    return catalog.Text(language, catalog.Has(key) ? key : "accounts.device." + std::string(kind) + "_other");
  };
  return catalog.Text(language, "accounts.device.on",
                      {{"browser", part("browser", device.substr(0, slash))},
                       {"system", part("system", slash == device.npos ? "" : device.substr(slash + 1))}});
}

}  // namespace concord::accounts
