#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "app/command.h"
#include "app/doctor.h"
#include "base/crypto/breached.h"
#include "base/mail/sender.h"

namespace concord::app {
namespace {

bool IsLoopback(const std::string& host) {
  return host == "localhost" || host.starts_with("localhost:") || host.starts_with("127.") || host == "::1" ||
         host.starts_with("[::1]");
}

std::string HostOf(const std::string& url) {
  const size_t at = url.find("://");
  if (at == std::string::npos) return url;
  return url.substr(at + 3, url.find('/', at + 3) - at - 3);
}

Finding ExamineAddress(const Config& config) {
  const std::string& url = config.hub.base_url;
  if (url.empty())
    return Do("address", "set hub.base_url to the address at which people reach the hub; links in mail need it");
  if (!url.starts_with("https://") && !IsLoopback(HostOf(url)))
    return Do("address", url + " is not encrypted; serve it by https (docs/operator/tls.md) and change hub.base_url");
  return Ok("address", url);
}

Finding ExamineProxy(const Config& config) {
  const bool https = config.hub.base_url.starts_with("https://");
  if (https && !config.http.behind_tls)
    return Do("proxy", "set http.behind_tls = true: the address is https, so a proxy speaks TLS before the server");
  if (config.http.behind_tls && config.http.trusted_proxies.empty())
    return Do("proxy",
              "set http.trusted_proxies to the proxy's address; without it every visitor seems to come from the proxy");
  if (!config.http.behind_tls && !IsLoopback(config.http.listen))
    return Do("proxy", "http.listen = " + config.http.listen +
                           " lets other machines in without TLS; listen on 127.0.0.1 behind a proxy");
  return Ok("proxy", config.http.behind_tls ? "TLS before the server" : "none; only this machine can reach the server");
}

// A password in a connection's address: scheme://user:password@host, or ?password=.
bool HoldsPassword(const std::string& url) {
  if (url.find("password=") != std::string::npos) return true;
  const size_t begin = url.find("://"), at = url.find('@');
  return begin != std::string::npos && at != std::string::npos && url.substr(begin + 3, at - begin - 3).contains(':');
}

// Others than the owner and its group may read it.
bool OthersMayRead(const std::string& file) {
  struct stat about {};
  return stat(file.c_str(), &about) == 0 && (about.st_mode & 0004);
}

}  // namespace

std::vector<Finding> ExamineSettings(const Config& config) {
  std::vector<Finding> findings{ExamineAddress(config), ExamineProxy(config)};
  findings.push_back(config.hub.demo
                         ? Do("demo", "hub.demo is on: anyone may sign in as its people; take it out of a hub in use")
                         : Ok("demo", "off"));
  return findings;
}

Finding ExamineSecrets(const Config& config, const std::string& settings_file) {
  const std::string& password_file = config.mail.password_file;
  if (!password_file.empty() && access(password_file.c_str(), R_OK) != 0)
    return Do("secrets", "mail.password_file names " + password_file + ", which cannot be read");
  if (!password_file.empty() && OthersMayRead(password_file))
    return Do("secrets", "everyone on this machine can read " + password_file + "; run: chmod o-rwx " + password_file);
  const bool secret = !config.mail.password.empty() || HoldsPassword(config.database.url);
  if (secret && OthersMayRead(settings_file))
    return Do("secrets", "everyone on this machine can read the password in " + settings_file + "; run: chmod o-rwx " +
                             settings_file);
  return Ok("secrets", secret || !password_file.empty() ? "for Concord alone" : "none in the settings");
}

Finding ExamineKey(const Config& config) {
  const std::string& file = config.hub.key_file;
  if (file.empty()) return Ok("key", "in the database, and so in every backup");
  struct stat about {};
  if (stat(file.c_str(), &about) != 0 || access(file.c_str(), R_OK) != 0)
    return Do("key", file +
                         " cannot be read; without it nobody's second factor works: put it back from where you keep "
                         "it, readable for Concord's user");
  // root:concord 0640 is as good as concord 0600.
  const unsigned allowed = about.st_uid == 0 && geteuid() != 0 ? 0640 : 0600;
  if (about.st_mode & 0777 & ~allowed)
    return Do("key", "others than Concord can read or change " + file + "; run: chmod 600 " + file);
  if (about.st_size < 32) return Do("key", file + " is too short to be a key of 32 bytes; put the right one back");
  return Ok("key", file + "; no backup holds it, so keep a copy elsewhere");
}

Finding ExamineBreachedPasswords(const Config& config) {
  const std::string& file = config.accounts.breached_passwords;
  if (file.empty()) return Ok("leaked passwords", "no list is set");
  const auto list = crypto::BreachedPasswords::Open(file);
  if (!list) return Do("leaked passwords", ErrorInWords(list.error()));
  return Ok("leaked passwords", file);
}

Finding ExamineMail(const Config& config, const Clock& clock, Random& random, Log& log) {
  const mail::Sender sender(config.mail, clock, random, log);
  if (!sender.enabled()) return Ok("mail", "no server is set; links are copied by hand");
  const auto status = sender.Probe();
  if (!status) return Do("mail", config.mail.server + ": " + ErrorInWords(status.error()));
  return Ok("mail", config.mail.server + " answers");
}

}  // namespace concord::app
