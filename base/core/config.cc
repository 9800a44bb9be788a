#include "base/core/config.h"

#include <charconv>
#include <filesystem>
#include <variant>

#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "base/core/text.h"

namespace concord {
namespace {

using Slot = std::variant<std::string*, int*, bool*, std::vector<std::string>*>;

std::map<std::string, Slot> SlotsOf(Config& c) {
  return {{"hub.name", &c.hub.name},
          {"hub.base_url", &c.hub.base_url},
          {"hub.demo", &c.hub.demo},
          {"hub.key_file", &c.hub.key_file},
          {"http.listen", &c.http.listen},
          {"http.port", &c.http.port},
          {"http.io_threads", &c.http.io_threads},
          {"http.workers", &c.http.workers},
          {"http.max_connections", &c.http.max_connections},
          {"http.header_seconds", &c.http.header_seconds},
          {"http.body_seconds", &c.http.body_seconds},
          {"http.idle_seconds", &c.http.idle_seconds},
          {"http.drain_seconds", &c.http.drain_seconds},
          {"http.page_cache_mib", &c.http.page_cache_mib},
          {"http.behind_tls", &c.http.behind_tls},
          {"http.trusted_proxies", &c.http.trusted_proxies},
          {"accounts.session_days", &c.accounts.session_days},
          {"accounts.idle_hours", &c.accounts.idle_hours},
          {"accounts.password_mib", &c.accounts.password_mib},
          {"accounts.breached_passwords", &c.accounts.breached_passwords},
          {"mail.server", &c.mail.server},
          {"mail.user", &c.mail.user},
          {"mail.password", &c.mail.password},
          {"mail.password_file", &c.mail.password_file},
          {"mail.from", &c.mail.from},
          {"mail.tls", &c.mail.tls},
          {"fetch.contact", &c.fetch.contact},
          {"fetch.allow_internal", &c.fetch.allow_internal},
          {"fetch.proxy", &c.fetch.proxy},
          {"links.enabled", &c.links.enabled},
          {"links.days", &c.links.days},
          {"links.pause_seconds", &c.links.pause_seconds},
          {"links.parallel", &c.links.parallel},
          {"links.dead_after_days", &c.links.dead_after_days},
          {"database.url", &c.database.url},
          {"library.document_mib", &c.library.document_mib},
          {"selfreview.files_mib", &c.selfreview.files_mib},
          {"log.level", &c.log.level},
          {"log.file", &c.log.file},
          {"log.access", &c.log.access},
          {"data_dir", &c.data_dir}};
}

std::unexpected<Error> Bad(const std::string& key, const std::string& where, const std::string& why) {
  return Fail(ErrorKind::kInvalid, "config.invalid", {{"key", key}, {"where", where}, {"why", why}},
              where + ": " + key + ": " + why);
}

// Sets a slot from text, as the environment and flags give it. Lists are separated by commas.
Status SetFromText(const Slot& slot, const std::string& key, const std::string& value, const std::string& where) {
  if (auto* text = std::get_if<std::string*>(&slot)) {
    **text = value;
  } else if (auto* number = std::get_if<int*>(&slot)) {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), **number);
    if (error != std::errc() || end != value.data() + value.size())
      return Bad(key, where, "a whole number is expected");
  } else if (auto* flag = std::get_if<bool*>(&slot)) {
    if (value != "true" && value != "false" && value != "1" && value != "0")
      return Bad(key, where, "true or false is expected");
    **flag = value == "true" || value == "1";
  } else {
    auto& list = *std::get<std::vector<std::string>*>(slot);
    list.clear();
    for (auto part : text::Split(value, ',')) {
      if (auto trimmed = text::Trim(part); !trimmed.empty()) list.emplace_back(trimmed);
    }
  }
  return {};
}

Status SetFromToml(const Slot& slot, const std::string& key, const toml::node& node, const std::string& where) {
  if (auto* text = std::get_if<std::string*>(&slot)) {
    if (!node.is_string()) return Bad(key, where, "a text in quotes is expected");
    **text = node.as_string()->get();
  } else if (auto* number = std::get_if<int*>(&slot)) {
    if (!node.is_integer()) return Bad(key, where, "a whole number is expected");
    **number = static_cast<int>(node.as_integer()->get());
  } else if (auto* flag = std::get_if<bool*>(&slot)) {
    if (!node.is_boolean()) return Bad(key, where, "true or false is expected");
    **flag = node.as_boolean()->get();
  } else {
    const auto* array = node.as_array();
    if (!array) return Bad(key, where, "a list of texts is expected");
    auto& list = *std::get<std::vector<std::string>*>(slot);
    list.clear();
    for (const auto& item : *array) {
      if (!item.is_string()) return Bad(key, where, "a list of texts is expected");
      list.push_back(item.as_string()->get());
    }
  }
  return {};
}

Status ReadTable(const std::map<std::string, Slot>& slots, const toml::table& table, const std::string& prefix,
                 const std::string& file) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    const std::string where = file + ":" + std::to_string(node.source().begin.line);
    if (const auto* inner = node.as_table()) {
      if (auto status = ReadTable(slots, *inner, key + ".", file); !status) return status;
      continue;
    }
    const auto slot = slots.find(key);
    if (slot == slots.end()) return Bad(key, where, "there is no such setting");
    if (auto status = SetFromToml(slot->second, key, node, where); !status) return status;
  }
  return {};
}

