// The files of resources (PDFs) as the tables have them, and the text of their pages: what the search index, the pages
// and the operations (features/library/reading/) read and write. Functions belong to the session they are given; they
// throw db::DatabaseError, as it does.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "base/db/database.h"

namespace concord::library::documents {

enum class State {
  kWaiting,  // for its text to be read
  kRead,
  kRefused,  // it could not be read: `reason` says why, and its bytes are gone
};

struct Document {
  std::string id, resource_id;
  std::string name;  // of the file: "Report 2024.pdf"
  std::string media_type = "application/pdf";
  int64_t bytes = 0;
  std::string sha256;     // hex
  std::string object_id;  // where its bytes are (base/objects/); empty: let go
  State state = State::kWaiting;
  Error reason;            // key and parameters of a message; key empty: it was not refused
  int pages = 0;           // 0 until it is read
  bool has_text = false;   // false once it is read: it holds pictures of pages
  std::string language;    // as the file says of itself: a BCP 47 tag; often empty
  std::string permission;  // why the file may be given to readers; empty: it is for search alone
  Time created;
  std::optional<Time> read;  // when it was read or refused

  // Readers may have the file itself, and all of its text.
  bool IsGivenOut() const { return state == State::kRead && !permission.empty() && !object_id.empty(); }
};

struct Page {
  int number = 0;     // from 1
  std::string label;  // as the document counts ("iv"); the number itself, or empty, where it has no labels of its own
  std::string text;   // UTF-8, lines kept; empty for a page without text
};

// Of one resource, in the order in which they came.
std::vector<Document> DocumentsOf(db::Session& session, std::string_view resource_id);
std::optional<Document> Find(db::Session& session, std::string_view id);
// The hub's documents with their resources' slugs, the newest first, at most `limit`; of one resource, or of all where
// `slug` is empty.
struct Listed {
  Document document;
  std::string slug;
};
std::vector<Listed> Latest(db::Session& session, std::string_view slug, int limit);
std::optional<Listed> FindListed(db::Session& session, std::string_view id);

// The pages that have text, of every document of the resource that was read, in order; `each` returns false to stop.
void PagesOf(db::Session& session, std::string_view resource_id,
             const std::function<bool(const Document&, const Page&)>& each);
// Pages `first` to `last` of one document, those without text too, in order; `each` returns false to stop.
void PagesBetween(db::Session& session, std::string_view document_id, int first, int last,
                  const std::function<bool(Page)>& each);

void Insert(db::Transaction& transaction, const Document& document);
// False: it is not waiting any more (it was removed, or another process read it).
bool PutRead(db::Transaction& transaction, const Document& document, const std::vector<Page>& pages);
bool PutRefused(db::Transaction& transaction, const Document& document);  // lets its bytes go
void PutPermission(db::Transaction& transaction, std::string_view id, std::string_view permission, Time at);
void Delete(db::Transaction& transaction, const Document& document, Time at);
// Before the resource's own row goes, and theirs with it.
void DeleteAll(db::Transaction& transaction, std::string_view resource_id, Time at);
// Keeps two uploads to one resource from passing each other. PostgreSQL alone needs it.
void LockResource(db::Transaction& transaction, std::string_view resource_id);

// What is wrong: counts of pages that differ, pages out of order, states that contradict themselves; one line each.
std::vector<std::string> Check(db::Session& session);

}  // namespace concord::library::documents
