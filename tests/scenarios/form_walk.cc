#include "tests/scenarios/form_walk.h"

#include <algorithm>

#include "base/http/message.h"
#include "tests/scenarios/route_walk.h"

namespace concord::scenarios {
namespace {

bool Holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

bool IsLeftOut(const std::string& link) {
  return link.starts_with("/assets/") || Holds(link, "lang=") || link.starts_with("/search?") ||
         Holds(link, "/cite.") || Holds(link, "/list.");
}

// What would end the walk itself.
bool EndsSomething(const std::string& action) {
  for (const char* part :
       {"/sign-out", "/demo/sign-in", "/sign-in", "/delete", "/leave", "/end", "/disable", "/state", "/sessions",
        "/me/password", "/second-factor", "/me/confirm", "/withdraw", "/supersede", "/discard", "/remove"}) {
    if (Holds(action, part)) return true;
  }
  return false;
}

bool TakesText(const Field& field) {
  static const std::set<std::string> kOthers = {"checkbox", "radio", "button", "submit", "file"};
  return !field.name.empty() && field.name != "csrf" && !kOthers.contains(field.type);
}

std::string PlausibleText(const Field& field, int number) {
  const std::string which = std::to_string(number);
  if (!field.value.empty()) return field.value;
  if (field.type == "email" || Holds(field.name, "email")) return "filled" + which + "@fill.example.org";
  if (field.type == "url" || Holds(field.name, "website") || Holds(field.name, "url"))
    return "https://example.org/" + which;
  if (field.type == "tel") return "+1 309 555 0100";
  if (Holds(field.name, "password")) return "a walk along the river " + which;
  if (field.type == "number") return "1";
  if (field.type == "select") {
    const auto choice =
        std::find_if(field.choices.begin(), field.choices.end(), [](const auto& c) { return !c.empty(); });
    return choice == field.choices.end() ? "" : *choice;
  }
  return "Filled " + which;
}

std::string FirstPart(const std::string& target) { return target.substr(0, target.find('?')); }

void Set(Values& values, const std::string& name, const std::string& value) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& pair) { return pair.first == name; });
  if (found == values.end()) {
    values.emplace_back(name, value);
  } else {
    found->second = value;
  }
}

}  // namespace

std::vector<std::string> StartsOf(Town& town) {
  std::vector<std::string> starts;
  for (const auto& route : town.web().site().router.routes()) {
    if (route->method != http::Method::kGet || route->options.inline_io) continue;
    if (const auto target = TargetOf(*route, town, town.own)) starts.push_back(*target);
  }
  return starts;
}

std::vector<Page> Crawl(Browser& browser, const std::vector<std::string>& starts, size_t limit) {
  std::vector<Page> pages;
  std::vector<std::string> waiting = starts;
  std::set<std::string> known(starts.begin(), starts.end());
  for (size_t next = 0; next < waiting.size() && pages.size() < limit; ++next) {
    Page page{waiting[next], browser.Get(waiting[next])};
    std::vector<std::string> links = LinksOf(page.answer.body);
    if (page.answer.status >= 300 && page.answer.status < 400) links.push_back(page.answer.Header("Location"));
    for (const std::string& link : links) {
      if (link.starts_with('/') && !IsLeftOut(link) && known.insert(link).second) waiting.push_back(link);
    }
    pages.push_back(std::move(page));
  }
  return pages;
}

FormWalk::FormWalk(Town& town, Browser& browser) : browser_(browser) {
  std::set<std::string> known;
  for (const Page& page : Crawl(browser, StartsOf(town))) {
    for (Form& form : FormsOf(page.answer.body)) {
      if (form.action.empty()) form.action = FirstPart(page.target);
      std::string key = form.method + " " + form.action;
      for (const Field& field : form.fields) key += " " + field.name;
      if (EndsSomething(form.action) || !known.insert(key).second) continue;
      (form.method == "post" ? posting_ : reading_).push_back({page.target, std::move(form)});
    }
  }
}

Values FormWalk::Plausible(const Form& form) {
  Values values;
  std::set<std::string> chosen;
  ++filled_;
  for (const Field& field : form.fields) {
    if (TakesText(field)) {
      Set(values, field.name, PlausibleText(field, filled_));
    } else if (field.type == "checkbox" && field.checked) {
      values.emplace_back(field.name, field.value);
    } else if (field.type == "radio" && (field.checked || chosen.insert(field.name).second)) {
      Set(values, field.name, field.value);
    }
  }
  return values;
}

void FormWalk::Send(const Found& found, Values values, const std::string& what, const Seen& seen) {
  if (found.form.method == "post") Set(values, "csrf", browser_.Token());
  seen("a form of " + found.page + " to " + found.form.action + ", " + what,
       browser_.Submit(found.form, values, found.page));
}

void FormWalk::Fill(const std::string& value, const Seen& seen) {
  for (const Found& found : posting_) {
    Values everywhere = Plausible(found.form);
    for (const Field& field : found.form.fields) {
      if (!TakesText(field)) continue;
      Set(everywhere, field.name, value);
      fields_.insert(found.form.action + " " + field.name);
      Values here = Plausible(found.form);
      Set(here, field.name, value);
      Send(found, here, "field " + field.name, seen);
    }
    Send(found, everywhere, "all fields", seen);
  }
}

void FormWalk::Ask(const std::string& value, const Seen& seen) {
  for (const Found& found : reading_) {
    for (const Field& field : found.form.fields) {
      if (!field.name.empty()) Send(found, {{field.name, value}}, "field " + field.name, seen);
    }
  }
}

}  // namespace concord::scenarios
