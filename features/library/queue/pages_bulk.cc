// Changing everything that a search found: choose, look, confirm; and what was changed before.
#include <algorithm>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "base/journal/journal.h"
#include "base/search/index.h"
#include "features/library/queue/pages.h"
#include "features/library/store.h"

namespace concord::library::queue {
namespace {

constexpr size_t kPreviewed = 50, kListed = 200, kLoadedAtOnce = 200;
constexpr int kEarlier = 20, kExported = 10000;
constexpr std::string_view kChoices[] = {"topic", "type", "audience", "access", "language", "collection"};

// Everything that the search finds, and nothing that it merely comes near to.
Result<std::vector<std::string>> IdsOf(const Deps& deps, const SearchState& state) {
  search::Query query = QueryFor(state);
  query.offset = 0;
  query.limit = kMostChanged + 1;
  query.widen_below = 0;
  query.facet_values = 0;
  const auto results = deps.pages.searcher.Search(query);
  if (!results) return std::unexpected(results.error());
  std::vector<std::string> ids;
  for (const auto& hit : results->hits) ids.push_back(hit.id);
  return ids;
}

Result<std::vector<Resource>> Load(const Deps& deps, const std::vector<std::string>& ids) {
  return deps.pages.library.database().Read([&](db::Session& s) -> Result<std::vector<Resource>> {
    std::vector<Resource> all;
    for (size_t from = 0; from < ids.size(); from += kLoadedAtOnce) {
      const std::vector<std::string> part(ids.begin() + static_cast<long>(from),
                                          ids.begin() + static_cast<long>(std::min(ids.size(), from + kLoadedAtOnce)));
      for (auto& one : library::store::FindResourcesById(s, part)) all.push_back(std::move(one));
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.about.title < b.about.title; });
    return all;
  });
}

SearchState StateOf(std::string_view address) {
  const size_t mark = address.find('?');
  if (mark == std::string_view::npos) return {};
  return StateFrom(http::ParseForm(address.substr(mark + 1, address.find('#') - mark - 1))).OnPage(1).SortedBy("");
}

std::string WordsOf(const Speaker& speaker, const SearchState& state) {
  std::vector<std::string> parts;
  if (!state.words.empty()) parts.push_back("“" + state.words + "”");
  for (const auto& [facet, value] : state.selected) {
    parts.push_back(speaker.Say("library.facet." + facet) + ": " + speaker.Label(facet, value));
  }
  return text::Join(parts, " · ");
}

std::string Valued(const Speaker& speaker, const Shelf& shelf, const BulkChange& change) {
  const std::string choice(ChoiceOf(change.kind));
  if (choice.empty()) return "";
  const auto* list = choice == "collection" ? shelf.FindCollection(change.value) : nullptr;
  return list ? list->title.In(speaker.language()) : speaker.Label(choice, change.value);
}

std::string InWords(const Speaker& speaker, const Shelf& shelf, const BulkChange& change) {
  const std::string value = Valued(speaker, shelf, change);
  const std::string kind = speaker.Say("library.queue.bulk.kind_" + change.kind);
  return value.empty() ? kind : kind + ": " + value;
}

std::vector<views::Option> OptionsFor(const Speaker& speaker, const Shelf& shelf, std::string_view choice,
                                      std::string_view chosen) {
  std::vector<views::Option> options;
  const auto add = [&](const std::string& value, const std::string& label) {
    options.push_back({value, label, value == chosen});
  };
  if (choice == "collection") {
    for (const auto& one : shelf.collections) add(one.slug, one.title.In(speaker.language()));
  } else if (choice == "access") {
    for (const std::string one : {"open", "members", "request"}) add(one, speaker.Label("access", one));
  } else {
    for (const auto& term : shelf.terms.terms()) {
      if (term.kind == choice) add(term.slug, term.title.In(speaker.language()));
    }
    if (choice == "language" && options.empty()) {
      for (const std::string one : {"en", "es"}) add(one, speaker.Label("language", one));
    }
  }
  return options;
}

// The change that a form names; nullopt: none, or one that is not offered.
std::optional<BulkChange> ChangeIn(const Speaker& speaker, const Shelf& shelf, const http::Pairs& fields, bool chosen) {
  BulkChange change{std::string(fields.Get("change")), ""};
  const auto kinds = BulkKinds();
  if (std::find(kinds.begin(), kinds.end(), change.kind) == kinds.end()) return std::nullopt;
  const std::string choice(ChoiceOf(change.kind));
  if (choice.empty()) return change;
  change.value = fields.Get(chosen ? "value" : "set_" + choice);
  for (const auto& option : OptionsFor(speaker, shelf, choice, "")) {
    if (option.value == change.value) return change;
  }
  return std::nullopt;
}

std::string ListIn(const Speaker& speaker, const std::string& facet, const std::vector<std::string>& values) {
  std::vector<std::string> labels;
  for (const auto& value : values) labels.push_back(speaker.Label(facet, value));
  return labels.empty() ? speaker.Say("library.queue.merge.nothing") : text::Join(labels, ", ");
}

// What a record says where the change would say something else.
std::string Said(const Speaker& speaker, const BulkChange& change, const exchange::Record& record) {
  const auto choice = ChoiceOf(change.kind);
  if (choice == "topic") return ListIn(speaker, "topic", record.topics);
  if (choice == "type") return ListIn(speaker, "type", record.types);
  if (choice == "audience") return ListIn(speaker, "audience", record.audiences);
  if (choice == "language") return ListIn(speaker, "language", record.languages);
  if (choice == "access") {
    return record.access.empty() ? speaker.Say("library.queue.merge.nothing") : speaker.Label("access", record.access);
  }
  return speaker.Say("library.queue.status." + record.status);
}

std::string SeenOf(const std::vector<std::string>& ids, const BulkChange& change) {
  std::vector<std::string> sorted = ids;
  std::sort(sorted.begin(), sorted.end());
  return journal::Digest(text::Join(sorted, " ") + "\n" + change.kind + "\n" + change.value);
}

}  // namespace

