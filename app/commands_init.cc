// concord init: makes a hub, and asks for what it needs where a person sits at the terminal and gave no flags.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/command.h"
#include "base/core/text.h"
#include "base/mail/message.h"

namespace concord::app {
namespace {

std::string Quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

bool IsAddress(const std::string& address) {
  return address.empty() || address.starts_with("http://") || address.starts_with("https://");
}

bool IsServer(const std::string& server) {
  return server.empty() || server.starts_with("smtp://") || server.starts_with("smtps://");
}

bool IsPerson(const std::string& email) { return email.empty() || mail::IsMailAddress(email); }

// What is wrong with the answers, in one sentence; empty: nothing.
std::string Fault(const InitArgs& args) {
  if (!IsAddress(args.address)) return "the address begins with https:// (or http://)";
  if (!IsPerson(args.admin_email)) return args.admin_email + " is not a mail address";
  if (!args.admin_email.empty() && args.admin_name.empty()) return "the first admin needs a name: --admin-name";
  if (!IsServer(args.mail_server)) return "the mail server is given like smtp://mail.example.org:587";
  if (!args.mail_server.empty() && args.mail_from.empty())
    return "the address that mail comes from is missing: --mail-from";
  return {};
}

// Asks until the answer holds. An empty answer takes `otherwise`. False: the input has ended.
bool Ask(const std::string& question, const std::string& otherwise, bool (*holds)(const std::string&),
         std::string& answer) {
  for (;;) {
    std::cout << question << (otherwise.empty() ? "" : " [" + otherwise + "]") << ": " << std::flush;
    std::string line;
    if (!std::getline(std::cin, line)) return false;
    answer = std::string(text::Trim(line));
    if (answer.empty()) answer = otherwise;
    if (holds(answer)) return true;
    std::cout << "  That cannot be read; try again.\n";
  }
}

bool Anything(const std::string&) { return true; }
bool Something(const std::string& text) { return !text.empty(); }

bool AskAll(InitArgs& args) {
  std::cout << "A few questions; Enter takes what stands in brackets or leaves it out.\n";
  if (!Ask("Name of this hub", "Concord", Something, args.name)) return false;
  if (!Ask("Address at which people will reach it (https://...)", "", IsAddress, args.address)) return false;
  if (!Ask("Mail address of the first hub admin", "", IsPerson, args.admin_email)) return false;
  if (!args.admin_email.empty() && !Ask("Their name", "", Something, args.admin_name)) return false;
  if (!Ask("Mail server (smtp://host:587; none: links are copied by hand)", "", IsServer, args.mail_server))
    return false;
  if (args.mail_server.empty()) return true;
  if (!Ask("Mail comes from", "", Something, args.mail_from)) return false;
  return Ask("User at the mail server", "", Anything, args.mail_user);
}

bool WriteSettings(const std::string& file, const InitArgs& args) {
  const mode_t before = umask(077);  // a mail password may be written there later
  std::ofstream out(file);
  umask(before);
  out << "# Concord's settings. Every key and its default: docs/operator/configuration.md\n\n[hub]\nname = "
      << Quoted(args.name.empty() ? "Concord" : args.name) << "\nbase_url = " << Quoted(args.address) << "\n";
  if (!args.mail_server.empty()) {
    out << "\n[mail]\nserver = " << Quoted(args.mail_server) << "\nfrom = " << Quoted(args.mail_from) << "\n";
    if (!args.mail_user.empty()) {
      out << "user = " << Quoted(args.mail_user)
          << "\n# The password: here as password = \"...\", or in a file that only Concord can read:\n"
             "# password_file = \"/etc/concord/mail-password\"\n";
    }
  }
  return static_cast<bool>(out);
}

// The first hub admin, who begins by a link. 0 done, 1 not.
int AddAdmin(Hub& hub, const InitArgs& args) {
  auto account = hub.accounts->FindByEmail(args.admin_email);
  if (account) {
    std::cout << args.admin_email << " has an account already; a new link: concord user reset " << args.admin_email
              << "\n";
    return 0;
  }
  account = hub.accounts->Create({.email = args.admin_email, .name = args.admin_name}, "system");
  if (!account) {
    Say(account.error());
    return 1;
  }
  if (auto status = hub.accounts->GiveHubRole(account->id, accounts::Role::kHubAdmin, "system"); !status) {
    Say(status.error());
    return 1;
  }
  auto link = hub.accounts->NewLink(account->id, "welcome", "system");
  if (!link) {
    Say(link.error());
    return 1;
  }
  const std::string base = hub.config.hub.base_url.empty() ? "http://127.0.0.1:" + std::to_string(hub.config.http.port)
                                                           : hub.config.hub.base_url;
  std::cout << args.admin_name << " is the first hub admin. Start the server (concord serve --data "
            << hub.config.data_dir << "), then open this link once to choose a password:\n  " << base << link->path
            << "\n";
  return 0;
}

}  // namespace

int RunInit(const Common& common, InitArgs args) {
  const std::string settings = common.data + "/concord.toml";
  const bool had_settings = std::filesystem::exists(settings);
  const bool given = !args.name.empty() || !args.address.empty() || !args.admin_email.empty() ||
                     !args.mail_server.empty() || args.no_questions;
  if (!given && !had_settings && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !AskAll(args)) {
    std::cerr << "concord: nothing was made\n";
    return 2;
  }
  if (const std::string fault = Fault(args); !fault.empty()) {
    std::cerr << "concord: " << fault << "\n";
    return 2;
  }
  std::error_code ignored;
  std::filesystem::create_directories(common.data, ignored);  // OpenHub says what is wrong, where something is
  if (!had_settings && !WriteSettings(settings, args)) {
    Say({ErrorKind::kUnavailable, "data.no_right", {{"folder", settings}}, ""});
    return 1;
  }
  if (had_settings && (!args.name.empty() || !args.address.empty() || !args.mail_server.empty())) {
    std::cerr << "concord: " << settings << " exists and was not changed; edit it to change the settings\n";
  }
  auto hub = OpenOrSay(common, Opening::kCreate);
  if (!hub) return 1;
  auto searcher = OpenSearcher(*hub);
  if (!searcher) {
    Say(searcher.error());
    return 1;
  }
  std::cout << (hub->created ? "A new hub was created in " : "The hub is ready in ") << common.data << "\n";
  return args.admin_email.empty() ? 0 : AddAdmin(*hub, args);
}

}  // namespace concord::app
