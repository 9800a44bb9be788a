// What the pages about people show, and how it becomes HTML. View structs hold finished words; the functions know
// templates and nothing of the database.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/html/templates.h"
#include "features/accounts/forms.h"

namespace concord::accounts::views {

struct Option {
  std::string value, text, hint;
  bool chosen = false, refused = false;
};

// What a page says above its forms, and the token of those forms.
struct Notes {
  std::string csrf, done, problem;
  std::vector<FieldError> errors;
};

struct PlaceLink {
  std::string community, community_href, organization, organization_href;
};

// A page that says one thing: what happened, what to do next; perhaps a link to copy.
struct Said {
  std::string title;
  std::vector<std::string> paragraphs;
  std::string link_label, link;
  std::string action, action_href;  // the button
  std::string other, other_href;    // beside it
};

struct PersonRow {
  std::string key, account, name, email, role, role_name, change_label, end_text, end_label;
  bool is_me = false, disabled = false, factor_missing = false, may_change = false;
  std::vector<Option> roles;
};
struct InvitationRow {
  std::string id, whom, role, expires, withdraw_label;
};
struct PeoplePage {
  Notes notes;
  PlaceLink place;
  std::string title, count, base, email, email_hint;
  bool may_invite = false;
  std::vector<PersonRow> people;
  std::vector<Option> roles, languages;
  std::vector<InvitationRow> invitations;
};

struct JoinPage {
  Notes notes;
  std::string title, lead, what, expires, action, button, as, name, email, sign_in_href;
  bool signed_in = false, email_given = false;
};

struct EveryoneRow {
  std::string name, email, role, organization, href;
};
struct EveryonePage {
  PlaceLink place;
  std::string title, count, csv_href;
  std::vector<EveryoneRow> people, organizations;
};

struct ProviderPage {
  Notes notes;
  PlaceLink place;
  std::string title, callback, action, issuer, client_id, secret_hint, domains;
  std::vector<Option> roles;
  bool active = true, exists = false;
};

struct TodayEntry {
  std::string text, detail, href, due;
  bool late = false;
};
struct TodayGroup {
  std::string title;
  std::vector<TodayEntry> entries;
};
struct TodayAbility {
  std::string title;
  std::vector<Option> links;  // value: the address
};
struct TodayPage {
  Notes notes;
  std::string greeting;
  std::vector<TodayGroup> groups;
  std::vector<TodayAbility> abilities;
};

std::set<std::string> PeopleTemplateNames();

html::Safe Render(const html::Templates& templates, std::string_view language, const Said& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const PeoplePage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const JoinPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const EveryonePage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const ProviderPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const TodayPage& view);

// For the other files of views alone.
void Fill(html::Dict::Scope root, const Notes& notes);
void Fill(html::Dict::Scope root, const PlaceLink& place);
void FillOptions(html::Dict::Scope scope, std::string_view section, const std::vector<Option>& options);

}  // namespace concord::accounts::views
