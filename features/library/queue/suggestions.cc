#include "features/library/queue/suggestions.h"

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/journal/journal.h"
#include "base/mail/letter.h"
#include "features/library/change.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/identity.h"
#include "features/library/queue/store.h"
#include "features/library/store.h"

namespace concord::library::queue {
namespace {

constexpr int kMostAlike = 10;
constexpr char kBasis[] = "Suggested by a reader";  // a term of the vocabulary's bases

std::string ContextOf(const std::string& id) { return "library.suggestion:" + id; }

// What the journal's digest covers: all but the address, which is nobody's business once it is gone.
std::string DigestOf(const Suggestion& s) {
  return journal::Digest(s.state + "\n" + s.title + "\n" + s.url + "\n" + s.doi + "\n" + s.about + "\n" + s.place +
                         "\n" + s.why + "\n" + s.resource_id + "\n" + s.answer);
}

// "example.org/x" is what people type.
std::optional<std::string> WebAddress(const std::string& typed) {
  if (auto url = exchange::NormalizeUrl(typed)) return url;
  const bool bare = typed.find("://") == std::string::npos && typed.find('.') != std::string::npos &&
                    typed.find_first_of(" :@") == std::string::npos && !typed.starts_with(".");
  return bare ? exchange::NormalizeUrl("https://" + typed) : std::nullopt;
}

exchange::Record DraftOf(const Suggestion& s, std::string_view title, const Vocabulary& terms) {
  exchange::Record record;
  record.title = title;
  record.url = s.url;
  record.doi = s.doi;
  record.status = "draft";
  if (terms.Find("type", "other")) record.types = {"other"};
  record.facts.push_back({"record", kBasis, ""});
  return record;
}

}  // namespace

std::vector<Fault> Check(Typed& typed) {
  typed.title = text::CollapseSpace(text::Clean(typed.title));
  typed.url = text::CollapseSpace(text::Clean(typed.url));
  typed.why = std::string(text::Trim(text::Clean(typed.why)));
  typed.email = text::CollapseSpace(text::Clean(typed.email));
  std::vector<Fault> faults;
  if (typed.title.empty() && typed.url.empty()) faults.push_back({"title", "library.queue.error.what"});
  if (text::CountCodePoints(typed.title) > kMostTitle) faults.push_back({"title", "library.queue.error.title_long"});
  if (typed.url.size() > kMostUrl) {
    faults.push_back({"url", "library.queue.error.url_long"});
  } else if (!typed.url.empty()) {
    if (const auto doi = exchange::NormalizeDoi(typed.url)) {
      typed.url = "https://doi.org/" + *doi;
    } else if (auto url = WebAddress(typed.url)) {
      typed.url = std::move(*url);
    } else {
      faults.push_back({"url", "library.queue.error.url"});
    }
  }
  if (typed.why.empty()) faults.push_back({"why", "library.queue.error.why"});
  if (text::CountCodePoints(typed.why) > kMostWhy) faults.push_back({"why", "library.queue.error.why_long"});
  if (!typed.email.empty() && !mail::IsMailAddress(typed.email))
    faults.push_back({"email", "library.queue.error.email"});
  return faults;
}

Suggestion Described(const Typed& typed) {
  Suggestion s;
  s.title = typed.title;
  s.url = typed.url;
  s.why = typed.why;
  s.about = typed.about;
  s.place = typed.place;
  s.language = typed.language;
  exchange::Record record;
  record.title = s.title;
  s.title_key = TitleKey(record);
  if (const auto doi = exchange::DoiInUrl(s.url)) s.doi = *doi;
  s.url_key = UrlKey(s.url);
  return s;
}

Result<std::string> Suggestions::Put(const Typed& typed, std::string_view actor) {
  const std::string code = crypto::NewCode(d_.random);
  return d_.library.database().Write([&](db::Transaction& t) -> Result<std::string> {
    Suggestion s = Described(typed);
    s.id = Uuid::V7(d_.clock, d_.random).ToString();
    s.state = "waiting";
    s.created = d_.clock.Now();
    std::string sealed;
    if (!typed.email.empty() && MailsAnswers()) {
      sealed = d_.sealer.Seal(code + "\n" + typed.email, ContextOf(s.id), d_.random);
    }
    store::InsertSuggestion(t, s, crypto::DigestToken(crypto::NormalizeCode(code)), sealed);
    journal::Append(
        t, {.actor = std::string(actor), .action = "library.suggestion.create", .subject = s.id, .after = DigestOf(s)},
        d_.clock, d_.random);
    return code;
  });
}

Result<std::vector<Double>> Suggestions::DoublesOf(const Suggestion& suggestion, bool all) {
  return d_.library.database().Read([&](db::Session& s) -> Result<std::vector<Double>> {
    auto doubles = store::FindDoubles(s, suggestion);
    if (!all) {
      std::erase_if(doubles, [](const Double& d) { return d.status != "published" && d.status != "superseded"; });
    }
    return doubles;
  });
}

Result<std::vector<Suggestion>> Suggestions::SameWaiting(const Suggestion& suggestion) {
  return d_.library.database().Read(
      [&](db::Session& s) -> Result<std::vector<Suggestion>> { return store::WaitingLike(s, suggestion, kMostAlike); });
}

Result<Suggestion> Suggestions::Find(std::string_view id) {
  return d_.library.database().Read([&](db::Session& s) -> Result<Suggestion> {
    auto found = store::FindSuggestion(s, id);
    if (!found) return NotFound();
    return std::move(*found);
  });
}

Result<Suggestion> Suggestions::FindByReceipt(std::string_view receipt) {
  const std::string digest = crypto::DigestToken(crypto::NormalizeCode(receipt.substr(0, 100)));
  return d_.library.database().Read([&](db::Session& s) -> Result<Suggestion> {
    auto found = store::FindSuggestionByReceipt(s, digest);
    if (!found) return NotFound();
    return std::move(*found);
  });
}

Result<std::vector<Suggestion>> Suggestions::List(std::string_view state, int limit) {
  return d_.library.database().Read(
      [&](db::Session& s) -> Result<std::vector<Suggestion>> { return store::ListSuggestions(s, state, limit); });
}

Result<int64_t> Suggestions::CountWaiting() {
  return d_.library.database().Read([&](db::Session& s) -> Result<int64_t> { return store::CountWaiting(s); });
}

namespace {

// What became of it, as letters say it: what was told of a resource is used, and not taken into the library.
std::string OutcomeOf(const Suggestion& s) { return s.state == "taken" && !s.about.empty() ? "used" : s.state; }

// The end of a suggestion within one change of the library: row, mail, journal.
class Closing {
 public:
  Closing(const Suggestions::Deps& deps, const Answer& answer, Change& change)
      : d_(deps), answer_(answer), c_(change) {}

