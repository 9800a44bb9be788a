// Hands mail to a server by SMTP (libcurl), one connection a message. Safe from any thread; blocks for as long as the
// server takes, within the limits. Unless the setting mail.tls is "never", nothing is said before TLS stands and the
// server's certificate is verified. Addresses, texts and passwords never reach the log.
#pragma once
#include <atomic>
#include <string>

#include "base/core/clock.h"
#include "base/core/config.h"
#include "base/core/log.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/mail/message.h"

namespace concord::mail {

struct SenderOptions {
  milliseconds connect_limit{10000};
  milliseconds whole_limit{60000};
  std::string authorities;  // a PEM file of certificates to trust; empty: the system's
};

class Sender {
 public:
  // Reads password_file. What is wrong with the settings is told by Send and Probe.
  Sender(const Config::Mail& settings, const Clock& clock, Random& random, Log& log, SenderOptions options = {});

  // A server is set. Where none is, screens offer what the mail would have held (a link to copy).
  bool enabled() const { return !settings_.server.empty(); }
  const Mailbox& from() const { return from_; }

  // Errors. Worth trying again, unavailable: "mail.disabled", "mail.settings.*", "mail.unreachable", "mail.tls",
  // "mail.auth", "mail.refused" {why} (4xx; or the server does not take mail from this hub at all). For good, invalid:
  // "mail.address" (no address by IsMailAddress), "mail.refused" {why} (5xx to this recipient or this message).
  // `why` is what the server said, without the recipient's address.
  Status Send(const Message& message) const;
  // Connects, greets, starts TLS, signs in, and sends nothing: for `concord doctor`. Errors: the unavailable ones
  // above.
  Status Probe() const;
  // Ends what is under way within about a second, and all that comes, as "mail.unreachable": before jobs::Runner::Stop,
  // so that a server that hangs does not hold up a shutdown.
  void Interrupt() { interrupted_ = true; }

 private:
  class Conversation;
  Status Prepare();

  Config::Mail settings_;
  Mailbox from_;
  Status ready_;  // what is wrong with the settings
  const Clock& clock_;
  Random& random_;
  Log& log_;
  SenderOptions options_;
  std::atomic<bool> interrupted_ = false;
};

}  // namespace concord::mail
