#include "features/library/links/pages.h"

#include "base/core/text.h"
#include "base/i18n/catalog.h"

namespace concord::library::links {
namespace {

constexpr char kTemplate[] = "library/links/links.tpl";
constexpr size_t kPerPage = 50;
constexpr size_t kInFile = 100'000;

// "" (what needs a look), a state's name, or "all".
struct Asked {
  std::string state;
  size_t page = 1;

  Filter ToFilter() const {
    Filter filter{.needs_a_look = state.empty(), .state = StateNamed(state), .limit = kPerPage + 1};
    filter.offset = (page - 1) * kPerPage;
    return filter;
  }
  std::string Address(const std::string& path, const std::string& done = {}) const {
    std::vector<std::pair<std::string, std::string>> query;
    if (!state.empty()) query.emplace_back("state", state);
    if (page > 1) query.emplace_back("page", std::to_string(page));
    if (!done.empty()) query.emplace_back("done", done);
    return query.empty() ? path : path + "?" + http::EncodeQuery(query);
  }
};

Asked AskedIn(const http::Pairs& query) {
  Asked asked;
  const std::string_view state = query.Get("state");
  if (state == "all" || StateNamed(state)) asked.state = std::string(state);
  const int page = std::atoi(std::string(query.Get("page").substr(0, 6)).c_str());
  asked.page = static_cast<size_t>(std::clamp(page, 1, 10'000));
  return asked;
}

std::string DateOf(const Speaker& speaker, const std::optional<Time>& time) {
  return time ? i18n::FormatDate(speaker.language(), *time) : std::string();
}

std::string StateWord(const Speaker& speaker, State state) {
  return speaker.Say(std::string("library.links.state.") + NameOf(state));
}

std::string ReasonWord(const Speaker& speaker, const std::string& reason) {
  return reason.empty() ? std::string() : speaker.Say("library.links.reason." + reason);
}

class LinkPages {
 public:
  LinkPages(const PageDeps& deps, Links& links) : d_(deps), links_(links) {}
  http::Response List(const http::Request& request) const;
  http::Response Csv(const http::Request& request) const;
  http::Response Act(const http::Request& request, const char* done) const;

 private:
  void FillRow(html::Dict::Scope row, const Speaker& speaker, const Link& link, const http::Request& request,
               const Asked& asked) const;
  PageDeps d_;
  Links& links_;
};

void LinkPages::FillRow(html::Dict::Scope row, const Speaker& speaker, const Link& link, const http::Request& request,
                        const Asked& asked) const {
  const History& h = link.history;
  row.Set("title", link.title).Set("href", "/resources/" + link.slug).Set("url", link.url);
  row.Set("state", StateWord(speaker, h.state)).Set("id", link.id);
  row.Set("csrf", d_.frame.FormToken(request)).Set("state_name", asked.state);
  std::string reason = ReasonWord(speaker, h.reason);
  if (h.status >= 300) reason += " (HTTP " + std::to_string(h.status) + ")";
  row.SetIf("reason", reason);
  if (h.checked)
    row.Add("has_checked")
        .Set("checked", speaker.Say("library.links.checked_on", {{"date", DateOf(speaker, h.checked)}}));
  if (h.failing_since)
    row.Add("has_failing")
        .Set("failing", speaker.Say("library.links.failing_since", {{"date", DateOf(speaker, h.failing_since)}}));
  if (h.fine)
    row.Add("has_fine").Set("fine", speaker.Say("library.links.fine_on", {{"date", DateOf(speaker, h.fine)}}));
  if (h.state == State::kNever) return;
  auto actions = row.Add("actions");
  if (!h.new_url.empty()) actions.Add("can_take").Set("new_url", h.new_url);
  actions.ShowIf(h.state != State::kOk && !h.fine, "can_fine").ShowIf(h.state == State::kDead, "can_withdraw");
}

http::Response LinkPages::List(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const Asked asked = AskedIn(request.query);
  auto found = links_.List(asked.ToFilter());
  if (!found) return ErrorFor(d_, request, found.error());
  const auto counts = links_.CountByState();
  if (!counts) return ErrorFor(d_, request, counts.error());
  html::Dict dict(kTemplate);
  auto root = dict.Root(speaker.language());
  const auto add = [&](const std::string& state, const std::string& label) {
    root.Add("filter")
        .Set("href", Asked{state}.Address("/curation/links"))
        .Set("label", label)
        .ShowIf(asked.state == state, "current");
  };
  add("", speaker.Say("library.links.needs_a_look"));
  for (const State state : {State::kDead, State::kRedirected, State::kUnsure, State::kOk, State::kNever}) {
    const auto count = counts->find(state);
    add(NameOf(state),
        StateWord(speaker, state) + " (" + std::to_string(count == counts->end() ? 0 : count->second) + ")");
  }
  add("all", speaker.Say("library.links.all"));
  const std::string done(request.query.Get("done"));
  if (done == "take" || done == "fine" || done == "withdraw" || done == "again" || done == "changed")
    root.Add("has_done").Set("done", speaker.Say("library.links.done." + done));
  root.Set("csv_href", Asked{asked.state}.Address("/curation/links.csv"));
  if (asked.page > 1)
    root.Add("has_previous").Set("href", Asked{asked.state, asked.page - 1}.Address("/curation/links"));
  if (found->size() > kPerPage) {
    found->resize(kPerPage);
    root.Add("has_next").Set("href", Asked{asked.state, asked.page + 1}.Address("/curation/links"));
  }
  if (found->empty()) {
    const bool nothing_yet = counts->size() == 1 && counts->contains(State::kNever);
    root.Show(nothing_yet ? "never_ran" : "empty");
  } else {
    auto rows = root.Add("rows");
    for (const auto& link : *found) FillRow(rows.Add("row"), speaker, link, request, asked);
  }
  html::PageMeta meta;
  meta.title = speaker.Say("library.links.title");
  meta.section = "search";
  meta.no_index = true;
  return d_.frame.Page(request, meta, {d_.frame.templates().Render(dict)});
}

// RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe before it.
std::string Cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) text.insert(0, "'");
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

http::Response LinkPages::Csv(const http::Request& request) const {
  Filter filter = Asked{AskedIn(request.query).state}.ToFilter();
  filter.limit = kInFile;
  filter.offset = 0;
  const auto found = links_.List(filter);
  if (!found) return ErrorFor(d_, request, found.error());
  const auto time = [](const std::optional<Time>& t) { return t ? FormatRfc3339(*t) : std::string(); };
  std::string out =
      "resource,title,address,state,reason,status,new_address,checked,worked,failing_since,found_good\r\n";
  for (const auto& link : *found) {
    const History& h = link.history;
    const std::string cells[] = {link.slug,      link.title,
                                 link.url,       NameOf(h.state),
                                 h.reason,       h.status ? std::to_string(h.status) : "",
                                 h.new_url,      time(h.checked),
                                 time(h.worked), time(h.failing_since),
                                 time(h.fine)};
    for (size_t i = 0; i < std::size(cells); ++i) out += (i ? "," : "") + Cell(cells[i]);
    out += "\r\n";
  }
  return http::Response::Download(std::move(out), "text/csv; charset=utf-8", "links.csv");
}

http::Response LinkPages::Act(const http::Request& request, const char* done) const {
  const std::string_view id = request.params.Get("id"), action = done;
  const std::string actor = accounts::VisitOf(request).Actor();
  Status status;
  if (action == "take") status = links_.TakeNewAddress(id, request.form.Get("new_url"), actor);
  if (action == "fine") status = links_.MarkFine(id, actor);
  if (action == "withdraw") status = links_.Withdraw(id, actor);
  if (action == "again") status = links_.LookAgain(id, actor);
  // Somebody, or a check, was faster: the list shows how it is now.
  const bool changed = !status && status.error().kind == ErrorKind::kConflict;
  if (!status && !changed) return ErrorFor(d_, request, status.error());
  return http::Response::SeeOther(AskedIn(request.form).Address("/curation/links", changed ? "changed" : done));
}

}  // namespace

std::set<std::string> TemplateNames() { return {kTemplate}; }

void BindLinks(http::Router& r, const PageDeps& d, const accounts::Guards& guards, Links& links) {
  using http::Request;
  const LinkPages pages(d, links);
  const http::Guard curator = guards.May(accounts::Action::kLibraryCurate);

  // clang-format off
  r.Get ("/curation/links",               curator, [=](const Request& q) { return pages.List(q); });
  r.Get ("/curation/links.csv",           curator, [=](const Request& q) { return pages.Csv(q); });
  r.Post("/curation/links/:id/take",      curator, [=](const Request& q) { return pages.Act(q, "take"); });
  r.Post("/curation/links/:id/fine",      curator, [=](const Request& q) { return pages.Act(q, "fine"); });
  r.Post("/curation/links/:id/withdraw",  curator, [=](const Request& q) { return pages.Act(q, "withdraw"); });
  r.Post("/curation/links/:id/again",     curator, [=](const Request& q) { return pages.Act(q, "again"); });
  // clang-format on
}

std::string NoteFor(Links& links, const Speaker& speaker, const std::string& resource_id) {
  const auto link = links.Of(resource_id);
  if (!link || link->history.state == State::kNever) return {};
  const History& h = link->history;
  const i18n::Params on{{"date", DateOf(speaker, h.fine ? h.fine : h.checked)}};
  if (h.fine || h.state == State::kOk || h.state == State::kRedirected)
    return speaker.Say("library.links.note.works", on);
  if (h.failing_since) {
    return speaker.Say("library.links.note.failing",
                       {{"date", on.at("date")}, {"since", DateOf(speaker, h.failing_since)}});
  }
  if (h.reason == "login") return speaker.Say("library.links.note.login", on);
  if (h.reason == "robots" || h.reason == "internal" || h.reason == "bad_address") return {};  // nobody looked
  return speaker.Say("library.links.note.unsure", on);
}

accounts::TodaySource Today(Links& links, const i18n::Catalog& catalog) {
  return [&links, &catalog](const accounts::TodayQuestion& question) -> std::vector<accounts::TodayItem> {
    if (question.place || !question.caller.May(accounts::Action::kLibraryCurate)) return {};
    const auto dead = links.List({.needs_a_look = true, .limit = 1000});
    if (!dead || dead->empty()) return {};
    const auto count = static_cast<int64_t>(dead->size());
    return {{catalog.Plural(question.language, "library.links.today", count), "", "/curation/links", std::nullopt, 10}};
  };
}

}  // namespace concord::library::links
