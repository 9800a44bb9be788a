#include "features/library/news/pages.h"

#include <algorithm>

#include "base/core/text.h"
#include "features/library/atom.h"
#include "features/library/news/views.h"
#include "features/library/store.h"

namespace concord::library::news {
namespace {

constexpr size_t kRows = 20, kEntries = 50, kLastPage = 100, kMostTopics = 50;
// After every date that a resource can have.
constexpr Time kEver{milliseconds(4102444800000)};

std::vector<views::Topic> TopicChoices(const Speaker& speaker, const std::vector<std::string>& chosen) {
  std::vector<views::Topic> all;
  for (const auto& term : speaker.terms().terms()) {
    if (term.kind != "topic") continue;
    all.push_back({term.slug, term.title.In(speaker.language()), std::ranges::find(chosen, term.slug) != chosen.end()});
  }
  std::ranges::sort(all, {}, [](const views::Topic& topic) { return text::Fold(topic.text); });
  return all;
}

std::string NamesOf(const Speaker& speaker, const std::vector<std::string>& topics) {
  std::vector<std::string> names;
  for (const auto& topic : topics) names.push_back(speaker.Label("topic", topic));
  return text::Join(names, ", ");
}

html::PageMeta MetaOf(std::string title, const char* section) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.section = section;
  return meta;
}

}  // namespace

std::vector<std::string> TopicsIn(const http::Pairs& pairs, const Vocabulary& terms) {
  std::vector<std::string> topics;
  for (const auto value : pairs.All("topic")) {
    const std::string topic(value.substr(0, 200));
    if (topics.size() < kMostTopics && terms.Find("topic", topic) && std::ranges::find(topics, topic) == topics.end())
      topics.push_back(topic);
  }
  return topics;
}

std::string AddressOfNew(std::string_view path, const std::vector<std::string>& topics, size_t page) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& topic : topics) pairs.emplace_back("topic", topic);
  if (page > 1) pairs.emplace_back("page", std::to_string(page));
  return std::string(path) + (pairs.empty() ? "" : "?" + http::EncodeQuery(pairs));
}

http::Response NewsPages::New(const http::Request& request) const {
  const Speaker speaker(d_.library, request);
  const auto topics = TopicsIn(request.query, speaker.terms());
  const size_t page = static_cast<size_t>(
      std::clamp(std::atoi(std::string(request.query.Get("page").substr(0, 5)).c_str()), 1, int{kLastPage}));
  struct Found {
    std::vector<ResourceRow> rows;
    size_t seen = 0;
    int64_t total = 0;
  };
  const auto found = d_.library.library.database().Read([&](db::Session& s) -> Result<Found> {
    const store::ShownRange range{Time{}, kEver, topics};
    Found out;
    std::vector<std::string> slugs;
    for (const auto& one : store::LatestShown(s, range, kRows + 1, (page - 1) * kRows)) slugs.push_back(one.slug);
    out.seen = slugs.size();
    if (slugs.size() > kRows) slugs.pop_back();
    out.rows = store::RowsOfSlugs(s, slugs);
    out.total = store::CountShown(s, range);
    return out;
  });
  if (!found) return ErrorFor(d_.library, request, found.error());
  views::NewPage view;
  view.lead = topics.empty() ? speaker.Say("news.new.lead")
                             : speaker.Say("news.new.lead_topics", {{"topics", NamesOf(speaker, topics)}});
  view.found = speaker.Count("library.count.resources", found->total);
  view.rows = ToRows(speaker, found->rows);
  view.topics = TopicChoices(speaker, topics);
  view.filters_open = !topics.empty();
  view.feed = AddressOfNew("/new.atom", topics);
  if (page > 1) view.previous = AddressOfNew("/new", topics, page - 1);
  if (found->seen > kRows && page < kLastPage) view.next = AddressOfNew("/new", topics, page + 1);
  html::PageMeta meta = MetaOf(speaker.Say("news.new.title"), "search");
  meta.description = view.lead;
  meta.no_index = page > 1 || !topics.empty();
  meta.links.push_back({"alternate", "application/atom+xml", view.feed, meta.title, ""});
  return d_.library.frame.Page(request, meta, views::Render(d_.library.frame.templates(), speaker.language(), view))
      .Shared();
}

http::Response NewsPages::Atom(const http::Request& request) const {
  const Speaker speaker(d_.library, request);
  const auto topics = TopicsIn(request.query, speaker.terms());
  std::vector<store::Shown> shown;
  const auto resources = d_.library.library.database().Read([&](db::Session& s) -> Result<std::vector<Resource>> {
    shown = store::LatestShown(s, {Time{}, kEver, topics}, kEntries);
    std::vector<std::string> ids;
    for (const auto& one : shown) ids.push_back(one.id);
    return store::FindResourcesById(s, ids);
  });
  if (!resources) return ErrorFor(d_.library, request, resources.error());
  const std::string origin = OriginOf(d_.library, request), hub = d_.library.hub.name;
  AtomFeed feed{topics.empty()
                    ? speaker.Say("news.new.feed_title", {{"hub", hub}})
                    : speaker.Say("news.new.feed_title_topics", {{"hub", hub}, {"topics", NamesOf(speaker, topics)}}),
                origin + AddressOfNew("/new.atom", topics),
                origin + AddressOfNew("/new", topics),
                speaker.language(),
                Time{},
                {}};
  for (const auto& one : shown) {
    const auto at = std::ranges::find_if(*resources, [&](const Resource& r) { return r.id.ToString() == one.id; });
    if (at == resources->end()) continue;
    feed.updated = std::max({feed.updated, one.at, at->updated});
    feed.entries += AtomEntry(*at, origin, one.at);
  }
  return AtomResponse(feed);
}

