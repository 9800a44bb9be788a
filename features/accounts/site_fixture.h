// The pages of signing in without a network: the router, the gate and the frame put together as the server puts them,
// and a browser that keeps cookies and fills in forms.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "accounts_embedded.h"
#include "crypto_embedded.h"
#include "features/accounts/accounts_fixture.h"
#include "features/accounts/gate.h"
#include "features/accounts/pages_signin.h"
#include "features/accounts/routes.h"
#include "features/accounts/views.h"
#include "html_embedded.h"
#include "mail_embedded.h"
#include "oidc_embedded.h"

namespace concord::accounts {

class SiteTest : public AccountsTest {
 protected:
  void SetUp() override {
    AccountsTest::SetUp();
    if (fresh_) BuildSite();
  }

  void BuildSite() {
    std::vector<embed::File> files, templates;
    std::set<std::string> used = views::TemplateNames();
    for (const auto source : {html::embedded::Files(), crypto::embedded::Files(), mail::embedded::Files(),
                              oidc::embedded::Files(), embedded::Files()}) {
      for (const auto& file : source) files.push_back(file);
    }
    for (const auto source : {html::embedded::Files(), embedded::Files()}) {
      for (const auto& file : source) {
        if (file.path.ends_with(".tpl")) templates.push_back(file);
      }
    }
    auto catalog = i18n::Catalog::Load(files, {{"en", "English"}, {"es", "Español"}});
    ASSERT_TRUE(catalog) << catalog.error().cause;
    catalog_ = std::move(*catalog);
    for (const auto& name : html::Frame::TemplateNames()) used.insert(name);
    auto loaded = html::Templates::Load(templates, used, *catalog_);
    ASSERT_TRUE(loaded) << loaded.error().cause;
    templates_ = std::move(*loaded);
    Build();
    gate_ = std::make_unique<Gate>(
        Gate::Deps{*sessions_,
                   places_,
                   sealer_,
                   config_,
                   world_.clock,
                   world_.random,
                   world_.log,
                   [this](const http::Request& q) { return StaleForm(*frame_, q); },
                   [this](const http::Request& q) { return frame_->ErrorPage(q, 503); },
                   {{"home", "", "html.frame.navigation"}, {"journal", "journal", "html.frame.about"}}});
    frame_ = std::make_unique<html::Frame>(
        *templates_, *catalog_, config_.hub, std::vector<html::NavEntry>{}, std::vector<html::PageMeta::LinkTag>{},
        [](std::string_view name) { return "/assets/" + std::string(name); }, gate_.get());
    guards_ = std::make_unique<Guards>(
        [this](const http::Request& q, unsigned status) { return frame_->ErrorPage(q, status); });
    router_ = std::make_unique<http::Router>();
    pages_ = std::make_unique<PageDeps>(PageDeps{*accounts_, *sessions_, *sign_in_, *factor_, *throttle_, *guards_,
                                                 *frame_, config_, world_.clock, world_.random, world_.log});
    BindSignIn(*router_, *pages_);
    BindRest();
  }

  // What other pages stand for, where a test does not bind them themselves.
  virtual void BindRest() {
    const auto says = [this](const char* words) {
      return [this, words](const http::Request& q) {
        return frame_->Page(q, {.title = words}, {std::string("<p>") + words + "</p>"});
      };
    };
    router_->Get("/", http::Anyone(), says("home"));
    router_->Get("/today", guards_->SignedIn(), says("today"));
    router_->Get("/c/:community", guards_->Anyone(), says("place"));
    router_->Get("/c/:community/inside", guards_->SignedIn(), says("inside"));
    router_->Get("/c/:community/people", guards_->May(Action::kPeopleInvite), says("people"));
    router_->Get("/c/:community/dangerous", guards_->Recent(Action::kPeopleInvite), says("dangerous"));
    router_->Get("/hub", guards_->May(Action::kHubOperate), says("hub"));
    router_->Get("/shared", http::Anyone(), [](const http::Request&) { return http::Response::Html("x").Shared(); });
    router_->Post("/touch", http::Anyone(), [](const http::Request&) { return http::Response::Text("touched"); });
    router_->Put("/touch", http::Anyone(), [](const http::Request&) { return http::Response::Text("touched"); });
    router_->Delete("/touch", http::Anyone(), [](const http::Request&) { return http::Response::Text("touched"); });
    router_->Post("/callback", http::Anyone(), [](const http::Request&) { return http::Response::Text("called"); },
                  {.any_origin = true});
  }

