// A review under way: who takes part, its links, its end.
#include <algorithm>

#include "base/core/text.h"
#include "base/mail/letter.h"
#include "features/selfreview/desk/pages.h"

namespace concord::selfreview::desk {
namespace {

std::string StateInWords(const Deps& deps, const Words& words, const Table& table) {
  const Review& review = table.review;
  const std::string& zone = table.place.time_zone;
  if (review.state == ReviewState::kDraft) return words.Say("reviews.desk.state.draft");
  if (review.state == ReviewState::kClosed)
    return words.Say("reviews.list.closed_on", {{"date", words.DateIn(zone, review.closed.value_or(review.updated))}});
  const Time now = deps.clock.Now();
  const std::string last = words.LastDay(zone, review.about.closes);
  if (now < review.about.opens)
    return words.Say("reviews.list.from", {{"date", words.DateIn(zone, review.about.opens)}, {"until", last}});
  if (now < review.about.closes) return words.Say("reviews.list.until", {{"date", last}});
  return words.Say("reviews.list.over");
}

std::string GroupsInWords(const Words& words, const std::set<Group>& groups) {
  std::vector<std::string> names;
  for (const Group group : groups) names.push_back(words.Of(group));
  return text::Join(names, ", ");
}

std::vector<std::string> FactsOf(const Deps& deps, const Words& words, const Review& review) {
  std::vector<std::string> facts;
  if (const auto kept = deps.reviews.InstrumentOf(review)) {
    const Instrument& instrument = kept->instrument;
    facts.push_back(words.Say("reviews.desk.facts.instrument", {{"instrument", instrument.In(words.language()).title},
                                                                {"version", std::to_string(instrument.version)}}));
  }
  facts.push_back(review.about.units.empty()
                      ? words.Say("reviews.desk.facts.whole")
                      : words.Say("reviews.desk.facts.units", {{"units", text::Join(review.about.units, ", ")}}));
  facts.push_back(words.Say("reviews.desk.facts.asked", {{"groups", GroupsInWords(words, review.about.asked)}}));
  facts.push_back(words.Say("reviews.desk.facts.smallest", {{"inside", words.Number(review.about.smallest_inside)},
                                                            {"public", words.Number(review.about.smallest_public)}}));
  return facts;
}

std::string CountOr(const Words& words, const std::optional<int64_t>& count, int smallest) {
  return count ? words.Number(*count) : words.Say("reviews.desk.few", {{"count", words.Number(smallest)}});
}

std::string AddressOf(const Deps& deps, const http::Request& request, const Table& table, const ReviewLink& link) {
  return OriginOf(deps, request) + table.base + "/join/" + deps.reviews.TokenOf(table.review, link);
}

// Addresses of open links alone: a personal one leads to somebody's answers. That of a letter stands in the letter, and
// that of one to hand over is shown once, when it is made.
void FillLinks(const Deps& deps, const http::Request& request, const Words& words, const Table& table,
               const std::vector<ReviewLink>& links, views::DeskPage& view) {
  for (const Group group : table.review.about.asked) {
    views::OpenLink one{words.Of(group), std::string(NameOf(group)), "", ""};
    for (const ReviewLink& link : links) {
      if (!link.active || link.kind != ReviewLink::Kind::kOpen || link.group != group) continue;
      one.id = link.id;
      one.address = AddressOf(deps, request, table, link);
    }
    view.open_links.push_back(std::move(one));
  }
  for (const ReviewLink& link : links) {
    if (!link.active || link.kind != ReviewLink::Kind::kPersonal) continue;
    const i18n::Params day = {{"date", words.Date(link.created)}};
    view.personal_links.push_back(
        {link.id, link.HandedOver() ? words.Say("reviews.desk.links.nobody", day) : link.email, words.Of(link.group)});
  }
}

std::string DoneOf(const Words& words, const html::Frame& frame, const http::Request& request) {
  const std::string key = "reviews.desk.done." + std::string(request.query.Get("done").substr(0, 20));
  return frame.catalog().Has(key) ? words.Say(key) : "";
}

}  // namespace

http::Response DeskPages::List(const http::Request& request) const {
  const accounts::Visit& visit = accounts::VisitOf(request);
  const Words words(d_.frame, request);
  const auto reviews = d_.reviews.Of(visit.place->id);
  if (!reviews) return ErrorFor(d_, request, reviews.error());
  const std::string all = "/c/" + visit.place->slug + "/self-review";
  views::ListPage view;
  view.back = {all, words.Say("reviews.list.title", {{"place", visit.place->name}})};
  view.title = words.Say("reviews.desk.title", {{"place", visit.place->name}});
  view.done = DoneOf(words, d_.frame, request);
  view.new_href = all + "/new";
  for (const Review& review : *reviews) {
    const auto kept = d_.reviews.InstrumentOf(review);
    view.rows.push_back({all + "/" + review.slug + "/desk", review.TitleIn(words.language()),
                         StateInWords(d_, words, {*visit.place, review, ""}),
                         kept ? kept->instrument.In(words.language()).title : ""});
  }
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view));
}

