// FTS5 the fastest way we know: one pass over the matches, each with its rank and its packed facet codes, which are
// counted in arrays here, outside of SQL. GROUP BY over facet tables takes several times as long.
#include <algorithm>
#include <cstring>

#include "bench/search/engine.h"
#include "bench/search/sqlite_file.h"

namespace concord::bench {
namespace {

class Sqlite : public Engine, SqliteFile {
 public:
  explicit Sqlite(const std::string& folder) : SqliteFile(folder + "/fts.db") {
    Run("PRAGMA journal_mode=WAL; PRAGMA cache_size=-1000000; PRAGMA mmap_size=8000000000;"
        "CREATE TABLE doc(id INTEGER PRIMARY KEY, codes BLOB, title TEXT);"
        "CREATE VIRTUAL TABLE fts USING fts5(title, summary, content='', tokenize='unicode61');"
        "INSERT INTO fts(fts, rank) VALUES('rank', 'bm25(3.0, 1.0)');");
  }
  ~Sqlite() override {
    sqlite3_finalize(find_);
    sqlite3_finalize(stored_);
  }
  std::string Name() const override { return "SQLite FTS5"; }

  void Load(const std::vector<Resource>& resources) override {
    sqlite3_stmt *doc = Prepare("INSERT INTO doc VALUES(?,?,?)"),
                 *text = Prepare("INSERT INTO fts(rowid, title, summary) VALUES(?,?,?)");
    Run("BEGIN");
    for (size_t i = 0; i < resources.size(); ++i) {
      const Resource& r = resources[i];
      sqlite3_bind_int64(doc, 1, static_cast<int64_t>(i + 1));
      sqlite3_bind_blob(doc, 2, r.codes.data(), static_cast<int>(r.codes.size() * sizeof r.codes[0]), SQLITE_STATIC);
      sqlite3_bind_text(doc, 3, r.title.c_str(), -1, SQLITE_STATIC);
      sqlite3_bind_int64(text, 1, static_cast<int64_t>(i + 1));
      sqlite3_bind_text(text, 2, r.title.c_str(), -1, SQLITE_STATIC);
      sqlite3_bind_text(text, 3, r.summary.c_str(), -1, SQLITE_STATIC);
      Step(doc);
      Step(text);
    }
    Run("COMMIT");
    sqlite3_finalize(doc);
    sqlite3_finalize(text);
    Run("INSERT INTO fts(fts) VALUES('optimize'); PRAGMA wal_checkpoint(TRUNCATE);");
    find_ = Prepare("SELECT f.rowid, f.rank, d.codes FROM fts f CROSS JOIN doc d ON d.id = f.rowid WHERE fts MATCH ?");
    stored_ = Prepare("SELECT title FROM doc WHERE id = ?");
  }

  void Ask(const BenchQuery& query) override {
    last_ = {};
    std::string match;
    for (const std::string& word : query.words) match += word + " ";
    if (!query.phrase.empty()) match += "\"" + query.phrase[0] + " " + query.phrase[1] + "\"";
    std::vector<int> facet_of_selected(kCodes, -1);
    uint32_t wanted = 0;
    for (size_t facet = 0; facet < kFacets; ++facet) {
      for (const uint32_t code : query.selected[facet]) facet_of_selected[code] = static_cast<int>(facet);
      if (!query.selected[facet].empty()) wanted |= 1u << facet;
    }
    std::vector<std::pair<double, int64_t>> best;  // the worst in front
    sqlite3_bind_text(find_, 1, match.c_str(), -1, SQLITE_TRANSIENT);
    while (sqlite3_step(find_) == SQLITE_ROW) {
      const auto* codes = static_cast<const uint16_t*>(sqlite3_column_blob(find_, 2));
      const size_t n = static_cast<size_t>(sqlite3_column_bytes(find_, 2)) / sizeof(uint16_t);
      uint32_t seen = 0;
      for (size_t i = 0; wanted && i < n; ++i) {
        if (facet_of_selected[codes[i]] >= 0) seen |= 1u << facet_of_selected[codes[i]];
      }
      const uint32_t missing = wanted & ~seen;
      if (missing & (missing - 1)) continue;
      for (size_t i = 0; i < n; ++i) {
        if (!missing || missing == 1u << FacetOfCode(codes[i])) ++last_.counts[codes[i]];
      }
      if (missing) continue;
      ++last_.total;
      const std::pair<double, int64_t> hit(sqlite3_column_double(find_, 1), sqlite3_column_int64(find_, 0));
      if (best.size() < 20) {
        best.push_back(hit);
        std::push_heap(best.begin(), best.end());
      } else if (hit < best.front()) {
        std::pop_heap(best.begin(), best.end());
        best.back() = hit;
        std::push_heap(best.begin(), best.end());
      }
    }
    sqlite3_reset(find_);
    for (const auto& [rank, id] : best) {
      sqlite3_bind_int64(stored_, 1, id);
      last_.hits += sqlite3_step(stored_) == SQLITE_ROW && sqlite3_column_text(stored_, 0) != nullptr;
      sqlite3_reset(stored_);
    }
  }
  Answer Last() const override { return last_; }
  uint64_t Bytes() const override { return BytesOfFolder(); }

 private:
  sqlite3_stmt *find_ = nullptr, *stored_ = nullptr;
  Answer last_;
};

}  // namespace

std::unique_ptr<Engine> MakeSqlite(const std::string& folder) { return std::make_unique<Sqlite>(folder); }

}  // namespace concord::bench
