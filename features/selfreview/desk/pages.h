// Handlers of the desk's pages. Safe from any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/selfreview/desk/desk.h"
#include "features/selfreview/desk/views.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::desk {

// The review of an address, in its community. Behind the guard, who asks leads reviews there.
struct Table {
  accounts::Place place;
  Review review;
  std::string base;  // "/c/riverbend/self-review/where-we-stand"
};
Result<Table> TableOf(const Deps& deps, const http::Request& request);  // errors: not_found

// What a form holds, as it was typed.
struct Typed {
  std::map<std::string, std::string> values;
  std::set<std::string> asked;
  std::vector<Fault> faults;
  std::string fresh_address = {};  // of the link to hand over that was just made
  const std::string& Get(const std::string& name) const;
};
Typed TypedIn(const http::Request& request);
// Days are those of `zone`, the community's.
Typed TypedFrom(const ReviewDraft& draft, std::string_view zone);
ReviewDraft DraftFrom(const Typed& typed, std::string_view zone);

// Days as forms have them. Answers are taken from the first midnight of the first day until the midnight that ends the
// last one, in the community's time zone. nullopt: no date.
std::optional<Time> FirstMoment(std::string_view day, std::string_view zone);
std::optional<Time> LastMoment(std::string_view day, std::string_view zone);
std::string FirstDay(Time opens, std::string_view zone);  // "2027-02-01"
std::string LastDay(Time closes, std::string_view zone);

std::string InWords(const Words& words, const Fault& fault);
http::Response ErrorFor(const Deps& deps, const http::Request& request, const Error& error);
http::Response PageOf(const Deps& deps, const http::Request& request, const std::string& title, const html::Safe& html,
                      unsigned status = 200);
// Where links of this hub begin: "https://trust.example.org".
std::string OriginOf(const Deps& deps, const http::Request& request);
bool Mails(const Deps& deps);  // can send letters with links in them

class FormPages {
 public:
  explicit FormPages(const Deps& deps) : d_(deps) {}
  http::Response New(const http::Request& request) const;
  http::Response Create(const http::Request& request) const;
  http::Response Edit(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;

 private:
  http::Response FormFor(const http::Request& request, const std::optional<Table>& table, const Typed& typed) const;
  Deps d_;
};

class DeskPages {
 public:
  explicit DeskPages(const Deps& deps) : d_(deps) {}
  http::Response List(const http::Request& request) const;
  http::Response Show(const http::Request& request) const;
  http::Response Open(const http::Request& request) const;
  http::Response Extend(const http::Request& request) const;
  http::Response ConfirmClose(const http::Request& request) const;
  http::Response Close(const http::Request& request) const;
  http::Response ConfirmDiscard(const http::Request& request) const;
  http::Response Discard(const http::Request& request) const;
  http::Response AddLink(const http::Request& request) const;
  http::Response RevokeLink(const http::Request& request) const;
  http::Response Remind(const http::Request& request) const;

 private:
  http::Response ShowFor(const http::Request& request, const Table& table, const Typed& typed) const;
  // After an act: back to the desk with what was done, or the desk with what went wrong.
  http::Response After(const http::Request& request, const Table& table, const Status& status, const char* done,
                       const char* field) const;
  mail::Message Letter(const http::Request& request, const Table& table, const ReviewLink& link, bool again) const;
  Deps d_;
};

}  // namespace concord::selfreview::desk