http::Response DeskPages::ShowFor(const http::Request& request, const Table& table, const Typed& typed) const {
  const Words words(d_.frame, request);
  const Review& review = table.review;
  const auto progress = d_.reviews.ProgressOf(review);
  const auto links = d_.reviews.LinksOf(review);
  if (!progress || !links) return ErrorFor(d_, request, !progress ? progress.error() : links.error());
  views::DeskPage view;
  view.back = {"/c/" + table.place.slug + "/self-review/desk",
               words.Say("reviews.desk.title", {{"place", table.place.name}})};
  view.title = review.TitleIn(words.language());
  view.done = DoneOf(words, d_.frame, request);
  view.base = table.base;
  view.csrf = d_.frame.FormToken(request);
  view.state = StateInWords(d_, words, table);
  view.facts = FactsOf(d_, words, review);
  view.draft = review.state == ReviewState::kDraft;
  view.open = review.state == ReviewState::kOpen;
  view.closed = review.state == ReviewState::kClosed;
  view.mails = Mails(d_);
  view.last_day =
      typed.values.contains("closes") ? typed.Get("closes") : LastDay(review.about.closes, table.place.time_zone);
  view.preview_href = "/self-review/" + review.about.instrument;
  if (view.closed && d_.results) view.results_href = table.base + "/results";
  if (view.open) {
    const int smallest = review.about.smallest_inside;
    for (const Progress& one : *progress) {
      view.progress.push_back(
          {words.Of(one.group), CountOr(words, one.began, smallest), CountOr(words, one.finished, smallest)});
    }
    FillLinks(d_, request, words, table, *links, view);
    view.fresh_address = typed.fresh_address;
    if (review.reminded)
      view.reminded =
          words.Say("reviews.desk.remind.last", {{"date", words.DateIn(table.place.time_zone, *review.reminded)}});
    view.emails = typed.Get("emails");
    for (const Group group : review.about.asked) {
      const std::string name(NameOf(group));
      view.groups.push_back({name, words.Of(group), "", typed.Get("group") == name});
    }
    for (const auto& language : d_.frame.catalog().languages())
      view.languages.push_back({language.tag, language.name, "", typed.Get("language") == language.tag});
  }
  for (const Fault& fault : typed.faults) view.errors.push_back({fault.field, InWords(words, fault)});
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view),
                typed.faults.empty() ? 200 : 422);
}

http::Response DeskPages::Show(const http::Request& request) const {
  const auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  return ShowFor(request, *table, {});
}

http::Response DeskPages::After(const http::Request& request, const Table& table, const Status& status,
                                const char* done, const char* field) const {
  if (status) return http::Response::SeeOther(table.base + "/desk?done=" + done);
  const Error& error = status.error();
  if (error.kind != ErrorKind::kInvalid && error.kind != ErrorKind::kConflict) return ErrorFor(d_, request, error);
  Typed typed = TypedIn(request);
  typed.faults.push_back({field, error.key, error.params});
  return ShowFor(request, table, typed);
}

http::Response DeskPages::Open(const http::Request& request) const {
  const auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  return After(request, *table, d_.reviews.Open(table->review, accounts::VisitOf(request).Actor()), "opened", "act");
}

http::Response DeskPages::Extend(const http::Request& request) const {
  const auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  const auto closes = LastMoment(request.form.Get("closes"), table->place.time_zone);
  if (!closes) return After(request, *table, Fail(ErrorKind::kInvalid, "reviews.error.closes"), "", "closes");
  return After(request, *table, d_.reviews.Extend(table->review, *closes, accounts::VisitOf(request).Actor()),
               "extended", "closes");
}

mail::Message DeskPages::Letter(const http::Request& request, const Table& table, const ReviewLink& link,
                                bool again) const {
  const i18n::Catalog& catalog = d_.frame.catalog();
  const Words words(catalog, link.language);
  mail::Letter letter{.subject_key = again ? "reviews.letter.again_subject" : "reviews.letter.subject",
                      .paragraph_keys = {again ? "reviews.letter.again_text" : "reviews.letter.text",
                                         "reviews.letter.private", "reviews.letter.link"},
                      .button_key = "reviews.letter.button",
                      .button_href = AddressOf(d_, request, table, link),
                      .params = {{"place", table.place.name},
                                 {"title", table.review.TitleIn(link.language)},
                                 {"as", words.Say("reviews.as." + std::string(NameOf(link.group)))},
                                 {"finish", words.Say("reviews.overview.finish")},
                                 {"date", words.LastDay(table.place.time_zone, table.review.about.closes)}}};
  if (again) letter.paragraph_keys.emplace_back("reviews.letter.stop");
  return mail::Write(letter, catalog, {link.email, "", link.language}, d_.frame.hub_name());
}

