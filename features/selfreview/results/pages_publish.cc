// What of a review everyone may read: nothing, all of it, or some items.
#include "features/selfreview/results/pages.h"
#include "features/selfreview/results/views.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::results {

struct PublishPages::Chosen {
  Published published = Published::kNone;
  std::set<std::string> items;
  bool saved = false;
  std::string error;
  std::string field = "item-1";  // that the error is about
};

http::Response PublishPages::Form(const http::Request& request) const {
  const auto opened = Open(d_, request);
  if (!opened) return ErrorFor(d_, request, opened.error());
  return Page(request, *opened,
              {opened->review.published, opened->review.published_items, request.query.Get("done") == "1", ""});
}

http::Response PublishPages::Save(const http::Request& request) const {
  const auto opened = Open(d_, request);
  if (!opened) return ErrorFor(d_, request, opened.error());
  const Words words(d_.frame, request);
  const auto named = PublishedNamed(request.form.Get("published"));
  Chosen chosen{.published = named.value_or(opened->review.published)};
  for (const auto item : request.form.All("item")) {
    if (opened->instrument->instrument.Find(item)) chosen.items.insert(std::string(item));
  }
  if (!named) {
    chosen.field = "published-none";
    chosen.error = words.Say("selfreview.results.publish_choose");
    return Page(request, *opened, chosen);
  }
  if (*named == Published::kItems && chosen.items.empty()) {
    chosen.error = words.Say("selfreview.results.publish_nothing");
    return Page(request, *opened, chosen);
  }
  if (chosen.published != Published::kItems) chosen.items.clear();
  const auto status =
      d_.reviews.Publish(opened->review, chosen.published, chosen.items, accounts::VisitOf(request).Actor());
  if (!status) return ErrorFor(d_, request, status.error());
  return http::Response::SeeOther(opened->base + "/results/publish?done=1");
}

http::Response PublishPages::Page(const http::Request& request, const Opened& opened, const Chosen& chosen) const {
  const Words words(d_.frame, request);
  const Instrument& instrument = opened.instrument->instrument;
  const Texts& texts = instrument.In(words.language());
  views::PublishPage view;
  view.title = words.Say("selfreview.results.publish_title");
  view.back = {opened.base + "/results", opened.review.TitleIn(words.language())};
  view.action = opened.base + "/results/publish";
  view.seen_href = opened.base + "/results?as=public";
  view.csrf = d_.frame.FormToken(request);
  if (chosen.saved) view.done = words.Say("selfreview.results.publish_done");
  for (const Published one : {Published::kNone, Published::kWhole, Published::kItems}) {
    const std::string name(NameOf(one));
    view.choices.push_back({name, words.Say("selfreview.results.publish." + name), one == chosen.published});
  }
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    const std::string& id = instrument.items[i].id;
    view.items.push_back({id, std::to_string(i + 1) + ". " + texts.items[i].statement, chosen.items.contains(id)});
  }
  if (!chosen.error.empty()) view.errors.push_back({chosen.field, chosen.error});
  html::PageMeta meta;
  meta.title = view.title;
  meta.section = "self-review";
  meta.no_index = true;
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), words.language(), view),
                       chosen.error.empty() ? 200 : 422);
}

}  // namespace concord::selfreview::results
