#include "features/accounts/views_signin.h"

namespace concord::accounts::views {
namespace {

using Scope = html::Dict::Scope;

constexpr char kSignIn[] = "accounts/sign_in.tpl", kCode[] = "accounts/code.tpl", kForgot[] = "accounts/forgot.tpl",
               kChoose[] = "accounts/choose.tpl", kLinkGone[] = "accounts/link_gone.tpl",
               kSetup[] = "accounts/second_factor_setup.tpl", kState[] = "accounts/second_factor.tpl",
               kCodes[] = "accounts/recovery_codes.tpl", kPassword[] = "accounts/password.tpl",
               kConfirm[] = "accounts/confirm.tpl", kDemo[] = "accounts/demo.tpl", kStale[] = "accounts/stale_form.tpl";

void Fill(Scope root, const Form& form) {
  root.Set("csrf", form.csrf).SetIf("next", form.next);
  FillErrors(root, form.errors);
}

}  // namespace

std::set<std::string> SignInTemplateNames() {
  return {kSignIn, kCode, kForgot, kChoose, kLinkGone, kSetup, kState, kCodes, kPassword, kConfirm, kDemo, kStale};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const SignIn& view) {
  html::Dict dict(kSignIn);
  Scope root = dict.Root(language);
  Fill(root, view.form);
  root.Set("email", view.email).ShowIf(view.demo, "demo");
  if (!view.providers.empty()) {
    Scope providers = root.Add("has_providers");
    for (const auto& p : view.providers) providers.Add("provider").Set("href", p.href).Set("text", p.text);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Code& view) {
  html::Dict dict(kCode);
  Scope root = dict.Root(language);
  Fill(root, view.form);
  root.Set("lead", view.lead).Set("again_href", view.again_href);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Forgot& view) {
  html::Dict dict(kForgot);
  Scope root = dict.Root(language);
  if (!view.mails) {
    root.Show("no_mail");
  } else if (!view.sent.empty()) {
    root.Add("after").Set("sent", view.sent);
  } else {
    Scope form = root.Add("before");
    Fill(form, view.form);
    form.Set("email", view.email);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Choose& view) {
  html::Dict dict(kChoose);
  Scope root = dict.Root(language);
  Fill(root, view.form);
  root.Set("title", view.title).Set("lead", view.lead).Set("action", view.action).Set("email", view.email);
  return {templates.Render(dict)};
}

html::Safe RenderLinkGone(const html::Templates& templates, std::string_view language) {
  html::Dict dict(kLinkGone);
  dict.Root(language);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const SecondFactorSetup& view) {
  html::Dict dict(kSetup);
  Scope root = dict.Root(language);
  Fill(root, view.form);
  root.Set("picture_html", view.picture).Set("typed", view.typed).Set("sealed", view.sealed);
  root.Set("cancel_href", view.cancel_href);
  root.ShowIf(view.owed, "owed").ShowIf(view.replaces, "replaces");
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const SecondFactorState& view) {
  html::Dict dict(kState);
  Scope root = dict.Root(language);
  Fill(root, view.form);
  root.Set("left", view.left).Show(view.needed ? "needed" : "off");
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Codes& view) {
  html::Dict dict(kCodes);
  Scope root = dict.Root(language);
  Fill(root, view.form);
  root.Set("sealed", view.sealed).Set("done_href", view.done_href);
  for (const auto& code : view.codes) root.Add("code").Set("text", code);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Password& view) {
  html::Dict dict(kPassword);
  Scope root = dict.Root(language);
  if (!view.has_password) {
    root.Show("none");
  } else {
    Scope form = root.Add("form");
    Fill(form, view.form);
    form.Set("email", view.email);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Confirm& view) {
  html::Dict dict(kConfirm);
  Scope root = dict.Root(language);
  if (view.asks == Confirm::Asks::kProvider) {
    root.Show("provider");
    return {templates.Render(dict)};
  }
  Scope form = root.Add("form");
  Fill(form, view.form);
  form.Set("email", view.email);
  form.Show(view.asks == Confirm::Asks::kCode    ? "asks_code"
            : view.asks == Confirm::Asks::kClick ? "asks_click"
                                                 : "asks_password");
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Demo& view) {
  html::Dict dict(kDemo);
  Scope root = dict.Root(language);
  for (const auto& p : view.people) {
    root.Add("person")
        .Set("csrf", view.form.csrf)
        .Set("id", p.id)
        .Set("name", p.name)
        .Set("what", p.what)
        .SetIf("where", p.where);
  }
  return {templates.Render(dict)};
}

html::Safe RenderStaleForm(const html::Templates& templates, std::string_view language) {
  html::Dict dict(kStale);
  dict.Root(language);
  return {templates.Render(dict)};
}

}  // namespace concord::accounts::views
