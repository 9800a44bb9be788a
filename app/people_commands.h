// concord user, concord roles: accounts from the command line, and the table of permissions.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "app/command.h"

namespace concord::app {

struct PeopleArgs {
  std::string verb;  // "add", "reset", "disable", "enable" or "list"
  std::string email, name, role, language = "en", words;
  bool markdown = false;
};

void AddPeople(CLI::App& app, Common& common, PeopleArgs& args,
               const std::function<void(CLI::App&, Common&)>& add_common);
// nullopt: not one of these commands.
std::optional<int> RunPeople(const std::string& command, const Common& common, const PeopleArgs& args);

}  // namespace concord::app
