// concord serve and routes.
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/notify.h"
#include "app/site.h"
#include "base/http/server.h"
#include "features/library/indexer.h"

namespace concord::app {
namespace {

// Blocks the signals that end the program in this thread and every thread made after it, to be waited for in one place.
sigset_t BlockEndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

std::string PoolMetrics(db::Database& database) {
  const auto state = database.pool_state();
  return "# TYPE concord_db_sessions gauge\nconcord_db_sessions " + std::to_string(state.size) +
         "\n# TYPE concord_db_sessions_in_use gauge\nconcord_db_sessions_in_use " + std::to_string(state.in_use) +
         "\n# TYPE concord_db_waiting gauge\nconcord_db_waiting " + std::to_string(state.waiting) + "\n";
}

// The index follows the tables from this process, or from the one that holds the index's lock, until it ends.
std::unique_ptr<library::Indexer> StartIndexer(Hub& hub) {
  auto indexer = library::Indexer::Await(*hub.library, hub.SearchFolder(), *hub.log);
  indexer->Follow([] {});
  hub.library->OnChange([follower = indexer.get()] { follower->Wake(); });
  return indexer;
}

// People whom anyone may sign in as must not stand in a hub that is used.
bool DemoIsMeant(Hub& hub) {
  if (hub.config.hub.demo) return true;
  const auto count = hub.accounts->CountDemo();
  if (!count) {
    Say(count.error());
    return false;
  }
  if (*count == 0) return true;
  Say({ErrorKind::kConflict,
       "serve.demo_people",
       {{"folder", hub.config.data_dir}, {"count", std::to_string(*count)}},
       ""});
  return false;
}

int Serve(Hub& hub, const sigset_t& signals) {
  auto searcher = OpenSearcher(hub);
  if (!searcher) {
    Say(searcher.error());
    return 1;
  }
  auto site = BuildSite(hub, **searcher);
  if (!site) {
    Say(site.error());
    return 1;
  }
  auto indexer = StartIndexer(hub);
  if (!DemoIsMeant(hub)) return 1;
  http::Server server(hub.config.http, (*site)->ServerDeps(hub, [&hub, &searcher](std::string& out) {
    out += PoolMetrics(*hub.database);
    out += "# TYPE concord_index_documents gauge\nconcord_index_documents " +
           std::to_string((*searcher)->DocumentCount()) + "\n";
  }));
  if (auto status = server.Start(); !status) {
    Say(status.error());
    return 1;
  }
  if (auto status = (*site)->library->digest().Schedule(); !status)
    hub.log->Error("the weekly digest could not be scheduled", {{"cause", status.error().cause}});
  if (auto scheduled = hub.links->Schedule(); !scheduled) Say(scheduled.error());
  hub.jobs->Start(2);
  (*site)->library->harvester().Start();
  hub.sweeper->Start();
  const auto& listen = hub.config.http.listen;
  const std::string host = listen.find(':') == std::string::npos ? listen : "[" + listen + "]";
  std::cout << InWords("serve.listening", {{"address", "http://" + host + ":" + std::to_string(server.port()) + "/"}})
            << std::endl;
  TellServiceManager("READY=1");
  int received = 0;
  while (sigwait(&signals, &received) == 0 && received == SIGHUP) {
  }
  TellServiceManager("STOPPING=1");
  server.Stop();
  hub.sender->Interrupt();  // a mail server that hangs does not hold the end up
  (*site)->library->harvester().Stop();
  hub.links->Interrupt();
  hub.jobs->Stop();
  hub.sweeper->Stop();
  indexer->Stop();
  std::cout << InWords("serve.stopped", {}) << std::endl;
  return 0;
}

}  // namespace

int RunServe(const Common& common) {
  const sigset_t signals = BlockEndSignals();
  auto hub = OpenOrSay(common, Opening::kCreate);
  if (!hub) return 1;
  return Serve(*hub, signals);
}

int RunRoutes(const Common& common) {
  auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  auto searcher = OpenSearcher(*hub);
  if (!searcher) {
    Say(searcher.error());
    return 1;
  }
  auto site = BuildSite(*hub, **searcher);
  if (!site) {
    Say(site.error());
    return 1;
  }
  auto out = nlohmann::ordered_json::array();
  for (const auto& route : (*site)->router.routes()) {
    if (common.json) {
      out.push_back({{"method", http::NameOf(route->method)}, {"path", route->pattern}, {"guard", route->guard.name}});
    } else {
      std::printf("%-7s %-44s %s\n", http::NameOf(route->method), route->pattern.c_str(), route->guard.name.c_str());
    }
  }
  if (common.json) std::cout << out.dump(2) << "\n";
  return 0;
}

}  // namespace concord::app
