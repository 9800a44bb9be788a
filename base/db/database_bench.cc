// What one read and one write cost through Database, on each engine (PostgreSQL where CONCORD_TEST_POSTGRES is set).
#include <benchmark/benchmark.h>

#include "base/db/database.h"
#include "base/testing/fresh_database.h"

namespace concord::db {
namespace {

using testing::Engine;

std::unique_ptr<testing::FreshDatabase> Filled(benchmark::State& state, Engine engine) {
  if (std::string why = testing::WhyMissing(engine); !why.empty()) {
    state.SkipWithError(why.c_str());
    return nullptr;
  }
  auto fresh = std::make_unique<testing::FreshDatabase>(engine, testing::Contents::kEmpty);
  auto status = (*fresh)->Write([](Transaction& t) -> Status {
    t.Execute("CREATE TABLE item (id TEXT PRIMARY KEY, title TEXT NOT NULL, summary TEXT, at BIGINT NOT NULL)");
    for (int i = 0; i < 10000; ++i) {
      t.Execute("INSERT INTO item VALUES (:id, :title, :summary, :at)", std::to_string(i),
                "A title of the usual length", std::string(400, 's'), i);
    }
    return {};
  });
  if (!status) state.SkipWithError(status.error().cause.c_str());
  return fresh;
}

void ReadOneRow(benchmark::State& state, Engine engine) {
  auto fresh = Filled(state, engine);
  int i = 0;
  for (auto _ : state) {
    i = (i + 7919) % 10000;
    auto row = (**fresh).Read([&](Session& s) -> Result<Row> {
      return s.One("SELECT id, title, summary, at FROM item WHERE id = :id", std::to_string(i)).value();
    });
    if (!row) state.SkipWithError(row.error().cause.c_str());
  }
}
BENCHMARK_CAPTURE(ReadOneRow, sqlite, Engine::kSqlite);
BENCHMARK_CAPTURE(ReadOneRow, postgres, Engine::kPostgres);

void ReadTenRowsOneByOne(benchmark::State& state, Engine engine) {
  auto fresh = Filled(state, engine);
  for (auto _ : state) {
    auto rows = (**fresh).Read([&](Session& s) -> Status {
      for (int i = 0; i < 10; ++i) {
        benchmark::DoNotOptimize(s.One("SELECT id, title, summary, at FROM item WHERE id = :id", std::to_string(i)));
      }
      return {};
    });
    if (!rows) state.SkipWithError(rows.error().cause.c_str());
  }
}
BENCHMARK_CAPTURE(ReadTenRowsOneByOne, sqlite, Engine::kSqlite);
BENCHMARK_CAPTURE(ReadTenRowsOneByOne, postgres, Engine::kPostgres);

void ReadAllRows(benchmark::State& state, Engine engine) {
  auto fresh = Filled(state, engine);
  for (auto _ : state) {
    auto rows =
        (**fresh).Read([&](Session& s) -> Result<Rows> { return s.Query("SELECT id, title, summary, at FROM item"); });
    if (!rows) state.SkipWithError(rows.error().cause.c_str());
  }
  state.SetItemsProcessed(state.iterations() * 10000);
}
BENCHMARK_CAPTURE(ReadAllRows, sqlite, Engine::kSqlite)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ReadAllRows, postgres, Engine::kPostgres)->Unit(benchmark::kMillisecond);

void WriteOneRow(benchmark::State& state, Engine engine) {
  auto fresh = Filled(state, engine);
  int i = 10000;
  for (auto _ : state) {
    auto status = (**fresh).Write([&](Transaction& t) -> Status {
      t.Execute("INSERT INTO item VALUES (:id, :title, NULL, :at)", std::to_string(++i), "A title", i);
      return {};
    });
    if (!status) state.SkipWithError(status.error().cause.c_str());
  }
}
BENCHMARK_CAPTURE(WriteOneRow, sqlite, Engine::kSqlite);
BENCHMARK_CAPTURE(WriteOneRow, postgres, Engine::kPostgres);

void WriteRowsInOneTransaction(benchmark::State& state, Engine engine) {
  auto fresh = Filled(state, engine);
  int i = 10000;
  for (auto _ : state) {
    auto status = (**fresh).Write([&](Transaction& t) -> Status {
      for (int n = 0; n < 1000; ++n) {
        t.Execute("INSERT INTO item VALUES (:id, :title, :summary, :at)", std::to_string(++i), "A title",
                  std::string(400, 's'), i);
      }
      return {};
    });
    if (!status) state.SkipWithError(status.error().cause.c_str());
  }
  state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK_CAPTURE(WriteRowsInOneTransaction, sqlite, Engine::kSqlite)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteRowsInOneTransaction, postgres, Engine::kPostgres)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace concord::db
