// What the pages of one's own profile and of the hub's administration show, and how it becomes HTML.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "features/accounts/views_people.h"

namespace concord::accounts::views {

struct MembershipLine {
  std::string organization, href, role, community;
};
struct MePage {
  Notes notes;
  std::string name, notifications_hint, email_now, email, second_factor, sessions;
  bool mail_on = false;
  std::vector<Option> languages, kinds;
  std::vector<MembershipLine> memberships;
  std::vector<std::string> hub_roles;
  std::vector<Option> pages;  // value: the address
};

struct SessionLine {
  std::string id, device, began, seen, end_label;
  bool is_this = false;
};
struct SessionsPage {
  Notes notes;
  std::vector<SessionLine> sessions;
};

struct AddressPage {
  Notes notes;
  std::string text, action;
};

struct Obstacle {
  std::string text, href, link;
};
struct LeavePage {
  Notes notes;
  std::vector<Obstacle> obstacles;
  std::string secret_label, autocomplete;  // no label: nothing is asked
};

struct HubPage {
  std::vector<Option> cards;  // value: the address
};
struct AccountLine {
  std::string href, name, email, seen, state;
  bool demo = false;
};
struct HubAccountsPage {
  Notes notes;
  std::string words, name, email, previous, next;
  std::vector<AccountLine> people;
  std::vector<Option> languages;
};
struct Fact {
  std::string label, text;
};
struct HubRoleLine {
  std::string role, text, verb, label;
};
struct HubAccountPage {
  Notes notes;
  std::string name, base, email;
  bool alive = true, may_welcome = false, may_disable = false, may_enable = false;
  std::vector<Fact> facts;
  std::vector<MembershipLine> memberships;
  std::vector<HubRoleLine> hub_roles;
};
struct JobLine {
  std::string id, kind, when, attempts, error, forget_label;
};
struct JobsPage {
  Notes notes;
  std::string waiting, running, failed;
  std::vector<Option> kinds;  // value: the kind, text: the button
  std::vector<JobLine> jobs;
};
struct MailPage {
  Notes notes;
  bool on = false, no_address = false;
  std::string on_text, test_label;
};

html::Safe Render(const html::Templates& templates, std::string_view language, const MePage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const SessionsPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const AddressPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const LeavePage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const HubPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const HubAccountsPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const HubAccountPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const JobsPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const MailPage& view);

}  // namespace concord::accounts::views
