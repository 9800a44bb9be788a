// An organization's identity provider: its settings, and signing in with it.
#include "base/core/text.h"
#include "features/accounts/pages_people.h"

namespace concord::accounts {
namespace {

constexpr char kCallback[] = "/sign-in/callback";

// Binds a sign-in under way to this browser. It comes back from another site by a link, which SameSite=Lax lets pass.
std::string CookieOfVisit(const http::Request& request) {
  return (TakesSecureCookies(request) ? "__Host-" : "") + std::string("concord-provider");
}

void SetVisitCookie(http::Response& response, const http::Request& request, const std::string& value) {
  response.headers.Add("Set-Cookie", CookieOfVisit(request) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" +
                                         (TakesSecureCookies(request) ? "; Secure" : "") +
                                         (value.empty() ? "; Max-Age=0" : "; Max-Age=900"));
}

struct Here {
  Place place;
  Places::Named organization;
};

std::optional<Here> HereOf(const PageDeps& deps, const http::Request& request) {
  const auto place = deps.accounts.deps().places.FindCommunity(request.params.Get("community"));
  if (!place) return std::nullopt;
  auto organization = OrganizationOf(deps, place->id, request.params.Get("organization"));
  if (!organization) return std::nullopt;
  return Here{*place, *organization};
}

std::string BaseOf(const Here& here) {
  return "/c/" + here.place.slug + "/organizations/" + here.organization.slug + "/sign-in-provider";
}

ProviderWish WishOf(const Provider& provider) {
  ProviderWish wish;
  wish.issuer = provider.issuer;
  wish.client_id = provider.client_id;
  wish.email_domains = text::Join(provider.email_domains, ", ");
  wish.role = provider.role;
  wish.active = provider.active;
  return wish;
}

}  // namespace

http::Response ProviderPages::Form(const http::Request& request, const std::optional<Typed>& typed,
                                   unsigned status) const {
  const auto here = HereOf(d_, request);
  if (!here) return d_.frame.ErrorPage(request, 404);
  const auto kept = d_.providers->Find(here->place.id, here->organization.id);
  if (!kept) return ErrorFor(d_, request, kept.error());
  const Speaker speaker(d_.frame, request);
  const ProviderWish wish = typed ? typed->wish : *kept ? WishOf(**kept) : ProviderWish{};
  views::ProviderPage view;
  view.notes = NotesFor(d_, request);
  if (typed) {
    view.notes.errors = typed->errors;
    view.notes.problem = typed->problem;
    if (!typed->done.empty()) view.notes.done = typed->done;
  }
  view.place = LinksOf(here->place, &here->organization);
  view.title = speaker.Say("accounts.provider.title", {{"organization", here->organization.name}});
  view.callback = AddressOf(d_, request, kCallback);
  view.action = BaseOf(*here);
  view.issuer = wish.issuer;
  view.client_id = wish.client_id;
  view.secret_hint =
      speaker.Say(*kept && (*kept)->has_secret ? "accounts.provider.secret_kept" : "accounts.provider.secret_hint");
  view.domains = wish.email_domains;
  view.active = wish.active;
  view.exists = kept->has_value();
  for (const Role role : AllRoles()) {
    if (Providers::MayBeGiven(role) && RoleFits(role, here->organization.kind))
      view.roles.push_back({std::string(NameOf(role)), RoleInWords(speaker, role), "", role == wish.role});
  }
  return d_.frame.Page(request, MetaOf(view.title, "organizations"),
                       views::Render(d_.frame.templates(), speaker.language(), view), status);
}

http::Response ProviderPages::Show(const http::Request& request) const { return Form(request, std::nullopt, 200); }

http::Response ProviderPages::Save(const http::Request& request) const {
  const auto here = HereOf(d_, request);
  if (!here) return d_.frame.ErrorPage(request, 404);
  const Speaker speaker(d_.frame, request);
  Typed typed;
  typed.wish.issuer = request.form.Get("issuer");
  typed.wish.client_id = request.form.Get("client_id");
  typed.wish.email_domains = request.form.Get("domains");
  typed.wish.active = request.form.Get("active") == "1";
  // An empty field leaves the secret as it is: it is never shown, so it cannot come back with the form.
  if (!request.form.Get("secret").empty()) typed.wish.secret = std::string(request.form.Get("secret"));
  const auto role = RoleNamed(request.form.Get("role"));
  typed.wish.role = role.value_or(Role::kHubAdmin);  // which Save refuses
  const auto status = d_.providers->Save(here->place.id, here->organization, typed.wish, VisitOf(request).Actor());
  if (status) return http::Response::SeeOther(BaseOf(*here) + "?done=provider_saved");
  if (StatusOf(status.error()) >= 500) return ErrorFor(d_, request, status.error());
  const std::string& key = status.error().key;
  const char* field = key.ends_with("issuer")    ? "issuer"
                      : key.ends_with("client")  ? "client_id"
                      : key.ends_with("domains") ? "domains"
                      : key.ends_with("role")    ? "role"
                                                 : "";
  typed.errors.push_back({field, speaker.Say(status.error())});
  return Form(request, typed, 422);
}

http::Response ProviderPages::Test(const http::Request& request) const {
  const auto here = HereOf(d_, request);
  if (!here) return d_.frame.ErrorPage(request, 404);
  const auto kept = d_.providers->Find(here->place.id, here->organization.id);
  if (!kept) return ErrorFor(d_, request, kept.error());
  if (!*kept) return d_.frame.ErrorPage(request, 404);
  const Speaker speaker(d_.frame, request);
  Typed typed;
  typed.wish = WishOf(**kept);
  if (const auto status = d_.providers->Test(here->place.id, here->organization.id); status) {
    typed.done = speaker.Say("accounts.provider.test_fine");
  } else {
    typed.problem = speaker.Say(status.error());
    d_.log.Info("an identity provider's test failed", {{"key", status.error().key}, {"cause", status.error().cause}});
  }
  return Form(request, typed, 200);
}

http::Response ProviderPages::Remove(const http::Request& request) const {
  const auto here = HereOf(d_, request);
  if (!here) return d_.frame.ErrorPage(request, 404);
  if (auto status = d_.providers->Remove(here->place.id, here->organization.id, VisitOf(request).Actor()); !status)
    return ErrorFor(d_, request, status.error());
  return http::Response::SeeOther(BaseOf(*here) + "?done=provider_removed");
}

http::Response ProviderPages::Problem(const http::Request& request, const Error& error) const {
  const Speaker speaker(d_.frame, request);
  d_.log.Info("signing in through a provider failed", {{"key", error.key}, {"cause", error.cause}});
  if (error.kind == ErrorKind::kInternal || error.kind == ErrorKind::kNotFound) return ErrorFor(d_, request, error);
  views::Said said;
  said.title = speaker.Say("accounts.provider.problem");
  said.paragraphs = {speaker.Say(error)};
  said.action = speaker.Say("accounts.provider.to_sign_in");
  said.action_href = "/sign-in";
  if (error.key == "accounts.provider.elsewhere" || error.key == "accounts.provider.not_yours") {
    said.other = speaker.Say("accounts.provider.to_forgot");
    said.other_href = "/forgot";
  }
  auto response = SaidPage(d_, request, said, StatusOf(error));
  KeepSecret(response);
  SetVisitCookie(response, request, "");
  return response;
}

http::Response ProviderPages::Start(const http::Request& request) const {
  const auto here = HereOf(d_, request);
  if (!here || !d_.providers) return d_.frame.ErrorPage(request, 404);
  auto started = d_.providers->Start(here->place, here->organization, AddressOf(d_, request, kCallback),
                                     SafeNext(request.query.Get("next")));
  if (!started) return Problem(request, started.error());
  // SeeOther leads to this site alone; this one goes elsewhere on purpose, to an address from the provider's metadata.
  http::Response response = http::Response::Text("", 303);
  response.Header("Location", started->location);
  KeepSecret(response);
  SetVisitCookie(response, request, started->browser);
  return response;
}

http::Response ProviderPages::Callback(const http::Request& request) const {
  if (!d_.providers) return d_.frame.ErrorPage(request, 404);
  Providers::Back back;
  back.state = request.query.Get("state");
  back.code = request.query.Get("code");
  back.iss = request.query.Get("iss");
  back.error = request.query.Get("error");
  back.browser = request.cookies.Get(CookieOfVisit(request));
  back.language = d_.frame.LanguageOf(request);
  const auto arrived = d_.providers->Finish(back, AddressOf(d_, request, kCallback));
  if (!arrived) return Problem(request, arrived.error());
  const auto entered = d_.sign_in.As(arrived->account, arrived->method, OriginOf(request));
  if (!entered) return Problem(request, entered.error());
  http::Response response = Arrive(d_, request, *entered, arrived->next);
  KeepSecret(response);
  SetVisitCookie(response, request, "");
  return response;
}

}  // namespace concord::accounts
