// Handlers of the pages of curation, one group of actions a file (pages_*.cc). Each parses the request, calls the
// operations, fills a view and puts it in the frame. Safe from any thread. None of these pages is shared, but those of
// the history for who is not signed in.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/accounts/accounts.h"
#include "features/library/curation/curation.h"
#include "features/library/curation/entries.h"
#include "features/library/curation/form.h"
#include "features/library/curation/views.h"
#include "features/library/difference.h"
#include "features/library/pages.h"

namespace concord::library::curation {

struct Deps {
  PageDeps pages;  // of the library, whose page of a resource the preview shows
  Curation& curation;
  Entries& entries;
  const accounts::Guards& guards;
  std::function<std::string(std::string_view account)> name_of;  // empty where it is not known
};

// What one request needs to put things into words.
class Teller {
 public:
  Teller(const Deps& deps, const http::Request& request);
  const std::string& language() const { return speaker_.language(); }
  const Speaker& speaker() const { return speaker_; }
  std::string Say(std::string_view key, const i18n::Params& params = {}) const { return speaker_.Say(key, params); }
  std::string Say(const Fault& fault) const;
  std::string Say(const Error& error) const;
  bool Has(std::string_view key) const { return catalog_.Has(key); }
  std::string Who(std::string_view actor) const;  // "you", a name, "the system"
  std::string When(Time time) const;              // "November 21, 2026, 18:30 UTC"
  std::string Field(std::string_view name) const;
  std::string State(DraftState state) const;
  // What a field's text means to people: a topic's title, a state in words.
  std::string Value(std::string_view field, const std::string& text) const;
  views::Difference Difference(const FieldDifference& difference) const;
  std::vector<views::Difference> Differences(const exchange::Record& before, const exchange::Record& after) const;
  std::string Whole(std::string_view field, const exchange::Record& record) const;  // the field's texts, a line each
  // What happened, without who: "Edited", "Withdrawn".
  std::string Happened(const Revision& revision) const;

 private:
  const Deps& deps_;
  const i18n::Catalog& catalog_;
  const Speaker speaker_;
  std::string self_;
};

bool IsCurator(const http::Request& request);
std::string ActorOf(const http::Request& request);
html::PageMeta MetaFor(std::string title);  // never indexed
std::string DraftHref(std::string_view id);
std::string ResourceHref(std::string_view slug);
int64_t NumberOf(const http::Pairs& form, std::string_view name);  // 0 where it is none
std::string OneState(DraftState state);                            // the badge's kind
http::Response ShowForm(const Deps& deps, const http::Request& request, views::Form form, unsigned status);
// A field with its label ("<labels>.<id>" or "library.resource.field_<id>"), its hint and its fault.
class FieldMaker {
 public:
  FieldMaker(const Teller& teller, const std::vector<Fault>& faults) : teller_(teller), faults_(faults) {}
  views::Field Make(const std::string& id, const char* kind, std::string value) const;
  views::Field Area(const std::string& id, std::string value, int rows) const;
  views::Field Checks(const std::string& id, std::vector<views::Option> options) const;
  // As Make, with the words of `of` ("summary") for the field of a language ("summary_es").
  views::Field In(const std::string& of, const std::string& language, const char* kind, std::string value) const;

 private:
  const Teller& teller_;
  const std::vector<Fault>& faults_;
};

class DeskPages {
 public:
  explicit DeskPages(const Deps& deps) : d_(deps) {}
  http::Response Desk(const http::Request& request) const;
  http::Response WithoutSummary(const http::Request& request) const;

