#include "features/library/news/digest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/journal/journal.h"
#include "base/mail/letter.h"
#include "features/library/news/store.h"
#include "features/library/store.h"

namespace concord::library::news {
namespace {

constexpr std::string_view kBegin = "library.digest.begin", kSend = "library.digest.send";
constexpr auto kDay = std::chrono::days(1);
constexpr std::chrono::hours kHour{13};
// A resource has the time at which its transaction began, and shows when it has committed: a large import takes
// minutes. What is younger than this waits for the next week, so that none is missed.
constexpr std::chrono::hours kSettled{1};
constexpr size_t kItems = 20;  // of a letter; the rest is counted, and a link leads to it
constexpr size_t kAtOnce = 100;
constexpr jobs::Policy kPolicy{.max_attempts = 12,
                               .base_pause = std::chrono::seconds(30),
                               .max_pause = std::chrono::hours(1),
                               .lease = std::chrono::minutes(1)};

int64_t DayOf(Time time) { return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count(); }

std::string Canonical(const Subscription& subscription) {
  return "topics " + ToJson(subscription.topics) + " language " + subscription.language;
}

// "/new?topic=a&topic=b"
std::string AddressOfNews(const std::string& origin, const std::vector<std::string>& topics) {
  std::string address = origin + "/new";
  for (size_t i = 0; i < topics.size(); ++i) address += (i ? "&topic=" : "?topic=") + http::PercentEncode(topics[i]);
  return address;
}

}  // namespace

int64_t WeekOf(Time time) {
  const int64_t days = DayOf(time) + 3;  // 1 January 1970 was a Thursday
  return days >= 0 ? days / 7 : (days - 6) / 7;
}

Time NextDispatch(Time after) {
  const Time monday{std::chrono::days(WeekOf(after) * 7 - 3)};
  const Time here = monday + kHour;
  return here > after ? here : here + 7 * kDay;
}

bool Digest::enabled() const { return deps_.post && deps_.post->enabled() && !deps_.hub.base_url.empty(); }

Result<std::optional<Subscription>> Digest::Find(const accounts::AccountId& id) {
  return deps_.library.database().Read([&](db::Session& s) -> Result<std::optional<Subscription>> {
    const auto row = sql::FindDigest(s, id.ToString());
    if (!row) return std::nullopt;
    return row->about;
  });
}

Status Digest::Choose(const accounts::AccountId& id, const Subscription& wanted) {
  if (!deps_.catalog.Knows(wanted.language)) return Fail(ErrorKind::kInvalid, "news.error.language");
  Subscription chosen{{}, wanted.language};
  const auto terms = deps_.library.Terms();
  for (const auto& topic : wanted.topics) {
    if (terms->Find("topic", topic) && std::ranges::find(chosen.topics, topic) == chosen.topics.end())
      chosen.topics.push_back(topic);
  }
  const std::string account = id.ToString(), token = crypto::NewToken(deps_.random);
  return deps_.library.database().Write([&](db::Transaction& t) -> Status {
    const Time now = deps_.clock.Now();
    const auto before = sql::FindDigest(t, account);
    sql::PutDigest(t,
                   {account, chosen, before ? before->token : token, before ? before->told_until : now,
                    before ? before->week : WeekOf(now)},
                   now);
    journal::Append(t,
                    {.actor = account,
                     .action = before ? "library.digest.change" : "library.digest.begin",
                     .subject = account,
                     .before = before ? Canonical(before->about) : "",
                     .after = Canonical(chosen)},
                    deps_.clock, deps_.random);
    return {};
  });
}

Status Digest::End(const accounts::AccountId& id) {
  const std::string account = id.ToString();
  return deps_.library.database().Write([&](db::Transaction& t) -> Status {
    const auto before = sql::FindDigest(t, account);
    if (!before || !sql::DeleteDigest(t, account)) return {};
    journal::Append(
        t, {.actor = account, .action = "library.digest.end", .subject = account, .before = Canonical(before->about)},
        deps_.clock, deps_.random);
    return {};
  });
}

Result<bool> Digest::Knows(std::string_view token) {
  return deps_.library.database().Read(
      [&](db::Session& s) -> Result<bool> { return sql::AccountOfToken(s, token).has_value(); });
}

Result<bool> Digest::EndByToken(std::string_view token) {
  const auto account = deps_.library.database().Read(
      [&](db::Session& s) -> Result<std::optional<std::string>> { return sql::AccountOfToken(s, token); });
  if (!account) return std::unexpected(account.error());
  const auto id = *account ? accounts::AccountId::Parse(**account) : std::nullopt;
  if (!id) return false;
  if (auto status = End(*id); !status) return std::unexpected(status.error());
  return true;
}

void Digest::Handle(jobs::Runner& runner) {
  runner.Handle(std::string(kBegin), kPolicy, [this](const jobs::Job&) { return Begin(); });
  runner.Handle(std::string(kSend), kPolicy, [this](const jobs::Job&) -> Status {
    const auto sent = Send(deps_.clock.Now());
    if (!sent) return std::unexpected(sent.error());
    if (*sent > 0) deps_.log.Info("the weekly digest was sent", {{"letters", *sent}});
    return {};
  });
}

Status Digest::Schedule() {
  return deps_.library.database().Write([&](db::Transaction& t) -> Status {
    const Time now = deps_.clock.Now();
    jobs::Enqueue(t, kBegin, "{}", deps_.clock, deps_.random, "weekly", NextDispatch(now) - now);
    return {};
  });
}

// The work of a week is a job of its own, so that it may fail and be tried again while the next week waits already.
Status Digest::Begin() {
  return deps_.library.database().Write([&](db::Transaction& t) -> Status {
    const Time now = deps_.clock.Now();
    jobs::Enqueue(t, kBegin, "{}", deps_.clock, deps_.random, "weekly", NextDispatch(now) - now);
    jobs::Enqueue(t, kSend, "{}", deps_.clock, deps_.random, "week " + std::to_string(WeekOf(now)));
    return {};
  });
}

Result<int> Digest::Send(Time now) {
  int sent = 0;
  if (!enabled()) return sent;  // what is new waits, and is told when there is mail
  const int64_t week = WeekOf(now);
  std::string after;
  while (true) {
    const auto accounts = deps_.library.database().Read(
        [&](db::Session& s) -> Result<std::vector<std::string>> { return sql::DueDigests(s, week, after, kAtOnce); });
    if (!accounts) return std::unexpected(accounts.error());
    for (const auto& account : *accounts) {
      const auto done = SendTo(account, week, now - kSettled);
      if (!done) return std::unexpected(done.error());
      sent += *done ? 1 : 0;
    }
    if (accounts->size() < kAtOnce) return sent;
    after = accounts->back();
  }
}

Result<bool> Digest::SendTo(const std::string& account, int64_t week, Time until) {
  const auto id = accounts::AccountId::Parse(account);
  const auto person = id ? deps_.accounts.Find(*id) : Result<accounts::Account>(Fail(ErrorKind::kNotFound, ""));
  if (!person && person.error().kind != ErrorKind::kNotFound) return std::unexpected(person.error());
  const bool writes = person && person->state == "active";
  std::string origin = deps_.hub.base_url;
  while (origin.ends_with('/')) origin.pop_back();
  return deps_.library.database().Write([&](db::Transaction& t) -> Result<bool> {
    const auto row = sql::FindDigest(t, account);
    if (!row || !sql::TakeWeek(t, account, week, until)) return false;  // another node was here, or it ended
    if (!writes) return false;
    const store::ShownRange range{row->told_until, until, row->about.topics};
    const auto latest = store::LatestShown(t, range, kItems);
    if (latest.empty()) return false;
    const int64_t total = store::CountShown(t, range), more = total - static_cast<int64_t>(latest.size());
    const std::string& language = row->about.language;
    mail::Letter letter{.subject_key = "news.letter.subject",
                        .paragraph_keys = {"news.letter.text"},
                        .button_key = "news.letter.button",
                        .button_href = AddressOfNews(origin, row->about.topics),
                        .params = {{"hub", deps_.hub.name},
                                   {"found", deps_.catalog.Plural(language, "news.count", total)},
                                   {"more", deps_.catalog.Plural(language, "news.more", more)}},
                        .unsubscribe_key = "news.letter.end",
                        .unsubscribe_href = origin + "/digest/off/" + row->token};
    if (more > 0) letter.paragraph_keys.push_back("news.letter.more");
    std::vector<std::string> slugs;
    for (const auto& one : latest) slugs.push_back(one.slug);
    for (const auto& r : store::RowsOfSlugs(t, slugs)) {
      std::string detail = r.year ? std::to_string(*r.year) : "";
      if (!r.source.empty()) detail += (detail.empty() ? "" : " · ") + text::Shorten(r.source, 120);
      letter.items.push_back({text::Shorten(r.subtitle.empty() ? r.title : r.title + ": " + r.subtitle, 200),
                              origin + "/resources/" + r.slug, detail, text::Shorten(r.summary, 240)});
    }
    deps_.post->Enqueue(t, mail::Write(letter, deps_.catalog, {person->email, person->name, language}, deps_.hub.name));
    return true;
  });
}

accounts::PersonalPart PersonalDigest() {
  const auto tell = [](db::Session& s, const accounts::AccountId& id) -> std::string {
    const auto row = sql::FindDigest(s, id.ToString());
    if (!row) return "null";
    const nlohmann::ordered_json json{{"topics", row->about.topics},
                                      {"language", row->about.language},
                                      {"told_until", FormatRfc3339(row->told_until)}};
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  };
  return {"weekly_digest", tell,
          [](db::Transaction& t, const accounts::AccountId& id) { sql::DeleteDigest(t, id.ToString()); }};
}

}  // namespace concord::library::news
