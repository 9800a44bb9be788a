// Mail by way of the jobs queue: what a transaction says is sent when it has committed, by any node, and again while
// the server is away. It waits sealed with the hub's key, because a link to reset a password is a secret until it is
// used. Safe from any thread.
#pragma once
#include <string_view>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/crypto/seal.h"
#include "base/db/database.h"
#include "base/jobs/queue.h"
#include "base/mail/message.h"
#include "base/mail/sender.h"

namespace concord::mail {

class Post {
 public:
  static constexpr std::string_view kKind = "mail.send";

  // `runner` is woken when mail was put in; nullptr: it waits for somebody's next look. All must outlive the Post.
  Post(const Sender& sender, const crypto::Sealer& sealer, jobs::Runner* runner, const Clock& clock, Random& random)
      : sender_(sender), sealer_(sealer), runner_(runner), clock_(clock), random_(random) {}

  bool enabled() const { return sender_.enabled(); }

  // Puts the message in; it is sent only where `transaction` commits. Without a mail server this does nothing: ask
  // enabled() first and show on the page what the mail would have said. Throws DatabaseError as jobs::Enqueue does:
  // texts together may have about 45,000 bytes.
  void Enqueue(db::Transaction& transaction, const Message& message);

  // Registers the work, before runner.Start. Tried for about half a day. An address that the server refuses for good is
  // not tried again: the job stays as failed (jobs::Runner::ListFailed).
  void Handle(jobs::Runner& runner);

 private:
  Status Work(const jobs::Job& job) const;

  const Sender& sender_;
  const crypto::Sealer& sealer_;
  jobs::Runner* runner_;
  const Clock& clock_;
  Random& random_;
};

}  // namespace concord::mail
