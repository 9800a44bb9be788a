// Suggestions: anyone says what the library should have; a curator answers; the suggester reads the answer by a
// receipt. Nothing of the suggester is kept but what they wrote, and a mail address, sealed, until the answer has been
// sent. Safe from any thread; every write is one transaction with its journal entry.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto/seal.h"
#include "base/i18n/catalog.h"
#include "base/mail/post.h"
#include "features/library/library.h"

namespace concord::library::queue {

inline constexpr size_t kMostTitle = 300, kMostUrl = 2000, kMostWhy = 2000;  // code points; bytes for the address

struct Suggestion {
  std::string id, state;  // "waiting", "taken", "known", "declined"
  std::string title, url, doi, url_key, title_key, why;
  std::string about;  // id of the resource that it would improve; empty: it names something new
  std::string place;  // id of a community, or empty
  std::string language, answer;
  std::string resource_id;  // what it became, or doubled
  bool by_mail = false;     // an answer by mail is owed
  Time created;
  std::optional<Time> answered;
};

// As it was typed.
struct Typed {
  std::string title, url, why, about, place, email, language;
};

// A field of the form and a message key.
struct Fault {
  std::string field, key;
};
// Empty: it can be taken. Brings addresses and DOIs into one form.
std::vector<Fault> Check(Typed& typed);

// A resource of the library that a suggestion may double.
struct Double {
  std::string id, slug, title, status;
};

// The words of an answer.
struct Answer {
  std::string words;
  std::string actor;
  std::string origin;  // of this hub: "https://trust.example.org", for the link in the mail
};

class Suggestions {
 public:
  struct Deps {
    Library& library;
    const crypto::Sealer& sealer;
    const i18n::Catalog& catalog;
    mail::Post* post;  // nullptr: no mail
    std::string hub_name;
    const Clock& clock;
    Random& random;
  };
  explicit Suggestions(const Deps& deps) : d_(deps) {}
  bool MailsAnswers() const { return d_.post && d_.post->enabled(); }

  // What Check passed. The code of the receipt, which is kept nowhere in the clear.
  Result<std::string> Put(const Typed& typed, std::string_view actor);
  // Resources that have its DOI, its address, or its title. With `all`: drafts and withdrawn ones too.
  Result<std::vector<Double>> DoublesOf(const Suggestion& suggestion, bool all);
  // Others that wait and name the same address or title.
  Result<std::vector<Suggestion>> SameWaiting(const Suggestion& suggestion);

  Result<Suggestion> Find(std::string_view id);                // errors: not_found, as in the next
  Result<Suggestion> FindByReceipt(std::string_view receipt);  // as a person types it
  // Waiting ones: the oldest first; others: the newest first. `state` empty: all, the newest first.
  Result<std::vector<Suggestion>> List(std::string_view state, int limit);
  Result<int64_t> CountWaiting();

  // Answers. The answer is mailed where an address was given, which is then forgotten. Errors: conflict where somebody
  // answered it before ("library.queue.error.answered").
  // Take: becomes a draft of this title, or, where it is about a resource, is noted as used. The resource's slug.
  Result<std::string> Take(std::string_view id, std::string_view title, const Answer& answer);
  // Known: the library has it. Errors: not_found where no resource has that slug.
  Status Known(std::string_view id, std::string_view slug, const Answer& answer);
  Status Decline(std::string_view id, const Answer& answer);

 private:
  Deps d_;
};

// What Check makes of typed text, without its id, state and times.
Suggestion Described(const Typed& typed);

}  // namespace concord::library::queue
