// Documents of resources: taken in, read by a job, given out or kept for search alone, removed. Every change is one
// transaction with its journal entry, and tells the index. Safe from any thread.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/core/clock.h"
#include "base/core/log.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/jobs/queue.h"
#include "base/objects/objects.h"
#include "base/objects/sweep.h"
#include "base/pdf/pdf.h"
#include "features/library/documents/documents.h"
#include "features/library/library.h"

namespace concord::library::documents {

// The next bytes of a file; empty at its end. They need to last until the next call alone.
using Source = std::function<Result<std::string_view>()>;

struct Offer {
  std::string slug;        // of the resource
  std::string name;        // of the file
  std::string permission;  // why readers may have the file; empty: it is for search alone
  std::string actor;
};

class Keeper {
 public:
  struct Deps {
    Library& library;
    const Clock& clock;
    Random& random;
    Log& log;
    uint64_t most_bytes = 0;
    std::string folder;                   // for the file that is being read; empty: the system's
    pdf::Limits limits = {};              // file_bytes is set to most_bytes
    jobs::Runner* runner = nullptr;       // woken when there is something to read
    objects::Sweeper* sweeper = nullptr;  // woken when there is something to sweep
  };
  explicit Keeper(Deps deps);

  // Takes a file in, a few chunks in memory at a time; its text is read later. Errors: not_found, no such resource;
  // invalid "library.documents.error_empty", "library.documents.error_not_pdf", "library.documents.error_too_large"
  // {mib}; conflict "library.documents.error_same" {name}, where the resource has that file already; what `source` and
  // the database give.
  Result<Document> Add(const Offer& offer, const Source& source);
  // Reads the text of a document that waits for it: what the job does. Nothing where none of that id waits. What the
  // PDF itself is guilty of refuses the document and is no error. Errors: those of the database; unavailable, where
  // trying again may help.
  Status Read(const std::string& id);
  // Errors of both: not_found.
  Status Permit(const std::string& id, const std::string& permission, const std::string& actor);
  Status Remove(const std::string& id, const std::string& actor);

  // Has `runner` read what waits.
  void Handle(jobs::Runner& runner);
  uint64_t most_bytes() const { return deps_.most_bytes; }
  db::Database& database() { return deps_.library.database(); }

 private:
  Result<Document> Keep(const Offer& offer, objects::Writer& writer, Document document);
  Status PutText(Document document, pdf::Document read);
  Status Refuse(Document document, Error reason);

  const Deps deps_;
};

// A file on the disk as a Source. Errors: not_found "library.documents.error_no_file" {file}.
Result<Source> SourceOf(const std::string& file);
// Bytes that stay where they are, as a Source, in pieces.
Source SourceOf(std::span<const char> bytes);

}  // namespace concord::library::documents
