// Stands before every handler and around every page: who asks, in which community, and whether a form may be believed.
// Safe from any thread.
//
// A form is believed where it carries the token of the session, or, before there is one, of the visitor's own seed (a
// cookie that is set when the first token is handed out), and where the browser does not say that another site sent it.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/html/frame.h"
#include "base/http/server.h"
#include "features/accounts/accounts.h"
#include "features/accounts/sessions.h"

namespace concord::accounts {

class Gate final : public http::Gate, public html::Around {
 public:
  struct Deps {
    Sessions& sessions;
    const Places& places;
    const crypto::Sealer& sealer;
    const Config& config;
    const Clock& clock;
    Random& random;
    Log& log;
    // What a refused form is answered with; runs on a worker.
    std::function<http::Response(const http::Request&)> stale_form;
    std::function<http::Response(const http::Request&)> unavailable;  // a form, while the database is away
    // The bar of a community: `href` is what follows "/c/<slug>/" ("journal"), or empty for its home.
    std::vector<html::NavEntry> community_entries;
  };
  explicit Gate(Deps deps);

  // What refused forms of a route's pattern are answered with in place of `stale_form` and `unavailable`, so that they
  // can give back what was typed. Not those that another site sent. Before the server starts.
  void AnswerRefused(std::string pattern, http::Handler handler);

  void Identify(http::Request& request) override;
  std::optional<http::Response> Refuse(const http::Request& request, const http::Route& route) override;
  void Complete(const http::Request& request, http::Response& response) override;

  html::Surroundings Of(const http::Request& request) const override;
  std::string FormToken(const http::Request& request) const override;

 private:
  bool ComesFromElsewhere(const http::Request& request) const;

  Deps deps_;
  std::map<std::string, http::Handler> refusals_;  // by pattern
  const std::string csrf_key_;
};

}  // namespace concord::accounts
