#include "features/selfreview/answering/views.h"

namespace concord::selfreview::answering::views {
namespace {

using Scope = html::Dict::Scope;

void FillBack(Scope root, const Link& back) { root.Set("back_href", back.href).Set("back", back.text); }

void FillLinks(Scope scope, const char* section, const std::vector<Link>& links) {
  for (const auto& link : links) scope.Add(section).Set("href", link.href).Set("text", link.text);
}

void FillCards(Scope root, const char* section, const std::vector<ReviewCard>& cards) {
  if (cards.empty()) return;
  Scope all = root.Add(section);
  for (const auto& card : cards) {
    all.Add("card")
        .Set("href", card.href)
        .Set("title", card.title)
        .Set("instrument", card.instrument)
        .Set("facts", card.facts)
        .SetIf("over", card.over);
  }
}

}  // namespace

std::set<std::string> TemplateNames() {
  return {"selfreview/answering/list.tpl", "selfreview/answering/start.tpl",  "selfreview/answering/overview.tpl",
          "selfreview/answering/part.tpl", "selfreview/answering/resume.tpl", "selfreview/answering/files.tpl",
          "selfreview/answering/typed.tpl"};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const ListPage& view) {
  html::Dict dict("selfreview/answering/list.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("lead", view.lead).SetIf("empty", view.empty);
  FillCards(root, "has_open", view.open);
  FillCards(root, "has_closed", view.closed);
  FillLinks(root, "action", view.actions);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const StartPage& view) {
  html::Dict dict("selfreview/answering/start.tpl");
  Scope root = dict.Root(language);
  FillBack(root, view.back);
  root.Set("title", view.title).Set("lead", view.lead).SetIf("stopped", view.stopped);
  for (const auto& error : view.errors) root.Add("problem").Set("text", error);
  if (!view.instrument.empty()) {
    Scope about = root.Add("about");
    about.Set("instrument", view.instrument).SetIf("until", view.until).SetIf("size", view.size);
    about.SetIf("as", view.group);
    for (const auto& paragraph : view.paragraphs) about.Add("paragraph").Set("text", paragraph);
  }
  if (!view.other.empty()) root.Add("has_other").Set("other", view.other).Set("other_href", view.other_href);
  root.SetIf("once", view.once).SetIf("over", view.over);
  if (!view.begin_action.empty()) {
    Scope form = root.Add("has_form");
    form.Set("action", view.begin_action).Set("csrf", view.csrf).Set("begin", view.begin);
    if (view.groups.size() == 1) form.Add("only").Set("value", view.groups.front().value);
    if (view.groups.size() > 1) {
      Scope groups = form.Add("several");
      for (const auto& choice : view.groups) groups.Add("choice").Set("value", choice.value).Set("text", choice.text);
    }
  }
  FillLinks(root, "way", view.ways);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const OverviewPage& view) {
  html::Dict dict("selfreview/answering/overview.tpl");
  Scope root = dict.Root(language);
  FillBack(root, view.back);
  root.Set("title", view.title).Set("lead", view.lead).Set("tally", view.tally).Set("group", view.group);
  root.SetIf("done", view.done);
  for (const auto& part : view.parts) {
    Scope one = root.Add("part");
    one.Set("title", part.title).Set("done", part.done).ShowIf(part.complete, "complete");
    if (part.href.empty()) {
      one.Show("plain");
    } else {
      one.Add("linked").Set("href", part.href);
    }
  }
  if (!view.open) return {templates.Render(dict)};
  Scope open = root.Add("open");
  open.Set("base", view.base).Set("csrf", view.csrf);
  open.ShowIf(view.finished, "finished").ShowIf(!view.finished, "unfinished");
  if (!view.next_href.empty()) open.Add("has_next").Set("href", view.next_href);
  if (view.code.empty()) {
    open.Show("by_account");
  } else {
    open.Add("by_code").Set("code", view.code).Set("key", view.key);
  }
  return {templates.Render(dict)};
}

namespace {

void FillQuestion(Scope root, const Question& question) {
  Scope one = root.Add("question");
  one.Set("id", question.id).Set("number", question.number).Set("statement", question.statement);
  one.Set("why", question.why).Set("comment", question.comment).Set("evidence", question.evidence);
  const bool clash = !question.clash_c.empty() || !question.clash_e.empty();
  one.ShowIf(question.hidden, "skipped").ShowIf(question.said || clash || !question.error.empty(), "said");
  one.Set("was_a", question.was[0]).Set("was_c", question.was[1]).Set("was_e", question.was[2]);
  if (!question.clash_c.empty()) one.Add("clash_c").Set("typed", question.clash_c).Set("id", question.id);
  if (!question.clash_e.empty()) one.Add("clash_e").Set("typed", question.clash_e).Set("id", question.id);
  if (!question.error.empty()) one.Add("wrong_" + question.error_field).Set("message", question.error);
  if (!question.files_href.empty()) {
    Scope files = one.Add("takes_files");
    files.Set("id", question.id).Set("files_href", question.files_href).Set("statement", question.statement);
    for (const auto& file : question.files)
      files.Add("file").Set("id", file.id).Set("href", file.href).Set("text", file.text);
  }
  for (const auto& choice : question.choices) {
    one.Add("choice")
        .Set("id", question.id)
        .Set("value", choice.value)
        .Set("text", choice.text)
        .Set("hint", choice.hint)
        .ShowIf(choice.chosen, "chosen");
  }
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const PartPage& view) {
  html::Dict dict("selfreview/answering/part.tpl");
  Scope root = dict.Root(language);
  FillBack(root, view.back);
  root.Set("title", view.title).Set("introduction", view.introduction).Set("place", view.place);
  root.Set("tally", view.tally).Set("action", view.action).Set("csrf", view.csrf).Set("key", view.key);
  root.Set("until", view.until);
  root.Set("submit", view.submit).ShowIf(!view.first, "previous").SetIf("message", view.message);
  if (!view.errors.empty()) FillLinks(root.Add("has_errors"), "error", view.errors);
  for (const auto& question : view.questions) FillQuestion(root, question);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const ResumePage& view) {
  html::Dict dict("selfreview/answering/resume.tpl");
  Scope root = dict.Root(language);
  FillBack(root, view.back);
  root.Set("title", view.title).Set("action", view.action).Set("csrf", view.csrf).SetIf("error", view.error);
  for (const auto& note : view.notes) root.Add("note").Set("text", note);
  if (!view.begun_href.empty()) root.Add("begun").Set("href", view.begun_href);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const TypedPage& view) {
  html::Dict dict("selfreview/answering/typed.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("why", view.why);
  if (!view.back.href.empty()) root.Add("has_back").Set("href", view.back.href).Set("text", view.back.text);
  FillLinks(root, "way", view.ways);
  if (view.texts.empty()) return {templates.Render(dict)};
  Scope all = root.Add("has_typed");
  for (const auto& text : view.texts) {
    Scope one = all.Add("typed");
    one.SetIf("question", text.question).SetIf("answer", text.answer).SetIf("comment", text.comment);
    one.SetIf("evidence", text.evidence);
  }
  return {templates.Render(dict)};
}

}  // namespace concord::selfreview::answering::views
