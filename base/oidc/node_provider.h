// What provider_test.cc drives: a program of tests/oidc run by Node.js, and as much of a browser as a sign-in needs.
#pragma once
#include <curl/curl.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/core/text.h"
#include "base/oidc/url.h"

namespace concord::oidc {

inline bool HasNode() {
  const char* path = std::getenv("PATH");
  for (const auto folder : text::Split(path ? path : "", ':')) {
    if (access((std::string(folder) + "/node").c_str(), X_OK) == 0) return true;
  }
  return false;
}

// One of the programs of tests/oidc; it ends with this object, or, should the test be killed, with the test.
class NodeProgram {
 public:
  NodeProgram(const std::string& script, const nlohmann::json& options) {
    const std::string path = std::string(CONCORD_SOURCE_DIR) + "/tests/oidc/" + script, argument = options.dump();
    int to[2], from[2];
    EXPECT_EQ(pipe2(to, O_CLOEXEC) | pipe2(from, O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, from[1], STDOUT_FILENO);
    std::string name = "node", copy = path, options_copy = argument;
    char* arguments[] = {name.data(), copy.data(), options_copy.data(), nullptr};
    EXPECT_EQ(posix_spawnp(&pid_, "node", &actions, nullptr, arguments, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(to[0]);
    close(from[1]);
    stdin_ = to[1];
    stdout_ = from[0];  // stays open: the program goes on warning
    issuer_ = ReadIssuer(stdout_);
  }
  ~NodeProgram() {
    close(stdin_);
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
    close(stdout_);
  }
  NodeProgram(const NodeProgram&) = delete;
  NodeProgram& operator=(const NodeProgram&) = delete;

  const std::string& issuer() const { return issuer_; }  // empty: it did not start
  int port() const { return std::stoi(issuer_.substr(issuer_.rfind(':') + 1)); }

 private:
  // Of the line that says so; warnings may come before it.
  static std::string ReadIssuer(int descriptor) {
    std::string line;
    char c;
    while (read(descriptor, &c, 1) == 1) {
      if (c != '\n') {
        line += c;
        continue;
      }
      const auto said = nlohmann::json::parse(line, nullptr, false);
      if (said.is_object() && said.contains("issuer")) return said["issuer"];
      line.clear();
    }
    return {};
  }

  pid_t pid_ = -1;
  int stdin_ = -1, stdout_ = -1;
  std::string issuer_;
};

// Keeps cookies, goes where it is sent, fills in the provider's forms.
class Browser {
 public:
  Browser() : curl_(curl_easy_init(), curl_easy_cleanup) { curl_easy_setopt(curl_.get(), CURLOPT_COOKIEFILE, ""); }

  // From `location` until the provider sends it to `redirect_uri`: the query of that callback, decoded. Signs in as
  // `login` and consents, or, with an empty name, gives up at the first form.
  std::map<std::string, std::string> SignIn(std::string location, std::string_view redirect_uri,
                                            const std::string& login) {
    for (int step = 0; step < 20; ++step) {
      if (location.starts_with(redirect_uri)) return ReadQuery(location.substr(redirect_uri.size() + 1));
      std::string body = Load(location, nullptr);
      if (next_.empty()) {  // a page: one of the forms
        if (login.empty()) {
          Load(Between(body, "href=\"", "/abort\"") + "/abort", nullptr);
        } else {
          const bool sign_in = body.find("value=\"login\"") != body.npos;
          logins += sign_in ? 1 : 0;
          const std::string form = sign_in ? "prompt=login&password=any&login=" + EncodeUrl(login) : "prompt=consent";
          body = Load(Between(body, "action=\"", "\""), form.c_str());
        }
      }
      if (next_.empty()) {
        ADD_FAILURE() << "the provider led nowhere: " << body;
        return {};
      }
      location = next_;
    }
    ADD_FAILURE() << "the provider went round in circles";
    return {};
  }

  int logins = 0;  // how often a name and a password were asked for

 private:
  static std::string Between(const std::string& text, std::string_view before, std::string_view after) {
    const auto found = text.find(before);
    const auto end = found == text.npos ? text.npos : text.find(after, found + before.size());
    if (end == text.npos) return {};
    const auto start = text.rfind(before, end - 1) + before.size();
    return text.substr(start, end - start);
  }

  static std::map<std::string, std::string> ReadQuery(const std::string& query) {
    std::map<std::string, std::string> values;
    for (const auto part : text::Split(query, '&')) {
      const auto equals = part.find('=');
      int size = 0;
      const std::string raw(part.substr(equals + 1));
      char* decoded = curl_easy_unescape(nullptr, raw.data(), static_cast<int>(raw.size()), &size);
      values[std::string(part.substr(0, equals))].assign(decoded, static_cast<size_t>(size));
      curl_free(decoded);
    }
    return values;
  }

  // The body; next_ is where the answer sends it, empty: nowhere.
  std::string Load(const std::string& url, const char* form) {
    std::string body;
    CURL* curl = curl_.get();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 20L);
    if (form) {
      curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, form);
    } else {
      curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
    }
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Browser::Take);
    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) ADD_FAILURE() << url << ": " << curl_easy_strerror(code);
    char* next = nullptr;
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &next);
    next_ = next ? next : "";
    return body;
  }

  static size_t Take(char* bytes, size_t size, size_t count, void* body) {
    static_cast<std::string*>(body)->append(bytes, size * count);
    return size * count;
  }

  std::unique_ptr<CURL, void (*)(CURL*)> curl_;
  std::string next_;
};

}  // namespace concord::oidc
