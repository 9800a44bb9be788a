// Links, and the answers that people give while a review is open.
#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "features/selfreview/reviews/common.h"
#include "features/selfreview/reviews/store.h"
#include "features/selfreview/reviews/store_files.h"

namespace concord::selfreview {
namespace {

// Gives the bytes of a keyed digest, so that a code follows from the link that it belongs to and is kept nowhere.
class Derived final : public Random {
 public:
  explicit Derived(std::string seed) : seed_(std::move(seed)) {}
  void Fill(std::span<std::byte> out) override {
    size_t done = 0;
    while (done < out.size()) {
      const std::string block = crypto::HmacSha256(seed_, std::to_string(block_++));
      const size_t some = std::min(block.size(), out.size() - done);
      std::memcpy(out.data() + done, block.data(), some);
      done += some;
    }
  }

 private:
  const std::string seed_;
  int block_ = 0;
};

bool IsAddress(const std::string& text) {
  if (!text.starts_with("https://") && !text.starts_with("http://")) return false;
  return text.size() > 10 &&
         std::ranges::none_of(text, [](unsigned char c) { return c <= ' ' || c == '"' || c == '<'; });
}

}  // namespace

std::string DigestOf(const std::string& key, const Review& review, std::string_view kind, std::string_view whom) {
  return crypto::Hex(crypto::HmacSha256(
      key, std::string(kind) + "\n" + review.community.ToString() + "\n" + review.id + "\n" + std::string(whom)));
}

std::string Reviews::LinkDigest(const Review& review, std::string_view kind, std::string_view whom) const {
  return DigestOf(key_, review, kind, whom);
}

std::string Reviews::CodeDigest(std::string_view code) const {
  return crypto::Hex(crypto::HmacSha256(key_, "code\n" + crypto::NormalizeCode(code)));
}

std::string Reviews::TokenOf(const Review& review, const ReviewLink& link) const {
  const std::string bytes = crypto::HmacSha256(key_, "token\n" + review.community.ToString() + "\n" + link.id);
  return crypto::Base64Url(bytes);
}

Result<std::vector<ReviewLink>> Reviews::LinksOf(const Review& review) {
  return database_.Read([&](db::Session& s) -> Result<std::vector<ReviewLink>> { return sql::LinksOf(s, review); });
}

Result<ReviewLink> Reviews::AddLink(const Review& review, const ReviewLink& wanted, std::string_view actor,
                                    const std::function<void(db::Transaction&, const ReviewLink&)>& send) {
  ReviewLink link = wanted;
  link.id = Uuid::V7(clock_, random_).ToString();
  link.email = link.kind == ReviewLink::Kind::kPersonal ? accounts::NormalizeEmail(wanted.email) : "";
  link.active = true;
  return database_.Write([&](db::Transaction& t) -> Result<ReviewLink> {
    const auto now = sql::HoldReview(t, review);
    if (!now) return NotThere();
    if (now->state == ReviewState::kClosed) return Refuse("reviews.error.closed");
    if (!now->about.asked.contains(link.group)) return Fail(ErrorKind::kInvalid, "reviews.error.group");
    const auto links = sql::LinksOf(t, *now);
    if (links.size() >= kMaxPersonalLinks)
      return Fail(ErrorKind::kConflict, "reviews.error.many_links", {{"count", std::to_string(kMaxPersonalLinks)}});
    // One open link a group; one personal link an address and group.
    for (const auto& one : links) {
      if (!one.active || one.kind != link.kind || one.group != link.group || one.email != link.email) continue;
      if (link.kind == ReviewLink::Kind::kOpen || !link.email.empty()) return one;
    }
    link.created = clock_.Now();
    sql::InsertLink(t, *now, link, crypto::DigestToken(TokenOf(review, link)));
    Tell(t, *now,
         {"selfreview.link.add", actor, "",
          std::string(link.kind == ReviewLink::Kind::kOpen ? "open " : "personal ") + std::string(NameOf(link.group))},
         clock_, random_);
    if (send) send(t, link);
    return link;
  });
}

Status Reviews::RevokeLink(const Review& review, std::string_view link_id, std::string_view actor) {
  const std::string nobody = CodeDigest(crypto::NewCode(random_));
  return database_.Write([&](db::Transaction& t) -> Status {
    if (!sql::RevokeLink(t, review, link_id)) return NotThere();
    // Who had a personal link cannot go on with the code of it either.
    sql::SetCode(t, review, LinkDigest(review, "link", link_id), nobody);
    Tell(t, review, {"selfreview.link.revoke", actor}, clock_, random_);
    return {};
  });
}

Result<ReviewLink> Reviews::FindLink(const Review& review, std::string_view token) {
  return database_.Read([&](db::Session& s) -> Result<ReviewLink> {
    auto link = sql::FindLink(s, review, crypto::DigestToken(token));
    if (!link) return NotThere();
    return std::move(*link);
  });
}

namespace {

struct Beginning {
  std::optional<std::string> link;  // digest; nullopt: new answers each time
  std::string code;                 // digest
  Group group;
  bool once = false;  // the link leads nowhere once there is an answer
};

bool HasSaid(db::Session& session, const Review& review, const Respondent& respondent) {
  return respondent.finished || !sql::AnswersOf(session, review, respondent.id).empty() ||
         !sql::AnswerFilesOf(session, review, respondent.id).empty();
}

// The respondent that the link leads to, or a new one.
Result<Respondent> Begin(db::Transaction& t, const Review& review, const Beginning& how, const Clock& clock,
                         Random& random) {
  const auto now = sql::HoldReview(t, review);
  if (!now) return NotThere();
  if (!now->TakesAnswers(clock.Now())) return Refuse("reviews.error.not_taking");
  if (how.link) {
    auto found = sql::RespondentByLink(t, *now, *how.link);
    if (found && !how.once) return std::move(*found);
    if (found) {
      // Held before it is asked: what is saved meanwhile is seen here, or finds its respondent gone.
      if (!sql::HoldRespondent(t, *now, *found)) return Fail(ErrorKind::kUnavailable, "error.busy");
      if (HasSaid(t, *now, *found)) return Refuse("reviews.error.link_used");
      sql::DeleteRespondent(t, *now, *found);
    }
  }
  if (!now->about.asked.contains(how.group)) return Fail(ErrorKind::kInvalid, "reviews.error.group");
  const Respondent fresh{RandomId(random), how.group, false};
  if (!sql::InsertRespondent(t, *now, {fresh, how.link, how.code}, DayOf(clock.Now()))) {
    // Begun in another window in the same moment.
    auto found = how.link && !how.once ? sql::RespondentByLink(t, *now, *how.link) : std::nullopt;
    if (found) return std::move(*found);
    return Fail(ErrorKind::kUnavailable, "error.busy");
  }
  return fresh;
}

}  // namespace

Result<Reviews::Begun> Reviews::BeginByAccount(const Review& review, const accounts::AccountId& account, Group group) {
  const Beginning how{LinkDigest(review, "account", account.ToString()), CodeDigest(crypto::NewCode(random_)), group};
  auto begun =
      database_.Write([&](db::Transaction& t) -> Result<Respondent> { return Begin(t, review, how, clock_, random_); });
  if (!begun) return std::unexpected(begun.error());
  return Begun{std::move(*begun), ""};
}

Result<Reviews::Begun> Reviews::BeginByLink(const Review& review, const ReviewLink& link) {
  const bool personal = link.kind == ReviewLink::Kind::kPersonal;
  const std::string digest = LinkDigest(review, "link", link.id);
  Derived derived(crypto::HmacSha256(key_, "code of\n" + digest));
  const bool mailed = personal && !link.HandedOver();
  const std::string code = mailed ? crypto::NewCode(derived) : crypto::NewCode(random_);
  const Beginning how{personal ? std::optional(digest) : std::nullopt, CodeDigest(code), link.group, link.HandedOver()};
  auto begun = database_.Write([&](db::Transaction& t) -> Result<Respondent> {
    const auto still = sql::FindLink(t, review, crypto::DigestToken(TokenOf(review, link)));
    if (!still) return NotThere();
    return Begin(t, review, how, clock_, random_);
  });
  if (!begun) return std::unexpected(begun.error());
  return Begun{std::move(*begun), code};
}

Result<bool> Reviews::Used(const Review& review, const ReviewLink& link) {
  if (!link.HandedOver()) return false;
  return database_.Read([&](db::Session& s) -> Result<bool> {
    const auto found = sql::RespondentByLink(s, review, LinkDigest(review, "link", link.id));
    return found && HasSaid(s, review, *found);
  });
}

Result<std::optional<Respondent>> Reviews::FindByAccount(const Review& review, const accounts::AccountId& account) {
  const std::string digest = LinkDigest(review, "account", account.ToString());
  return database_.Read(
      [&](db::Session& s) -> Result<std::optional<Respondent>> { return sql::RespondentByLink(s, review, digest); });
}

Result<std::optional<Respondent>> Reviews::FindByCode(const Review& review, std::string_view code) {
  const std::string digest = CodeDigest(code);
  return database_.Read(
      [&](db::Session& s) -> Result<std::optional<Respondent>> { return sql::RespondentByCode(s, review, digest); });
}

Result<std::vector<Given>> Reviews::AnswersOf(const Review& review, const Respondent& respondent) {
  return database_.Read(
      [&](db::Session& s) -> Result<std::vector<Given>> { return sql::AnswersOf(s, review, respondent.id); });
}

std::string MarkOf(std::string_view text) {
  std::string plain(text::Trim(text::Clean(text)));
  std::erase(plain, '\r');
  return plain.empty() ? "" : crypto::Hex(crypto::Sha256(plain)).substr(0, 16);
}

namespace {

// Writes the text that a form sends, where it is one and may be.
void Put(std::string& kept, const std::optional<std::string>& typed, const std::optional<std::string>& was,
         const std::function<void()>& clashes) {
  if (!typed || *typed == kept) return;
  if (!was || MarkOf(kept) == *was) {
    kept = *typed;
  } else if (!typed->empty()) {
    clashes();
  }
}

// Those that may be written, cleaned. Errors: as Save.
Result<std::vector<GivenChange>> Cleaned(const Instrument& instrument, Group group,
                                         const std::vector<GivenChange>& changes) {
  std::vector<GivenChange> clean;
  for (GivenChange change : changes) {
    const auto at = instrument.Find(change.item);
    if (!at || !instrument.items[*at].asks.contains(group)) continue;
    if (change.comment && change.comment_was == MarkOf(*change.comment)) change.comment.reset();
    if (change.evidence && change.evidence_was == MarkOf(*change.evidence)) change.evidence.reset();
    if (change.answer && (*change.answer < kNotAnswered || *change.answer >= kLevels)) change.answer.reset();
    if (change.comment) {
      *change.comment = text::Trim(text::Clean(*change.comment));
      std::erase(*change.comment, '\r');
      if (text::CountCodePoints(*change.comment) > kMaxComment)
        return Fail(ErrorKind::kInvalid, "reviews.error.comment_long", {{"item", change.item}});
    }
    if (change.evidence) {
      *change.evidence = text::Trim(text::Clean(*change.evidence));
      const std::string& address = *change.evidence;
      if (!address.empty() && (!IsAddress(address) || text::CountCodePoints(address) > kMaxEvidence))
        return Fail(ErrorKind::kInvalid, "reviews.error.evidence", {{"item", change.item}});
    }
    clean.push_back(std::move(change));
  }
  return clean;
}

}  // namespace

Result<std::vector<Clash>> Reviews::Save(const Review& review, const Respondent& respondent,
                                         const std::vector<GivenChange>& changes) {
  const KeptPtr kept = InstrumentOf(review);
  if (!kept) return NotThere();
  const auto clean = Cleaned(kept->instrument, respondent.group, changes);
  if (!clean) return std::unexpected(clean.error());
  return database_.Write([&](db::Transaction& t) -> Result<std::vector<Clash>> {
    const auto now = sql::HoldReview(t, review);
    if (!now) return NotThere();
    if (!now->TakesAnswers(clock_.Now())) return Refuse("reviews.error.not_taking");
    if (!sql::TouchRespondent(t, *now, respondent, DayOf(clock_.Now()))) return NotThere();
    std::vector<Clash> clashes;
    std::unordered_map<std::string, Given> before;
    for (auto& given : sql::AnswersOf(t, *now, respondent.id)) {
      std::string item = given.item;
      before.emplace(std::move(item), std::move(given));
    }
    for (const GivenChange& change : *clean) {
      Given given{.item = change.item};
      if (const auto was = before.find(change.item); was != before.end()) given = was->second;
      const Given old = given;
      if (change.answer) given.answer = *change.answer;
      Put(given.comment, change.comment, change.comment_was, [&] {
        clashes.push_back({change.item, 'c', *change.comment});
      });
      Put(given.evidence, change.evidence, change.evidence_was, [&] {
        clashes.push_back({change.item, 'e', *change.evidence});
      });
      if (given.answer == old.answer && given.comment == old.comment && given.evidence == old.evidence) continue;
      sql::PutAnswer(t, *now, respondent.id, given);
      before[change.item] = given;
    }
    return clashes;
  });
}

Status Reviews::Finish(const Review& review, const Respondent& respondent) {
  return database_.Write([&](db::Transaction& t) -> Status {
    const auto now = sql::HoldReview(t, review);
    if (!now) return NotThere();
    if (!now->TakesAnswers(clock_.Now())) return Refuse("reviews.error.not_taking");
    Respondent finished = respondent;
    finished.finished = true;
    if (!sql::TouchRespondent(t, *now, finished, DayOf(clock_.Now()))) return NotThere();
    return {};
  });
}

Result<std::vector<Progress>> Reviews::ProgressOf(const Review& review) {
  return database_.Read([&](db::Session& s) -> Result<std::vector<Progress>> {
    std::array<int64_t, kGroups> began{}, finished{};
    for (const auto& row : sql::RespondentsOf(s, review)) {
      const auto g = static_cast<size_t>(row.about.group);
      ++began[g];
      finished[g] += row.about.finished;
    }
    std::vector<Progress> all;
    for (const Group group : review.about.asked) {
      const auto g = static_cast<size_t>(group);
      const auto shown = [&](int64_t count) {
        return count >= review.about.smallest_inside ? std::optional(count) : std::nullopt;
      };
      all.push_back({group, shown(began[g]), shown(finished[g])});
    }
    return all;
  });
}

Result<Reviews::Waiting> Reviews::WaitingOf(const Review& review, const std::vector<accounts::AccountId>& accounts) {
  return database_.Read([&](db::Session& s) -> Result<Waiting> {
    std::unordered_map<std::string, bool> finished;
    for (const auto& row : sql::RespondentsOf(s, review)) {
      if (row.link) finished[*row.link] = row.about.finished;
    }
    const auto waits = [&](const std::string& digest) {
      const auto found = finished.find(digest);
      return found == finished.end() || !found->second;
    };
    Waiting waiting;
    for (const auto& account : accounts) {
      if (waits(LinkDigest(review, "account", account.ToString()))) waiting.accounts.push_back(account);
    }
    for (auto& link : sql::LinksOf(s, review)) {
      if (link.kind != ReviewLink::Kind::kPersonal || !link.active || link.email.empty()) continue;
      if (waits(LinkDigest(review, "link", link.id))) waiting.links.push_back(std::move(link));
    }
    return waiting;
  });
}

}  // namespace concord::selfreview
