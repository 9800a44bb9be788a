// What the pages of those who answer share.
#include <algorithm>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "features/selfreview/answering/pages.h"

namespace concord::selfreview::answering {
namespace {

// TLS, or this machine, from which browsers take Secure cookies too.
bool TakesSecureCookies(const http::Request& request) {
  const std::string name = request.host.substr(0, request.host.rfind(':'));
  return request.secure || name == "127.0.0.1" || name == "[::1]" || text::EqualsIgnoreAsciiCase(name, "localhost");
}

// One for each review, so that a browser may hold several.
std::string CookieName(const http::Request& request) {
  const std::string review(request.params.Get("review"));
  return std::string(TakesSecureCookies(request) ? "__Host-" : "") + "concord-answers-" +
         crypto::Hex(crypto::Sha256(std::string(request.params.Get("community")) + "\n" + review)).substr(0, 16);
}

constexpr size_t kCode = 16;  // signs, without hyphens

// The code as it was given; empty where there is none, or what is there cannot be one.
std::string CodeOf(const http::Request& request) {
  const std::string code = crypto::NormalizeCode(request.cookies.Get(CookieName(request)).substr(0, 64));
  return code.size() == kCode ? code : std::string();
}

std::string InFours(const std::string& code) {
  std::string out;
  for (size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += code[i];
  }
  return out;
}

void SetCookie(http::Response& response, const http::Request& request, std::string_view value, int64_t seconds) {
  std::string line = CookieName(request) + "=" + std::string(value) +
                     "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(seconds);
  if (TakesSecureCookies(request)) line += "; Secure";
  response.headers.Add("Set-Cookie", line);
}

}  // namespace

std::set<Group> GroupsOfMembership(const accounts::Places& places, const accounts::Membership& membership,
                                   const Review& review) {
  std::set<Group> groups;
  if (membership.community != review.community) return groups;
  const auto organizations = places.OrganizationsOf(review.community);
  const auto found = std::ranges::find(organizations, membership.organization, &accounts::Places::Named::id);
  if (found == organizations.end()) return groups;
  const bool is_agency =
      review.about.agency.empty() ? found->kind == "police_agency" : found->id.ToString() == review.about.agency;
  for (const Group group : GroupsOf(membership.role, found->kind, is_agency)) {
    if (review.about.asked.contains(group)) groups.insert(group);
  }
  return groups;
}

std::set<Group> GroupsFor(const accounts::Places& places, const accounts::Caller& caller, const Review& review) {
  std::set<Group> groups;
  if (!caller.May(accounts::Action::kSelfreviewAnswer, review.community)) return groups;
  for (const auto& membership : caller.memberships) groups.merge(GroupsOfMembership(places, membership, review));
  return groups;
}

Result<Room> RoomOf(const Deps& deps, const http::Request& request) {
  const accounts::Visit& visit = accounts::VisitOf(request);
  if (!visit.place) return Fail(ErrorKind::kNotFound, "error.not_found");
  auto review = deps.reviews.Find(visit.place->id, request.params.Get("review"));
  if (!review) return std::unexpected(review.error());
  Room room{.place = *visit.place, .review = std::move(*review), .kept = {}, .base = {}, .me = {}, .code = {}};
  room.kept = deps.reviews.InstrumentOf(room.review);
  if (room.review.state == ReviewState::kDraft || !room.kept) return Fail(ErrorKind::kNotFound, "error.not_found");
  room.base = "/c/" + room.place.slug + "/self-review/" + room.review.slug;
  room.open = room.review.TakesAnswers(deps.clock.Now());
  if (const std::string code = CodeOf(request); !code.empty()) {
    auto me = deps.reviews.FindByCode(room.review, code);
    if (!me) return std::unexpected(me.error());
    room.me = std::move(*me);
    if (room.me) room.code = InFours(code);
  }
  if (!room.me && visit.caller) {
    auto me = deps.reviews.FindByAccount(room.review, visit.caller->id);
    if (!me) return std::unexpected(me.error());
    room.me = std::move(*me);
  }
  return room;
}

Result<Answers> AnswersFor(const Deps& deps, const Room& room) {
  const Instrument& instrument = room.instrument();
  const size_t items = instrument.items.size();
  Answers answers;
  for (const Item& item : instrument.items) {
    answers.given.push_back({.item = item.id});
    answers.of_group.push_back(room.me && item.asks.contains(room.me->group));
  }
  if (room.me) {
    auto given = deps.reviews.AnswersOf(room.review, *room.me);
    if (!given) return std::unexpected(given.error());
    for (auto& one : *given) {
      if (const auto at = instrument.Find(one.item)) answers.given[*at] = std::move(one);
    }
  }
  // The engine's own rules: what it would not count is not asked. What has no answer yet must not look like that.
  Responses one{.items = items, .groups = {room.me ? room.me->group : Group::kResident}, .answers = {}};
  for (const Given& given : answers.given)
    one.answers.push_back(given.answer == kNotAnswered ? kDontKnow : given.answer);
  DropUnasked(instrument, one);
  for (size_t i = 0; i < items; ++i) answers.asked.push_back(room.me && one.answers[i] != kNotAnswered);
  return answers;
}

std::vector<size_t> PartsOf(const Instrument& instrument, const Answers& answers) {
  std::vector<size_t> parts;
  for (size_t d = 0; d < instrument.dimensions.size(); ++d) {
    for (size_t i = 0; i < instrument.items.size(); ++i) {
      if (instrument.items[i].dimension != d || !answers.of_group[i]) continue;
      parts.push_back(d);
      break;
    }
  }
  return parts;
}

Tally TallyOf(const Instrument& instrument, const Answers& answers, std::optional<size_t> dimension) {
  Tally tally;
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    if (!answers.asked[i] || (dimension && instrument.items[i].dimension != *dimension)) continue;
    ++tally.asked;
    tally.answered += answers.Answered(i);
  }
  return tally;
}

