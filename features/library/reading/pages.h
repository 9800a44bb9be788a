// Handlers, one group of actions a file, and what they share.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "features/library/reading/reading.h"
#include "features/library/reading/views.h"

namespace concord::library::documents {

// A resource and one of its documents, as an address names them.
struct Place {
  Resource resource;
  Document document;
};
// Errors: not_found, also where the document is another resource's. `curator`: drafts and withdrawn resources too.
Result<Place> FindPlace(db::Database& database, const http::Request& request, bool curator);

std::string ReadHref(const std::string& slug, const std::string& id);
std::string FileHref(const std::string& slug, const std::string& id);
// Name, size, pages, state in words; where it may be read and had.
views::DocumentRow RowOf(const Speaker& speaker, const std::string& slug, const Document& document);
std::string Say(const Speaker& speaker, const Error& error);
std::string LanguageOf(const Resource& resource);

// What an address of the reading view asks for.
struct Asked {
  int page = 1, first = 1, last = 1;  // the page, and those that are shown with it
  std::string words;
};

class ReadingPages {
 public:
  explicit ReadingPages(const SiteDeps& deps) : d_(deps) {}
  http::Response Read(const http::Request& request) const;
  http::Response File(const http::Request& request) const;

 private:
  Status FillPages(const Speaker& speaker, const Place& place, const Asked& asked, views::Reading& view) const;

  SiteDeps d_;
};

class CuratorPages {
 public:
  explicit CuratorPages(const SiteDeps& deps) : d_(deps) {}
  http::Response Show(const http::Request& request) const;
  http::Response Add(const http::Request& request) const;
  http::Response TooLarge(const http::Request& request) const;
  http::Response Permit(const http::Request& request) const;
  http::Response ConfirmRemove(const http::Request& request) const;
  http::Response Remove(const http::Request& request) const;

 private:
  http::Response Page(const http::Request& request, views::Manage view, unsigned status) const;

  SiteDeps d_;
};

}  // namespace concord::library::documents