namespace {

// One address a line, or parted by commas. Faults name the first that is none.
std::vector<std::string> EmailsIn(std::string text, std::vector<Fault>& faults) {
  std::vector<std::string> emails;
  std::ranges::replace(text, ',', '\n');
  std::ranges::replace(text, ';', '\n');
  for (const auto line : text::Split(text, '\n')) {
    const std::string email = accounts::NormalizeEmail(line);
    if (email.empty()) continue;
    if (!mail::IsMailAddress(email)) {
      faults.push_back({"emails", "reviews.error.email", {{"email", text::Shorten(email, 80)}}});
      return {};
    }
    emails.push_back(email);
  }
  return emails;
}

}  // namespace

http::Response DeskPages::AddLink(const http::Request& request) const {
  const auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  constexpr size_t kAtOnce = 200;
  Typed typed = TypedIn(request);
  ReviewLink wanted;
  wanted.kind = typed.Get("kind") == "personal" ? ReviewLink::Kind::kPersonal : ReviewLink::Kind::kOpen;
  const bool personal = wanted.kind == ReviewLink::Kind::kPersonal;
  wanted.language = d_.frame.catalog().Knows(typed.Get("language")) ? typed.Get("language") : "en";
  const auto group = GroupNamed(typed.Get("group"));
  if (!group) typed.faults.push_back({"group", "reviews.error.group"});
  std::vector<std::string> emails = {""};  // none: a link to hand over
  if (personal) {
    if (auto typed_in = EmailsIn(typed.Get("emails"), typed.faults); !typed_in.empty()) emails = std::move(typed_in);
    if (!emails.front().empty() && !Mails(d_)) typed.faults.push_back({"emails", "reviews.error.no_mail"});
    if (emails.size() > kAtOnce)
      typed.faults.push_back({"emails", "reviews.error.many_emails", {{"count", std::to_string(kAtOnce)}}});
  }
  if (!typed.faults.empty()) return ShowFor(request, *table, typed);
  wanted.group = *group;
  const auto send = [&](db::Transaction& t, const ReviewLink& link) {
    if (!link.email.empty() && Mails(d_)) d_.post->Enqueue(t, Letter(request, *table, link, false));
  };
  for (const auto& email : emails) {
    wanted.email = email;
    const auto made = d_.reviews.AddLink(table->review, wanted, accounts::VisitOf(request).Actor(), send);
    if (!made) return After(request, *table, std::unexpected(made.error()), "", personal ? "emails" : "act");
    if (made->HandedOver()) {
      // Shown in this answer and never again, so it cannot be a redirect to the desk.
      typed.fresh_address = AddressOf(d_, request, *table, *made);
      return ShowFor(request, *table, typed);
    }
  }
  return http::Response::SeeOther(table->base + "/desk?done=" + (personal ? "mailed" : "link") + "#links");
}

http::Response DeskPages::RevokeLink(const http::Request& request) const {
  const auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  const auto revoked =
      d_.reviews.RevokeLink(table->review, request.form.Get("link"), accounts::VisitOf(request).Actor());
  // A second press of the button finds it gone already.
  if (!revoked && revoked.error().kind != ErrorKind::kNotFound) return ErrorFor(d_, request, revoked.error());
  return http::Response::SeeOther(table->base + "/desk?done=revoked#links");
}

http::Response DeskPages::Remind(const http::Request& request) const {
  const auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  if (!Mails(d_)) return After(request, *table, Fail(ErrorKind::kConflict, "reviews.error.no_mail"), "", "act");
  const auto people = d_.accounts.PeopleOf(table->place.id, std::nullopt);
  if (!people) return ErrorFor(d_, request, people.error());
  std::map<accounts::AccountId, accounts::Account> asked;
  for (const auto& person : *people) {
    if (person.account.state == "active" && !d_.groups_of(table->review, person).empty())
      asked.emplace(person.account.id, person.account);
  }
  std::vector<accounts::AccountId> ids;
  for (const auto& [id, account] : asked) ids.push_back(id);
  const auto waiting = d_.reviews.WaitingOf(table->review, ids);
  if (!waiting) return ErrorFor(d_, request, waiting.error());
  const auto send = [&](db::Transaction& t) {
    for (const auto& id : waiting->accounts) {
      const accounts::Account& account = asked.at(id);
      const mail::Letter letter{
          .subject_key = "reviews.letter.again_subject",
          .paragraph_keys = {"reviews.letter.account_text", "reviews.letter.private", "reviews.letter.stop"},
          .button_key = "reviews.letter.button",
          .button_href = OriginOf(d_, request) + table->base + "/answer",
          .params = {{"place", table->place.name},
                     {"title", table->review.TitleIn(account.language)},
                     {"finish", Words(d_.frame.catalog(), account.language).Say("reviews.overview.finish")},
                     {"date", Words(d_.frame.catalog(), account.language)
                                  .LastDay(table->place.time_zone, table->review.about.closes)}}};
      d_.post->Enqueue(t, mail::Write(letter, d_.frame.catalog(), {account.email, account.name, account.language},
                                      d_.frame.hub_name()));
    }
    for (const ReviewLink& link : waiting->links) d_.post->Enqueue(t, Letter(request, *table, link, true));
  };
  return After(request, *table, d_.reviews.Remind(table->review, send, accounts::VisitOf(request).Actor()), "reminded",
               "act");
}

