#include "features/library/reading/keeper.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/core/text.h"
#include "base/http/spool.h"
#include "base/objects/objects.h"
#include "features/library/change.h"
#include "features/library/store.h"

namespace concord::library::documents {
namespace {

constexpr char kJob[] = "library.document";
constexpr size_t kPiece = 1 << 20;
constexpr size_t kHead = 1024;  // bytes in which "%PDF-" must stand, as readers of PDFs have it
constexpr size_t kLongestName = 200;

std::unexpected<Error> TooLarge(uint64_t most) {
  return Fail(ErrorKind::kInvalid, "library.documents.error_too_large", {{"mib", std::to_string(most >> 20)}});
}

std::string DigestOf(const Document& d) {
  const nlohmann::ordered_json canonical{
      {"id", d.id}, {"resource", d.resource_id}, {"name", d.name}, {"sha256", d.sha256}, {"permission", d.permission}};
  return journal::Digest(canonical.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::string BareName(std::string_view name) {
  const size_t slash = name.find_last_of("/\\");
  std::string bare = text::Shorten(text::CollapseSpace(text::Clean(name.substr(slash + 1))), kLongestName);
  return bare.empty() ? "document.pdf" : bare;
}

Id<Resource> ResourceId(const Document& document) {
  return Id<Resource>::Parse(document.resource_id).value_or(Id<Resource>());
}

// Writes what the source gives; refuses what cannot be a PDF before much of it is kept.
Status Copy(const Source& source, uint64_t most, objects::Writer& writer) {
  std::string head;
  bool known = false;
  for (;;) {
    const auto bytes = source();
    if (!bytes) return std::unexpected(bytes.error());
    if (bytes->empty()) break;
    if (!known) {
      head += bytes->substr(0, kHead - std::min(head.size(), kHead));
      known = head.find("%PDF-") != std::string::npos;
      if (!known && head.size() >= kHead) return Fail(ErrorKind::kInvalid, "library.documents.error_not_pdf");
    }
    if (static_cast<uint64_t>(writer.bytes()) + bytes->size() > most) return TooLarge(most);
    if (auto written = writer.Write(*bytes); !written) return written;
  }
  if (head.empty()) return Fail(ErrorKind::kInvalid, "library.documents.error_empty");
  if (!known) return Fail(ErrorKind::kInvalid, "library.documents.error_not_pdf");
  return writer.Finish();
}

}  // namespace

Keeper::Keeper(Deps deps)
    : deps_([](Deps given) {
        given.limits.file_bytes = given.most_bytes;
        return given;
      }(std::move(deps))) {}

Result<Document> Keeper::Add(const Offer& offer, const Source& source) {
  const auto resource = database().Read([&](db::Session& s) -> Result<std::string> {
    const auto found = store::FindResource(s, offer.slug);
    if (!found) return NotFound();
    return found->id.ToString();
  });
  if (!resource) return std::unexpected(resource.error());
  auto writer = objects::Writer::Begin(database(), deps_.clock, deps_.random);
  if (!writer) return std::unexpected(writer.error());
  if (auto copied = Copy(source, deps_.most_bytes, *writer); !copied) {
    if (deps_.sweeper) deps_.sweeper->Wake();
    return std::unexpected(copied.error());
  }
  Document document;
  document.id = Uuid::V7(deps_.clock, deps_.random).ToString();
  document.resource_id = *resource;
  document.name = BareName(offer.name);
  document.bytes = writer->bytes();
  document.sha256 = writer->sha256();
  document.permission = text::CollapseSpace(text::Clean(offer.permission));
  document.created = deps_.clock.Now();
  return Keep(offer, *writer, std::move(document));
}

Result<Document> Keeper::Keep(const Offer& offer, objects::Writer& writer, Document document) {
  const Status kept = deps_.library.Write(offer.actor, [&](Change& change) -> Status {
    db::Transaction& t = change.transaction();
    LockResource(t, document.resource_id);
    if (!store::FindResourceById(t, document.resource_id)) return NotFound();
    for (const auto& other : DocumentsOf(t, document.resource_id)) {
      if (other.sha256 != document.sha256) continue;
      if (other.state != State::kRefused)
        return Fail(ErrorKind::kConflict, "library.documents.error_same", {{"name", other.name}});
      Delete(t, other, change.now());  // it may be read now
      change.Enter("library.document.remove", other.id, DigestOf(other), "");
    }
    const auto object = writer.Seal(t);
    if (!object) return std::unexpected(object.error());
    document.object_id = object->id;
    Insert(t, document);
    jobs::Enqueue(t, kJob, nlohmann::json{{"document", document.id}}.dump(), deps_.clock, deps_.random, document.id);
    change.Enter("library.document.add", document.id, "", DigestOf(document));
    change.Reindex(ResourceId(document));
    return {};
  });
  if (!kept) return std::unexpected(kept.error());
  if (deps_.runner) deps_.runner->Wake();
  return document;
}

Status Keeper::Read(const std::string& id) {
  struct Waiting {
    std::optional<Document> document;
    std::optional<objects::Object> object;
  };
  const auto waiting = database().Read([&](db::Session& s) -> Result<Waiting> {
    auto document = Find(s, id);
    if (!document || document->state != State::kWaiting) return Waiting{};
    auto object = objects::Find(s, document->object_id);
    return Waiting{std::move(document), std::move(object)};
  });
  if (!waiting) return std::unexpected(waiting.error());
  if (!waiting->document) return {};
  if (!waiting->object)
    return Fail(ErrorKind::kInternal, "error.internal", {}, "the bytes of document " + id + " are missing");
  auto spool = http::Spool::Open(deps_.folder);
  if (!spool) return std::unexpected(spool.error());
  const Status copied =
      objects::ReadAll(database(), *waiting->object, [&](std::string_view bytes) { return (*spool)->Append(bytes); });
  if (!copied) return copied;
  auto read = pdf::ReadPdf((*spool)->path(), deps_.limits);
  if (read) return PutText(*waiting->document, std::move(*read));
  deps_.log.Info("a document was not read",
                 {{"document", id}, {"key", read.error().key}, {"cause", read.error().cause}});
  if (read.error().kind != ErrorKind::kInvalid) return std::unexpected(read.error());
  return Refuse(*waiting->document, std::move(read.error()));
}

Status Keeper::PutText(Document document, pdf::Document read) {
  document.pages = static_cast<int>(read.pages.size());
  document.has_text = read.has_text;
  document.language = read.language;
  document.read = deps_.clock.Now();
  std::vector<Page> pages;
  for (auto& page : read.pages) {
    const bool empty = !read.has_text || text::Trim(page.text).empty();
    pages.push_back({page.number, std::move(page.label), empty ? std::string() : std::move(page.text)});
  }
  return deps_.library.Write("system", [&](Change& change) -> Status {
    if (!PutRead(change.transaction(), document, pages)) return {};
    change.Enter("library.document.text", document.id, DigestOf(document), DigestOf(document));
    change.Reindex(ResourceId(document));
    return {};
  });
}

Status Keeper::Refuse(Document document, Error reason) {
  document.reason = std::move(reason);
  document.read = deps_.clock.Now();
  const Status refused = deps_.library.Write("system", [&](Change& change) -> Status {
    if (!PutRefused(change.transaction(), document)) return {};
    change.Enter("library.document.refuse", document.id, DigestOf(document), DigestOf(document));
    change.Reindex(ResourceId(document));
    return {};
  });
  if (deps_.sweeper) deps_.sweeper->Wake();
  return refused;
}

Status Keeper::Permit(const std::string& id, const std::string& permission, const std::string& actor) {
  return deps_.library.Write(actor, [&](Change& change) -> Status {
    const auto before = Find(change.transaction(), id);
    if (!before) return NotFound();
    Document after = *before;
    after.permission = text::CollapseSpace(text::Clean(permission));
    if (after.permission == before->permission) return {};
    PutPermission(change.transaction(), id, after.permission, change.now());
    change.Enter("library.document.permit", id, DigestOf(*before), DigestOf(after));
    change.Reindex(ResourceId(after));
    return {};
  });
}

Status Keeper::Remove(const std::string& id, const std::string& actor) {
  const Status removed = deps_.library.Write(actor, [&](Change& change) -> Status {
    const auto document = Find(change.transaction(), id);
    if (!document) return NotFound();
    Delete(change.transaction(), *document, change.now());
    change.Enter("library.document.remove", id, DigestOf(*document), "");
    change.Reindex(ResourceId(*document));
    return {};
  });
  if (removed && deps_.sweeper) deps_.sweeper->Wake();
  return removed;
}

void Keeper::Handle(jobs::Runner& runner) {
  runner.Handle(kJob, {.max_attempts = 8}, [this](const jobs::Job& job) -> Status {
    const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
    if (!payload.is_object()) return Fail(ErrorKind::kInvalid, "error.internal", {}, "a job without a document");
    return Read(payload.value("document", ""));
  });
}

Result<Source> SourceOf(const std::string& file) {
  struct Open {
    std::ifstream in;
    std::string buffer = std::string(kPiece, '\0');
  };
  auto open = std::make_shared<Open>();
  open->in.open(file, std::ios::binary);
  if (!open->in || open->in.peek() == std::ifstream::traits_type::eof()) {
    if (!open->in.is_open() || open->in.bad())
      return Fail(ErrorKind::kNotFound, "library.documents.error_no_file", {{"file", file}}, std::strerror(errno));
    open->in.clear();
  }
  return Source([open]() -> Result<std::string_view> {
    open->in.read(open->buffer.data(), static_cast<std::streamsize>(open->buffer.size()));
    if (open->in.bad()) return Fail(ErrorKind::kUnavailable, "error.internal", {}, std::strerror(errno));
    return std::string_view(open->buffer.data(), static_cast<size_t>(open->in.gcount()));
  });
}

Source SourceOf(std::span<const char> bytes) {
  return [bytes, at = size_t{0}]() mutable -> Result<std::string_view> {
    const size_t taken = std::min(kPiece, bytes.size() - at);
    at += taken;
    return std::string_view(bytes.data() + at - taken, taken);
  };
}

}  // namespace concord::library::documents