void KeepCode(http::Response& response, const http::Request& request, const Room& room, std::string_view code) {
  // Some days longer than the review, because it may be extended; the code itself ends with the review.
  const auto left = room.review.about.closes + std::chrono::days(30) - accounts::VisitOf(request).now;
  const int64_t seconds = std::chrono::duration_cast<std::chrono::seconds>(left).count();
  SetCookie(response, request, crypto::NormalizeCode(code), std::max<int64_t>(seconds, 3600));
}

void ForgetCode(http::Response& response, const http::Request& request) { SetCookie(response, request, "", 0); }

std::string InWords(const Words& words, const Error& error) {
  if (error.key == "accounts.error.too_many") {
    const auto minutes = error.params.find("minutes");
    return words.Count("reviews.error.too_many", minutes == error.params.end() ? 1 : std::stoll("0" + minutes->second));
  }
  return words.Say(error.key, {error.params.begin(), error.params.end()});
}

http::Response ErrorFor(const Deps& deps, const http::Request& request, const Error& error) {
  switch (error.kind) {
    case ErrorKind::kNotFound:
      return deps.frame.ErrorPage(request, 404);
    case ErrorKind::kForbidden:
      return deps.frame.ErrorPage(request, 403);
    case ErrorKind::kInvalid:
    case ErrorKind::kConflict:
      return deps.frame.ErrorPage(request, 400);
    case ErrorKind::kUnavailable:
      return deps.frame.ErrorPage(request, 503);
    case ErrorKind::kInternal:
      break;
  }
  deps.log.Error("a page of a self-review failed", {{"key", error.key}, {"cause", error.cause}});
  return deps.frame.ErrorPage(request, 500);
}

http::Response PageOf(const Deps& deps, const http::Request& request, const std::string& title, const html::Safe& html,
                      unsigned status) {
  html::PageMeta meta;
  meta.title = title;
  meta.section = "self-review";
  meta.no_index = true;
  auto response = deps.frame.Page(request, meta, html, status);
  // Answers, and codes that lead to them: for nobody's cache, and no address of theirs for other sites.
  response.Header("Cache-Control", "no-store").Header("Referrer-Policy", "no-referrer");
  return response;
}

std::string KeyOf(const Review& review) {
  return crypto::Hex(crypto::Sha256("self-review\n" + review.id)).substr(0, 16);
}

std::string KeyOf(const Room& room) {
  return KeyOf(room.review) + "." +
         crypto::Hex(crypto::Sha256("self-review\n" + room.review.id + "\n" + room.me->id)).substr(0, 24);
}

// "until the end of March 3": the last day on which answers are taken (see the desk, which sets the time).
std::string UntilInWords(const Words& words, const Room& room) {
  return words.LastDay(room.place.time_zone, room.review.about.closes);
}

}  // namespace concord::selfreview::answering
