#include "app/command.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace concord::app {

std::string InWords(const std::string& key, const std::map<std::string, std::string>& params) {
  static const auto catalog = LoadCatalog();
  if (!catalog) return key;
  return (*catalog)->Text("en", key, i18n::Params(params.begin(), params.end()));
}

void Say(const Error& error) {
  std::cerr << "concord: " << InWords(error.key, error.params);
  if (!error.cause.empty()) std::cerr << " (" << error.cause << ")";
  std::cerr << "\n";
}

int Failed(const Error& error) {
  Say(error);
  return 1;
}

std::optional<Config> ReadConfig(const Common& common) {
  std::string file = common.config_file.empty() ? common.data + "/concord.toml" : common.config_file;
  if (!common.config_file.empty() && !std::filesystem::exists(file)) {
    Say({ErrorKind::kNotFound, "config.missing", {{"file", file}}, ""});
    return std::nullopt;
  }
  auto flags = common.flags;
  flags["data_dir"] = common.data;
  const auto environment = [](const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return std::string(value ? value : "");
  };
  auto config = LoadConfig(file, environment, flags);
  if (!config) {
    Say({config.error().kind, config.error().key, config.error().params, ""});
    return std::nullopt;
  }
  if (!common.server && config->log.level == Config().log.level) config->log.level = "warn";
  return std::move(*config);
}

std::unique_ptr<Hub> OpenOrSay(const Common& common, Opening opening) {
  auto config = ReadConfig(common);
  if (!config) return nullptr;
  auto hub = OpenHub(*config, opening);
  if (!hub) {
    Say(hub.error());
    return nullptr;
  }
  return std::move(*hub);
}

}  // namespace concord::app
