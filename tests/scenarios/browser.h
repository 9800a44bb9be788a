// A visitor of a WebHub who keeps cookies and form tokens as a browser does, follows nothing by itself, and can be made
// to misbehave in every detail. One thread.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/scenarios/page_forms.h"
#include "tests/scenarios/web_hub.h"

namespace concord::scenarios {

using Values = std::vector<std::pair<std::string, std::string>>;

// "name" -> the whole Set-Cookie line after it.
std::map<std::string, std::string> CookiesSetBy(const Answer& answer);

class Browser {
 public:
  // On the host "localhost", where cookies are Secure as behind TLS.
  explicit Browser(const WebHub& hub, std::string host = "localhost") : hub_(&hub), host_(std::move(host)) {}

  Answer Get(const std::string& target, const std::string& extra = {});
  // Without a token of its own: `fields` are all there is. `extra`: header lines, each ending in CRLF.
  Answer PostAsIs(const std::string& target, const Values& fields, const std::string& extra = {});
  // Adds the token that the last page gave, or that of "/sign-in" where none did.
  Answer Post(const std::string& target, Values fields = {});
  // A form of a page with what it holds; `changes` replace or add fields. Files are sent empty.
  Answer Submit(const Form& form, const Values& changes = {}, const std::string& page = "/");
  // As a demonstration person. Throws std::runtime_error where that does not work.
  void SignInAs(const std::string& account_id);

  // A token as this visitor's forms carry it; asked for where none was seen yet.
  std::string Token();
  std::string Cookie(const std::string& name) const;
  const std::map<std::string, std::string>& cookies() const { return cookies_; }
  void SetCookie(const std::string& name, const std::string& value) { cookies_[name] = value; }
  void ForgetToken() { token_.clear(); }

 private:
  Answer Send(const std::string& line, const std::string& headers, const std::string& body = {});

  const WebHub* hub_;
  std::string host_;
  std::map<std::string, std::string> cookies_;
  std::string token_;
};

// application/x-www-form-urlencoded.
std::string Encode(const Values& fields);
// multipart/form-data with the boundary "----scenario"; a field whose name is in `files` is sent as a file.
std::string EncodeMultipart(const Values& fields, const std::vector<std::string>& files);

}  // namespace concord::scenarios
