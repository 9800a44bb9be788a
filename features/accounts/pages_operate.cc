// Running the hub: work that waits or failed, and mail.
#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "base/mail/letter.h"
#include "features/accounts/pages_people.h"
#include "features/accounts/views_profile.h"

namespace concord::accounts {
namespace {

constexpr int kShown = 100;

}  // namespace

http::Response OperatePages::Jobs(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  if (!d_.runner) return d_.frame.ErrorPage(request, 503);
  const auto counts = d_.runner->Count();
  if (!counts) return ErrorFor(d_, request, counts.error());
  const auto failed = d_.runner->ListFailed(kShown);
  if (!failed) return ErrorFor(d_, request, failed.error());
  views::JobsPage view;
  view.notes = NotesFor(d_, request);
  view.waiting = speaker.Count("accounts.jobs.waiting", counts->waiting);
  view.running = speaker.Count("accounts.jobs.running", counts->running);
  view.failed = speaker.Count("accounts.jobs.failed", counts->failed);
  std::set<std::string> kinds;
  for (const auto& job : *failed) {
    if (kinds.insert(job.kind).second)
      view.kinds.push_back({job.kind, speaker.Say("accounts.jobs.retry", {{"kind", job.kind}})});
    view.jobs.push_back(
        {job.id, job.kind,
         speaker.Say("accounts.jobs.when", {{"date", i18n::FormatDate(speaker.language(), job.failed_at)}}),
         speaker.Count("accounts.jobs.attempts", job.attempts), text::Shorten(text::Clean(job.last_error), 500),
         speaker.Say("accounts.jobs.forget", {{"kind", job.kind}})});
  }
  return d_.frame.Page(request, MetaOf(speaker.Say("accounts.jobs.title"), "hub"),
                       views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response OperatePages::Retry(const http::Request& request) const {
  if (!d_.runner) return d_.frame.ErrorPage(request, 503);
  if (const auto count = d_.runner->RetryFailed(request.form.Get("kind")); !count)
    return ErrorFor(d_, request, count.error());
  d_.runner->Wake();
  return http::Response::SeeOther("/hub/jobs?done=retried");
}

http::Response OperatePages::Forget(const http::Request& request) const {
  if (!d_.runner) return d_.frame.ErrorPage(request, 503);
  if (auto status = d_.runner->ForgetFailed(request.form.Get("job")); !status)
    return ErrorFor(d_, request, status.error());
  return http::Response::SeeOther("/hub/jobs?done=forgotten");
}

http::Response OperatePages::Mail(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  views::MailPage view;
  view.notes = NotesFor(d_, request);
  view.on = d_.post && d_.post->enabled();
  view.no_address = view.on && d_.config.hub.base_url.empty();
  view.on_text =
      speaker.Say("accounts.hub_mail.on", {{"server", d_.config.mail.server}, {"from", d_.config.mail.from}});
  view.test_label = speaker.Say("accounts.hub_mail.test_button", {{"email", VisitOf(request).caller->email}});
  return d_.frame.Page(request, MetaOf(speaker.Say("accounts.hub_mail.title"), "hub"),
                       views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response OperatePages::TestMail(const http::Request& request) const {
  if (!d_.post || !d_.post->enabled()) return http::Response::SeeOther("/hub/mail");
  const Speaker speaker(d_.frame, request);
  const Caller& caller = *VisitOf(request).caller;
  const mail::Letter letter{.subject_key = "accounts.letter.test_subject",
                            .paragraph_keys = {"accounts.letter.test_text"},
                            .button_key = "",
                            .button_href = "",
                            .params = {{"hub", d_.frame.hub_name()}}};
  const auto message =
      mail::Write(letter, d_.frame.catalog(), {caller.email, caller.name, speaker.language()}, d_.frame.hub_name());
  const auto status = d_.accounts.deps().database.Write([&](db::Transaction& t) -> Status {
    d_.post->Enqueue(t, message);
    return {};
  });
  if (!status) return ErrorFor(d_, request, status.error());
  return http::Response::SeeOther("/hub/mail?done=test_sent");
}

}  // namespace concord::accounts
