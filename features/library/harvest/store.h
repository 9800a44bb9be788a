// All SQL of harvests. Functions work inside the caller's session or transaction and throw db::DatabaseError.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/db/database.h"
#include "features/library/harvest/harvest.h"
#include "features/library/harvest/reading/describe.h"
#include "features/library/identity.h"

namespace concord::library::harvest::store {

std::vector<Source> Sources(db::Session& session);
std::optional<Source> FindSource(db::Session& session, std::string_view id_or_name);
void InsertSource(db::Transaction& t, const Source& source, Time now);
void UpdateSource(db::Transaction& t, const Source& source, Time now);
void DeleteSource(db::Transaction& t, std::string_view id);
int64_t CountRecords(db::Session& session, std::string_view source_id);
std::vector<std::string> DueSources(db::Session& session, Time now);

std::vector<Run> Runs(db::Session& session, std::string_view source_id, int limit);
std::optional<Run> FindRun(db::Session& session, std::string_view id);
void InsertRun(db::Transaction& t, const Run& run);
void UpdateRun(db::Transaction& t, const Run& run);
void TouchRun(db::Transaction& t, std::string_view id, Time now);
void AddProblem(db::Transaction& t, std::string_view run_id, int64_t position, const RunProblem& problem);
std::vector<RunProblem> Problems(db::Session& session, std::string_view run_id);

struct Known {
  std::string identifier, resource_id;
  bool created_here = false, gone = false;
  std::string before_gone;  // the resource's status before it was withdrawn; empty: it was not
  std::string record, words, run_id;
};
// Of one source, by identifier; locked until the transaction ends where the engine needs it.
std::unordered_map<std::string, Known> FindKnown(db::Transaction& t, std::string_view source_id,
                                                 const std::vector<std::string>& identifiers);
void PutKnown(db::Transaction& t, std::string_view source_id, const Known& known, Time now);
void MarkSeen(db::Transaction& t, std::string_view source_id, std::string_view identifier, std::string_view run_id);
void MoveResource(db::Transaction& t, std::string_view from, std::string_view to);
// Whether another source's record, or another of this one, is this resource too and not gone.
bool IsGivenElsewhere(db::Session& session, std::string_view resource_id, std::string_view source_id,
                      std::string_view identifier);

std::vector<Word> Words(db::Session& session, std::string_view source_id);
Mapping MappingOf(db::Session& session, std::string_view source_id);
void CountWord(db::Transaction& t, std::string_view source_id, std::string_view kind, const std::string& word, int by);
void SetTarget(db::Transaction& t, std::string_view source_id, const Word& word);

// Resources that share a DOI, an address or a title with one of these.
std::vector<DuplicateFinder::Known> Resembling(db::Session& session, const std::vector<exchange::Record>& records);

}  // namespace concord::library::harvest::store