 private:
  Deps d_;
};

// The form of a resource.
class EditPages {
 public:
  explicit EditPages(const Deps& deps) : d_(deps) {}
  http::Response New(const http::Request& request) const;
  http::Response Edit(const http::Request& request) const;       // of a resource
  http::Response EditDraft(const http::Request& request) const;  // of one that is not there yet
  http::Response SaveNew(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;
  http::Response SaveDraft(const http::Request& request) const;

  // What is being worked on: a resource, an open draft of it, a draft of a new one, or nothing yet.
  struct Work {
    std::optional<Workpiece> piece;
    std::optional<Draft> draft;
    std::string Resource() const { return piece ? piece->resource.id.ToString() : std::string(); }
    int64_t Revision() const { return piece ? piece->revision : 0; }
    int64_t Version() const { return draft ? draft->version : 0; }
    // The text that a form begins with. Where the resource changed beside its draft, both together.
    Merged Current() const;
  };

 private:
  struct Shown;
  http::Response Show(const http::Request& request, const Work& work, Shown shown) const;
  http::Response Take(const http::Request& request, const Work& work) const;
  http::Response Keep(const http::Request& request, const Work& work, const Typed& typed) const;
  http::Response Conflict(const http::Request& request, const Work& work, const exchange::Record& seen,
                          const exchange::Record& mine) const;
  Result<exchange::Record> SeenBy(const http::Request& request, const Work& work) const;
  Result<Work> WorkOf(const http::Request& request) const;
  Result<Work> WorkOfDraft(const http::Request& request) const;
  std::optional<Fault> FindDouble(const http::Request& request, const Work& work, const Typed& typed) const;
  Deps d_;
};

class DraftPages {
 public:
  explicit DraftPages(const Deps& deps) : d_(deps) {}
  http::Response Show(const http::Request& request) const;
  http::Response Preview(const http::Request& request) const;
  http::Response Ask(const http::Request& request) const;
  http::Response Publish(const http::Request& request) const;
  http::Response SendBack(const http::Request& request) const;
  http::Response Discard(const http::Request& request) const;

 private:
  http::Response Page(const http::Request& request, const Draft& draft, const std::optional<Error>& error) const;
  http::Response After(const http::Request& request, const Status& done) const;
  void FillActs(const http::Request& request, const Teller& teller, const Draft& draft, bool moved,
                const std::optional<Error>& error, views::Draft& view) const;
  Deps d_;
};

class HistoryPages {
 public:
  explicit HistoryPages(const Deps& deps) : d_(deps) {}
  http::Response List(const http::Request& request) const;
  http::Response Show(const http::Request& request) const;
  http::Response Restore(const http::Request& request) const;

 private:
  http::Response Page(const http::Request& request, const std::optional<Error>& error) const;
  Deps d_;
};

// Withdrawn, brought back, superseded: at once, with a reason.
class StatePages {
 public:
  explicit StatePages(const Deps& deps) : d_(deps) {}
  http::Response ConfirmWithdraw(const http::Request& request) const;
  http::Response Withdraw(const http::Request& request) const;
  http::Response ConfirmBringBack(const http::Request& request) const;
  http::Response BringBack(const http::Request& request) const;
  http::Response ChooseSuccessor(const http::Request& request) const;
  http::Response Supersede(const http::Request& request) const;

 private:
  http::Response Form(const http::Request& request, const char* what, const std::vector<Fault>& faults) const;
  http::Response SuccessorForm(const http::Request& request, const std::vector<Fault>& faults) const;
  http::Response After(const http::Request& request, const char* what, const Status& done) const;
  Deps d_;
};

// Topics, types, audiences, practice areas, reading lists and sites.
class EntryPages {
 public:
  explicit EntryPages(const Deps& deps) : d_(deps) {}
  http::Response List(const http::Request& request) const;
  http::Response New(const http::Request& request) const;
  http::Response Edit(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;
  http::Response History(const http::Request& request) const;
  http::Response ConfirmRemove(const http::Request& request) const;
  http::Response Remove(const http::Request& request) const;

 private:
  struct Shown;
  http::Response Form(const http::Request& request, EntryKind kind, Shown shown) const;
  Deps d_;
};

}  // namespace concord::library::curation
