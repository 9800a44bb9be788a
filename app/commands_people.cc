#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/people_commands.h"
#include "features/accounts/roles_page.h"

namespace concord::app {
namespace {

using nlohmann::ordered_json;

constexpr int kPeoplePerRead = 1000;

std::string AddressOf(const Hub& hub, const std::string& path) {
  std::string base = hub.config.hub.base_url.empty() ? "http://127.0.0.1:" + std::to_string(hub.config.http.port)
                                                     : hub.config.hub.base_url;
  while (base.ends_with('/')) base.pop_back();
  return base + path;
}

ordered_json AsJson(const accounts::Account& account) {
  ordered_json json;
  json["id"] = account.id.ToString();
  json["email"] = account.email;
  json["name"] = account.name;
  json["language"] = account.language;
  json["state"] = account.state;
  json["has_password"] = account.has_password;
  json["has_second_factor"] = account.has_second_factor;
  json["demo"] = account.demo;
  json["created"] = FormatRfc3339(account.created);
  json["signed_in"] = account.signed_in ? ordered_json(FormatRfc3339(*account.signed_in)) : ordered_json(nullptr);
  return json;
}

void PrintLink(const Common& common, const Hub& hub, const accounts::Account& account, const accounts::Link& link) {
  const std::string address = AddressOf(hub, link.path);
  if (common.json) {
    ordered_json json = AsJson(account);
    json["link"] = address;
    json["link_expires"] = FormatRfc3339(link.expires);
    std::cout << json.dump(2) << "\n";
    return;
  }
  std::cout << "Send this link to " << account.name << " <" << account.email << ">. It works once, until "
            << FormatRfc3339(link.expires) << ", and lets whoever has it choose the password:\n  " << address << "\n";
}

int Add(const Common& common, Hub& hub, const PeopleArgs& args) {
  std::optional<accounts::Role> role;
  if (!args.role.empty()) role = accounts::RoleNamed(args.role);
  if (!args.role.empty() && (!role || !accounts::IsHubRole(*role))) {
    std::cerr << "concord: --role is hub_admin or curator; roles in a community are given by invitation\n";
    return 2;
  }
  const auto account = hub.accounts->Create({args.email, args.name, args.language, false}, "system");
  if (!account) return Failed(account.error());
  if (role) {
    if (auto status = hub.accounts->GiveHubRole(account->id, *role, "system"); !status) return Failed(status.error());
  }
  const auto link = hub.accounts->NewLink(account->id, "welcome", "system");
  if (!link) return Failed(link.error());
  PrintLink(common, hub, *account, *link);
  return 0;
}

int Change(const Common& common, Hub& hub, const PeopleArgs& args) {
  const auto account = hub.accounts->FindByEmail(args.email);
  if (!account) return Failed(account.error());
  if (args.verb == "reset") {
    const auto link = hub.accounts->Reset(account->id, "system");
    if (!link) return Failed(link.error());
    PrintLink(common, hub, *account, *link);
    return 0;
  }
  const auto status = args.verb == "disable" ? hub.accounts->Disable(account->id, "system")
                                             : hub.accounts->Enable(account->id, "system");
  if (!status) return Failed(status.error());
  const auto after = hub.accounts->Find(account->id);
  if (!after) return Failed(after.error());
  if (common.json) {
    std::cout << AsJson(*after).dump(2) << "\n";
  } else {
    std::cout << after->name << " <" << after->email << "> is "
              << (after->state == "active" ? "active again" : "disabled, and signed out everywhere") << ".\n";
  }
  return 0;
}

int List(const Common& common, Hub& hub, const PeopleArgs& args) {
  ordered_json all = ordered_json::array();
  for (int offset = 0;; offset += kPeoplePerRead) {
    const auto some = hub.accounts->List(args.words, kPeoplePerRead, offset);
    if (!some) return Failed(some.error());
    for (const auto& account : *some) {
      if (common.json) {
        all.push_back(AsJson(account));
      } else {
        std::cout << account.email << "\t" << account.name << "\t" << account.state
                  << (account.has_second_factor ? "\tsecond factor" : "") << (account.demo ? "\tdemo" : "") << "\n";
      }
    }
    if (static_cast<int>(some->size()) < kPeoplePerRead) break;
  }
  if (common.json) std::cout << all.dump(2) << "\n";
  return 0;
}

}  // namespace

void AddPeople(CLI::App& app, Common& common, PeopleArgs& args,
               const std::function<void(CLI::App&, Common&)>& add_common) {
  auto* user = app.add_subcommand("user", "Add, reset, disable and list accounts");
  user->require_subcommand(1);
  for (const auto& [name, what] :
       {std::pair{"add", "Make an account, and a link to choose its password"},
        {"reset", "Take password, second factor and sessions away, and make a link to begin anew"},
        {"disable", "Sign someone out everywhere, and let them in no more"},
        {"enable", "Let someone in again"},
        {"list", "List accounts"}}) {
    auto* verb = user->add_subcommand(name, what);
    add_common(*verb, common);
    verb->add_flag("--json", common.json, "Output as JSON");
    verb->callback([&args, verb = std::string(name)] { args.verb = verb; });
    if (verb->get_name() == "add") {
      verb->add_option("--email", args.email, "The address to sign in with")->required();
      verb->add_option("--name", args.name, "The person's name")->required();
      verb->add_option("--role", args.role, "A role on the hub: hub_admin or curator");
      verb->add_option("--language", args.language, "en or es")->check(CLI::IsMember({"en", "es"}));
    } else if (verb->get_name() == "list") {
      verb->add_option("words", args.words, "Only those with these words in name or address");
    } else {
      verb->add_option("email", args.email, "The account's address")->required();
    }
  }
  auto* roles = app.add_subcommand("roles", "Who may do what: the table of permissions");
  roles->add_flag("--json", common.json, "Output as JSON");
  roles->add_flag("--markdown", args.markdown, "As the page docs/user/roles.md (also without this flag)");
}

std::optional<int> RunPeople(const std::string& command, const Common& common, const PeopleArgs& args) {
  if (command == "roles") {
    std::cout << (common.json ? accounts::RolesJson() : accounts::RolesMarkdown());
    return 0;
  }
  if (command != "user") return std::nullopt;
  const auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  if (args.verb == "add") return Add(common, *hub, args);
  if (args.verb == "list") return List(common, *hub, args);
  return Change(common, *hub, args);
}

}  // namespace concord::app
