// FTS5 with one row a page (page 0: title and summary), snippet() for passages. The matches are read in one pass with
// their rank, and documents and facets counted in arrays here, outside of SQL: GROUP BY takes several times as long.
#include <algorithm>

#include "bench/search/pages_engine.h"
#include "bench/search/sqlite_file.h"

namespace concord::bench {
namespace {

class Sqlite : public PagesEngine, SqliteFile {
 public:
  explicit Sqlite(const std::string& folder) : SqliteFile(folder + "/fts.db") {
    Run("PRAGMA journal_mode=WAL; PRAGMA cache_size=-1000000; PRAGMA mmap_size=16000000000;"
        "CREATE TABLE page(id INTEGER PRIMARY KEY, document INTEGER, page INTEGER);"
        "CREATE VIRTUAL TABLE fts USING fts5(title, text, tokenize='unicode61');"
        "INSERT INTO fts(fts, rank) VALUES('rank', 'bm25(3.0, 1.0)');");
  }
  ~Sqlite() override {
    for (sqlite3_stmt* statement : {find_, passage_}) sqlite3_finalize(statement);
  }
  std::string Name() const override { return "SQLite FTS5"; }

  void Load(const PagesCorpus& corpus) override {
    sqlite3_stmt *row = Prepare("INSERT INTO page VALUES(?,?,?)"),
                 *text = Prepare("INSERT INTO fts(rowid, title, text) VALUES(?,?,?)");
    Run("BEGIN");
    int64_t id = 0;
    const auto add = [&](size_t document, size_t page, const std::string& title, const std::string& body) {
      ++id;
      sqlite3_bind_int64(row, 1, id);
      sqlite3_bind_int64(row, 2, static_cast<int64_t>(document));
      sqlite3_bind_int64(row, 3, static_cast<int64_t>(page));
      sqlite3_bind_int64(text, 1, id);
      sqlite3_bind_text(text, 2, title.c_str(), -1, SQLITE_STATIC);
      sqlite3_bind_text(text, 3, body.c_str(), -1, SQLITE_STATIC);
      Step(row);
      Step(text);
    };
    for (size_t i = 0; i < corpus.documents(); ++i) {
      const PagedResource made = corpus.Make(i);
      add(i, 0, made.about.title, made.about.summary);
      for (size_t page = 0; page < made.pages.size(); ++page) add(i, page + 1, "", made.pages[page]);
      codes_.push_back(made.about.codes);
    }
    Run("COMMIT");
    sqlite3_finalize(row);
    sqlite3_finalize(text);
    Run("INSERT INTO fts(fts) VALUES('optimize'); PRAGMA wal_checkpoint(TRUNCATE);");
    find_ = Prepare(
        "SELECT f.rowid, f.rank, p.document, p.page FROM fts f CROSS JOIN page p ON p.id = f.rowid WHERE fts MATCH ?");
    passage_ = Prepare("SELECT snippet(fts, -1, '<b>', '</b>', '…', 45) FROM fts WHERE fts MATCH ? AND rowid = ?");
  }

  PagesAnswer Ask(const BenchQuery& query, bool) override {
    PagesAnswer answer;
    std::string match;
    for (const std::string& word : query.words) match += word + " ";
    if (!query.phrase.empty()) match += "\"" + query.phrase[0] + " " + query.phrase[1] + "\"";
    std::vector<int> facet_of_selected(kCodes, -1);
    uint32_t wanted = 0;
    for (size_t facet = 0; facet < kFacets; ++facet) {
      for (const uint32_t code : query.selected[facet]) facet_of_selected[code] = static_cast<int>(facet);
      if (!query.selected[facet].empty()) wanted |= 1u << facet;
    }
    // By document: the best row's rank, and that row where it is a page.
    struct Best {
      double rank = 1;
      int64_t page_row = 0;
      double page_rank = 1;
    };
    std::vector<Best> best(codes_.size());
    std::vector<uint32_t> found;
    sqlite3_bind_text(find_, 1, match.c_str(), -1, SQLITE_TRANSIENT);
    while (sqlite3_step(find_) == SQLITE_ROW) {
      const double rank = sqlite3_column_double(find_, 1);
      const auto document = static_cast<uint32_t>(sqlite3_column_int64(find_, 2));
      Best& one = best[document];
      if (one.rank > 0) found.push_back(document);
      one.rank = std::min(one.rank, rank);
      if (sqlite3_column_int64(find_, 3) == 0 || rank >= one.page_rank) continue;
      one.page_rank = rank;
      one.page_row = sqlite3_column_int64(find_, 0);
    }
    sqlite3_reset(find_);
    std::vector<std::pair<double, uint32_t>> kept;
    for (const uint32_t document : found) {
      uint32_t seen = 0;
      for (const uint16_t code : codes_[document]) {
        if (facet_of_selected[code] >= 0) seen |= 1u << facet_of_selected[code];
      }
      const uint32_t missing = wanted & ~seen;
      if (missing & (missing - 1)) continue;
      for (const uint16_t code : codes_[document]) {
        if (!missing || missing == 1u << FacetOfCode(code)) ++answer.counts[code];
      }
      if (missing) continue;
      ++answer.total;
      kept.emplace_back(best[document].rank, document);
    }
    const size_t shown = std::min<size_t>(20, kept.size());
    std::partial_sort(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(shown), kept.end());
    for (size_t i = 0; i < shown; ++i) {
      ++answer.hits;
      const int64_t row = best[kept[i].second].page_row;
      if (row == 0) continue;
      sqlite3_bind_text(passage_, 1, match.c_str(), -1, SQLITE_TRANSIENT);
      sqlite3_bind_int64(passage_, 2, row);
      answer.passages += sqlite3_step(passage_) == SQLITE_ROW && sqlite3_column_bytes(passage_, 0) > 0;
      sqlite3_reset(passage_);
    }
    return answer;
  }
  uint64_t Bytes() const override { return BytesOfFolder(); }

 private:
  sqlite3_stmt *find_ = nullptr, *passage_ = nullptr;
  std::vector<std::vector<uint16_t>> codes_;  // by document, in memory
};

}  // namespace

std::unique_ptr<PagesEngine> MakePagesSqlite(const std::string& folder) { return std::make_unique<Sqlite>(folder); }

}  // namespace concord::bench
