#include "base/mail/post.h"

#include <nlohmann/json.hpp>

namespace concord::mail {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kContext = "mail.send";
// Pauses of 30 seconds, then double, at most an hour: about half a day until it is given up.
constexpr jobs::Policy kPolicy{
    .max_attempts = 20,
    .base_pause = std::chrono::seconds(15),
    .max_pause = std::chrono::hours(1),
    .lease = std::chrono::seconds(30)};  // kept while the work runs; a dead node is missed soon

std::string Write(const Message& m) {
  Json json = {
      {"address", m.to_address}, {"name", m.to_name}, {"subject", m.subject},   {"text", m.text},
      {"html", m.html},          {"id", m.id},        {"language", m.language}, {"unsubscribe", m.unsubscribe}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Message> Read(const std::string& text) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  auto field = [&](const char* name) {
    auto it = json.find(name);
    return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
  };
  return Message{field("address"), field("name"),     field("subject"), field("text"),
                 field("html"),    field("language"), field("id"),      field("unsubscribe")};
}

}  // namespace

void Post::Enqueue(db::Transaction& transaction, const Message& message) {
  if (!enabled()) return;
  std::string payload = Json{{"sealed", sealer_.Seal(Write(message), kContext, random_)}}.dump();
  jobs::Enqueue(transaction, kKind, payload, clock_, random_);
  if (runner_) transaction.AfterCommit([runner = runner_] { runner->Wake(); });
}

void Post::Handle(jobs::Runner& runner) {
  runner.Handle(std::string(kKind), kPolicy, [this](const jobs::Job& job) { return Work(job); });
}

Status Post::Work(const jobs::Job& job) const {
  Json json = Json::parse(job.payload, nullptr, false);
  auto sealed = json.is_object() ? json.find("sealed") : json.end();
  std::optional<std::string> plain;
  if (sealed != json.end() && sealed->is_string()) plain = sealer_.Open(sealed->get<std::string>(), kContext);
  std::optional<Message> message = plain ? Read(*plain) : std::nullopt;
  if (!message) return Fail(ErrorKind::kInvalid, "mail.sealed", {}, "does not open with this hub's key");
  // The same at each try: where a server took the mail and its answer was lost, the reader's program shows it once.
  if (message->id.empty()) message->id = job.id;
  return sender_.Send(*message);
}

}  // namespace concord::mail
