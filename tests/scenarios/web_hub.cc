#include "tests/scenarios/web_hub.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "base/core/text.h"

namespace concord::scenarios {
namespace {

constexpr char kCatalog[] = R"({"format":"concord-catalog","version":1,
 "topics":[{"slug":"use-of-force","title":{"en":"Use of Force","es":"Uso de la fuerza"}},
           {"slug":"foot-patrol","title":{"en":"Foot Patrol","es":"Patrulla a pie"}}],
 "types":[{"slug":"report","title":{"en":"Report","es":"Informe"}},{"slug":"article","title":{"en":"Article","es":"Artículo"}}],
 "audiences":[{"slug":"officers","title":{"en":"Officers","es":"Agentes"}}],
 "modules":[{"slug":"trust","title":{"en":"Trust","es":"Confianza"},"lead":{"en":"Lead","es":"Entrada"},
   "overview":{"en":"One.\n\nTwo.","es":"Uno."},"topics":["foot-patrol"],"expectations":[{"en":"Walks","es":"Paseos"}]}],
 "sites":[{"slug":"knox","name":"Knox Police","place":"Knox","summary":{"en":"S","es":"S"},"modules":["trust"],"practices":[{"en":"walks","es":"paseos"}]}],
 "collections":[{"slug":"walking","title":{"en":"Walking","es":"Caminar"},"introduction":{"en":"Intro","es":"Introducción"},"resources":["walk"]}],
 "resources":[
  {"slug":"walk","title":"Foot patrol in violent places","summary":"A trial of foot patrol and its effect on trust.","year":2011,
   "types":["article"],"topics":["foot-patrol"],"languages":["en"],"authors":[{"family":"Ratcliffe","given":"Jerry"}],
   "url":"https://example.org/walk","doi":"10.1000/walk","container":"Criminology","access":"open",
   "facts":[{"field":"year","basis":"listing","source":"https://example.org/list"}]},
  {"slug":"force","title":"Reducing force <script>alert('x')</script>","summary":"\"Quotes\" & <b>tags</b> are text.","year":2020,
   "types":["report"],"topics":["use-of-force"],"languages":["en"],"publisher":"PERF"},
  {"slug":"paseo","title":"Patrullas y confianza","year":2022,"types":["report"],"topics":["foot-patrol"],"languages":["es"]},
  {"slug":"hidden","title":"A draft about patrol","status":"draft"}]})";

int Connect(int port) {
  const int socket_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{20, 0};
  setsockopt(socket_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(socket_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    close(socket_fd);
    throw std::runtime_error("cannot connect to the server under test");
  }
  return socket_fd;
}

template <typename T>
T MustHave(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().key + ": " + result.error().cause);
  return std::move(*result);
}

}  // namespace

std::string Answer::Header(const std::string& name) const {
  const std::string wanted = text::LowerAscii(name) + ":";
  for (const auto line : text::Split(head, '\n')) {
    if (text::LowerAscii(line.substr(0, wanted.size())) == wanted)
      return std::string(text::Trim(line.substr(wanted.size())));
  }
  return {};
}

WebHub::WebHub(const Options& options) {
  Config config;
  config.hub.demo = options.demo;
  config.hub.base_url = options.base_url;
  config.mail.server = options.mail_server;
  config.mail.from = "trust@example.org";
  config.mail.tls = "never";
  config.http.behind_tls = options.behind_tls;
  if (options.mails) {
    config.mail.server = "smtp://127.0.0.1:9";
    config.mail.from = "Hub <hub@example.org>";
  }
  config.http.header_seconds = options.header_seconds;
  config.http.body_seconds = options.body_seconds;
  config.http.idle_seconds = options.idle_seconds;
  config.accounts.password_mib = 1;  // hashing that is slow on purpose would make the tests so
  config.data_dir = folder_.File("data");
  config.log.level = "off";
  config.http.port = 0;
  hub_ = MustHave(app::OpenHub(config, app::Opening::kCreate));
  const auto report = MustHave(hub_->library->Import("c.json", kCatalog, std::nullopt, {}));
  if (!report.applied) throw std::runtime_error("the small catalog was not taken");
  searcher_ = MustHave(app::OpenSearcher(*hub_));
  site_ = MustHave(app::BuildSite(*hub_, *searcher_));
  server_ = std::make_unique<http::Server>(config.http, site_->ServerDeps(*hub_, {}));
  if (auto status = server_->Start(); !status)
    throw std::runtime_error(status.error().key + ": " + status.error().cause);
}

WebHub::~WebHub() { server_->Stop(); }

Answer WebHub::Get(const std::string& target, const std::string& extra) const {
  return Send("GET " + target + " HTTP/1.1\r\nHost: trust.example.org\r\n" + extra + "Connection: close\r\n\r\n");
}

Answer WebHub::Send(const std::string& raw) const {
  const int socket_fd = Connect(server_->port());
  for (std::string_view rest = raw; !rest.empty();) {
    const ssize_t sent = send(socket_fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) break;
    rest.remove_prefix(static_cast<size_t>(sent));
  }
  std::string received;
  char buffer[16384];
  for (ssize_t n; (n = recv(socket_fd, buffer, sizeof buffer, 0)) > 0;) received.append(buffer, static_cast<size_t>(n));
  close(socket_fd);
  Answer answer;
  const size_t end = received.find("\r\n\r\n");
  if (end == std::string::npos || received.size() < 12) return answer;
  answer.status = std::atoi(received.c_str() + 9);
  answer.head = received.substr(0, end);
  answer.body = received.substr(end + 4);
  return answer;
}

}  // namespace concord::scenarios