Status BulkPages::FillPreview(views::BulkPage& view, const Speaker& speaker, const Shelf& shelf,
                              const std::vector<std::string>& ids, const BulkChange& change) const {
  const auto resources = Load(d_, ids);
  if (!resources) return std::unexpected(resources.error());
  std::vector<std::string> listed;
  const bool to_list = change.kind == "add_to_collection";
  if (to_list) {
    auto there = bulk_->InList(change.value);
    if (!there) return std::unexpected(there.error());
    listed = std::move(*there);
  }
  int64_t changed = 0;
  for (const auto& resource : *resources) {
    std::string before, after;
    if (to_list) {
      if (std::find(listed.begin(), listed.end(), resource.id.ToString()) != listed.end()) continue;
      before = speaker.Say("library.queue.bulk.not_listed");
      after = speaker.Say("library.queue.bulk.listed");
    } else {
      const auto next = Applied(change, resource.about);
      if (!next) continue;
      before = Said(speaker, change, resource.about);
      after = Said(speaker, change, *next);
    }
    if (++changed <= static_cast<int64_t>(kPreviewed)) {
      view.rows.push_back({{"/resources/" + resource.about.slug, resource.about.title}, before, after});
    }
  }
  if (changed == 0) {
    view.errors.push_back(speaker.Say("library.queue.error.nothing"));
    return {};
  }
  view.previewed = true;
  view.change = change.kind;
  view.value = change.value;
  view.seen = SeenOf(ids, change);
  view.summary = InWords(speaker, shelf, change) + " — " + speaker.Count("library.queue.bulk.would_change", changed);
  view.submit = speaker.Count("library.queue.bulk.submit", changed);
  if (changed > static_cast<int64_t>(kPreviewed)) {
    view.more = speaker.Count("library.queue.bulk.more", changed - static_cast<int64_t>(kPreviewed));
  }
  return {};
}

