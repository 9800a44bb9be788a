#include "features/selfreview/reading/pages.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/core/text.h"
#include "features/selfreview/reading/links.h"
#include "features/selfreview/reading/views.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::reading {
namespace {

std::string HrefOf(const Instrument& instrument) { return "/self-review/" + instrument.slug; }

std::string SizeOf(const Words& words, const Instrument& instrument) {
  return words.Count("selfreview.reading.items", static_cast<int64_t>(instrument.items.size())) + " · " +
         words.Count("selfreview.reading.dimensions", static_cast<int64_t>(instrument.dimensions.size()));
}

using Links = std::map<std::string, views::Link>;

std::vector<views::Level> LevelsOf(const Words& words, const std::vector<std::string>& texts) {
  std::vector<views::Level> levels;
  for (int level = 0; level < kLevels; ++level)
    levels.push_back({std::to_string(level), words.Level(level), texts[static_cast<size_t>(level)]});
  return levels;
}

views::Evidence EvidenceOf(const Words& words, const Texts& texts, const Links& links, const ItemEvidence& one) {
  views::Evidence view;
  view.outcome = texts.outcomes.at(one.outcome);
  view.finding =
      words.Say("selfreview.reading.finding", {{"direction", words.Say("selfreview.direction." + one.direction)},
                                               {"certainty", words.Say("selfreview.certainty." + one.certainty)}});
  view.setting = texts.settings.at(one.setting) + ", " + std::to_string(one.dated);
  const auto link = links.find(one.basis);
  if (link != links.end()) view.basis = link->second;
  return view;
}

std::string SkipOf(const Words& words, const Texts& texts, const Item& item) {
  std::vector<std::string> all;
  for (const Skip& skip : item.skips) {
    all.push_back(words.Say("selfreview.reading.skip",
                            {{"statement", texts.items[skip.item].statement}, {"level", words.Level(skip.at_most)}}));
  }
  return text::Join(all, " ");
}

views::Item ItemOf(const Words& words, const Instrument& instrument, const Links& links, size_t index) {
  const Texts& texts = instrument.In(words.language());
  const Item& item = instrument.items[index];
  const ItemText& said = texts.items[index];
  views::Item view{.id = item.id, .number = std::to_string(index + 1), .statement = said.statement, .why = said.why};
  view.levels = LevelsOf(words, said.levels);
  std::vector<std::string> asks;
  for (const Group group : item.asks) asks.push_back(words.Of(group));
  view.asks = text::Join(asks, ", ");
  view.skip = SkipOf(words, texts, item);
  for (const ItemEvidence& one : item.evidence) view.evidence.push_back(EvidenceOf(words, texts, links, one));
  for (const std::string& slug : item.resources) {
    const auto link = links.find(slug);
    if (link != links.end()) view.resources.push_back(link->second);
  }
  return view;
}

}  // namespace

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
                          SizeOf(words, kept->instrument)});
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
  const Texts& texts = instrument.In(words.language());
  const Links links = ResourceLinks(d_.library, words.language(), instrument);

  views::InstrumentPage view;
  view.title = texts.title;
  view.version = words.Say("selfreview.reading.version",
                           {{"version", std::to_string(instrument.version)}, {"date", words.Date(instrument.dated)}});
  view.size = SizeOf(words, instrument);
  const auto studied = std::count_if(instrument.items.begin(), instrument.items.end(),
                                     [](const Item& item) { return !item.evidence.empty(); });
  view.evidence = words.Count("selfreview.reading.studied", studied);
  if (d_.instruments.Newest(instrument.slug) != kept) view.older = HrefOf(instrument);
  const auto shelf = d_.library.Shelves();
  if (const library::Module* area = shelf ? (*shelf)->FindModule(instrument.area) : nullptr)
    view.area = {"/modules/" + area->slug, area->title.In(words.language()), ""};
  view.paragraphs = ParagraphsOf(texts.introduction);
  for (size_t d = 0; d < instrument.dimensions.size(); ++d) {
    views::Dimension part{instrument.dimensions[d], texts.dimensions[d].title, texts.dimensions[d].introduction, {}};
    for (size_t i = 0; i < instrument.items.size(); ++i) {
      if (instrument.items[i].dimension == d) part.items.push_back(ItemOf(words, instrument, links, i));
    }
    view.dimensions.push_back(std::move(part));
  }
  const std::string files = HrefOf(instrument) + "/files/";
  view.files.push_back({files + kept->structure.name, kept->structure.name, ""});
  for (const SourceFile& file : kept->texts) view.files.push_back({files + file.name, file.name, ""});
  for (const KeptPtr& one : d_.instruments.VersionsOf(instrument.slug)) {
    if (one == kept) continue;
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
