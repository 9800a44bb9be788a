// An instrument is sent, checked, mended in the page, looked at and kept.
#include <algorithm>
#include <charconv>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "features/selfreview/importing/pages.h"

namespace concord::selfreview::importing {
namespace {

constexpr size_t kMostShown = 1000;  // faults
constexpr size_t kLineShown = 160;   // code points
constexpr size_t kMostSlots = 2 * kMostFiles;

// What a field shows: marks in place of bytes that are no text.
std::string ShownText(const SourceFile& file) {
  return text::IsValidUtf8(file.bytes) && file.bytes.find('\0') == std::string::npos ? file.bytes
                                                                                     : text::Clean(file.bytes);
}

// The line and its neighbors.
std::vector<views::SourceLine> Around(const SourceFile& file, int line) {
  std::vector<views::SourceLine> around;
  int number = 0;
  for (const std::string_view one : text::Split(file.bytes, '\n')) {
    if (++number < line - 1) continue;
    if (number > line + 1) break;
    std::string shown = text::Clean(one);
    if (text::CountCodePoints(shown) > kLineShown) shown = text::Shorten(shown, kLineShown);
    around.push_back({std::to_string(number), std::move(shown), number == line});
  }
  return around;
}

void TakeUploads(const http::Request& request, Typed& typed) {
  for (const http::Upload& upload : request.uploads) {
    if (upload.field != "files" || (upload.name.empty() && upload.content().empty())) continue;
    SourceFile file{PlainName(text::Clean(upload.name).substr(0, 200)), std::string(upload.content())};
    const auto same = std::ranges::find_if(typed.slots, [&](const Slot& slot) { return slot.file.name == file.name; });
    if (same != typed.slots.end()) {
      same->file = std::move(file);
    } else if (typed.slots.size() < kMostSlots) {
      typed.slots.push_back({std::move(file)});
    }
  }
  // Fields that nobody filled make room for files that came.
  if (!request.uploads.empty()) std::erase_if(typed.slots, [](const Slot& slot) { return slot.Empty(); });
}

Typed Empty() {
  Typed typed;
  for (const char* name : {"1.toml", "1.en.toml", "1.es.toml"}) typed.slots.push_back({{name, ""}});
  return typed;
}

std::string TextOf(const Words& words, const Problem& problem, const std::string& message) {
  if (problem.line == 0) return problem.file.empty() ? message : problem.file + ": " + message;
  return words.Say("selfreview.importing.place",
                   {{"file", problem.file}, {"line", std::to_string(problem.line)}, {"message", message}});
}

}  // namespace

bool Slot::Empty() const { return text::Trim(file.bytes).empty(); }

std::vector<SourceFile> Typed::Files() const {
  std::vector<SourceFile> files;
  for (const Slot& slot : slots) {
    if (!slot.Empty()) files.push_back(slot.file);
  }
  return files;
}

std::string OriginalOf(const SourceFile& file) {
  return SurvivesTyping(file.bytes) ? "" : crypto::Base64Url(file.bytes);
}

Typed TypedIn(const http::Request& request) {
  Typed typed;
  typed.replaces = request.form.Get("replaces");
  for (size_t place = 0; place < kMostSlots; ++place) {
    const std::string number = std::to_string(place);
    if (!request.form.Has("name." + number)) continue;
    SourceFile file{PlainName(text::Clean(request.form.Get("name." + number)).substr(0, 200)), ""};
    const auto original = crypto::FromBase64Url(request.form.Get("original." + number));
    const bool kept = original && !original->empty();
    if (request.form.Has("text." + number)) {
      file.bytes = FromTyped(request.form.Get("text." + number), kept ? original : std::nullopt);
    } else if (kept) {
      file.bytes = *original;
    }
    typed.slots.push_back({std::move(file)});
  }
  TakeUploads(request, typed);
  return typed;
}

// What the form is to show.
struct FormPages::State {
  Typed typed;
  std::vector<Problem> problems = {};
  std::string fine = {};  // nothing is wrong
  std::vector<views::Note> warnings = {};
  std::vector<views::Link> downloads = {};
  unsigned status = 200;
};

http::Response FormPages::Form(const http::Request& request, const State& state) const {
  const Words words(d_.reading.frame, request);
  views::Form view;
  view.title =
      words.Say(state.typed.replaces.empty() ? "selfreview.importing.form_title" : "selfreview.importing.form_change");
  view.lead = words.Say("selfreview.importing.form_lead");
  view.csrf = d_.reading.frame.FormToken(request);
  view.replaces = state.typed.replaces;
  view.hint = words.Say("selfreview.importing.choose_hint", {{"kib", std::to_string(kLargestFile >> 10)},
                                                             {"count", std::to_string(kMostFiles)},
                                                             {"mib", std::to_string(kLargestSent >> 20)}});
  view.fine = state.fine;
  view.warnings = state.warnings;
  view.downloads = state.downloads;
  for (size_t place = 0; place < state.typed.slots.size(); ++place) {
    const SourceFile& file = state.typed.slots[place].file;
    view.files.push_back({std::to_string(place), file.name, ShownText(file), OriginalOf(file), {}});
  }
  size_t left_out = 0;
  for (const Problem& problem : state.problems) {
    if (view.errors.size() >= kMostShown) {
      ++left_out;
      continue;
    }
    const std::string message = InWords(words, problem.key, problem.params);
    const std::string line =
        problem.line > 0 ? words.Say("selfreview.importing.line", {{"line", std::to_string(problem.line)}}) : "";
    const auto file = std::ranges::find_if(
        state.typed.slots, [&](const Slot& slot) { return slot.file.name == problem.file && !slot.Empty(); });
    if (file == state.typed.slots.end()) {
      view.errors.push_back({"#files", message});
      view.files_wrong = true;
      continue;
    }
    auto& field = view.files[static_cast<size_t>(file - state.typed.slots.begin())];
    field.faults.push_back(
        {line, message, problem.line > 0 ? Around(file->file, problem.line) : std::vector<views::SourceLine>()});
    view.errors.push_back({"#text-" + field.place, TextOf(words, problem, message)});
  }
  if (left_out > 0) view.more = words.Count("selfreview.importing.more", static_cast<int64_t>(left_out));
  const std::string title =
      state.problems.empty() ? view.title : words.Say("reviews.part.error_title", {{"title", view.title}});
  return PageOf(d_, request, title, views::Render(d_.reading.frame.templates(), words.language(), view), state.status);
}

std::vector<views::Note> FormPages::NotesOf(const Words& words, const Checked& checked) const {
  const Instrument& instrument = *checked.instrument;
  std::vector<views::Note> notes;
  for (const Problem& warning : checked.warnings)
    notes.push_back({TextOf(words, warning, InWords(words, warning.key, warning.params)), {}});
  for (const Warning& warning : WarningsOf(d_.reading.instruments, instrument, words.language()))
    notes.push_back({InWords(words, warning.key, warning.params), warning.names});
  const auto shelf = d_.reading.library.Shelves();
  if (shelf && !(*shelf)->FindModule(instrument.area))
    notes.push_back({words.Say("selfreview.importing.warning.area", {{"area", instrument.area}}), {}});
  std::vector<std::string> slugs;
  for (const Item& item : instrument.items) {
    slugs.insert(slugs.end(), item.resources.begin(), item.resources.end());
    for (const ItemEvidence& one : item.evidence) slugs.push_back(one.basis);
  }
  std::ranges::sort(slugs);
  slugs.erase(std::unique(slugs.begin(), slugs.end()), slugs.end());
  const auto rows = d_.reading.library.RowsOf(slugs);
  if (rows) {
    for (const auto& row : *rows) std::erase(slugs, row.slug);
    if (!slugs.empty()) notes.push_back({words.Say("selfreview.importing.warning.resources"), slugs});
  }
  for (const auto& [language, name] : d_.reading.frame.catalog().languages()) {  // the fallback is always there
    if (!instrument.texts.contains(language))
      notes.push_back({words.Say("selfreview.importing.warning.untranslated", {{"language", name}}), {}});
  }
  return notes;
}

http::Response FormPages::New(const http::Request& request) const {
  State state{.typed = Empty()};
  const Instruments& instruments = d_.reading.instruments;
  if (const std::string_view from = request.query.Get("from"); !from.empty()) {
    const KeptPtr newest = instruments.Newest(from);
    if (!newest) return d_.reading.frame.ErrorPage(request, 404);
    state.typed.slots.clear();
    for (SourceFile& file :
         NextVersion(newest->instrument, newest->structure, newest->texts, newest->instrument.version + 1))
      state.typed.slots.push_back({std::move(file)});
    for (const SourceFile& file : newest->Files())
      state.downloads.push_back({"/self-review/" + newest->instrument.slug + "/files/" + file.name, file.name});
  } else if (const std::string_view change = request.query.Get("change"); !change.empty()) {
    const auto standing = d_.importing.Find(change, NumberIn(request.query.Get("version")));
    if (!standing) return ErrorFor(d_, request, standing.error());
    if (!standing->MayChange()) return http::Response::SeeOther(kRoom);
    state.typed = {{}, standing->kept->digest};
    for (const SourceFile& file : standing->kept->Files()) state.typed.slots.push_back({file});
  }
  return Form(request, state);
}

http::Response FormPages::Preview(const http::Request& request, const Typed& typed, const Checked& checked) const {
  const Words words(d_.reading.frame, request);
  const Kept kept{*checked.instrument, checked.structure, checked.texts, std::nullopt, ""};
  views::Preview view;
  view.csrf = d_.reading.frame.FormToken(request);
  view.replaces = typed.replaces;
  view.warnings = NotesOf(words, checked);
  for (const SourceFile& file : typed.Files())
    view.files.push_back({std::to_string(view.files.size()), file.name, crypto::Base64Url(file.bytes)});
  view.page = reading::Preview(d_.reading, request, kept);
  return PageOf(d_, request, words.Say("selfreview.importing.preview_title"),
                views::Render(d_.reading.frame.templates(), words.language(), view));
}

http::Response FormPages::Act(const http::Request& request) const {
  const Words words(d_.reading.frame, request);
  State state{.typed = TypedIn(request)};
  const std::string_view act = request.form.Get("do");
  if (act == "add") {
    if (state.typed.slots.size() < kMostSlots) state.typed.slots.push_back({});
    return Form(request, state);
  }
  const Checked checked = Check(state.typed.Files());
  state.problems = checked.problems;
  if (!checked.instrument) {
    state.status = 422;
    if (state.typed.slots.empty()) state.typed.slots = Empty().slots;
    return Form(request, state);
  }
  const Instrument& instrument = *checked.instrument;
  if (act == "preview") return Preview(request, state.typed, checked);
  if (act == "keep") {
    const Status kept = d_.importing.Keep(checked, state.typed.replaces, accounts::VisitOf(request).Actor());
    if (kept)
      return http::Response::SeeOther(std::string(kRoom) + "?done=kept&instrument=" + instrument.slug +
                                      "&version=" + std::to_string(instrument.version));
    if (kept.error().kind != ErrorKind::kConflict) return ErrorFor(d_, request, kept.error());
    state.problems.push_back({checked.structure.name, 0, kept.error().key, kept.error().params});
    state.status = 409;
    return Form(request, state);
  }
  state.fine =
      words.Say("selfreview.importing.fine_text",
                {{"title", instrument.In(words.language()).title},
                 {"version", std::to_string(instrument.version)},
                 {"items", words.Count("selfreview.reading.items", static_cast<int64_t>(instrument.items.size()))},
                 {"dimensions",
                  words.Count("selfreview.reading.dimensions", static_cast<int64_t>(instrument.dimensions.size()))}});
  state.warnings = NotesOf(words, checked);
  return Form(request, state);
}

http::Response FormPages::TooLarge(const http::Request& request) const {
  State state{.typed = Empty(), .status = 413};
  state.problems.push_back({"", 0, "selfreview.importing.problem.all", {{"mib", std::to_string(kLargestSent >> 20)}}});
  return Form(request, state);
}

}  // namespace concord::selfreview::importing
