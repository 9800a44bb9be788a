// Settings, read once at start and passed by value or const reference. concord.toml is weakest, then the environment
// (CONCORD_HTTP_PORT for http.port, and so on), then flags. Every key has a default; an unknown key is an error.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/core/result.h"

namespace concord {

struct Config {
  struct Hub {
    std::string name = "Concord";
    std::string base_url;  // "https://trust.example.org"; empty: taken from the request's Host
    bool demo = false;     // demonstration people may be signed in as, by anyone; never on a hub that is used
    std::string key_file;  // 32 bytes that seal secrets in the database; empty: kept in the database itself
  } hub;
  struct Http {
    std::string listen = "127.0.0.1";
    int port = 8080;
    int io_threads = 0;  // 0: one for every two cores, at least one
    int workers = 0;     // 0: one for each core, at least two; also the size of the pool of readers
    int max_connections = 4096;
    int header_seconds = 10;  // from the first byte of a request to the end of its header
    int body_seconds = 60;
    int idle_seconds = 60;
    int drain_seconds = 8;
    int page_cache_mib = 64;                   // 0 turns the page cache off
    bool behind_tls = false;                   // a proxy before us speaks TLS: HSTS is sent, cookies are Secure
    std::vector<std::string> trusted_proxies;  // addresses or CIDR blocks whose X-Forwarded-* is believed
  } http;
  struct Accounts {
    int session_days = 14;           // a session ends then, however it was used
    int idle_hours = 24;             // and after so long without a request
    int password_mib = 64;           // memory that hashing one password takes (Argon2id)
    std::string breached_passwords;  // a sorted file of SHA-1 hashes of passwords that leaked; empty: not checked
  } accounts;
  struct Mail {
    std::string server;    // "smtp://mail.example.org:587" or "smtps://mail.example.org:465"; empty: no mail is sent
    std::string user;      // empty: no authentication
    std::string password;  // also from `password_file`
    std::string password_file;
    std::string from;            // "Riverbend <trust@example.org>"
    std::string tls = "always";  // "always", or "never" for a server on this machine
  } mail;
  struct Fetch {
    std::string
        contact;  // where those whose servers we ask may write to; empty: the address of mail.from or of the hub
    std::vector<std::string> allow_internal;  // hosts inside the network that may be asked, "archive.internal"
    std::string proxy;                        // "http://proxy.example:3128"; empty: none
  } fetch;
  struct Links {
    bool enabled = false;     // looks at the addresses of resources on other people's servers, in the background
    int days = 30;            // between two looks at an address that works
    int pause_seconds = 5;    // between two requests to the same host
    int parallel = 4;         // hosts at once
    int dead_after_days = 3;  // how long an address must have been gone before it counts as dead
  } links;
  struct Database {
    std::string url = "sqlite";  // "sqlite", or "postgresql://user@host/name"
  } database;
  struct Library {
    int document_mib = 100;  // the largest document that is taken
  } library;
  struct Selfreview {
    int files_mib = 500;  // of all files attached to one review's answers; 0: none can be attached
  } selfreview;
  struct LogSettings {
    std::string level = "info";  // debug, info, warn, error, off
    std::string file;            // empty: standard error
    bool access = true;
  } log;
  std::string data_dir = "var";
};

// `environment` looks a variable up and returns an empty string where it is not set.
// `flags` holds dotted keys ("http.port"). Errors: invalid, with the key and, for the file, the line.
Result<Config> LoadConfig(const std::string& toml_file,
                          const std::function<std::string(const std::string&)>& environment,
                          const std::map<std::string, std::string>& flags);

// Every key with its value, sorted, for `concord check` and the documentation.
std::vector<std::pair<std::string, std::string>> ListSettings(const Config& config);

}  // namespace concord
