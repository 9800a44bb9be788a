// A source's words and what they are here.
#include <algorithm>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "base/i18n/catalog.h"
#include "features/library/harvest/pages_parts.h"
#include "features/library/harvest/reading/describe.h"

namespace concord::library::harvest {
namespace {

constexpr size_t kShown = 50;
constexpr const char* kKinds[] = {"subject", "type", "language"};

struct Asked {
  std::string kind = "subject";
  size_t page = 1;
  std::string Address(const Source& source) const {
    return AddressOf(source) + "/words?kind=" + kind + (page > 1 ? "&page=" + std::to_string(page) : "");
  }
};

Asked AskedIn(const http::Pairs& pairs) {
  Asked asked;
  for (const char* kind : kKinds) {
    if (pairs.Get("kind") == kind) asked.kind = kind;
  }
  const int page = std::atoi(std::string(pairs.Get("page").substr(0, 6)).c_str());
  asked.page = static_cast<size_t>(std::clamp(page, 1, 100'000));
  return asked;
}

// The kind of term that a word of this kind becomes.
std::string TermKind(const std::string& kind) { return kind == "subject" ? "topic" : kind; }

// "" and the names of terms, in the visitor's language and order.
std::vector<std::pair<std::string, std::string>> TargetsOf(const Speaker& speaker, const std::string& kind) {
  std::vector<std::pair<std::string, std::string>> targets;
  for (const auto& term : speaker.terms().terms()) {
    if (term.kind == TermKind(kind)) targets.emplace_back(term.slug, term.title.In(speaker.language()));
  }
  std::ranges::sort(targets, {}, [](const auto& target) { return text::Fold(target.second); });
  return targets;
}

// What becomes of a word that nobody has mapped.
std::string AsItIs(const Speaker& speaker, const Word& word) {
  const std::string guess = Guess(speaker.terms(), word.kind, word.word);
  if (!guess.empty()) return speaker.Say("harvest.words.guess", {{"term", speaker.Label(TermKind(word.kind), guess)}});
  return speaker.Say("harvest.words.as_is_" + word.kind);
}

}  // namespace

http::Response HarvestPages::Words(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto found = h_.sources.Find(request.params.Get("source"));
  if (!found) return ErrorFor(d_, request, found.error());
  auto words = h_.sources.Words(found->source.id);
  if (!words) return ErrorFor(d_, request, words.error());
  const Asked asked = AskedIn(request.query);
  html::Dict dict("library/harvest/words.tpl");
  auto root = dict.Root(speaker.language());
  root.Set("source", found->source.name).Set("source_href", AddressOf(found->source));
  if (request.query.Get("done") == "mapped") root.Add("has_done").Set("done", speaker.Say("harvest.done.mapped"));
  for (const char* kind : kKinds) {
    const auto count = std::ranges::count(*words, kind, &Word::kind);
    root.Add("kind")
        .Set("href", Asked{kind}.Address(found->source))
        .Set("label", speaker.Say(std::string("harvest.words.kind_") + kind) + " (" + std::to_string(count) + ")")
        .ShowIf(asked.kind == kind, "current");
  }
  std::erase_if(*words, [&](const Word& word) { return word.kind != asked.kind; });
  const size_t from = (asked.page - 1) * kShown;
  if (asked.page > 1) root.Add("has_previous").Set("href", Asked{asked.kind, asked.page - 1}.Address(found->source));
  if (words->size() > from + kShown)
    root.Add("has_next").Set("href", Asked{asked.kind, asked.page + 1}.Address(found->source));
  if (from >= words->size()) {
    root.Show("empty");
  } else {
    const auto targets = TargetsOf(speaker, asked.kind);
    auto form = root.Add("form");
    form.Set("action", AddressOf(found->source) + "/words").Set("csrf", d_.frame.FormToken(request));
    form.Set("kind_name", asked.kind).Set("page", static_cast<int64_t>(asked.page));
    form.Set("csv_href", AddressOf(found->source) + "/words.csv");
    for (size_t i = from; i < std::min(words->size(), from + kShown); ++i) {
      const Word& word = (*words)[i];
      auto row = form.Add("row");
      row.Set("word", word.word).Set("records", speaker.Count("harvest.page.records", word.records));
      row.Set("id", "target_" + std::to_string(i - from)).Set("word_name", "word_" + std::to_string(i - from));
      const auto option = [&](const std::string& value, const std::string& label) {
        row.Add("option").Set("value", value).Set("label", label).ShowIf(word.target == value, "selected");
      };
      option("", AsItIs(speaker, word));
      option(std::string(kIgnored), speaker.Say("harvest.words.ignore"));
      for (const auto& [slug, title] : targets) option(slug, title);
    }
  }
  return Page(request, speaker.Say("harvest.words.title"), dict);
}

http::Response HarvestPages::MapWords(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto found = h_.sources.Find(request.params.Get("source"));
  if (!found) return ErrorFor(d_, request, found.error());
  const Asked asked = AskedIn(request.form);
  const auto known = h_.sources.Words(found->source.id);
  if (!known) return ErrorFor(d_, request, known.error());
  const auto targets = TargetsOf(speaker, asked.kind);
  std::vector<Word> changed;
  for (size_t i = 0; i < kShown; ++i) {
    const std::string word(request.form.Get("word_" + std::to_string(i)));
    const std::string target(request.form.Get("target_" + std::to_string(i)));
    // Only words that the source has, and targets that are on the page.
    const auto stored =
        std::ranges::find_if(*known, [&](const Word& w) { return w.kind == asked.kind && w.word == word; });
    const bool listed = target.empty() || target == kIgnored ||
                        std::ranges::find(targets, target, [](const auto& t) { return t.first; }) != targets.end();
    if (stored != known->end() && listed && stored->target != target) changed.push_back({asked.kind, word, 0, target});
  }
  if (!changed.empty()) {
    const auto mapped = h_.sources.Map(found->source.id, changed, accounts::VisitOf(request).Actor());
    if (!mapped) return ErrorFor(d_, request, mapped.error());
  }
  return http::Response::SeeOther(asked.Address(found->source) + "&done=mapped");
}

http::Response HarvestPages::WordsCsv(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto found = h_.sources.Find(request.params.Get("source"));
  if (!found) return ErrorFor(d_, request, found.error());
  const auto words = h_.sources.Words(found->source.id);
  if (!words) return ErrorFor(d_, request, words.error());
  std::string out = "kind,word,records,mapped_to,becomes\r\n";
  for (const auto& word : *words) {
    const std::string becomes = word.target.empty() ? Guess(speaker.terms(), word.kind, word.word) : word.target;
    AppendCsv(out,
              {word.kind, word.word, std::to_string(word.records), word.target, becomes == kIgnored ? "" : becomes});
  }
  return http::Response::Download(std::move(out), "text/csv; charset=utf-8", "words.csv");
}

}  // namespace concord::library::harvest