  Result<Suggestion> Begin(std::string_view id) {
    auto found = store::FindSuggestion(c_.transaction(), id);
    if (!found) return NotFound();
    if (found->state != "waiting") return Fail(ErrorKind::kConflict, "library.queue.error.answered");
    before_ = DigestOf(*found);
    return std::move(*found);
  }

  Status End(Suggestion s, std::string_view state, std::string_view resource_id) {
    const std::string sealed = store::AddressOf(c_.transaction(), s.id);
    s.state = state;
    s.resource_id = resource_id;
    s.answer = std::string(text::Trim(text::Clean(answer_.words)));
    s.answered = c_.now();
    // Somebody else answered meanwhile: nothing of this stands.
    if (!store::CloseSuggestion(c_.transaction(), s)) return Fail(ErrorKind::kConflict, "library.queue.error.answered");
    Mail(s, sealed);
    c_.Enter("library.suggestion.answer", s.id, before_, DigestOf(s));
    return {};
  }

 private:
  void Mail(const Suggestion& s, const std::string& sealed) {
    if (sealed.empty() || !d_.post || !d_.post->enabled()) return;
    const auto opened = d_.sealer.Open(sealed, ContextOf(s.id));
    const size_t end = opened ? opened->find('\n') : std::string::npos;
    if (end == std::string::npos) return;
    mail::Letter letter{
        .subject_key = "library.queue.letter.subject",
        .paragraph_keys = {"library.queue.letter.about", "library.queue.letter." + OutcomeOf(s)},
        .button_key = "library.queue.letter.button",
        .button_href = answer_.origin + "/library/suggestions/" + opened->substr(0, end),
        .params = {{"hub", d_.hub_name}, {"title", s.title.empty() ? s.url : s.title}, {"words", s.answer}}};
    if (!s.answer.empty()) letter.paragraph_keys.emplace_back("library.queue.letter.words");
    letter.paragraph_keys.emplace_back("library.queue.letter.forgotten");
    d_.post->Enqueue(c_.transaction(),
                     mail::Write(letter, d_.catalog, {opened->substr(end + 1), "", s.language}, d_.hub_name));
  }

  const Suggestions::Deps& d_;
  const Answer& answer_;
  Change& c_;
  std::string before_;
};

}  // namespace

Result<std::string> Suggestions::Take(std::string_view id, std::string_view title, const Answer& answer) {
  std::string slug;
  const auto terms = d_.library.Terms();
  const auto taken = d_.library.Write(answer.actor, [&](Change& c) -> Status {
    Closing closing(d_, answer, c);
    auto suggestion = closing.Begin(id);
    if (!suggestion) return std::unexpected(suggestion.error());
    std::string resource_id = suggestion->about;
    if (resource_id.empty()) {
      const Resource draft = c.Add(DraftOf(*suggestion, title, *terms));
      resource_id = draft.id.ToString();
      slug = draft.about.slug;
    } else if (const auto resource = library::store::FindResourceById(c.transaction(), resource_id)) {
      slug = resource->about.slug;
    }
    return closing.End(std::move(*suggestion), "taken", resource_id);
  });
  if (!taken) return std::unexpected(taken.error());
  return slug;
}

Status Suggestions::Known(std::string_view id, std::string_view slug, const Answer& answer) {
  return d_.library.Write(answer.actor, [&](Change& c) -> Status {
    Closing closing(d_, answer, c);
    auto suggestion = closing.Begin(id);
    if (!suggestion) return std::unexpected(suggestion.error());
    const auto resource = library::store::FindResource(c.transaction(), slug);
    if (!resource) return Fail(ErrorKind::kInvalid, "library.queue.error.no_resource");
    return closing.End(std::move(*suggestion), "known", resource->id.ToString());
  });
}

Status Suggestions::Decline(std::string_view id, const Answer& answer) {
  return d_.library.Write(answer.actor, [&](Change& c) -> Status {
    Closing closing(d_, answer, c);
    auto suggestion = closing.Begin(id);
    if (!suggestion) return std::unexpected(suggestion.error());
    return closing.End(std::move(*suggestion), "declined", "");
  });
}

}  // namespace concord::library::queue