namespace {

views::ConfirmPage ConfirmFor(const Words& words, const Table& table, const std::string& what) {
  views::ConfirmPage view;
  view.back = {table.base + "/desk", table.review.TitleIn(words.language())};
  view.action = table.base + "/" + what;
  return view;
}

}  // namespace

http::Response DeskPages::ConfirmClose(const http::Request& request) const {
  const auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  if (table->review.state != ReviewState::kOpen) return http::Response::SeeOther(table->base + "/desk");
  const Words words(d_.frame, request);
  views::ConfirmPage view = ConfirmFor(words, *table, "close");
  view.title = words.Say("reviews.desk.close.title", {{"title", table->review.TitleIn(words.language())}});
  view.paragraphs = {words.Say("reviews.desk.close.text_1"), words.Say("reviews.desk.close.text_2"),
                     words.Say("reviews.desk.close.text_3")};
  view.button = words.Say("reviews.desk.close.button");
  view.csrf = d_.frame.FormToken(request);
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view));
}

http::Response DeskPages::Close(const http::Request& request) const {
  const auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  // 48 bits, so that the seed is the same number wherever JSON is read.
  const uint64_t seed = d_.random.Next64() >> 16;
  const auto closed = d_.reviews.Close(table->review, seed, accounts::VisitOf(request).Actor());
  return After(request, *table, closed ? Status() : std::unexpected(closed.error()), "closed", "act");
}

http::Response DeskPages::ConfirmDiscard(const http::Request& request) const {
  const auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  if (table->review.state == ReviewState::kClosed) return http::Response::SeeOther(table->base + "/desk");
  const Words words(d_.frame, request);
  views::ConfirmPage view = ConfirmFor(words, *table, "discard");
  view.title = words.Say("reviews.desk.discard.title", {{"title", table->review.TitleIn(words.language())}});
  view.paragraphs = {words.Say("reviews.desk.discard.text")};
  view.button = words.Say("reviews.desk.discard.button");
  view.csrf = d_.frame.FormToken(request);
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view));
}

http::Response DeskPages::Discard(const http::Request& request) const {
  const auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  const auto gone = d_.reviews.Discard(table->review, accounts::VisitOf(request).Actor());
  if (gone) return http::Response::SeeOther("/c/" + table->place.slug + "/self-review/desk?done=discarded");
  return After(request, *table, gone, "", "act");
}

accounts::TodaySource Today(Reviews& reviews, const i18n::Catalog& catalog, const Clock& clock) {
  return [&](const accounts::TodayQuestion& question) {
    std::vector<accounts::TodayItem> items;
    if (!question.place || !question.caller.May(accounts::Action::kSelfreviewManage, question.place->id)) return items;
    const auto all = reviews.Of(question.place->id);
    if (!all) return items;
    for (const Review& review : *all) {
      const std::string href = "/c/" + question.place->slug + "/self-review/" + review.slug + "/desk";
      const i18n::Params title = {{"title", review.TitleIn(question.language)}};
      if (review.state == ReviewState::kDraft) {
        items.push_back({catalog.Text(question.language, "reviews.desk.today.draft", title),
                         catalog.Text(question.language, "reviews.desk.today.draft_do"), href, std::nullopt, 10});
      } else if (review.state == ReviewState::kOpen && clock.Now() >= review.about.closes) {
        items.push_back({catalog.Text(question.language, "reviews.desk.today.over", title),
                         catalog.Text(question.language, "reviews.desk.today.over_do"), href, review.about.closes, 20});
      } else if (review.state == ReviewState::kOpen) {
        items.push_back({catalog.Text(question.language, "reviews.desk.today.open", title),
                         catalog.Text(question.language, "reviews.desk.today.open_do"), href, review.about.closes, 0});
      }
    }
    return items;
  };
}

}  // namespace concord::selfreview::desk
