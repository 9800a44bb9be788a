// Handlers of the pages of signing in, one group of actions a file (pages_*.cc).
#pragma once
#include "features/accounts/pages.h"
#include "features/accounts/views_signin.h"

namespace concord::accounts {

// pages_signin.cc
class SignInPages {
 public:
  explicit SignInPages(const PageDeps& deps) : d_(deps) {}
  http::Response Form(const http::Request& request) const;
  http::Response SignIn(const http::Request& request) const;
  http::Response CodeForm(const http::Request& request) const;
  http::Response Code(const http::Request& request) const;
  http::Response SignOut(const http::Request& request) const;

 private:
  http::Response ShowForm(const http::Request& request, const Error* error, std::vector<FieldError> errors) const;
  http::Response ShowCode(const http::Request& request, const Error* error) const;
  PageDeps d_;
};

// pages_password.cc
class PasswordPages {
 public:
  explicit PasswordPages(const PageDeps& deps) : d_(deps) {}
  http::Response ForgotForm(const http::Request& request) const;
  http::Response Forgot(const http::Request& request) const;
  // `purpose`: "welcome" or "reset".
  http::Response ChooseForm(const http::Request& request, std::string_view purpose) const;
  http::Response Choose(const http::Request& request, std::string_view purpose) const;
  http::Response ChangeForm(const http::Request& request) const;
  http::Response Change(const http::Request& request) const;

 private:
  http::Response ShowForgot(const http::Request& request, std::string_view sent_to, const Error* error) const;
  http::Response ShowChoose(const http::Request& request, std::string_view purpose, const Error* error) const;
  http::Response ShowChange(const http::Request& request, const Error* error) const;
  PageDeps d_;
};

// pages_second_factor.cc
class SecondFactorPages {
 public:
  explicit SecondFactorPages(const PageDeps& deps) : d_(deps) {}
  http::Response Show(const http::Request& request) const;
  http::Response TurnOn(const http::Request& request) const;
  http::Response TurnOff(const http::Request& request) const;
  http::Response NewCodes(const http::Request& request) const;
  http::Response CodesFile(const http::Request& request) const;

 private:
  http::Response ShowSetup(const http::Request& request, const SecondFactor::Offer& offer, bool replaces,
                           const Error* error) const;
  http::Response ShowState(const http::Request& request, std::string_view field, const Error* error) const;
  http::Response ShowCodes(const http::Request& request, const std::vector<std::string>& codes) const;
  PageDeps d_;
};

// pages_confirm.cc
class ConfirmPages {
 public:
  explicit ConfirmPages(const PageDeps& deps) : d_(deps) {}
  http::Response Form(const http::Request& request) const;
  http::Response Confirm(const http::Request& request) const;

 private:
  http::Response Show(const http::Request& request, const Error* error) const;
  PageDeps d_;
};

// pages_demo.cc
class DemoPages {
 public:
  explicit DemoPages(const PageDeps& deps) : d_(deps) {}
  http::Response SignIn(const http::Request& request) const;

 private:
  PageDeps d_;
};

// The section of the hub's home page that offers a sign-in as each of the demonstration's people; empty where this is
// none. It holds form tokens: the page is each visitor's own.
Result<html::Safe> DemoSection(const PageDeps& deps, const http::Request& request);

}  // namespace concord::accounts
