// The composition root: opens what a command needs and hands it on. Everything lives as long as the Hub.
#pragma once
#include <memory>
#include <string>

#include "base/core/clock.h"
#include "base/core/config.h"
#include "base/core/log.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/db/database.h"
#include "base/fetch/fetch.h"
#include "base/i18n/catalog.h"
#include "base/jobs/queue.h"
#include "base/journal/linker.h"
#include "base/mail/post.h"
#include "base/objects/sweep.h"
#include "base/search/index.h"
#include "features/accounts/accounts.h"
#include "features/communities/communities.h"
#include "features/library/library.h"
#include "features/library/links/links.h"
#include "features/library/lists/lists.h"
#include "features/library/reading/keeper.h"
#include "features/selfreview/instruments/instruments.h"

namespace concord::app {

struct Hub {
  Config config;
  SystemClock clock;
  SystemRandom random;
  std::unique_ptr<Log> log;
  std::unique_ptr<db::Database> database;
  std::unique_ptr<journal::Linker> linker;  // ends before the database does, with every entry in its chain
  std::unique_ptr<crypto::Sealer> sealer;   // with the hub's key
  std::unique_ptr<crypto::PasswordHasher> hasher;
  std::unique_ptr<crypto::BreachedPasswords> breached;  // nullptr: no list was given
  std::unique_ptr<mail::Sender> sender;
  std::unique_ptr<jobs::Runner> jobs;  // started by `serve` alone
  std::unique_ptr<mail::Post> post;
  std::unique_ptr<objects::Sweeper> sweeper;  // started by `serve` alone, as jobs
  std::unique_ptr<library::Library> library;
  std::unique_ptr<library::documents::Keeper> documents;
  std::unique_ptr<library::lists::Lists> lists;
  std::unique_ptr<fetch::Fetcher> fetcher;  // of other people's servers
  std::unique_ptr<library::links::Links> links;
  std::unique_ptr<communities::Communities> communities;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<selfreview::Instruments> instruments;
  bool created = false;  // this call made the data folder

  std::string SearchFolder() const { return config.data_dir + "/search"; }
  ~Hub();
  int log_file = -1;
};

enum class Opening {
  kExisting,  // the data folder must hold a hub already
  kCreate,    // make one where there is none
};

// Creates or checks the data folder, opens the database and brings its schema up to date.
// Errors: unavailable with keys "data.missing", "data.no_right", "data.full"; what Database::Open and Migrate give.
Result<std::unique_ptr<Hub>> OpenHub(const Config& config, Opening opening);

// Every feature's messages.
Result<std::unique_ptr<i18n::Catalog>> LoadCatalog();

// Brings the index up to the tables where this process may write it (a running server does it otherwise), and opens it.
Result<std::unique_ptr<search::Searcher>> OpenSearcher(Hub& hub);
Result<std::unique_ptr<search::Searcher>> OpenSearcherAsIs(const Hub& hub);

}  // namespace concord::app
