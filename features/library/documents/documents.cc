#include "features/library/documents/documents.h"

#include <nlohmann/json.hpp>

#include "base/objects/objects.h"

namespace concord::library::documents {
namespace {

constexpr char kColumns[] =
    "d.id, d.resource_id, d.name, d.media_type, d.bytes, d.sha256, d.object_id, d.state, d.reason, d.reason_params, "
    "d.pages, d.has_text, d.language, d.permission, d.created_at, d.read_at";

constexpr size_t kColumnCount = 16;

std::string Select(std::string_view rest) {
  return "SELECT " + std::string(kColumns) + " FROM library_document d " + std::string(rest);
}

State StateNamed(std::string_view name) {
  if (name == "read") return State::kRead;
  return name == "refused" ? State::kRefused : State::kWaiting;
}

const char* NameOf(State state) {
  if (state == State::kRead) return "read";
  return state == State::kRefused ? "refused" : "waiting";
}

std::map<std::string, std::string> ReadParams(const std::string& json) {
  std::map<std::string, std::string> params;
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_object()) return params;
  for (const auto& [name, value] : parsed.items()) {
    if (value.is_string()) params[name] = value.get<std::string>();
  }
  return params;
}

Document ReadRow(const db::Row& row) {
  Document d;
  d.id = row.Text(0);
  d.resource_id = row.Text(1);
  d.name = row.Text(2);
  d.media_type = row.Text(3);
  d.bytes = row.Int(4);
  d.sha256 = row.Text(5);
  d.object_id = row.Text(6);
  d.state = StateNamed(row.Text(7));
  d.reason.kind = ErrorKind::kInvalid;
  d.reason.key = row.Text(8);
  d.reason.params = ReadParams(row.Text(9));
  d.pages = static_cast<int>(row.Int(10));
  d.has_text = row.Flag(11);
  d.language = row.Text(12);
  d.permission = row.Text(13);
  d.created = row.At(14);
  if (!row.IsNull(15)) d.read = row.At(15);
  return d;
}

std::vector<Document> ReadRows(const db::Rows& rows) {
  std::vector<Document> documents;
  for (const auto& row : rows) documents.push_back(ReadRow(row));
  return documents;
}

db::Value OrNull(const std::string& text) { return text.empty() ? db::Value(nullptr) : db::Value(text); }

}  // namespace

std::vector<Document> DocumentsOf(db::Session& session, std::string_view resource_id) {
  return ReadRows(session.Query(Select("WHERE d.resource_id = :resource ORDER BY d.created_at, d.id"), resource_id));
}

std::optional<Document> Find(db::Session& session, std::string_view id) {
  const auto row = session.One(Select("WHERE d.id = :id"), id);
  if (!row) return std::nullopt;
  return ReadRow(*row);
}

std::vector<Listed> Latest(db::Session& session, std::string_view slug, int limit) {
  std::vector<Listed> all;
  const std::string rest =
      " FROM library_document d JOIN library_resource r ON r.id = d.resource_id WHERE r.slug = :slug "
      "OR :every = '' ORDER BY d.created_at DESC, d.id DESC LIMIT :limit";
  for (const auto& row : session.Query("SELECT " + std::string(kColumns) + ", r.slug" + rest, slug, slug, limit))
    all.push_back({ReadRow(row), row.Text(kColumnCount)});
  return all;
}

std::optional<Listed> FindListed(db::Session& session, std::string_view id) {
  const auto row = session.One("SELECT " + std::string(kColumns) +
                                   ", r.slug FROM library_document d JOIN library_resource r ON r.id = d.resource_id "
                                   "WHERE d.id = :id",
                               id);
  if (!row) return std::nullopt;
  return Listed{ReadRow(*row), row->Text(kColumnCount)};
}

void PagesOf(db::Session& session, std::string_view resource_id,
             const std::function<bool(const Document&, const Page&)>& each) {
  bool more = true;
  for (const auto& document : DocumentsOf(session, resource_id)) {
    if (!more) return;
    if (document.state != State::kRead || !document.has_text) continue;
    session.ForEach(
        "SELECT page, label, text FROM library_document_page WHERE document_id = :id AND text <> '' ORDER BY page",
        {document.id}, [&](const db::Row& row) {
          more = each(document, {static_cast<int>(row.Int(0)), row.Text(1), row.Text(2)});
          return more;
        });
  }
}

void PagesBetween(db::Session& session, std::string_view document_id, int first, int last,
                  const std::function<bool(Page)>& each) {
  session.ForEach(
      "SELECT page, label, text FROM library_document_page WHERE document_id = :id AND page BETWEEN :first AND :last "
      "ORDER BY page",
      {document_id, first, last}, [&](const db::Row& row) {
        return each({static_cast<int>(row.Int(0)), row.Text(1), row.Text(2)});
      });
}

