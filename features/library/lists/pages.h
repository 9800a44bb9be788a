// Handlers of the pages of reading lists. Safe from any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/accounts/accounts.h"
#include "features/library/lists/lists.h"
#include "features/library/lists/routes.h"
#include "features/library/lists/views.h"
#include "features/library/pages.h"

namespace concord::library::lists {

// Whose lists an address is about, and what who asks may do there.
struct Where {
  Owner owner;
  std::string base;    // "/me/lists", "/c/riverbend/lists"
  std::string place;   // the community's name; empty: one's own lists
  bool keeps = false;  // may change them
};
Where WhereOf(const http::Request& request);

// What the pages share.
std::string VisibilityInWords(const Speaker& speaker, const List& list, bool of_community);
// Where others read it: "/lists/<token>", "/c/riverbend/lists/foot-patrol", or that with "?key=<token>"; "" while it is
// private, or its community is not open.
std::string ReadingAddress(const List& list, const accounts::Places& places);
views::Card CardOf(const Speaker& speaker, const List& list, std::string href);
views::Row RowOf(const Speaker& speaker, const Resource& resource);
std::string MessageOf(const Speaker& speaker, const Error& error);
html::PageMeta MetaOf(std::string title);  // not for search engines
// "a,b" or several r=: slugs in that order, each once, at most kMaxItems.
std::vector<std::string> SlugsOf(const std::vector<std::string_view>& values);
// The page of an error that no form can show.
bool IsTyped(const Error& error);  // invalid or conflict: what was typed comes back with it
// With the words that `?done=` names.
std::string DoneOf(const Speaker& speaker, const html::Frame& frame, const http::Request& request);
// For pages with a secret in their address.
void KeepSecret(http::Response& response);

class ReadingPages {
 public:
  explicit ReadingPages(const Deps& deps) : d_(deps) {}
  http::Response Public(const http::Request& request) const;   // /lists
  http::Response OfPlace(const http::Request& request) const;  // /c/:community/lists
  http::Response Show(const http::Request& request) const;     // every address of one list
  http::Response Export(const http::Request& request, exchange::Format format) const;
  http::Response Table(const http::Request& request) const;
  http::Response Feed(const http::Request& request) const;

 private:
  Deps d_;
};

class KeepingPages {
 public:
  explicit KeepingPages(const Deps& deps) : d_(deps) {}
  http::Response Mine(const http::Request& request) const;
  http::Response New(const http::Request& request) const;
  http::Response Create(const http::Request& request) const;
  http::Response Edit(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;
  http::Response Arrange(const http::Request& request) const;
  http::Response NewLink(const http::Request& request) const;
  http::Response Duplicate(const http::Request& request) const;
  http::Response ConfirmDelete(const http::Request& request) const;
  http::Response Delete(const http::Request& request) const;

 private:
  struct Filled;
  http::Response FormFor(const http::Request& request, const Filled& filled) const;
  Deps d_;
};

// A resource is put on lists, or taken off them.
class AddingPages {
 public:
  explicit AddingPages(const Deps& deps) : d_(deps) {}
  http::Response Form(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;

 private:
  struct Filled;
  http::Response FormFor(const http::Request& request, const Filled& filled) const;
  Deps d_;
};

// A list that lives in its address alone: for who has no account and wants none.
class HerePages {
 public:
  explicit HerePages(const Deps& deps) : d_(deps) {}
  http::Response Show(const http::Request& request) const;
  http::Response Export(const http::Request& request, exchange::Format format) const;

 private:
  Deps d_;
};

// The list that the request's address names, where who asks may read it. Errors: not_found.
struct Opened {
  List list;
  Where where;
  bool keeps = false;
  std::string base;   // of its exports: its own address without the query
  std::string query;  // "?key=..." or ""
};
Result<Opened> OpenList(const Deps& deps, const http::Request& request);
views::ListPage ListView(const Deps& deps, const http::Request& request, const Opened& opened,
                         const std::vector<Item>& items);

}  // namespace concord::library::lists
