// Walks a hub as somebody who is signed in: finds every page that a link leads to and every form on them, and fills the
// fields with whatever a test wants to see there.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/scenarios/town.h"

namespace concord::scenarios {

struct Page {
  std::string target;
  Answer answer;
};

// Every page within reach of `starts`, at most `limit`; the same page in another language, and files of the front end,
// are left out.
std::vector<Page> Crawl(Browser& browser, const std::vector<std::string>& starts, size_t limit = 400);
// Where a crawl begins: addresses that no link needs to name.
std::vector<std::string> StartsOf(Town& town);

class FormWalk {
 public:
  // Collects the forms of all pages of `browser` that post, each once; those that would end what the walk needs
  // (signing out, deleting oneself, ending an organization) are left alone.
  FormWalk(Town& town, Browser& browser);
  // Fills and sends each form: once with `value` in every field that takes text, and once for each such field with
  // `value` there and something plausible in the others.
  using Seen = std::function<void(const std::string& what, const Answer& answer)>;
  void Fill(const std::string& value, const Seen& seen);
  // Sends each form that only reads, with `value` in each field.
  void Ask(const std::string& value, const Seen& seen);
  size_t forms() const { return posting_.size(); }
  // "/c/ownville/settings name": of all fields that were filled.
  const std::set<std::string>& fields() const { return fields_; }

 private:
  struct Found {
    std::string page;
    Form form;
  };
  Values Plausible(const Form& form);
  void Send(const Found& found, Values values, const std::string& what, const Seen& seen);

  Browser& browser_;
  std::vector<Found> posting_, reading_;
  std::set<std::string> fields_;
  int filled_ = 0;
};

}  // namespace concord::scenarios
