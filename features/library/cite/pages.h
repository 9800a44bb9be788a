// Handlers of citing. Safe from any thread.
#pragma once
#include <string>
#include <vector>

#include "features/library/pages.h"

namespace concord::library::cite {

class CitePages {
 public:
  explicit CitePages(const PageDeps& deps) : d_(deps) {}
  // One work: every style, or, with ?style=, that one; ?format=text gives it as plain text.
  http::Response Resource(const http::Request& request) const;
  // Lists, in ?style= (APA where none is named); ?format=text or html gives a file.
  http::Response Collection(const http::Request& request) const;
  http::Response Search(const http::Request& request) const;
  http::Response Linkset(const http::Request& request) const;

 private:
  struct List {
    std::string title, back, address, file_name;  // address: of this page, without style and format
    std::vector<exchange::Record> records;
  };
  http::Response Bibliography(const http::Request& request, const List& list) const;

  PageDeps d_;
};

// unAPI, revision 1 (2006): /unapi, /unapi?id=, /unapi?id=&format=.
class Unapi {
 public:
  explicit Unapi(const PageDeps& deps) : d_(deps) {}
  http::Response Answer(const http::Request& request) const;

 private:
  PageDeps d_;
};

}  // namespace concord::library::cite