Status CheckRanges(const Config& c) {
  const auto in = [](int value, int low, int high) { return value >= low && value <= high; };
  if (!in(c.http.port, 0, 65535)) return Bad("http.port", "settings", "a port is between 0 and 65535");
  if (!in(c.http.io_threads, 0, 256)) return Bad("http.io_threads", "settings", "0 to 256 are possible");
  if (!in(c.http.workers, 0, 1024)) return Bad("http.workers", "settings", "0 to 1024 are possible");
  if (!in(c.http.max_connections, 1, 1000000))
    return Bad("http.max_connections", "settings", "1 to 1000000 are possible");
  for (int seconds : {c.http.header_seconds, c.http.body_seconds, c.http.idle_seconds, c.http.drain_seconds}) {
    if (!in(seconds, 1, 86400)) return Bad("http.*_seconds", "settings", "1 to 86400 are possible");
  }
  if (!in(c.http.page_cache_mib, 0, 65536)) return Bad("http.page_cache_mib", "settings", "0 to 65536 are possible");
  if (!in(c.accounts.session_days, 1, 365)) return Bad("accounts.session_days", "settings", "1 to 365 are possible");
  if (!in(c.accounts.idle_hours, 1, 8760)) return Bad("accounts.idle_hours", "settings", "1 to 8760 are possible");
  if (!in(c.accounts.password_mib, 8, 4096)) return Bad("accounts.password_mib", "settings", "8 to 4096 are possible");
  if (!c.mail.server.empty() && !c.mail.server.starts_with("smtp://") && !c.mail.server.starts_with("smtps://"))
    return Bad("mail.server", "settings", "an address like smtp://mail.example.org:587 is expected");
  if (!c.mail.server.empty() && c.mail.from.empty())
    return Bad("mail.from", "settings", "the address that mail comes from is missing");
  if (!c.fetch.proxy.empty() && !c.fetch.proxy.starts_with("http://") && !c.fetch.proxy.starts_with("https://"))
    return Bad("fetch.proxy", "settings", "an address like http://proxy.example.org:3128 is expected");
  if (!in(c.links.days, 1, 365)) return Bad("links.days", "settings", "1 to 365 are possible");
  if (!in(c.links.pause_seconds, 1, 3600)) return Bad("links.pause_seconds", "settings", "1 to 3600 are possible");
  if (!in(c.links.parallel, 1, 32)) return Bad("links.parallel", "settings", "1 to 32 are possible");
  if (!in(c.links.dead_after_days, 1, 365)) return Bad("links.dead_after_days", "settings", "1 to 365 are possible");
  if (c.mail.tls != "always" && c.mail.tls != "never")
    return Bad("mail.tls", "settings", "always or never is expected");
  if (!in(c.library.document_mib, 1, 2000)) return Bad("library.document_mib", "settings", "1 to 2000 are possible");
  if (!in(c.selfreview.files_mib, 0, 100'000))
    return Bad("selfreview.files_mib", "settings", "0 to 100000 are possible");
  for (const char* level : {"debug", "info", "warn", "error", "off"}) {
    if (c.log.level == level) return {};
  }
  return Bad("log.level", "settings", "debug, info, warn, error or off is expected");
}

std::string Shown(const Slot& slot) {
  if (auto* text = std::get_if<std::string*>(&slot)) return **text;
  if (auto* number = std::get_if<int*>(&slot)) return std::to_string(**number);
  if (auto* flag = std::get_if<bool*>(&slot)) return **flag ? "true" : "false";
  return text::Join(*std::get<std::vector<std::string>*>(slot), ",");
}

}  // namespace

Result<Config> LoadConfig(const std::string& toml_file,
                          const std::function<std::string(const std::string&)>& environment,
                          const std::map<std::string, std::string>& flags) {
  Config config;
  const auto slots = SlotsOf(config);
  if (!toml_file.empty() && std::filesystem::exists(toml_file)) {
    try {
      const toml::table table = toml::parse_file(toml_file);
      if (auto status = ReadTable(slots, table, "", toml_file); !status) return std::unexpected(status.error());
    } catch (const toml::parse_error& error) {
      return Bad("-", toml_file + ":" + std::to_string(error.source().begin.line), std::string(error.description()));
    }
  }
  for (const auto& [key, slot] : slots) {
    std::string variable = "CONCORD_" + key;
    for (char& c : variable) c = c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    const std::string value = environment(variable);
    if (value.empty()) continue;
    if (auto status = SetFromText(slot, key, value, variable); !status) return std::unexpected(status.error());
  }
  for (const auto& [key, value] : flags) {
    const auto slot = slots.find(key);
    if (slot == slots.end()) return Bad(key, "flags", "there is no such setting");
    if (auto status = SetFromText(slot->second, key, value, "--" + key); !status)
      return std::unexpected(status.error());
  }
  if (auto status = CheckRanges(config); !status) return std::unexpected(status.error());
  return config;
}

std::vector<std::pair<std::string, std::string>> ListSettings(const Config& config) {
  Config copy = config;
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& [key, slot] : SlotsOf(copy)) all.emplace_back(key, Shown(slot));
  return all;
}

}  // namespace concord
