#include "features/accounts/pages_signin.h"
#include "features/accounts/routes.h"

namespace concord::accounts {

using http::Anyone;
using http::Request;

void BindSignIn(http::Router& r, const PageDeps& d) {
  const SignInPages sign_in(d);
  const PasswordPages passwords(d);
  const SecondFactorPages factor(d);
  const ConfirmPages confirm(d);
  const DemoPages demo(d);
  const http::Guard signed_in = d.guards.SignedIn();

  // clang-format off
  r.Get ("/sign-in",                    Anyone(),  [=](const Request& q) { return sign_in.Form(q); });
  r.Post("/sign-in",                    Anyone(),  [=](const Request& q) { return sign_in.SignIn(q); });
  r.Get ("/sign-in/code",               Anyone(),  [=](const Request& q) { return sign_in.CodeForm(q); });
  r.Post("/sign-in/code",               Anyone(),  [=](const Request& q) { return sign_in.Code(q); });
  r.Post("/sign-out",                   Anyone(),  [=](const Request& q) { return sign_in.SignOut(q); });
  r.Get ("/forgot",                     Anyone(),  [=](const Request& q) { return passwords.ForgotForm(q); });
  r.Post("/forgot",                     Anyone(),  [=](const Request& q) { return passwords.Forgot(q); });
  for (const char* purpose : {"welcome", "reset"}) {
    const std::string path = "/" + std::string(purpose) + "/:token";
    r.Get (path,                        Anyone(),  [=](const Request& q) { return passwords.ChooseForm(q, purpose); });
    r.Post(path,                        Anyone(),  [=](const Request& q) { return passwords.Choose(q, purpose); });
  }
  r.Get ("/me/password",                signed_in, [=](const Request& q) { return passwords.ChangeForm(q); });
  r.Post("/me/password",                signed_in, [=](const Request& q) { return passwords.Change(q); });
  r.Get ("/me/second-factor",           signed_in, [=](const Request& q) { return factor.Show(q); });
  r.Post("/me/second-factor",           signed_in, [=](const Request& q) { return factor.TurnOn(q); });
  r.Post("/me/second-factor/off",       signed_in, [=](const Request& q) { return factor.TurnOff(q); });
  r.Post("/me/second-factor/codes",     signed_in, [=](const Request& q) { return factor.NewCodes(q); });
  r.Post("/me/second-factor/codes.txt", signed_in, [=](const Request& q) { return factor.CodesFile(q); });
  // Where a page came in answer to a form, its language links and a reload ask for the form's address.
  for (const char* path : {"/me/second-factor/off", "/me/second-factor/codes", "/me/second-factor/codes.txt"}) {
    r.Get(path,                         signed_in, [](const Request&) { return http::Response::SeeOther("/me/second-factor"); });
  }
  r.Get ("/me/confirm",                 signed_in, [=](const Request& q) { return confirm.Form(q); });
  r.Post("/me/confirm",                 signed_in, [=](const Request& q) { return confirm.Confirm(q); });
  if (d.config.hub.demo) {
    r.Post("/demo/sign-in",             Anyone(),  [=](const Request& q) { return demo.SignIn(q); });
  }
  // clang-format on
}

}  // namespace concord::accounts