http::Response DigestPages::FormWith(const http::Request& request, const Subscription& chosen, bool on,
                                     std::string_view error, unsigned status) const {
  const Speaker speaker(d_.library, request);
  views::DigestPage view;
  view.csrf = d_.library.frame.FormToken(request);
  view.mail = d_.digest.enabled();
  view.on = on;
  view.all = chosen.topics.empty();
  view.state = speaker.Say(on ? "news.digest.state_on" : "news.digest.state_off");
  const std::string done = "news.done." + std::string(request.query.Get("done").substr(0, 20));
  if (d_.library.frame.catalog().Has(done)) view.done = speaker.Say(done);
  if (!error.empty()) view.error = speaker.Say(error);
  view.feed = AddressOfNew("/new.atom", chosen.topics);
  view.topics = TopicChoices(speaker, chosen.topics);
  for (const auto& language : d_.library.frame.catalog().languages())
    view.languages.push_back({language.tag, language.name, language.tag == chosen.language});
  html::PageMeta meta = MetaOf(speaker.Say("news.digest.title"), "me");
  meta.no_index = true;
  return d_.library.frame.Page(request, meta, views::Render(d_.library.frame.templates(), speaker.language(), view),
                               status);
}

http::Response DigestPages::Form(const http::Request& request) const {
  const accounts::Caller& caller = *accounts::VisitOf(request).caller;
  const auto found = d_.digest.Find(caller.id);
  if (!found) return ErrorFor(d_.library, request, found.error());
  if (*found) return FormWith(request, **found, true, "", 200);
  // Whoever comes from the page of some topics finds those chosen.
  const Speaker speaker(d_.library, request);
  return FormWith(request, {TopicsIn(request.query, speaker.terms()), caller.language}, false, "", 200);
}

http::Response DigestPages::Save(const http::Request& request) const {
  const accounts::Caller& caller = *accounts::VisitOf(request).caller;
  if (request.form.Get("do") == "end") {
    if (auto status = d_.digest.End(caller.id); !status) return ErrorFor(d_.library, request, status.error());
    return http::Response::SeeOther("/me/digest?done=ended");
  }
  const Speaker speaker(d_.library, request);
  Subscription wanted{{}, std::string(request.form.Get("language").substr(0, 20))};
  if (request.form.Get("which") != "all") wanted.topics = TopicsIn(request.form, speaker.terms());
  // "These topics" without any is not "all of them".
  const bool none = request.form.Get("which") != "all" && wanted.topics.empty();
  const auto status =
      none ? Status(Fail(ErrorKind::kInvalid, "news.error.topics")) : d_.digest.Choose(caller.id, wanted);
  if (status) return http::Response::SeeOther("/me/digest?done=saved");
  if (status.error().kind != ErrorKind::kInvalid) return ErrorFor(d_.library, request, status.error());
  const auto found = d_.digest.Find(caller.id);
  return FormWith(request, wanted, found && *found, status.error().key, 422);
}

namespace {

http::Response Off(const Deps& deps, const http::Request& request, const char* key, const std::string& action,
                   unsigned status) {
  const Speaker speaker(deps.library, request);
  const std::string base = std::string("news.off.") + key;
  const views::OffPage view{speaker.Say(base + "_title"), speaker.Say(base + "_text", {{"hub", deps.library.hub.name}}),
                            action.empty() ? "" : deps.library.frame.FormToken(request), action};
  html::PageMeta meta = MetaOf(view.title, "");
  meta.no_index = true;
  auto response = deps.library.frame.Page(
      request, meta, views::Render(deps.library.frame.templates(), speaker.language(), view), status);
  response.Header("Cache-Control", "no-store").Header("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace

http::Response DigestPages::AskToEnd(const http::Request& request) const {
  const std::string token(request.params.Get("token"));
  const auto known = d_.digest.Knows(token);
  if (!known) return ErrorFor(d_.library, request, known.error());
  if (!*known) return Off(d_, request, "gone", "", 404);
  return Off(d_, request, "ask", "/digest/off/" + token, 200);
}

// A mail program may ask twice: the second time nothing is left to do, which is what was wanted.
http::Response DigestPages::EndByLetter(const http::Request& request) const {
  const auto ended = d_.digest.EndByToken(request.params.Get("token"));
  if (!ended) return ErrorFor(d_.library, request, ended.error());
  return Off(d_, request, "done", "", 200);
}

}  // namespace concord::library::news
