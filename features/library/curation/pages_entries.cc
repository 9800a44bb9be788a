// Topics, types, audiences, practice areas, reading lists and sites: listed, written, removed.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/curation/entry_form.h"
#include "features/library/curation/pages.h"

namespace concord::library::curation {

struct EntryPages::Shown {
  std::string slug, title;  // of the one that is there; empty: a new one
  http::Pairs form;
  std::vector<Fault> faults;
  std::string seen;
  unsigned status = 200;
  std::vector<std::string> notices;
  std::vector<views::Conflict> conflicts;
};

namespace {

std::string ListHref(EntryKind kind) { return "/curation/lists/" + std::string(PathOf(kind)); }
std::string EntryHref(EntryKind kind, std::string_view slug) {
  return ListHref(kind) + "/" + http::PercentEncode(slug);
}

// Where readers see it.
std::string ReadersHref(EntryKind kind, const std::string& slug) {
  if (IsTerm(kind)) return AddressOf(SearchState{}.With(NameOf(kind), slug));
  return "/" + std::string(PathOf(kind)) + "/" + http::PercentEncode(slug);
}

std::vector<std::string> LanguagesOf(const Deps& deps) {
  std::vector<std::string> tags;
  for (const auto& language : deps.pages.frame.catalog().languages()) tags.push_back(language.tag);
  return tags;
}

std::string KindWord(const Teller& teller, EntryKind kind) {
  return teller.Say("library.curation.lists." + std::string(NameOf(kind)));
}

// "title_es" in words: "Title (Spanish)".
std::string FieldWords(const Teller& teller, const std::string& field) {
  const size_t at = field.rfind('_');
  const std::string name = at == field.npos ? field : field.substr(0, at);
  const std::string key = "library.curation.field." + name;
  const std::string words = teller.Has(key) ? teller.Say(key) : teller.Field(name);
  if (at == field.npos) return words;
  return teller.Say("library.curation.form.in_language",
                    {{"field", words}, {"language", teller.speaker().Label("language", field.substr(at + 1))}});
}

std::vector<views::Option> ChoicesFor(const Deps& deps, const Teller& teller, const char* name,
                                      const std::vector<std::string>& chosen) {
  std::vector<views::Option> options;
  const auto is_chosen = [&](const std::string& slug) { return std::ranges::find(chosen, slug) != chosen.end(); };
  if (std::string_view(name) == "topics") {
    for (const Term& term : teller.speaker().terms().terms()) {
      if (term.kind == "topic") options.push_back({term.slug, term.title.In(teller.language()), is_chosen(term.slug)});
    }
  } else if (const auto shelf = deps.pages.library.Shelves()) {
    for (const auto& module : (*shelf)->modules)
      options.push_back({module.slug, module.title.In(teller.language()), is_chosen(module.slug)});
  }
  std::ranges::sort(options, {}, [](const views::Option& o) { return text::Fold(o.label); });
  return options;
}

std::vector<views::OrderRow> RowsFor(const Deps& deps, const Teller& teller, const http::Pairs& form) {
  std::vector<std::string> slugs;
  for (const auto value : form.All("resources")) slugs.emplace_back(value);
  const auto items = deps.entries.ItemsOf(slugs);
  const auto places = form.All("resources_place"), out = form.All("resources_out");
  std::vector<views::OrderRow> rows;
  for (size_t i = 0; i < slugs.size(); ++i) {
    views::OrderRow row{slugs[i], slugs[i], ResourceHref(slugs[i]), std::to_string(i + 1), "", false};
    if (items) {
      const auto item = std::ranges::find(*items, slugs[i], &Entries::Item::slug);
      if (item != items->end()) row.title = item->title;
      if (item == items->end() || !item->shown) row.note = teller.Say("library.curation.order.hidden");
    }
    if (!row.note.empty()) row.href += "/history";
    if (places.size() == slugs.size()) row.number = places[i];
    row.removed = std::ranges::find(out, slugs[i]) != out.end();
    rows.push_back(std::move(row));
  }
  return rows;
}

views::Field FieldFor(const Deps& deps, const Teller& teller, const FieldMaker& make, const EntryInput& input,
                      const http::Pairs& form) {
  const std::string_view shape = input.shape;
  views::Field field;
  if (shape == "checks") {
    field = make.Checks(input.name, ChoicesFor(deps, teller, input.name, TypedChoices(form, input.name)));
  } else if (shape == "order") {
    field = make.Make(input.name, "order", "");
    field.order = RowsFor(deps, teller, form);
  } else {
    field = make.Make(input.name, input.shape, std::string(form.Get(input.name)));
  }
  field.rows = input.rows;
  field.required = input.required;
  return field;
}

void FillFields(const Deps& deps, const Teller& teller, const FieldMaker& make, EntryKind kind, const http::Pairs& form,
                views::FieldGroup& group) {
  for (const auto& input : InputsOf(kind)) {
    if (!input.by_language) {
      views::Field field = FieldFor(deps, teller, make, input, form);
      if (field.kind != "order" || !field.order.empty()) group.fields.push_back(std::move(field));
      continue;
    }
    for (const auto& language : LanguagesOf(deps)) {
      const std::string id = std::string(input.name) + "_" + language;
      views::Field field = make.In(input.name, language, input.shape, std::string(form.Get(id)));
      field.rows = input.rows;
      field.required = input.required;
      group.fields.push_back(std::move(field));
    }
  }
}

std::string TextsOf(const http::Pairs& form, const std::string& name) {
  std::string out;
  for (const auto value : form.All(name)) out += (out.empty() ? "" : "\n") + std::string(value);
  std::erase(out, '\r');
  return out;
}

void Copy(const http::Pairs& from, const std::string& name, http::Pairs& to) {
  to.Remove(name);
  for (const auto value : from.All(name)) to.Add(name, std::string(value));
  if (name != "resources") return;
  to.Remove("resources_place");
  to.Remove("resources_out");
}

std::string TitleOf(const Entry& entry, const std::string& language) {
  if (!entry.file.terms.empty()) return entry.file.terms.front().title.In(language);
  if (!entry.file.modules.empty()) return entry.file.modules.front().title.In(language);
  if (!entry.file.collections.empty()) return entry.file.collections.front().title.In(language);
  return entry.file.sites.empty() ? std::string() : entry.file.sites.front().name;
}

// What both say now, where two wrote at once: what only the other changed is taken over, what both changed is shown.
void FindConflicts(const Teller& teller, const http::Pairs& seen, const http::Pairs& now, http::Pairs& mine,
                   std::vector<views::Conflict>& conflicts) {
  std::vector<std::string> names;
  for (const auto& [name, value] : now.items()) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  for (const auto& name : names) {
    const std::string theirs = TextsOf(now, name), typed = TextsOf(mine, name);
    if (theirs == typed || theirs == TextsOf(seen, name)) continue;
    if (typed == TextsOf(seen, name)) {
      Copy(now, name, mine);
      continue;
    }
    views::Conflict conflict{name, FieldWords(teller, name), theirs, typed, {}, false};
    conflict.difference = teller.Difference({name, false, WordDifference(theirs, typed)});
    conflict.difference.field = conflict.label;
    conflicts.push_back(std::move(conflict));
  }
}

}  // namespace

http::Response EntryPages::List(const http::Request& request) const {
  const auto kind = EntryKindAt(request.params.Get("kind"));
  if (!kind) return d_.pages.frame.ErrorPage(request, 404);
  const auto rows = d_.entries.List(*kind);
  if (!rows) return ErrorFor(d_.pages, request, rows.error());
  const Teller teller(d_, request);
  views::Board view;
  view.title = KindWord(teller, *kind);
  view.back = {"/curation", teller.Say("library.curation.desk.title")};
  view.links = {{ListHref(*kind) + "/new", teller.Say("library.curation.lists.add_" + std::string(NameOf(*kind)))}};
  views::BoardPart part;
  part.id = "all";
  part.title = teller.Say("library.curation.lists.all");
  part.empty_text = teller.Say("library.curation.lists.empty");
  for (const auto& row : *rows) {
    views::BoardRow one{EntryHref(*kind, row.slug), row.title.In(teller.language()), "", "", {}};
    if (IsTerm(*kind) || *kind == EntryKind::kCollection)
      one.facts.push_back(teller.speaker().Count("library.count.resources", row.resources));
    part.rows.push_back(std::move(one));
  }
  view.parts.push_back(std::move(part));
  return d_.pages.frame.Page(request, MetaFor(view.title),
                             views::Render(d_.pages.frame.templates(), teller.language(), view));
}

http::Response EntryPages::Form(const http::Request& request, EntryKind kind, Shown shown) const {
  const Teller teller(d_, request);
  const FieldMaker make(teller, shown.faults);
  const bool is_new = shown.slug.empty();
  views::Form view;
  view.title = is_new ? teller.Say("library.curation.lists.add_" + std::string(NameOf(kind)))
                      : teller.Say("library.curation.edit.title", {{"title", shown.title}});
  view.lead = teller.Say("library.curation.lists.lead");
  view.action = is_new ? ListHref(kind) + "/new" : EntryHref(kind, shown.slug);
  view.back = {ListHref(kind), KindWord(teller, kind)};
  view.cancel = {ListHref(kind), teller.Say("library.curation.form.cancel")};
  view.hidden = {{"seen", shown.seen}};
  for (auto& notice : shown.notices) view.notices.push_back({std::move(notice), {}});
  for (const auto& fault : shown.faults) {
    if (fault.field.empty()) view.error = teller.Say(fault);
  }
  view.conflict_title = teller.Say("library.curation.conflict.title");
  view.conflict_lead = teller.Say("library.curation.conflict.lead");
  view.mine_title = teller.Say("library.curation.conflict.mine");
  view.theirs_title = teller.Say("library.curation.conflict.theirs");
  view.conflicts = std::move(shown.conflicts);
  views::FieldGroup group;
  FillFields(d_, teller, make, kind, shown.form, group);
  if (is_new) group.fields.push_back(make.Make("slug", "text", std::string(shown.form.Get("slug"))));
  views::Field why = make.Make("why", "text", std::string(shown.form.Get("why")));
  why.hint = teller.Say("library.curation.hint.why_new");
  why.most = 500;
  group.fields.push_back(std::move(why));
  view.groups = {std::move(group)};
  view.buttons = {{"do", "save", teller.Say("library.curation.lists.save")}};
  if (!is_new) {
    view.links = {{ReadersHref(kind, shown.slug), teller.Say("library.curation.lists.see")},
                  {EntryHref(kind, shown.slug) + "/history", teller.Say("library.curation.draft.history")},
                  {EntryHref(kind, shown.slug) + "/remove", teller.Say("library.curation.lists.remove")}};
  }
  return ShowForm(d_, request, std::move(view), shown.status);
}

http::Response EntryPages::New(const http::Request& request) const {
  const auto kind = EntryKindAt(request.params.Get("kind"));
  if (!kind) return d_.pages.frame.ErrorPage(request, 404);
  return Form(request, *kind, Shown());
}

http::Response EntryPages::Edit(const http::Request& request) const {
  const auto kind = EntryKindAt(request.params.Get("kind"));
  if (!kind) return d_.pages.frame.ErrorPage(request, 404);
  const auto entry = d_.entries.Find(*kind, request.params.Get("entry"));
  if (!entry) return ErrorFor(d_.pages, request, entry.error());
  const Teller teller(d_, request);
  Shown shown;
  shown.slug = entry->Slug();
  shown.title = TitleOf(*entry, teller.language());
  shown.form = FormOf(*entry, LanguagesOf(d_));
  shown.seen = entry->Version();
  if (request.query.Get("saved") == "1") shown.notices.push_back(teller.Say("library.curation.lists.saved"));
  return Form(request, *kind, std::move(shown));
}

http::Response EntryPages::Save(const http::Request& request) const {
  const auto kind = EntryKindAt(request.params.Get("kind"));
  if (!kind) return d_.pages.frame.ErrorPage(request, 404);
  const Teller teller(d_, request);
  const auto languages = LanguagesOf(d_);
  const std::string slug(request.params.Get("entry"));
  Shown shown;
  shown.slug = slug;
  shown.form = request.form;
  shown.seen = request.form.Get("seen");
  shown.status = 422;
  Entry now;
  if (!slug.empty()) {
    auto found = d_.entries.Find(*kind, slug);
    if (!found) return ErrorFor(d_.pages, request, found.error());
    now = std::move(*found);
    shown.title = TitleOf(now, teller.language());
    const http::Pairs current = FormOf(now, languages);
    if (shown.seen != now.Version()) {
      http::Pairs seen;
      if (const auto history = d_.entries.History(*kind, slug)) {
        for (const auto& revision : *history) {
          if (revision.entry && revision.entry->Version() == shown.seen) seen = FormOf(*revision.entry, languages);
        }
      }
      FindConflicts(teller, seen, current, shown.form, shown.conflicts);
      shown.status = 409;
      shown.seen = now.Version();
      shown.notices.push_back(teller.Say("library.curation.conflict.entry"));
      if (shown.conflicts.empty()) shown.notices.push_back(teller.Say("library.curation.conflict.none"));
      return Form(request, *kind, std::move(shown));
    }
    for (const auto& [name, value] : current.items()) {
      if (request.form.Get("take_" + name) == "theirs") Copy(current, name, shown.form);
    }
  }
  TypedEntry typed = ReadEntry(*kind, shown.form, now, slug, languages);
  if (*kind == EntryKind::kCollection && typed.faults.empty()) {
    const auto& wanted = typed.entry.file.collections.front().resources;
    const auto items = d_.entries.ItemsOf(wanted);
    if (!items) return ErrorFor(d_.pages, request, items.error());
    for (const auto& one : wanted) {
      if (std::ranges::find(*items, one, &Entries::Item::slug) == items->end())
        typed.faults.push_back({"add", "library.curation.error.no_resource", {{"slug", one}}});
    }
  }
  if (typed.faults.empty()) {
    const Status put = d_.entries.Put(typed.entry, {shown.seen, TypedLine(request.form, "why", 500)}, ActorOf(request));
    if (put) return http::Response::SeeOther(EntryHref(*kind, typed.entry.Slug()) + "?saved=1");
    if (put.error().kind != ErrorKind::kConflict) return ErrorFor(d_.pages, request, put.error());
    const bool exists = put.error().key == "library.curation.error.entry_exists";
    typed.faults.push_back(
        {exists ? "slug" : "", exists ? put.error().key : std::string("library.curation.error.entry_changed"), {}});
  }
  shown.faults = std::move(typed.faults);
  return Form(request, *kind, std::move(shown));
}

http::Response EntryPages::History(const http::Request& request) const {
  const auto kind = EntryKindAt(request.params.Get("kind"));
  if (!kind) return d_.pages.frame.ErrorPage(request, 404);
  const std::string slug(request.params.Get("entry"));
  const auto history = d_.entries.History(*kind, slug);
  if (!history) return ErrorFor(d_.pages, request, history.error());
  const auto entry = d_.entries.Find(*kind, slug);
  if (!entry && history->empty()) return ErrorFor(d_.pages, request, entry.error());
  const Teller teller(d_, request);
  const std::string title = entry ? TitleOf(*entry, teller.language()) : slug;
  views::Draft view;
  view.title = teller.Say("library.curation.history.title", {{"title", title}});
  view.about = teller.Say("library.curation.lists.history_lead");
  view.back =
      entry ? views::Link{EntryHref(*kind, slug), title} : views::Link{ListHref(*kind), KindWord(teller, *kind)};
  view.differences_title = teller.Say("library.curation.lists.last_change");
  view.differences_empty =
      teller.Say(history->empty() ? "library.curation.history.empty" : "library.curation.history.same");
  if (history->size() > 1 && (*history)[0].entry && (*history)[1].entry) {
    for (const auto& one : Differences(*(*history)[1].entry, *(*history)[0].entry)) {
      views::Difference difference = teller.Difference(one);
      difference.field = FieldWords(teller, one.field);
      view.differences.push_back(std::move(difference));
    }
  }
  view.events_title = teller.Say("library.curation.lists.changes");
  for (size_t i = 0; i < history->size(); ++i) {
    const auto& one = (*history)[i];
    views::Event event;
    event.when = teller.When(one.at);
    event.text = teller.Say("library.curation.happened." + one.action);
    if (i + 1 < history->size() && one.entry && (*history)[i + 1].entry) {
      std::vector<std::string> fields;
      for (const auto& d : Differences(*(*history)[i + 1].entry, *one.entry))
        fields.push_back(FieldWords(teller, d.field));
      if (!fields.empty()) event.text += ": " + text::Join(fields, ", ");
    }
    event.text += ". " + teller.Say("library.curation.history.by", {{"name", teller.Who(one.actor)}});
    event.words = one.why;
    view.events.push_back(std::move(event));
  }
  return d_.pages.frame.Page(request, MetaFor(view.title),
                             views::Render(d_.pages.frame.templates(), teller.language(), view));
}

http::Response EntryPages::ConfirmRemove(const http::Request& request) const {
  const auto kind = EntryKindAt(request.params.Get("kind"));
  if (!kind) return d_.pages.frame.ErrorPage(request, 404);
  const auto entry = d_.entries.Find(*kind, request.params.Get("entry"));
  if (!entry) return ErrorFor(d_.pages, request, entry.error());
  const Teller teller(d_, request);
  views::Form view;
  view.title = teller.Say("library.curation.lists.remove_title", {{"title", TitleOf(*entry, teller.language())}});
  view.lead = teller.Say("library.curation.lists.remove_lead");
  view.action = EntryHref(*kind, entry->Slug()) + "/remove";
  view.back = {EntryHref(*kind, entry->Slug()), TitleOf(*entry, teller.language())};
  view.cancel = {EntryHref(*kind, entry->Slug()), teller.Say("library.curation.form.cancel")};
  view.hidden = {{"seen", entry->Version()}};
  const std::vector<Fault> none;
  const FieldMaker make(teller, none);
  view.groups = {{"", "", {make.Make("why", "text", "")}}};
  view.buttons = {{"do", "remove", teller.Say("library.curation.lists.remove_submit")}};
  return ShowForm(d_, request, std::move(view), 200);
}

http::Response EntryPages::Remove(const http::Request& request) const {
  const auto kind = EntryKindAt(request.params.Get("kind"));
  if (!kind) return d_.pages.frame.ErrorPage(request, 404);
  const std::string slug(request.params.Get("entry"));
  const Status gone = d_.entries.Remove(
      *kind, slug, {std::string(request.form.Get("seen")), TypedLine(request.form, "why", 500)}, ActorOf(request));
  if (gone) return http::Response::SeeOther(ListHref(*kind));
  if (gone.error().kind != ErrorKind::kConflict) return ErrorFor(d_.pages, request, gone.error());
  // Why it was not removed stands above its form, where it can be changed instead.
  const auto entry = d_.entries.Find(*kind, slug);
  if (!entry) return ErrorFor(d_.pages, request, entry.error());
  const Teller teller(d_, request);
  Shown shown;
  shown.slug = slug;
  shown.title = TitleOf(*entry, teller.language());
  shown.form = FormOf(*entry, LanguagesOf(d_));
  shown.seen = entry->Version();
  shown.faults = {{"", gone.error().key, gone.error().params}};
  shown.status = 409;
  return Form(request, *kind, std::move(shown));
}

}  // namespace concord::library::curation
