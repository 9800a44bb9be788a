#include "features/selfreview/reading/pages.h"

#include <algorithm>
#include <charconv>

#include "features/selfreview/reading/instrument_view.h"
#include "features/selfreview/reading/views.h"

namespace concord::selfreview::reading {

http::Response Pages::Home(const http::Request& request) const {
  const Words words(d_.frame, request);
  views::Home view;
  std::vector<KeptPtr> all = d_.instruments.All();
  // The whole of trust first, then the six special ones.
  std::stable_sort(all.begin(), all.end(), [](const KeptPtr& a, const KeptPtr& b) {
    return a->instrument.items.size() > b->instrument.items.size();
  });
  for (const KeptPtr& kept : all) {
    const Texts& texts = kept->instrument.In(words.language());
    const auto paragraphs = ParagraphsOf(texts.introduction);
    view.cards.push_back({HrefOf(kept->instrument), texts.title, paragraphs.empty() ? "" : paragraphs.front(),
                          SizeOf(words, kept->instrument), AddedIn(d_.frame, words, *kept)});
  }
  std::vector<std::string> explained;
  for (int level = 0; level < kLevels; ++level)
    explained.push_back(words.Say("selfreview.reading.level." + std::to_string(level)));
  view.levels = LevelsOf(words, explained);
  html::PageMeta meta;
  meta.title = words.Say("selfreview.reading.title");
  meta.description = words.Say("selfreview.reading.lead");
  meta.section = "self-review";
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), words.language(), view)).Shared();
}

http::Response Pages::Newest(const http::Request& request) const {
  return Show(request, d_.instruments.Newest(request.params.Get("instrument")));
}

http::Response Pages::Version(const http::Request& request) const {
  const std::string_view text = request.params.Get("version");
  int version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (error != std::errc() || end != text.data() + text.size()) return d_.frame.ErrorPage(request, 404);
  return Show(request, d_.instruments.Find(request.params.Get("instrument"), version));
}

http::Response Pages::Show(const http::Request& request, const KeptPtr& kept) const {
  if (!kept) return d_.frame.ErrorPage(request, 404);
  const Words words(d_.frame, request);
  const Instrument& instrument = kept->instrument;
  views::InstrumentPage view = ViewOf(d_, words, *kept);
  const auto versions = d_.instruments.VersionsOf(instrument.slug);
  if (!versions.empty() && versions.front()->instrument.version != instrument.version) view.older = HrefOf(instrument);
  const std::string files = HrefOf(instrument) + "/files/";
  for (const SourceFile& file : kept->Files()) view.files.push_back({files + file.name, file.name, ""});
  for (const KeptPtr& one : versions) {
    if (one->instrument.version == instrument.version) continue;
    const std::string number = std::to_string(one->instrument.version);
    view.versions.push_back(
        {HrefOf(instrument) + "/versions/" + number,
         words.Say("selfreview.reading.version", {{"version", number}, {"date", words.Date(one->instrument.dated)}}),
         ""});
  }
  html::PageMeta meta;
  meta.title = words.Say("selfreview.reading.title_of", {{"title", view.title}});
  meta.description = view.paragraphs.empty() ? "" : view.paragraphs.front();
  meta.section = "self-review";
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), words.language(), view)).Shared();
}

http::Response Pages::File(const http::Request& request) const {
  const std::string_view name = request.params.Get("file");
  for (const KeptPtr& kept : d_.instruments.VersionsOf(request.params.Get("instrument"))) {
    if (const SourceFile* file = kept->FileNamed(name)) {
      return http::Response::Download(file->bytes, "application/toml; charset=utf-8",
                                      kept->instrument.slug + "-" + file->name);
    }
  }
  return d_.frame.ErrorPage(request, 404);
}

}  // namespace concord::selfreview::reading