void Insert(db::Transaction& t, const Document& d) {
  t.Execute(
      "INSERT INTO library_document (id, resource_id, name, media_type, bytes, sha256, object_id, state, permission, "
      "created_at, updated_at) VALUES (:id, :resource, :name, :type, :bytes, :sha256, :object, :state, :permission, "
      ":created, :updated)",
      d.id, d.resource_id, d.name, d.media_type, d.bytes, d.sha256, OrNull(d.object_id), NameOf(d.state), d.permission,
      d.created, d.created);
}

bool PutRead(db::Transaction& t, const Document& d, const std::vector<Page>& pages) {
  if (t.Execute("UPDATE library_document SET state = 'read', pages = :pages, has_text = :has_text, language = "
                ":language, read_at = :read, updated_at = :updated WHERE id = :id AND state = 'waiting'",
                d.pages, d.has_text, d.language, d.read, d.read, d.id) != 1)
    return false;
  for (const auto& page : pages)
    t.Execute("INSERT INTO library_document_page (document_id, page, label, text) VALUES (:id, :page, :label, :text)",
              d.id, page.number, page.label, page.text);
  return true;
}

bool PutRefused(db::Transaction& t, const Document& d) {
  if (t.Execute("UPDATE library_document SET state = 'refused', reason = :reason, reason_params = :params, object_id = "
                "NULL, read_at = :read, updated_at = :updated WHERE id = :id AND state = 'waiting'",
                d.reason.key, nlohmann::json(d.reason.params).dump(), d.read, d.read, d.id) != 1)
    return false;
  objects::LetGo(t, d.object_id, *d.read);
  return true;
}

void PutPermission(db::Transaction& t, std::string_view id, std::string_view permission, Time at) {
  t.Execute("UPDATE library_document SET permission = :permission, updated_at = :at WHERE id = :id", permission, at,
            id);
}

void Delete(db::Transaction& t, const Document& d, Time at) {
  t.Execute("DELETE FROM library_document WHERE id = :id", d.id);
  objects::LetGo(t, d.object_id, at);
}

void DeleteAll(db::Transaction& t, std::string_view resource_id, Time at) {
  for (const auto& document : DocumentsOf(t, resource_id)) Delete(t, document, at);
}

void LockResource(db::Transaction& t, std::string_view resource_id) {
  if (t.dialect() == db::Dialect::kPostgres)
    t.Query("SELECT 1 FROM library_resource WHERE id = :id FOR UPDATE", resource_id);
}

std::vector<std::string> Check(db::Session& session) {
  std::vector<std::string> faults;
  for (const auto& row : session.Query(
           "SELECT d.id, d.state, d.pages, d.has_text, COUNT(p.page), COALESCE(MAX(p.page), 0), COALESCE(MIN(p.page), "
           "1), COALESCE(SUM(CASE WHEN p.text <> '' THEN 1 ELSE 0 END), 0) FROM library_document d LEFT JOIN "
           "library_document_page p ON p.document_id = d.id GROUP BY d.id, d.state, d.pages, d.has_text ORDER BY "
           "d.id")) {
    const auto fault = [&](const std::string& what) { faults.push_back("document " + row.Text(0) + ": " + what); };
    const int64_t stated = row.Int(2), there = row.Int(4);
    if (there != stated)
      fault("it has " + std::to_string(there) + " pages where " + std::to_string(stated) + " were read");
    else if (row.Int(5) != there || row.Int(6) != 1)
      fault("its pages are not numbered from 1 to " + std::to_string(there));
    if (row.Flag(3) != (row.Int(7) > 0))
      fault(row.Flag(3) ? "it should have text, and no page has" : "a page has text, and it is said to have none");
  }
  for (const auto& row : session.Query(
           "SELECT d.id FROM library_document d LEFT JOIN core_object o ON o.id = d.object_id WHERE d.object_id IS NOT "
           "NULL AND (o.bytes <> d.bytes OR o.sha256 <> d.sha256) ORDER BY d.id"))
    faults.push_back("document " + row.Text(0) + ": its file is not the one that was sent");
  for (const auto& row : session.Query("SELECT id FROM library_document WHERE (object_id IS NULL) <> (state = "
                                       "'refused') ORDER BY id"))
    faults.push_back("document " + row.Text(0) + ": its file is missing, or should have been let go");
  return faults;
}

}  // namespace concord::library::documents
