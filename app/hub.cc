#include "app/hub.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "app/hub_key.h"
#include "app/parts.h"
#include "app/version.h"
#include "base/db/migrations.h"
#include "base/mail/message.h"
#include "content_embedded.h"
#include "features/library/indexer.h"
#include "features/library/lists/personal.h"
#include "features/library/news/digest.h"
#include "features/library/search_schema.h"
#include "features/selfreview/reviews/personal.h"
#include "migrations_embedded.h"

namespace concord::app {
namespace {

namespace fs = std::filesystem;

LogLevel LevelOf(const std::string& name) {
  if (name == "debug") return LogLevel::kDebug;
  if (name == "warn") return LogLevel::kWarn;
  if (name == "error") return LogLevel::kError;
  return name == "off" ? LogLevel::kOff : LogLevel::kInfo;
}

std::unexpected<Error> FolderError(const std::string& folder, int number) {
  const char* key = number == ENOSPC || number == EDQUOT ? "data.full" : "data.no_right";
  return Fail(ErrorKind::kUnavailable, key, {{"folder", folder}}, std::strerror(number));
}

// Proves that the folder can be written now, rather than at the first visitor's cost.
Status ProveWritable(const std::string& folder) {
  const std::string probe = folder + "/.concord-probe";
  const int file = open(probe.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return FolderError(folder, errno);
  const std::string block(4096, '\0');
  const bool wrote = write(file, block.data(), block.size()) == static_cast<ssize_t>(block.size()) && fsync(file) == 0;
  const int number = errno;
  close(file);
  unlink(probe.c_str());
  if (!wrote) return FolderError(folder, number);
  return {};
}

Status PrepareFolder(Hub& hub, Opening opening) {
  const std::string& folder = hub.config.data_dir;
  const bool postgres = hub.config.database.url != "sqlite";
  const bool present = fs::exists(folder + (postgres ? "" : "/concord.db"));
  if (!present && opening == Opening::kExisting)
    return Fail(ErrorKind::kNotFound, "data.missing", {{"folder", folder}});
  hub.created = !present;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return FolderError(folder, error.value());
  if (hub.created) chmod(folder.c_str(), 0750);
  return ProveWritable(folder);
}

// Who asks: so that whoever runs the server that is asked can write to somebody.
fetch::CurlOptions FetchOptions(const Config& config) {
  std::string contact = config.fetch.contact.empty() ? config.hub.base_url : config.fetch.contact;
  if (const auto from = mail::ParseMailbox(config.mail.from); contact.empty() && from) contact = from->address;
  return {.agent = fetch::AgentOf(kVersion, {config.hub.name, contact}),
          .allow_internal = config.fetch.allow_internal,
          .proxy = config.fetch.proxy};
}

// What the features need, and the features, in the order in which they need one another.
Status OpenFeatures(Hub& hub) {
  const Config& config = hub.config;
  auto key = LoadHubKey(*hub.database, config, hub.random);
  if (!key) return std::unexpected(key.error());
  hub.sealer = std::make_unique<crypto::Sealer>(std::move(*key));
  hub.hasher = std::make_unique<crypto::PasswordHasher>(
      crypto::PasswordCost{.memory_bytes = static_cast<size_t>(config.accounts.password_mib) << 20});
  if (!config.accounts.breached_passwords.empty()) {
    auto list = crypto::BreachedPasswords::Open(config.accounts.breached_passwords);
    if (!list) return std::unexpected(list.error());
    hub.breached = std::move(*list);
  }
  hub.sender = std::make_unique<mail::Sender>(config.mail, hub.clock, hub.random, *hub.log);
  hub.jobs = std::make_unique<jobs::Runner>(*hub.database, hub.clock, hub.random, *hub.log);
  hub.post = std::make_unique<mail::Post>(*hub.sender, *hub.sealer, hub.jobs.get(), hub.clock, hub.random);
  hub.post->Handle(*hub.jobs);
  hub.fetcher = std::make_unique<fetch::CurlFetcher>(FetchOptions(config));
  hub.library = std::make_unique<library::Library>(*hub.database, hub.clock, hub.random);
  hub.sweeper = std::make_unique<objects::Sweeper>(*hub.database, hub.clock, *hub.log);
  hub.documents = std::make_unique<library::documents::Keeper>(
      library::documents::Keeper::Deps{.library = *hub.library,
                                       .clock = hub.clock,
                                       .random = hub.random,
                                       .log = *hub.log,
                                       .most_bytes = static_cast<uint64_t>(config.library.document_mib) << 20,
                                       .folder = config.data_dir,
                                       .runner = hub.jobs.get(),
                                       .sweeper = hub.sweeper.get()});
  hub.documents->Handle(*hub.jobs);
  hub.lists = std::make_unique<library::lists::Lists>(*hub.library, hub.clock, hub.random);
  hub.links = std::make_unique<library::links::Links>(*hub.library, *hub.fetcher, config.links, hub.clock, hub.random,
                                                      *hub.log);
  hub.links->Handle(*hub.jobs);
  hub.communities = std::make_unique<communities::Communities>(*hub.database, hub.clock, hub.random);
  hub.accounts = std::make_unique<accounts::Accounts>(
      accounts::Accounts::Deps{*hub.database,
                               *hub.communities,
                               *hub.sealer,
                               *hub.hasher,
                               hub.breached.get(),
                               config,
                               hub.clock,
                               hub.random,
                               *hub.log,
                               {library::lists::PersonalLists(hub.clock), library::news::PersonalDigest(),
                                selfreview::PersonalAnswers(*hub.sealer)}});
  auto instruments = selfreview::Instruments::Load(content::Files(), hub.database.get());
  if (!instruments) return std::unexpected(instruments.error());
  hub.instruments = std::move(*instruments);
  return {};
}

}  // namespace

Hub::~Hub() {
  if (log_file >= 0) close(log_file);
}

Result<std::unique_ptr<Hub>> OpenHub(const Config& config, Opening opening) {
  auto hub = std::make_unique<Hub>();
  hub->config = config;
  int descriptor = STDERR_FILENO;
  if (!config.log.file.empty()) {
    hub->log_file = descriptor = open(config.log.file.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0640);
    if (descriptor < 0)
      return Fail(ErrorKind::kUnavailable, "data.no_right", {{"folder", config.log.file}}, std::strerror(errno));
  }
  hub->log = std::make_unique<Log>(hub->clock, descriptor, LevelOf(config.log.level));
  if (auto status = PrepareFolder(*hub, opening); !status) return std::unexpected(status.error());
  db::Options options;
  options.url = config.database.url;
  options.file = config.data_dir + "/concord.db";
  options.readers = config.http.workers > 0 ? config.http.workers : 4;
  auto database = db::Database::Open(options, *hub->log);
  if (!database) return std::unexpected(database.error());
  hub->database = std::move(*database);
  auto migrated = db::Migrate(*hub->database, migrations::Files(), hub->clock, *hub->log);
  if (!migrated) return std::unexpected(migrated.error());
  hub->linker = std::make_unique<journal::Linker>(*hub->database, hub->clock, *hub->log);
  if (auto status = OpenFeatures(*hub); !status) return std::unexpected(status.error());
  return hub;
}

Result<std::unique_ptr<i18n::Catalog>> LoadCatalog() {
  std::vector<embed::File> files;
  for (const auto source : EmbeddedParts()) {
    for (const auto& file : source) {
      if (file.path.ends_with(".toml")) files.push_back(file);
    }
  }
  return i18n::Catalog::Load(files, {{"en", "English"}, {"es", "Español"}});
}

Result<std::unique_ptr<search::Searcher>> OpenSearcherAsIs(const Hub& hub) {
  search::Searcher::Options options;
  for (const auto& file : content::Files()) {
    if (file.path == "synonyms.txt") options.synonyms = file.bytes;
  }
  // A hub's own list, where there is one, takes the place of ours.
  if (std::ifstream own(hub.config.data_dir + "/synonyms.txt"); own) {
    options.synonyms.assign(std::istreambuf_iterator<char>(own), {});
  }
  return search::Searcher::Open(hub.SearchFolder(), library::SearchSchema(), options);
}

namespace {

// Follows the tables, where no other process does.
Status CatchUp(Hub& hub) {
  auto indexer = library::Indexer::Open(*hub.library, hub.SearchFolder(), *hub.log);
  if (!indexer) return indexer.error().key == "search.locked" ? Status() : std::unexpected(indexer.error());
  auto applied = (*indexer)->CatchUp();
  return applied ? Status() : std::unexpected(applied.error());
}

}  // namespace

Result<std::unique_ptr<search::Searcher>> OpenSearcher(Hub& hub) {
  auto status = CatchUp(hub);
  if (!status && (status.error().key == "search.rebuild_needed" || status.error().key == "error.outbox_gone")) {
    // Damaged, made by another version, or of tables that a restore has replaced: it is derived, so it is simply made
    // again.
    hub.log->Warn("the search index is built afresh", {{"cause", status.error().cause}});
    if (auto built = library::Reindex(*hub.library, hub.SearchFolder(), [](int64_t) {}); !built)
      return std::unexpected(built.error());
    status = CatchUp(hub);
  }
  if (!status) return std::unexpected(status.error());
  return OpenSearcherAsIs(hub);
}

}  // namespace concord::app
