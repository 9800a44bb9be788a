#include "base/testing/fresh_database.h"

#include <sodium.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "base/core/text.h"
#include "base/db/migrations.h"
#include "base/testing/postgres.h"
#include "migrations_embedded.h"

namespace concord::testing {
namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

constexpr char kUrls[] = "CONCORD_TEST_POSTGRES";

// A server of ours alone: on a shared one another's open transaction holds back what our outbox shows. It is held by a
// connection that says nothing more, until the process ends.
std::string TakeServer() {
  static std::unique_ptr<Maintenance> holds;
  const std::string all = Environment(kUrls);
  while (true) {
    for (const std::string_view word : text::Split(all, ' ')) {
      if (word.empty()) continue;
      const std::string url(word);
      auto server = std::make_unique<Maintenance>(url);
      server->Run("SELECT pg_try_advisory_lock(7702)");
      if (server->first() != "t") continue;
      holds = std::move(server);
      return url;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

const std::string& ServerUrl() {
  static const std::string url = TakeServer();
  return url;
}

// The server's URL with another database name.
std::string UrlOf(const std::string& name) {
  std::string url = ServerUrl();
  size_t host = url.find("//");
  size_t slash = host == std::string::npos ? host : url.find('/', host + 2);
  if (slash == std::string::npos) throw std::runtime_error("CONCORD_TEST_POSTGRES names no database: " + url);
  size_t end = std::min(url.find('?', slash), url.size());
  return url.replace(slash + 1, end - slash - 1, name);
}

std::unique_ptr<db::Database> OpenOrThrow(const db::Options& options, Log& log) {
  auto database = db::Database::Open(options, log);
  if (!database) throw std::runtime_error(database.error().cause);
  return std::move(*database);
}

void MigrateOrThrow(db::Database& database, World& world) {
  auto report = db::Migrate(database, migrations::Files(), world.clock, world.log);
  if (!report) throw std::runtime_error(report.error().cause);
}

// So that an edited migration gets a template of its own.
std::string TemplateName() {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 8);
  for (const embed::File& file : migrations::Files()) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(file.path.data()), file.path.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(file.bytes.data()), file.bytes.size());
  }
  std::array<unsigned char, 8> hash;
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::array<char, 17> hex;
  return std::string("concord_template_") + sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

std::string RandomName() {
  SystemRandom random;
  return "concord_test_" + std::to_string(getpid()) + "_" + std::to_string(random.Next64());
}

std::string CreateEmpty(const std::string& name) {
  return "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'";
}

// Migrated once for each state of the migrations, then copied for each test. It is made under another name and renamed
// when it is ready: a test that was killed half way leaves no half template.
std::string ReadyTemplate() {
  std::string name = TemplateName();
  Maintenance server(ServerUrl());
  server.Run("SELECT pg_advisory_lock(7701)");  // until the connection ends
  if (server.Run("SELECT 1 FROM pg_database WHERE datname = '" + name + "'") > 0) return name;
  std::string draft = RandomName();
  server.Run(CreateEmpty(draft));
  {
    World world;
    auto database = OpenOrThrow({.url = UrlOf(draft), .readers = 1}, world.log);
    MigrateOrThrow(*database, world);
  }
  server.Run("ALTER DATABASE " + draft + " RENAME TO " + name);
  return name;
}

}  // namespace

std::vector<Engine> Engines() { return {Engine::kSqlite, Engine::kPostgres}; }

bool MustHavePostgres() { return Environment("CONCORD_TEST_REQUIRE_POSTGRES") == "1"; }

std::string WhyMissing(Engine engine) {
  if (engine == Engine::kSqlite || !Environment(kUrls).empty()) return "";
  return "no PostgreSQL to test on: CONCORD_TEST_POSTGRES is not set (tools/test_postgres.sh start DIR prints a URL)";
}

void OnServer(const std::string& sql) { Maintenance(ServerUrl()).Run(sql); }

FreshDatabase::FreshDatabase(Engine engine, Contents contents, db::Options options) : options_(std::move(options)) {
  if (std::string why = WhyMissing(engine); !why.empty()) throw std::runtime_error(why);
  if (engine == Engine::kSqlite) {
    folder_.emplace();
    options_.url = "sqlite";
    options_.file = folder_->File("concord.db");
    database_ = OpenOrThrow(options_, world_.log);
    if (contents == Contents::kMigrated) MigrateOrThrow(*database_, world_);
    return;
  }
  name_ = RandomName();
  options_.url = UrlOf(name_);
  OnServer(contents == Contents::kMigrated ? "CREATE DATABASE " + name_ + " TEMPLATE " + ReadyTemplate()
                                           : CreateEmpty(name_));
  database_ = OpenOrThrow(options_, world_.log);
}

FreshDatabase::~FreshDatabase() {
  database_.reset();
  if (name_.empty()) return;
  try {
    OnServer("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
  } catch (const std::exception& e) {
    std::fprintf(stderr, "the database %s stays behind: %s\n", name_.c_str(), e.what());
  }
}

std::unique_ptr<db::Database> FreshDatabase::OpenAgain() { return OpenOrThrow(options_, world_.log); }

}  // namespace concord::testing
