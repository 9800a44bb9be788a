#include <algorithm>

#include "features/selfreview/answering/files.h"
#include "features/selfreview/remarks/remarks.h"
#include "features/selfreview/remarks/views.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::remarks {
namespace {

http::Response ErrorFor(const Deps& deps, const http::Request& request, const Error& error) {
  if (error.kind == ErrorKind::kNotFound) return deps.frame.ErrorPage(request, 404);
  deps.log.Error("remarks could not be shown", {{"path", request.path}, {"cause", error.cause}});
  return deps.frame.ErrorPage(request, error.kind == ErrorKind::kUnavailable ? 503 : 500);
}

// Behind the guard, who asks leads reviews there. Errors: not_found, also where it is not closed.
Result<Review> ClosedReview(const Deps& deps, const http::Request& request) {
  auto review = deps.reviews.Find(accounts::VisitOf(request).place->id, request.params.Get("review"));
  if (review && review->state != ReviewState::kClosed) return Fail(ErrorKind::kNotFound, "error.not_found");
  return review;
}

views::Remark RemarkOf(const Words& words, const std::string& base, const Remark& remark) {
  views::Remark view{ParagraphsOf(remark.comment), remark.evidence, {}};
  for (size_t i = 0; i < remark.files.size(); ++i) {
    view.files.push_back({base + "/remarks/" + remark.files[i].id,
                          answering::FileInWords(words, static_cast<int64_t>(i + 1), remark.files[i])});
  }
  return view;
}

http::Response Show(const Deps& deps, const http::Request& request) {
  const auto review = ClosedReview(deps, request);
  if (!review) return ErrorFor(deps, request, review.error());
  const KeptPtr kept = deps.reviews.InstrumentOf(*review);
  const auto remarks = deps.reviews.RemarksOf(*review);
  if (!kept || !remarks)
    return ErrorFor(deps, request, remarks ? Error{ErrorKind::kNotFound, {}, {}, {}} : remarks.error());
  const Words words(deps.frame, request);
  const std::string base = "/c/" + accounts::VisitOf(request).place->slug + "/self-review/" + review->slug;
  const Instrument& instrument = kept->instrument;
  const Texts& texts = instrument.In(words.language());
  views::Page view;
  view.back_href = base + "/desk";
  view.back = review->TitleIn(words.language());
  view.title = words.Say("reviews.remarks.title");
  view.lead = words.Say("reviews.remarks.lead", {{"count", words.Number(review->about.smallest_inside)}});
  view.few = words.Say("reviews.remarks.empty", {{"count", words.Number(review->about.smallest_inside)}});
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    views::Question question{
        instrument.items[i].id, words.Number(static_cast<int64_t>(i + 1)), texts.items[i].statement, {}};
    for (const Remark& remark : *remarks) {
      if (remark.item == question.id) question.remarks.push_back(RemarkOf(words, base, remark));
    }
    if (!question.remarks.empty()) view.questions.push_back(std::move(question));
  }
  html::PageMeta meta;
  meta.title = view.title + " · " + view.back;
  meta.section = "self-review";
  meta.no_index = true;
  auto response = deps.frame.Page(request, meta, views::Render(deps.frame.templates(), words.language(), view));
  response.Header("Cache-Control", "private, no-store").Header("Referrer-Policy", "no-referrer");
  return response;
}

http::Response Give(const Deps& deps, const http::Request& request) {
  const auto review = ClosedReview(deps, request);
  if (!review) return ErrorFor(deps, request, review.error());
  const auto kept = deps.evidence.FindRemarks(*review, request.params.Get("upload"));
  if (!kept) return ErrorFor(deps, request, kept.error());
  return answering::GiveFile(deps.evidence.database(), *kept, 1);
}

}  // namespace

void BindRemarks(http::Router& r, const Deps& d) {
  using http::Request;
  const auto leads = d.guards.May(accounts::Action::kSelfreviewManage);
  const std::string at = "/c/:community/self-review/:review/remarks";
  r.Get(at, leads, [=](const Request& q) { return Show(d, q); });
  r.Get(at + "/:upload", leads, [=](const Request& q) { return Give(d, q); });
}

std::set<std::string> TemplateNames() { return {"selfreview/remarks/remarks.tpl"}; }

}  // namespace concord::selfreview::remarks
