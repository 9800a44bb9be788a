#include "features/library/lists/views.h"

#include "base/core/text.h"
#include "features/library/views_parts.h"

namespace concord::library::lists::views {
namespace {

using Scope = html::Dict::Scope;
using library::views::FillLinks;
using library::views::FillRow;

void FillLink(Scope scope, const std::string& name, const Link& link) {
  if (!link.text.empty()) scope.Add("has_" + name).Set(name + "_href", link.href).Set(name, link.text);
}

void FillErrors(Scope root, const std::vector<FieldError>& errors) {
  if (errors.empty()) return;
  Scope all = root.Add("has_errors");
  for (const auto& error : errors) {
    all.Add("form_error").Set("form_field", error.field).Set("form_message", error.message);
    root.SetIf("error_" + error.field, error.message);
  }
}

void FillTexts(Scope scope, const char* section, const std::vector<std::string>& texts) {
  for (const auto& text : texts) scope.Add(section).Set("text", text);
}

void FillChoices(Scope scope, const std::vector<Choice>& choices) {
  int number = 0;
  for (const auto& choice : choices) {
    scope.Add("choice")
        .Set("id", int64_t{++number})
        .Set("value", choice.value)
        .Set("text", choice.text)
        .Set("hint", choice.hint)
        .ShowIf(choice.chosen, "chosen");
  }
}

}  // namespace

std::set<std::string> TemplateNames() {
  return {"library/lists/cards.tpl",  "library/lists/list.tpl", "library/lists/form.tpl",
          "library/lists/delete.tpl", "library/lists/add.tpl",  "library/lists/here.tpl"};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Cards& view) {
  html::Dict dict("library/lists/cards.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("lead", view.lead).SetIf("done", view.done);
  FillLink(root, "back", view.back);
  FillLinks(root, "action", view.actions, "text");
  FillLinks(root, "other", view.others, "text");
  for (const auto& group : view.groups) {
    Scope one = root.Add("group");
    one.SetIf("name", group.name);
    FillLink(one, "add", group.add);
    if (group.cards.empty()) one.SetIf("empty", group.empty);
    if (group.cards.empty()) continue;
    Scope cards = one.Add("has_cards");
    for (const auto& card : group.cards) {
      Scope each = cards.Add("card");
      each.Set("href", card.href).Set("title", card.title).SetIf("text", card.text);
      for (const auto& fact : card.facts) each.Add("fact").Set("fact", fact);
    }
  }
  if (!view.previous.empty() || !view.next.empty())
    root.Add("has_pages").SetIf("previous", view.previous).SetIf("next", view.next);
  return {templates.Render(dict)};
}

namespace {

void FillKeep(Scope item, const Item& one) {
  Scope keep = item.Add("keep");
  keep.Set("id", one.id).Set("name", one.name).Set("note", one.note);
  keep.ShowIf(one.up, "up").ShowIf(one.down, "down").ShowIf(one.first, "first");
}

void FillItems(Scope root, const ListPage& view) {
  Scope items = root.Add("has_items");
  for (const auto& one : view.items) {
    Scope item = items.Add("item");
    if (one.there) {
      FillRow(item.Add("there"), one.row);
    } else {
      item.Show("gone");
    }
    if (view.keeps) {
      FillKeep(item, one);
    } else if (!one.note.empty()) {
      Scope note = item.Add("has_note");
      note.Set("note_label", view.note_label);
      for (const auto line : text::Split(one.note, '\n')) {
        if (!line.empty()) note.Add("note_line").Set("text", line);
      }
    }
  }
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const ListPage& view) {
  html::Dict dict("library/lists/list.tpl");
  Scope root = dict.Root(language);
  root.Set("back_href", view.back.href).Set("back", view.back.text);
  root.Set("title", view.title).Set("state", view.state).Set("size", view.size).SetIf("done", view.done);
  root.Set("base", view.base).Set("csrf", view.csrf);
  FillErrors(root, view.errors);
  FillTexts(root, "paragraph", view.paragraphs);
  FillLinks(root, "action", view.actions, "text");
  if (!view.share.empty()) {
    root.Add("has_share").Set("share", view.share).Set("share_text", view.share_text).ShowIf(view.renews, "renews");
  }
  if (view.keeps && !view.items.empty()) root.Show("has_keep").Show("has_save_notes");
  root.ShowIf(view.keeps, "has_duplicate");
  if (view.items.empty()) {
    root.Add("empty").Set("empty_text", view.empty_text);
  } else {
    FillItems(root, view);
    Scope saves = root.Add("has_saves");
    FillLinks(saves, "save", view.saves, "name");
    saves.SetIf("feed", view.feed);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const FormPage& view) {
  html::Dict dict("library/lists/form.tpl");
  Scope root = dict.Root(language);
  root.Set("back_href", view.back.href).Set("back", view.back.text);
  root.Set("title", view.title).SetIf("lead", view.lead).Set("action", view.action).Set("csrf", view.csrf);
  root.Set("name", view.name).Set("description", view.description).Set("submit", view.submit);
  root.SetIf("resources", view.resources);
  FillErrors(root, view.errors);
  FillChoices(root, view.choices);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const DeletePage& view) {
  html::Dict dict("library/lists/delete.tpl");
  Scope root = dict.Root(language);
  root.Set("back_href", view.back.href).Set("back", view.back.text);
  root.Set("title", view.title).Set("action", view.action).Set("csrf", view.csrf);
  FillTexts(root, "paragraph", view.paragraphs);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const AddPage& view) {
  html::Dict dict("library/lists/add.tpl");
  Scope root = dict.Root(language);
  root.Set("back_href", view.back.href).Set("back", view.back.text).Set("resource", view.resource);
  if (!view.signed_in) {
    root.Add("has_ways").Set("here_href", view.here_href).Set("sign_in_href", view.sign_in_href);
    return {templates.Render(dict)};
  }
  Scope form = root.Add("has_form");
  form.Set("action", view.action).Set("csrf", view.csrf).Set("new", view.fresh).Set("note", view.note);
  FillErrors(root, view.errors);
  bool any = false;
  for (const auto& group : view.groups) any |= !group.choices.empty();
  if (any) {
    Scope groups = form.Add("has_group");
    int number = 0;
    for (const auto& group : view.groups) {
      if (group.choices.empty()) continue;
      Scope one = groups.Add("group");
      one.Set("name", group.name);
      for (const auto& choice : group.choices) {
        one.Add("choice")
            .Set("id", int64_t{++number})
            .Set("value", choice.value)
            .Set("text", choice.text)
            .ShowIf(choice.chosen, "chosen");
      }
    }
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const HerePage& view) {
  html::Dict dict("library/lists/here.tpl");
  Scope root = dict.Root(language);
  FillTexts(root, "note", view.notes);
  root.Set("words", view.words).SetIf("resources", view.resources);
  if (view.items.empty()) {
    root.Show("empty");
  } else {
    Scope items = root.Add("has_items");
    items.Set("size", view.size).Set("share", view.share).Set("keep_href", view.keep_href);
    FillLinks(items, "save", view.saves, "name");
    for (const auto& one : view.items) {
      Scope item = items.Add("item");
      FillRow(item, one.row);
      item.Set("name", one.name).Set("remove", one.remove_href);
      if (!one.up_href.empty()) item.Add("up").Set("href", one.up_href);
      if (!one.down_href.empty()) item.Add("down").Set("href", one.down_href);
    }
  }
  if (!view.found.empty()) {
    Scope found = root.Add("has_found");
    found.Set("found", view.found);
    for (const auto& result : view.results) {
      found.Add("result")
          .Set("href", result.href)
          .Set("name", result.name)
          .Set("language", result.language)
          .Set("facts", result.facts);
    }
  }
  return {templates.Render(dict)};
}

}  // namespace concord::library::lists::views
