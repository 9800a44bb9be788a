// concord links: looking at the addresses of resources now, and what was found.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "app/command.h"

namespace concord::app {

struct LinksArgs {
  std::string verb;  // "check" or "list"
  std::string state;
  size_t limit = 0;  // 0: check: an hour's share; list: all
};

void AddLinks(CLI::App& app, Common& common, LinksArgs& args,
              const std::function<void(CLI::App&, Common&)>& add_common);
// nullopt: not this command.
std::optional<int> RunLinks(const std::string& command, const Common& common, const LinksArgs& args);

}  // namespace concord::app
