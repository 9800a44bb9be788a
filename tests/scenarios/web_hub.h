// A whole hub on a free port with a small catalog, and a plain HTTP client for it: what scenario tests share.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/site.h"
#include "base/http/server.h"
#include "base/testing/temp_dir.h"

namespace concord::scenarios {

struct Answer {
  int status = 0;
  std::string head, body;
  std::string Header(const std::string& name) const;  // empty where there is none
};

class WebHub {
 public:
  struct Options {
    bool demo = false;        // people of a demonstration may be signed in as
    bool behind_tls = false;  // as if a proxy before it spoke TLS
    std::string base_url;
    bool mails = false;       // letters are written, and lie with the jobs: nobody takes them to a server
    std::string mail_server;  // "smtp://127.0.0.1:2525"; empty: none
    int header_seconds = 10, body_seconds = 60, idle_seconds = 60;
  };
  WebHub() : WebHub(Options{}) {}
  explicit WebHub(const Options& options);  // throws std::runtime_error where it cannot start
  ~WebHub();

  // `extra`: header lines, each ending in CRLF. One request a connection.
  Answer Get(const std::string& target, const std::string& extra = {}) const;
  Answer Send(const std::string& raw) const;  // bytes as they are; reads until the server closes
  app::Hub& hub() { return *hub_; }
  const app::Site& site() const { return *site_; }
  int port() const { return server_->port(); }

 private:
  testing::TempDir folder_;
  std::unique_ptr<app::Hub> hub_;
  std::unique_ptr<search::Searcher> searcher_;
  std::unique_ptr<app::Site> site_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace concord::scenarios
