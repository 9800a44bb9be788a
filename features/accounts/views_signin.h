// What the pages of signing in show, and how it becomes HTML. View structs hold finished words.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "base/html/templates.h"
#include "features/accounts/forms.h"

namespace concord::accounts::views {

// What every form of these pages has.
struct Form {
  std::string csrf, next;  // next: a path of this site, or empty
  std::vector<FieldError> errors;
};

struct Provider {
  std::string href, text;
};
struct SignIn {
  Form form;
  std::string email;
  std::vector<Provider> providers;
  bool demo = false;
};

struct Code {
  Form form;
  std::string lead, again_href;
};

struct Forgot {
  Form form;
  std::string email, sent;  // sent: what is said after the form was taken; empty before
  bool mails = false;
};

struct Choose {
  Form form;
  std::string title, lead, action, email;  // action: the link's own address
};

struct SecondFactorSetup {
  Form form;
  html::Safe picture;
  std::string typed, sealed, cancel_href;
  bool owed = false, replaces = false;
};

struct SecondFactorState {
  Form form;
  std::string left;
  bool needed = false;
};

struct Codes {
  Form form;
  std::vector<std::string> codes;
  std::string sealed, done_href;
};

struct Password {
  Form form;
  std::string email;
  bool has_password = true;
};

struct Confirm {
  Form form;
  enum class Asks { kPassword, kCode, kClick, kProvider } asks = Asks::kPassword;
  std::string email;
};

struct DemoPerson {
  std::string id, name, what, where;
};
struct Demo {
  Form form;
  std::vector<DemoPerson> people;
};

std::set<std::string> SignInTemplateNames();

html::Safe Render(const html::Templates& templates, std::string_view language, const SignIn& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Code& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Forgot& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Choose& view);
html::Safe RenderLinkGone(const html::Templates& templates, std::string_view language);
html::Safe Render(const html::Templates& templates, std::string_view language, const SecondFactorSetup& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const SecondFactorState& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Codes& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Password& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Confirm& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Demo& view);
html::Safe RenderStaleForm(const html::Templates& templates, std::string_view language);

}  // namespace concord::accounts::views
