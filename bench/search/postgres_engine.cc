// PostgreSQL's full text: a GIN index over a stored tsvector, facet codes in an integer array, one statement a search.
#include <libpq-fe.h>

#include <cstdlib>

#include "bench/search/engine.h"

namespace concord::bench {
namespace {

class Postgres : public Engine {
 public:
  explicit Postgres(const std::string& connection) : db_(PQconnectdb(connection.c_str())) {
    if (PQstatus(db_) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(db_));
    Run("DROP TABLE IF EXISTS doc; CREATE TABLE doc(id int, title text, codes smallint[], tsv tsvector)");
  }
  ~Postgres() override { PQfinish(db_); }
  std::string Name() const override { return "PostgreSQL 15"; }

  void Load(const std::vector<Resource>& resources) override {
    Run("CREATE TEMP TABLE raw(id int, title text, summary text, codes smallint[])");
    PQclear(PQexec(db_, "COPY raw FROM STDIN"));
    std::string rows;
    for (size_t i = 0; i < resources.size(); ++i) {
      const Resource& r = resources[i];
      rows += std::to_string(i + 1) + '\t' + r.title + '\t' + r.summary + "\t{";
      for (size_t c = 0; c < r.codes.size(); ++c) rows += (c ? "," : "") + std::to_string(r.codes[c]);
      rows += "}\n";
      if (rows.size() > 1'000'000 || i + 1 == resources.size()) {
        PQputCopyData(db_, rows.data(), static_cast<int>(rows.size()));
        rows.clear();
      }
    }
    PQputCopyEnd(db_, nullptr);
    while (PGresult* result = PQgetResult(db_)) PQclear(result);
    Run("INSERT INTO doc SELECT id, title, codes, setweight(to_tsvector('simple', title), 'A') || "
        "to_tsvector('simple', summary) FROM raw");
    Run("DROP TABLE raw");
    Run("CREATE INDEX ON doc USING gin(tsv) WITH (fastupdate=off)");
    Run("ALTER TABLE doc ADD PRIMARY KEY (id)");
    Run("VACUUM ANALYZE doc");
    Run("CHECKPOINT");
  }

  void Ask(const BenchQuery& query) override {
    std::string match;
    for (const std::string& word : query.words) match += (match.empty() ? "" : " & ") + word;
    if (!query.phrase.empty())
      match += (match.empty() ? "(" : " & (") + query.phrase[0] + " <-> " + query.phrase[1] + ")";
    std::string passes_all = "true", passes, counted;
    size_t selections = 0;
    for (size_t facet = 0; facet < kFacets; ++facet) {
      if (query.selected[facet].empty()) continue;
      std::string list;
      for (const uint32_t code : query.selected[facet]) list += (list.empty() ? "" : ",") + std::to_string(code);
      passes += ", codes && ARRAY[" + list + "]::smallint[] AS p" + std::to_string(facet);
      passes_all += " AND p" + std::to_string(facet);
      ++selections;
    }
    for (size_t facet = 0; selections > 0 && facet < kFacets; ++facet) {
      if (query.selected[facet].empty()) continue;
      std::string others = "true";
      for (size_t other = 0; other < kFacets; ++other) {
        if (other != facet && !query.selected[other].empty()) others += " AND p" + std::to_string(other);
      }
      counted += " OR (code BETWEEN " + std::to_string(FacetOffset(facet)) + " AND " +
                 std::to_string(FacetOffset(facet + 1) - 1) + " AND " + others + ")";
    }
    const std::string sql = "WITH m AS MATERIALIZED (SELECT id, codes, ts_rank('{0,0,0.33,1}', tsv, q) AS rank" +
                            passes + " FROM doc, to_tsquery('simple','" + match +
                            "') q WHERE tsv @@ q)"
                            " SELECT 0, -1, count(*) FROM m WHERE " +
                            passes_all + " UNION ALL SELECT 1, code, count(*) FROM m, unnest(codes) code WHERE (" +
                            passes_all + ")" + counted +
                            " GROUP BY code"
                            " UNION ALL SELECT 2, best.id, length(doc.title) FROM (SELECT id FROM m WHERE " +
                            passes_all + " ORDER BY rank DESC LIMIT 20) best JOIN doc USING (id)";
    PGresult* result = PQexec(db_, sql.c_str());
    if (PQresultStatus(result) != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(db_));
    last_ = {};
    for (int row = 0; row < PQntuples(result); ++row) {
      const long kind = std::atol(PQgetvalue(result, row, 0)), code = std::atol(PQgetvalue(result, row, 1));
      const auto count = static_cast<uint64_t>(std::atoll(PQgetvalue(result, row, 2)));
      if (kind == 0) last_.total = count;
      if (kind == 1) last_.counts[static_cast<size_t>(code)] = count;
      if (kind == 2) ++last_.hits;
    }
    PQclear(result);
  }
  Answer Last() const override { return last_; }
  uint64_t Bytes() const override {
    PGresult* result = PQexec(db_, "SELECT pg_total_relation_size('doc')");
    const uint64_t bytes = std::strtoull(PQgetvalue(result, 0, 0), nullptr, 10);
    PQclear(result);
    return bytes;
  }

 private:
  void Run(const char* sql) {
    PGresult* result = PQexec(db_, sql);
    const bool failed = PQresultStatus(result) != PGRES_COMMAND_OK;
    PQclear(result);
    if (failed) throw std::runtime_error(PQerrorMessage(db_));
  }
  PGconn* db_;
  Answer last_;
};

}  // namespace

std::unique_ptr<Engine> MakePostgres(const std::string& connection) { return std::make_unique<Postgres>(connection); }

}  // namespace concord::bench
