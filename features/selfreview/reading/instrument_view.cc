#include "features/selfreview/reading/instrument_view.h"

#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "features/selfreview/reading/links.h"

namespace concord::selfreview::reading {
namespace {

using Links = std::map<std::string, views::Link>;

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

std::string HrefOf(const Instrument& instrument) { return "/self-review/" + instrument.slug; }

std::string SizeOf(const Words& words, const Instrument& instrument) {
  return words.Count("selfreview.reading.items", static_cast<int64_t>(instrument.items.size())) + " · " +
         words.Count("selfreview.reading.dimensions", static_cast<int64_t>(instrument.dimensions.size()));
}

std::vector<views::Level> LevelsOf(const Words& words, const std::vector<std::string>& texts) {
  std::vector<views::Level> levels;
  for (int level = 0; level < kLevels; ++level)
    levels.push_back({std::to_string(level), words.Level(level), texts[static_cast<size_t>(level)]});
  return levels;
}

std::string AddedIn(const html::Frame& frame, const Words& words, const Kept& kept) {
  if (!kept.added) return {};
  return words.Say("selfreview.reading.added", {{"hub", frame.hub_name()}, {"date", words.Date(*kept.added)}});
}

views::InstrumentPage ViewOf(const Deps& deps, const Words& words, const Kept& kept) {
  const Instrument& instrument = kept.instrument;
  const Texts& texts = instrument.In(words.language());
  const Links links = ResourceLinks(deps.library, words.language(), instrument);

  views::InstrumentPage view;
  view.title = texts.title;
  if (!instrument.texts.contains(words.language())) view.spoken = "en";
  view.version = words.Say("selfreview.reading.version",
                           {{"version", std::to_string(instrument.version)}, {"date", words.Date(instrument.dated)}});
  view.size = SizeOf(words, instrument);
  const auto studied = std::count_if(instrument.items.begin(), instrument.items.end(),
                                     [](const Item& item) { return !item.evidence.empty(); });
  view.evidence = words.Count("selfreview.reading.studied", studied);
  const auto shelf = deps.library.Shelves();
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
  view.added = AddedIn(deps.frame, words, kept);
  return view;
}

html::Safe Preview(const Deps& deps, const http::Request& request, const Kept& kept) {
  const Words words(deps.frame, request);
  return views::Render(deps.frame.templates(), words.language(), ViewOf(deps, words, kept));
}

}  // namespace concord::selfreview::reading