http::Response BulkPages::Page(const http::Request& request, const SearchState& state,
                               const std::optional<BulkChange>& change, const Trouble& trouble) const {
  const Speaker speaker(d_.pages, request);
  const FieldMaker fields(d_, speaker);
  const auto shelf = d_.pages.library.Shelves();
  if (!shelf) return ErrorFor(d_.pages, request, shelf.error());
  views::BulkPage view;
  view.tabs = TabsOf(speaker, "bulk");
  view.csrf = d_.pages.frame.FormToken(request);
  if (!trouble.key.empty()) view.errors.push_back(speaker.Say(trouble.key));
  if (!state.empty()) {
    const auto ids = IdsOf(d_, state);
    if (!ids) return ErrorFor(d_.pages, request, ids.error());
    view.search = {AddressOf(state), WordsOf(speaker, state)};
    if (!state.words.empty()) view.kept.emplace_back("q", state.words);
    view.kept.insert(view.kept.end(), state.selected.begin(), state.selected.end());
    view.found = speaker.Count("library.count.found", static_cast<int64_t>(std::min(ids->size(), kMostChanged)));
    std::vector<views::Option> kinds;
    for (const auto kind : BulkKinds()) {
      const std::string name(kind);
      kinds.push_back({name, speaker.Say("library.queue.bulk.kind_" + name), change && change->kind == name});
    }
    view.fields.push_back(fields.Choice("change", std::move(kinds)));
    for (const auto choice : kChoices) {
      const bool mine = change && ChoiceOf(change->kind) == choice;
      auto options = OptionsFor(speaker, **shelf, choice, mine ? change->value : "");
      if (!options.empty()) view.fields.push_back(fields.Choice("set_" + std::string(choice), std::move(options)));
    }
    if (ids->size() > kMostChanged) {
      view.errors.push_back(speaker.Say("library.queue.error.too_large"));
    } else if (change) {
      if (const auto filled = FillPreview(view, speaker, **shelf, *ids, *change); !filled)
        return ErrorFor(d_.pages, request, filled.error());
    }
  }
  const auto earlier = bulk_->List(kEarlier);
  if (!earlier) return ErrorFor(d_.pages, request, earlier.error());
  for (const auto& edit : *earlier) {
    views::QueueRow row{"/curation/bulk/" + edit.id, InWords(speaker, **shelf, edit.change), "", "", {}};
    row.facts = {DateOf(speaker, edit.created), speaker.Count("library.queue.bulk.did_change", edit.changed)};
    if (!edit.undoes.empty()) row.facts.push_back(speaker.Say("library.queue.bulk.is_undo"));
    if (!edit.undone_by.empty()) row.facts.push_back(speaker.Say("library.queue.bulk.was_undone"));
    view.edits.push_back(std::move(row));
  }
  return PageOf(d_, request, speaker.Say("library.queue.bulk.title"),
                views::Render(d_.pages.frame.templates(), speaker.language(), view), trouble.status);
}

http::Response BulkPages::Form(const http::Request& request) const {
  if (const auto from = request.query.Get("from"); !from.empty()) {
    // The address of a search, or its words.
    SearchState state = StateOf(from);
    if (from.find('?') == std::string_view::npos)
      state = StateFrom(http::ParseForm("q=" + http::PercentEncode(std::string(from))));
    return http::Response::SeeOther(AddressOf(state, "/curation/bulk"));
  }
  const SearchState state = StateFrom(request.query).OnPage(1).SortedBy("");
  const Speaker speaker(d_.pages, request);
  const auto shelf = d_.pages.library.Shelves();
  if (!shelf) return ErrorFor(d_.pages, request, shelf.error());
  return Page(request, state, ChangeIn(speaker, **shelf, request.query, false), {});
}

http::Response BulkPages::Do(const http::Request& request) const {
  const SearchState state = StateOf(request.form.Get("search"));
  const Speaker speaker(d_.pages, request);
  const auto shelf = d_.pages.library.Shelves();
  if (!shelf) return ErrorFor(d_.pages, request, shelf.error());
  const auto change = ChangeIn(speaker, **shelf, request.form, true);
  if (!change || state.empty()) return Page(request, state, change, {"library.queue.error.choose", 422});
  const auto ids = IdsOf(d_, state);
  if (!ids) return ErrorFor(d_.pages, request, ids.error());
  // What is changed is what was looked at.
  if (SeenOf(*ids, *change) != request.form.Get("seen"))
    return Page(request, state, change, {"library.queue.error.found_others", 409});
  const auto done = bulk_->Apply({*ids, AddressOf(state), *change, ActorOf(request)});
  if (!done && done.error().kind == ErrorKind::kInvalid) return Page(request, state, change, {done.error().key, 422});
  if (!done) return ErrorFor(d_.pages, request, done.error());
  return http::Response::SeeOther("/curation/bulk/" + done->id + "?done=1");
}

