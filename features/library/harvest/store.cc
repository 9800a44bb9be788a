#include "features/library/harvest/store.h"

#include <nlohmann/json.hpp>
#include <set>

#include "features/library/store_sql.h"

namespace concord::library::harvest::store {
namespace {

constexpr char kSourceColumns[] =
    "id, name, base_url, format, set_spec, status, every_hours, paused, repository, granularity, reached, next_run_at, "
    "failures";
constexpr char kRunColumns[] =
    "id, source_id, state, started_at, touched_at, ended_at, asked_from, token, response_date, complete_size, pages, "
    "records, added, updated, unchanged, linked, withdrawn, rejected, error_key, error_params";

std::optional<Time> OptionalTime(const db::Row& row, size_t column) {
  const auto value = row.OptionalInt(column);
  return value ? std::optional(Time(milliseconds(*value))) : std::nullopt;
}

Source SourceFrom(const db::Row& row) {
  Source source{row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5)};
  source.every_hours = static_cast<int>(row.Int(6));
  source.paused = row.Flag(7);
  source.repository = row.Text(8);
  source.granularity = row.Text(9);
  source.reached = OptionalTime(row, 10);
  source.next_run = OptionalTime(row, 11);
  source.failures = static_cast<int>(row.Int(12));
  return source;
}

std::string ToJson(const std::map<std::string, std::string>& params) {
  return nlohmann::json(params).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::map<std::string, std::string> ParamsFrom(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  std::map<std::string, std::string> params;
  if (!json.is_object()) return params;
  for (const auto& [name, value] : json.items()) {
    if (value.is_string()) params[name] = value.get<std::string>();
  }
  return params;
}

Run RunFrom(const db::Row& row) {
  Run run{row.Text(0), row.Text(1), row.Text(2), row.At(3), row.At(4)};
  run.ended = OptionalTime(row, 5);
  run.from = row.Text(6);
  run.token = row.Text(7);
  run.response_date = OptionalTime(row, 8);
  run.complete_size = row.OptionalInt(9);
  run.tally = {row.Int(10), row.Int(11), row.Int(12), row.Int(13), row.Int(14), row.Int(15), row.Int(16), row.Int(17)};
  run.error_key = row.Text(18);
  run.error_params = ParamsFrom(row.Text(19));
  return run;
}

std::string ForUpdate(const db::Session& session) {
  return session.dialect() == db::Dialect::kPostgres ? " FOR UPDATE" : "";
}

}  // namespace

std::vector<Source> Sources(db::Session& session) {
  std::vector<Source> sources;
  static const std::string kSql =
      "SELECT " + std::string(kSourceColumns) + " FROM library_harvest_source ORDER BY name";
  for (const auto& row : session.Query(kSql)) sources.push_back(SourceFrom(row));
  return sources;
}

std::optional<Source> FindSource(db::Session& session, std::string_view id_or_name) {
  static const std::string kSql =
      "SELECT " + std::string(kSourceColumns) + " FROM library_harvest_source WHERE id = :id OR name = :name";
  const auto row = session.One(kSql, id_or_name, id_or_name);
  return row ? std::optional(SourceFrom(*row)) : std::nullopt;
}

void InsertSource(db::Transaction& t, const Source& s, Time now) {
  t.Execute(
      "INSERT INTO library_harvest_source (id, name, base_url, format, set_spec, status, every_hours, paused, "
      "repository, granularity, reached, next_run_at, failures, created_at, updated_at) VALUES (:id, :name, :base_url, "
      ":format, :set_spec, :status, :every_hours, :paused, :repository, :granularity, :reached, :next_run_at, "
      ":failures, "
      ":created_at, :updated_at)",
      s.id, s.name, s.base_url, s.format, s.set, s.status, s.every_hours, s.paused, s.repository, s.granularity,
      s.reached, s.next_run, s.failures, now, now);
}

void UpdateSource(db::Transaction& t, const Source& s, Time now) {
  t.Execute(
      "UPDATE library_harvest_source SET name = :name, base_url = :base_url, format = :format, set_spec = :set_spec, "
      "status = :status, every_hours = :every_hours, paused = :paused, repository = :repository, "
      "granularity = :granularity, reached = :reached, next_run_at = :next_run_at, failures = :failures, "
      "updated_at = :updated_at WHERE id = :id",
      s.name, s.base_url, s.format, s.set, s.status, s.every_hours, s.paused, s.repository, s.granularity, s.reached,
      s.next_run, s.failures, now, s.id);
}

void DeleteSource(db::Transaction& t, std::string_view id) {
  t.Execute("DELETE FROM library_harvest_source WHERE id = :id", id);
}

int64_t CountRecords(db::Session& session, std::string_view source_id) {
  return session
      .One("SELECT COUNT(*) FROM library_harvest_record WHERE source_id = :source_id AND state = 'active'", source_id)
      ->Int(0);
}

std::vector<std::string> DueSources(db::Session& session, Time now) {
  std::vector<std::string> ids;
  for (const auto& row : session.Query(
           "SELECT id FROM library_harvest_source WHERE next_run_at IS NOT NULL AND next_run_at <= :now AND paused = 0 "
           "ORDER BY next_run_at",
           now))
    ids.push_back(row.Text(0));
  return ids;
}

std::vector<Run> Runs(db::Session& session, std::string_view source_id, int limit) {
  static const std::string kSql =
      "SELECT " + std::string(kRunColumns) +
      " FROM library_harvest_run WHERE source_id = :source_id ORDER BY started_at DESC, id DESC LIMIT :limit";
  std::vector<Run> runs;
  for (const auto& row : session.Query(kSql, source_id, limit)) runs.push_back(RunFrom(row));
  return runs;
}

std::optional<Run> FindRun(db::Session& session, std::string_view id) {
  static const std::string kSql = "SELECT " + std::string(kRunColumns) + " FROM library_harvest_run WHERE id = :id";
  const auto row = session.One(kSql, id);
  return row ? std::optional(RunFrom(*row)) : std::nullopt;
}

void InsertRun(db::Transaction& t, const Run& run) {
  t.Execute(
      "INSERT INTO library_harvest_run (id, source_id, state, started_at, touched_at, asked_from, token, pages, "
      "records, "
      "added, updated, unchanged, linked, withdrawn, rejected, error_key, error_params) VALUES (:id, :source_id, "
      ":state, "
      ":started_at, :touched_at, :asked_from, :token, 0, 0, 0, 0, 0, 0, 0, 0, '', '{}')",
      run.id, run.source_id, run.state, run.started, run.touched, run.from, run.token);
}

void UpdateRun(db::Transaction& t, const Run& run) {
  t.Execute(
      "UPDATE library_harvest_run SET state = :state, touched_at = :touched_at, ended_at = :ended_at, "
      "asked_from = :asked_from, token = :token, response_date = :response_date, complete_size = :complete_size, "
      "pages = :pages, records = :records, added = :added, updated = :updated, unchanged = :unchanged, "
      "linked = :linked, withdrawn = :withdrawn, rejected = :rejected, error_key = :error_key, "
      "error_params = :error_params WHERE id = :id",
      run.state, run.touched, run.ended, run.from, run.token, run.response_date, run.complete_size, run.tally.pages,
      run.tally.records, run.tally.added, run.tally.updated, run.tally.unchanged, run.tally.linked, run.tally.withdrawn,
      run.tally.rejected, run.error_key, ToJson(run.error_params), run.id);
}

void TouchRun(db::Transaction& t, std::string_view id, Time now) {
  t.Execute("UPDATE library_harvest_run SET touched_at = :touched_at WHERE id = :id", now, id);
}

void AddProblem(db::Transaction& t, std::string_view run_id, int64_t position, const RunProblem& problem) {
  t.Execute(
      "INSERT INTO library_harvest_problem (run_id, position, identifier, problem_key, problem_params) "
      "VALUES (:run_id, :position, :identifier, :problem_key, :problem_params) ON CONFLICT (run_id, position) DO "
      "NOTHING",
      run_id, position, problem.identifier, problem.key, ToJson(problem.params));
}

std::vector<RunProblem> Problems(db::Session& session, std::string_view run_id) {
  std::vector<RunProblem> problems;
  for (const auto& row : session.Query("SELECT identifier, problem_key, problem_params FROM library_harvest_problem "
                                       "WHERE run_id = :run_id ORDER BY position",
                                       run_id))
    problems.push_back({row.Text(0), row.Text(1), ParamsFrom(row.Text(2))});
  return problems;
}

std::unordered_map<std::string, Known> FindKnown(db::Transaction& t, std::string_view source_id,
                                                 const std::vector<std::string>& identifiers) {
  std::unordered_map<std::string, Known> known;
  if (identifiers.empty()) return known;
  std::vector<db::Value> values{db::Value(source_id)};
  values.insert(values.end(), identifiers.begin(), identifiers.end());
  const std::string sql =
      "SELECT identifier, resource_id, created_here, state, before_gone, record, words, run_id FROM "
      "library_harvest_record WHERE source_id = :source_id AND identifier IN (" +
      library::store::Placeholders(identifiers.size()) + ")" + ForUpdate(t);
  for (const auto& row : t.QueryWith(sql, values)) {
    known[row.Text(0)] = {row.Text(0), row.Text(1), row.Flag(2), row.Text(3) == "gone",
                          row.Text(4), row.Text(5), row.Text(6), row.Text(7)};
  }
  return known;
}

void PutKnown(db::Transaction& t, std::string_view source_id, const Known& k, Time now) {
  t.Execute(
      "INSERT INTO library_harvest_record (source_id, identifier, resource_id, created_here, state, before_gone, "
      "record, "
      "words, run_id, changed_at) VALUES (:source_id, :identifier, :resource_id, :created_here, :state, :before_gone, "
      ":record, :words, :run_id, :changed_at) ON CONFLICT (source_id, identifier) DO UPDATE SET "
      "resource_id = EXCLUDED.resource_id, created_here = EXCLUDED.created_here, state = EXCLUDED.state, "
      "before_gone = EXCLUDED.before_gone, record = EXCLUDED.record, words = EXCLUDED.words, run_id = EXCLUDED.run_id, "
      "changed_at = EXCLUDED.changed_at",
      source_id, k.identifier, k.resource_id, k.created_here, k.gone ? "gone" : "active", k.before_gone, k.record,
      k.words, k.run_id, now);
}

void MarkSeen(db::Transaction& t, std::string_view source_id, std::string_view identifier, std::string_view run_id) {
  t.Execute(
      "UPDATE library_harvest_record SET run_id = :run_id WHERE source_id = :source_id AND identifier = :identifier",
      run_id, source_id, identifier);
}

// The resource that stays was not made by the harvest, or not by it alone: it is never withdrawn with the source's
// record.
void MoveResource(db::Transaction& t, std::string_view from, std::string_view to) {
  t.Execute("UPDATE library_harvest_record SET resource_id = :to, created_here = 0 WHERE resource_id = :from", to,
            from);
}

bool IsGivenElsewhere(db::Session& session, std::string_view resource_id, std::string_view source_id,
                      std::string_view identifier) {
  return session
      .One(
          "SELECT 1 FROM library_harvest_record WHERE resource_id = :resource_id AND state = 'active' AND NOT "
          "(source_id = :source_id AND identifier = :identifier)",
          resource_id, source_id, identifier)
      .has_value();
}

std::vector<Word> Words(db::Session& session, std::string_view source_id) {
  std::vector<Word> words;
  for (const auto& row : session.Query("SELECT kind, word, records, target FROM library_harvest_word WHERE "
                                       "source_id = :source_id AND (records > 0 OR target <> '') "
                                       "ORDER BY kind DESC, records DESC, word",
                                       source_id))
    words.push_back({row.Text(0), row.Text(1), row.Int(2), row.Text(3)});
  return words;
}

Mapping MappingOf(db::Session& session, std::string_view source_id) {
  Mapping mapping;
  for (const auto& row : session.Query("SELECT kind, word, target FROM library_harvest_word WHERE "
                                       "source_id = :source_id AND target <> ''",
                                       source_id))
    mapping.targets[{row.Text(0), row.Text(1)}] = row.Text(2);
  return mapping;
}

void CountWord(db::Transaction& t, std::string_view source_id, std::string_view kind, const std::string& word, int by) {
  t.Execute(
      "INSERT INTO library_harvest_word (source_id, kind, word, records, target) VALUES (:source_id, :kind, :word, "
      ":records, '') ON CONFLICT (source_id, kind, word) DO UPDATE SET records = library_harvest_word.records + "
      "EXCLUDED.records",
      source_id, kind, word, by);
}

void SetTarget(db::Transaction& t, std::string_view source_id, const Word& word) {
  t.Execute(
      "INSERT INTO library_harvest_word (source_id, kind, word, records, target) VALUES (:source_id, :kind, :word, 0, "
      ":target) ON CONFLICT (source_id, kind, word) DO UPDATE SET target = EXCLUDED.target",
      source_id, word.kind, word.word, word.target);
}

std::vector<DuplicateFinder::Known> Resembling(db::Session& session, const std::vector<exchange::Record>& records) {
  std::set<std::string> dois, urls, titles;
  for (const auto& record : records) {
    if (!record.doi.empty()) dois.insert(record.doi);
    if (auto key = UrlKey(record.url); !key.empty()) urls.insert(std::move(key));
    if (auto key = TitleKey(record); !key.empty()) titles.insert(std::move(key));
  }
  std::vector<DuplicateFinder::Known> found;
  std::set<std::string> seen;
  for (const auto& [column, keys] :
       {std::pair{"doi", &dois}, std::pair{"url_key", &urls}, std::pair{"title_key", &titles}}) {
    if (keys->empty()) continue;
    const std::string sql =
        "SELECT r.slug, r.doi, r.url_key, r.title_key, n.family, n.literal, r.year FROM library_resource r "
        "LEFT JOIN library_resource_name n ON n.resource_id = r.id AND n.role = 'author' AND n.position = 0 "
        "WHERE r." +
        std::string(column) + " IN (" + library::store::Placeholders(keys->size()) + ")";
    for (const auto& row : session.QueryWith(sql, std::vector<db::Value>(keys->begin(), keys->end()))) {
      if (!seen.insert(row.Text(0)).second) continue;
      DuplicateFinder::Known known{row.Text(0),
                                   row.Text(1),
                                   row.Text(2),
                                   row.Text(3),
                                   AuthorKey({row.Text(4), "", row.Text(5)}),
                                   std::nullopt,
                                   0};
      if (const auto year = row.OptionalInt(6)) known.year = static_cast<int>(*year);
      found.push_back(std::move(known));
    }
  }
  return found;
}

}  // namespace concord::library::harvest::store
