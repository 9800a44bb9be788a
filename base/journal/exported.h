// A chain as it is published: JSON lines that anyone can verify without the hub (docs/journal.md).
//   {"format":"concord-journal-1","community":ID,"name":NAME,"generated":TIME,"from":1,"to":N,"size":N,"previous":"",
//    "root":HEX,"head":HEX}                                               the first line
//   {"day":"2026-11-21","size":N,"head":HEX,"root":HEX}                   one for each day that ended in from .. to
//   {"number":1,"at":MILLISECONDS,"action":"...","sealed":HEX,"hash":HEX} one for each entry, from .. to
// A long chain may come in parts, each with its first line; parts one after the other are one export again. `previous`
// is the hash of the entry before `from`. Only the public part of entries is in it: nobody's name, no record's.
#pragma once
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "base/db/database.h"
#include "base/journal/chain.h"
#include "base/journal/verify.h"

namespace concord::journal {

struct ExportOptions {
  std::string community, name;  // name: for people
  Time generated;
  int64_t from = 1;   // the first entry of this part
  int64_t limit = 0;  // at most so many entries; 0: all
};
// Calls `line` with each line, its line feed included; false from it stops. The number of the last entry written: the
// next part begins after it. Throws DatabaseError, also where the chain is too broken to be summed up.
int64_t WriteExport(db::Session& session, const ExportOptions& options,
                    const std::function<bool(const std::string&)>& line);

// The chain's state now, as a head to keep (docs/journal.md). Throws DatabaseError. `from` and `limit` are not read.
// Errors: not_found, where the chain has no entries.
Result<std::string> HeadLine(db::Session& session, const ExportOptions& options);

struct ExportVerdict {
  Chain chain;  // chain.pending is 0; chain.fault as for a database
  std::string name;
  int64_t from = 1, to = 0;                               // what it holds; from over 1: no root can be computed
  int64_t size = 0;                                       // of the chain, as the export says
  int64_t heads = 0;                                      // heads to compare with: daily ones, first lines, kept ones
  bool whole() const { return from == 1 && to == size; }  // otherwise a part: what is outside was not looked at
};
// Verifies an export alone. `kept`: heads that the reader kept from earlier (ReadHeads); where the export reaches their
// size it must agree with them, so that it only grew since. Reads a line at a time; a line is at most 64 KiB.
// Nothing here throws on what it reads.
ExportVerdict VerifyExport(std::istream& in, const std::vector<KeptHead>& kept = {});

// The heads that a file names: an older export (its first lines and days), a single head, or lines of heads; any line
// that has "size", "head" and "root". Errors: invalid "journal.error.no_heads" (param "file"), where there is none.
Result<std::vector<KeptHead>> ReadHeads(std::istream& in, const std::string& file);

}  // namespace concord::journal