http::Response BulkPages::Show(const http::Request& request) const {
  const auto edit = bulk_->Find(request.params.Get("edit"));
  if (!edit) return ErrorFor(d_.pages, request, edit.error());
  const auto shelf = d_.pages.library.Shelves();
  if (!shelf) return ErrorFor(d_.pages, request, shelf.error());
  const auto ids = bulk_->ResourcesOf(edit->id, kListed);
  if (!ids) return ErrorFor(d_.pages, request, ids.error());
  const auto resources = Load(d_, *ids);
  if (!resources) return ErrorFor(d_.pages, request, resources.error());
  const Speaker speaker(d_.pages, request);
  views::BulkEditPage view;
  view.tabs = TabsOf(speaker, "bulk");
  view.title = InWords(speaker, **shelf, edit->change);
  if (request.query.Has("done")) view.done = speaker.Count("library.queue.bulk.did_change", edit->changed);
  view.facts.push_back(
      {speaker.Say("library.queue.bulk.search"), WordsOf(speaker, StateOf(edit->search)), edit->search});
  view.facts.push_back({speaker.Say("library.queue.bulk.when"), DateOf(speaker, edit->created), ""});
  view.facts.push_back(
      {speaker.Say("library.queue.bulk.result"), speaker.Count("library.queue.bulk.did_change", edit->changed), ""});
  if (!edit->undoes.empty()) {
    view.facts.push_back({speaker.Say("library.queue.bulk.is_undo"), speaker.Say("library.queue.bulk.see"),
                          "/curation/bulk/" + edit->undoes});
  }
  if (!edit->undone_by.empty()) {
    view.facts.push_back({speaker.Say("library.queue.bulk.was_undone"), speaker.Say("library.queue.bulk.see"),
                          "/curation/bulk/" + edit->undone_by});
  }
  for (const auto& one : *resources) view.rows.push_back({HrefOf(d_, one.about), one.about.title});
  if (edit->changed > static_cast<int64_t>(kListed)) {
    view.more = speaker.Count("library.queue.bulk.more", edit->changed - static_cast<int64_t>(kListed));
  }
  view.may_undo = edit->undoes.empty() && edit->undone_by.empty();
  view.action = "/curation/bulk/" + edit->id + "/undo";
  view.csrf = d_.pages.frame.FormToken(request);
  return PageOf(d_, request, view.title, views::Render(d_.pages.frame.templates(), speaker.language(), view));
}

http::Response BulkPages::Undo(const http::Request& request) const {
  const std::string id(request.params.Get("edit"));
  const auto done = bulk_->TakeBack(id, ActorOf(request));
  if (!done && done.error().kind == ErrorKind::kConflict) return http::Response::SeeOther("/curation/bulk/" + id);
  if (!done) return ErrorFor(d_.pages, request, done.error());
  return http::Response::SeeOther("/curation/bulk/" + done->id + "?done=1");
}

http::Response BulkPages::Csv(const http::Request& request) const {
  const auto all = bulk_->List(kExported);
  if (!all) return ErrorFor(d_.pages, request, all.error());
  std::string csv;
  AppendCsv(csv, {"id", "at", "change", "value", "search", "resources changed", "takes back", "taken back by"});
  for (const auto& e : *all) {
    AppendCsv(csv, {e.id, FormatRfc3339(e.created), e.change.kind, e.change.value, e.search, std::to_string(e.changed),
                    e.undoes, e.undone_by});
  }
  return CsvOf(std::move(csv), "bulk-edits.csv");
}

}  // namespace concord::library::queue
