#include "base/journal/settle.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/db/outbox.h"
#include "base/journal/entries.h"
#include "base/journal/linking.h"

namespace concord::journal {
namespace {

// Seals tell entries apart: each has two random salts in it.
std::set<std::string> SealsOf(db::Session& session, const std::string& community, int64_t since) {
  std::set<std::string> seals;
  ForEachEntry(session, community, 1, INT64_MAX, [&](const Stored& entry) {
    if (entry.link.at >= since) seals.insert(Hex(entry.link.sealed));
    return true;
  });
  return seals;
}

}  // namespace

void Settle(db::Transaction& t) {
  std::vector<Pending> all;
  std::map<std::string, int64_t> oldest;
  for (const std::string& bytes : db::PeekAttached(t, "")) {
    for (Pending& entry : MustUnpack(bytes)) {
      const auto [found, fresh] = oldest.emplace(entry.community, entry.at);
      if (!fresh) found->second = std::min(found->second, entry.at);
      all.push_back(std::move(entry));
    }
  }
  std::map<std::string, std::set<std::string>> linked;
  for (const auto& [community, since] : oldest) linked[community] = SealsOf(t, community, since);
  Chains chains;
  for (const Pending& entry : all) {
    if (linked[entry.community].insert(Hex(entry.sealed)).second) chains.Append(t, entry);
  }
  chains.Finish();
  chains.Write(t);
  // Others may have committed since the first look: what is in no chain stays, for the next round.
  db::RewriteAttached(t, "", [&](std::string_view bytes, bool) {
    for (const Pending& entry : MustUnpack(bytes)) {
      if (!linked[entry.community].contains(Hex(entry.sealed))) return std::string(bytes);
    }
    return std::string();
  });
  SetLinked(t, "");
}

}  // namespace concord::journal
