// Reading lists of people and of communities: resources in an order of one's choice, each with a note. Private at
// first; shared by a link that cannot be guessed and can be taken back, or public. A community's list belongs to nobody
// who wrote it, and outlives them. Who may do what is asked before: the operations here know owners, not roles. Lists
// is safe from any thread; every write is one transaction with its journal entry.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "features/library/library.h"

namespace concord::library::lists {

inline constexpr size_t kMaxTitle = 160, kMaxDescription = 4000, kMaxNote = 2000;  // in code points
inline constexpr size_t kMaxItems = 300, kMaxLists = 200;                          // of a list; of an owner

enum class Visibility { kPrivate, kLink, kPublic };
std::string_view NameOf(Visibility visibility);  // "private", "link", "public"
std::optional<Visibility> VisibilityNamed(std::string_view name);

// Whose a list is: a person's (the account's id) or a community's.
struct Owner {
  enum class Kind { kPerson, kCommunity };
  Kind kind = Kind::kPerson;
  std::string id;
  bool operator==(const Owner&) const = default;
};

struct Draft {
  std::string title, description;
  Visibility visibility = Visibility::kPrivate;
};

struct List {
  Owner owner;
  std::string id, slug;  // slug: its address among those of its owner; stays when the title changes
  Draft about;
  std::string token;  // of the address that it is shared at; empty while it is private
  Time created, updated;
  int64_t size = 0;
};

struct Item {
  std::string resource_id, note;
  std::optional<Resource> resource;  // nullopt: gone from the library, or not to be seen now
};

// What is done to the items of a list by one form: every note as it was typed, and one step.
struct Arrangement {
  enum class Step { kNone, kUp, kDown, kFirst, kRemove };
  std::map<std::string, std::string> notes;  // by resource id; others keep theirs
  Step step = Step::kNone;
  std::string resource_id;  // what the step is done to
};

class Lists {
 public:
  Lists(Library& library, const Clock& clock, Random& random) : library_(library), clock_(clock), random_(random) {}

  // The last changed first.
  Result<std::vector<List>> Of(const Owner& owner);
  Result<List> Find(const Owner& owner, std::string_view slug);  // errors: not_found
  // A list that is shared by link or public. Errors: not_found, also for what is private (again).
  Result<List> FindShared(std::string_view token);
  // Public ones of everyone, the last changed first.
  Result<std::vector<List>> Public(size_t limit, size_t offset);
  Result<std::vector<Item>> ItemsOf(const List& list);
  // Which of these owners' lists hold the resource: ids of lists.
  Result<std::vector<std::string>> Holding(std::string_view resource_id);

  // Errors: invalid "lists.error.title", "lists.error.title_long", "lists.error.description_long"; conflict
  // "lists.error.many" where the owner has kMaxLists. Resources beyond kMaxItems are left out.
  Result<List> Create(const Owner& owner, const Draft& draft, const std::vector<Item>& items, std::string_view actor);
  Result<List> Change(const List& list, const Draft& draft, std::string_view actor);
  // The address of before leads nowhere from now on. Errors: conflict where the list is private.
  Result<List> NewLink(const List& list, std::string_view actor);
  // A private list of the same things, named `title`.
  Result<List> Duplicate(const List& list, const std::string& title, std::string_view actor);
  Status Remove(const List& list, std::string_view actor);

  // Puts the resource last; where it is there already, only a note that is not empty replaces its note.
  // Errors: conflict "lists.error.full".
  Status Add(const List& list, const Item& item, std::string_view actor);
  Status Take(const List& list, std::string_view resource_id, std::string_view actor);
  // Errors: invalid "lists.error.note_long".
  Status Arrange(const List& list, const Arrangement& arrangement, std::string_view actor);

 private:
  struct Act {
    std::string_view action, actor;
  };
  // Runs `work` on the list as it is now, with its row held; writes what it made of it, and the journal's entry.
  Result<List> Write(const List& list, const Act& act, const std::function<Status(db::Transaction&, List& now)>& work);
  Status WriteItems(const List& list, const Act& act,
                    const std::function<Status(std::vector<Item>&, db::Transaction&)>& work);
  // nullptr: there was no list, or is none any more. `before_items`: what stood on it.
  void Tell(db::Transaction& transaction, const Act& act, const List* before, const std::vector<Item>& before_items,
            const List* after);

  Library& library_;
  const Clock& clock_;
  Random& random_;
};

// A resource that was merged into another: lists that had it have the other, with its place and note.
// For whoever merges, within their transaction, while both are there.
void Follow(db::Transaction& transaction, std::string_view from_resource_id, std::string_view to_resource_id);

}  // namespace concord::library::lists
