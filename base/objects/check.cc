#include "base/db/schema.h"
#include "base/objects/objects.h"

namespace concord::objects {
namespace {

// Chunk by chunk in a snapshot of its own, so that a check of many gigabytes holds no old version of everything.
std::vector<std::string> CheckOne(db::Session& s, const Object& object) {
  std::vector<std::string> faults;
  const auto fault = [&](const std::string& what) { faults.push_back("object " + object.id + ": " + what); };
  crypto::Digest digest;
  int64_t bytes = 0, next = 0;
  s.ForEach("SELECT position, bytes FROM core_object_chunk WHERE object_id = :id ORDER BY position", {object.id},
            [&](const db::Row& row) {
              const int64_t position = row.Int(0);
              const std::string& chunk = row.Text(1);
              if (position != next) fault("chunk " + std::to_string(next) + " is missing");
              const bool last = bytes + static_cast<int64_t>(chunk.size()) >= object.bytes;
              if (chunk.empty() || chunk.size() > kChunkBytes || (!last && chunk.size() != kChunkBytes))
                fault("chunk " + std::to_string(position) + " has " + std::to_string(chunk.size()) + " bytes");
              digest.Add(chunk);
              bytes += static_cast<int64_t>(chunk.size());
              next = position + 1;
              return faults.size() < 3;  // it is damaged: how often does not matter
            });
  if (!faults.empty()) return faults;
  if (bytes != object.bytes)
    fault("it has " + std::to_string(bytes) + " bytes where " + std::to_string(object.bytes) + " were written");
  if (faults.empty() && crypto::Hex(digest.Take()) != object.sha256) fault("its digest is not what was written");
  return faults;
}

std::vector<std::string> CheckHolding(db::Session& s) {
  std::vector<std::string> faults;
  std::string held;
  for (const auto& [table, column] : Holders(s)) {
    const std::string name = db::Quoted(table), field = db::Quoted(column);
    held += " AND NOT EXISTS (SELECT 1 FROM " + name + " h WHERE h." + field + " = o.id)";
    for (const auto& row : s.Query("SELECT o.id, o.state FROM core_object o JOIN " + name + " h ON h." + field +
                                   " = o.id WHERE o.state <> 'sealed' ORDER BY o.id"))
      faults.push_back("object " + row.Text(0) + ": " + table + " holds it, and it is " + row.Text(1));
  }
  for (const auto& row : s.Query("SELECT o.id FROM core_object o WHERE o.state = 'sealed'" + held + " ORDER BY o.id"))
    faults.push_back("object " + row.Text(0) + ": nothing holds it; the next sweep takes it away");
  return faults;
}

}  // namespace

std::vector<Holder> Holders(db::Session& session) {
  std::vector<Holder> holders;
  for (const auto& [name, shape] : db::ReadSchema(session)) {
    if (name == "core_object_chunk") continue;
    for (const auto& key : shape.foreign_keys) {
      if (key.table == "core_object" && key.columns.size() == 1) holders.push_back({name, key.columns.front()});
    }
  }
  return holders;
}

Result<std::vector<std::string>> Check(db::Database& database) {
  std::vector<Object> objects;
  auto faults = database.Read([&](db::Session& s) -> Result<std::vector<std::string>> {
    objects.clear();
    s.ForEach("SELECT id, bytes, sha256, created_at FROM core_object WHERE state = 'sealed' ORDER BY id", {},
              [&](const db::Row& row) {
                objects.push_back({row.Text(0), row.Int(1), row.Text(2), row.At(3)});
                return true;
              });
    return CheckHolding(s);
  });
  if (!faults) return faults;
  for (const auto& object : objects) {
    auto found = database.Read([&](db::Session& s) -> Result<std::vector<std::string>> {
      // What was let go since is no fault.
      return Find(s, object.id) ? CheckOne(s, object) : std::vector<std::string>();
    });
    if (!found) return found;
    faults->insert(faults->end(), found->begin(), found->end());
  }
  return faults;
}

}  // namespace concord::objects
