// The files of an answer: a page of their own, what the page of a part shows of them, and the file itself. Safe from
// any thread.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "features/selfreview/answering/pages.h"

namespace concord::selfreview::answering {

// "File 1: PDF, 240 KB"; nothing of it comes from whoever gave the file.
std::string FileInWords(const Words& words, int64_t number, const EvidenceFile& file);
// Those of one item among one's own.
std::vector<views::FileRow> FileRowsOf(const Words& words, const std::string& base, std::string_view item,
                                       const std::vector<OwnFile>& files);
// A file to save, which no browser opens as a page of this site, and no cache keeps.
http::Response GiveFile(db::Database& database, const Evidence::Kept& kept, int64_t number);

class FilePages {
 public:
  explicit FilePages(const Deps& deps) : d_(deps) {}
  http::Response Show(const http::Request& request) const;
  http::Response Add(const http::Request& request) const;
  http::Response TooLarge(const http::Request& request) const;
  http::Response Remove(const http::Request& request) const;
  http::Response Give(const http::Request& request) const;
  // Lets in who answers that review here, before a file's bytes are read.
  http::Guard Answering() const;

 private:
  // The room, and the item of the address where its group is asked it. Errors: not_found.
  struct Desk;
  Result<Desk> DeskOf(const http::Request& request) const;
  http::Response PageFor(const http::Request& request, const Desk& desk, const std::optional<Error>& error) const;
  // The files as they are now, and what was wrong: for a script.
  http::Response JsonFor(const http::Request& request, const Desk& desk, const std::optional<Error>& error) const;
  http::Response After(const http::Request& request, const Desk& desk, const Status& status, const char* done) const;

  Deps d_;
};

}  // namespace concord::selfreview::answering