  // What the server does with a request (base/http/exchange.cc).
  http::Response Ask(http::Request request) {
    const auto match = router_->Find(request.method, request.path);
    if (!match.route) {
      gate_->Identify(request);
      return frame_->ErrorPage(request, 404);
    }
    request.params = match.params;
    gate_->Identify(request);
    auto response = gate_->Refuse(request, *match.route);
    if (!response && match.route->guard.check) response = match.route->guard.check(request);
    if (!response) response = match.route->handler(request);
    gate_->Complete(request, *response);
    return *response;
  }

  using Fields = std::vector<std::pair<std::string, std::string>>;

  // Keeps cookies as a browser does, and the token of the last form that it saw.
  class Browser {
   public:
    explicit Browser(SiteTest& site) : site_(site) {}
    http::Response Get(const std::string& target) { return Take(site_.Ask(Make(http::Method::kGet, target))); }
    http::Response Post(const std::string& target, const Fields& fields) {
      http::Request request = Make(http::Method::kPost, target);
      for (const auto& [name, value] : fields) request.form.Add(name, value);
      if (!request.form.Has("csrf")) request.form.Add("csrf", token);
      return Take(site_.Ask(std::move(request)));
    }
    http::Request Make(http::Method method, const std::string& target) {
      http::Request request;
      request.method = method;
      request.target = target;
      const size_t question = target.find('?');
      request.path = target.substr(0, question);
      if (question != target.npos) request.query = http::ParseForm(target.substr(question + 1));
      request.host = host;
      request.secure = secure;
      request.client = client;
      request.headers = headers;
      request.headers.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0");
      for (const auto& [name, value] : cookies) request.cookies.Add(name, value);
      return request;
    }
    http::Response Take(http::Response response) {
      for (const std::string_view line : response.headers.All("Set-Cookie")) {
        const size_t equals = line.find('='), end = line.find(';');
        const std::string name(line.substr(0, equals));
        line.find("Max-Age=0") == line.npos ? void(cookies[name] = line.substr(equals + 1, end - equals - 1))
                                            : void(cookies.erase(name));
      }
      if (const std::string found = FieldOf(response, "csrf"); !found.empty()) token = found;
      return response;
    }
    std::string session() const {
      const auto found = cookies.find("__Host-concord");
      return found == cookies.end() ? "" : found->second;
    }

    std::map<std::string, std::string> cookies;
    http::Pairs headers{true};
    std::string token, host = "trust.example.org", client = "203.0.113.7";
    bool secure = true;

   private:
    SiteTest& site_;
  };

  // The value of the first input of that name.
  static std::string FieldOf(const http::Response& response, const std::string& name) {
    const std::string mark = "name=\"" + name + "\" value=\"";
    const size_t at = response.body.find(mark);
    if (at == std::string::npos) return {};
    const size_t begin = at + mark.size();
    return response.body.substr(begin, response.body.find('"', begin) - begin);
  }
  static std::string Location(const http::Response& response) { return std::string(response.headers.Get("Location")); }

  // A browser that has signed in.
  Browser SignedIn(const std::string& email) {
    Browser browser(*this);
    browser.Get("/sign-in");
    const auto response = browser.Post("/sign-in", {{"email", email}, {"password", kPassword}});
    EXPECT_EQ(response.status, 303u) << response.body;
    return browser;
  }

  std::unique_ptr<html::Templates> templates_;
  std::unique_ptr<Gate> gate_;
  std::unique_ptr<html::Frame> frame_;
  std::unique_ptr<Guards> guards_;
  std::unique_ptr<http::Router> router_;
  std::unique_ptr<PageDeps> pages_;
};

}  // namespace concord::accounts
