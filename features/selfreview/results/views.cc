#include "features/selfreview/results/views.h"

#include "base/core/text.h"

namespace concord::selfreview::results::views {
namespace {

using Scope = html::Dict::Scope;

void FillLink(Scope root, const std::string& section, const Link& link) {
  if (link.href.empty()) return;
  Scope one = root.Add(section);
  one.Set("href", link.href).Set("text", link.text).SetIf("language", link.language);
}

void FillFigure(Scope scope, const std::string& name, const Figure& figure) {
  scope.Set(name, figure.text).Set(name + "_mean", figure.mean);
  scope.Set(name + "_low", figure.low).Set(name + "_high", figure.high);
}

void FillPairs(Scope root, const std::string& section, const std::vector<Pair>& pairs) {
  for (const Pair& pair : pairs) {
    Scope one = root.Add(section);
    one.Set("number", pair.number)
        .Set("label", pair.label)
        .Set("verdict", pair.verdict)
        .Set("practices", pair.practices)
        .SetIf("href", pair.href);
    one.Set("found", pair.found ? "1" : "0");
    FillFigure(one, "agency", pair.agency);
    FillFigure(one, "community", pair.community);
    FillFigure(one, "others_agency", pair.others_agency);
    FillFigure(one, "others_community", pair.others_community);
  }
}

void FillOut(Scope root, const std::string& section, const std::vector<OutItem>& items) {
  for (const OutItem& item : items) {
    Scope one = root.Add(section);
    one.Set("number", item.number).Set("statement", item.statement).Set("href", item.href);
    one.Set("figure", item.figure).Set("who", item.who).SetIf("plan_href", item.plan_href);
    if (!item.resources.empty()) {
      Scope list = one.Add("has_resources");
      for (const Link& link : item.resources) FillLink(list, "resource", link);
    }
    if (item.actions.empty()) continue;
    Scope list = one.Add("has_actions");
    for (const Link& link : item.actions) FillLink(list, "action", link);
  }
}

void FillLadders(Scope root, const Report& view) {
  for (const Choice& choice : view.audiences)
    root.Add("audience_choice").Set("value", choice.value).Set("text", choice.text).ShowIf(choice.chosen, "chosen");
  int level = 0;
  for (const auto& name : view.level_names) root.Add("level").Set("place", int64_t{level++}).Set("name", name);
  for (const Ladder& ladder : view.ladders) {
    Scope part = root.Add("ladder");
    part.Set("title", ladder.title);
    for (const auto& name : view.level_names) part.Add("level_head").Set("name", name);
    for (const Rung& rung : ladder.rungs) {
      Scope one = part.Add("rung");
      one.Set("number", rung.number).Set("statement", rung.statement).Set("href", rung.href);
      one.Set("counts", rung.levels_hidden ? "" : text::Join(rung.counts, ","));
      if (rung.counts.empty()) {
        one.Add("few").Set("too_few", rung.too_few);
        continue;
      }
      Scope told = one.Add("told");
      told.Set("people", rung.people).Set("median", rung.median);
      for (size_t i = 0; i < rung.counts.size(); ++i)
        told.Add("count").Set("name", view.level_names[i]).Set("count", rung.counts[i]);
    }
  }
}

void FillChanges(Scope root, const std::string& section, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    Scope one = root.Add(section);
    one.Set("number", change.number).Set("statement", change.statement).Set("href", change.href);
    one.Set("who", change.who).Set("before", change.before).Set("now", change.now);
    one.Set("difference", change.difference).Set("mean", change.mean).Set("low", change.low).Set("high", change.high);
    one.Set("found", change.found ? "1" : "0");
  }
}

void FillOthers(Scope root, const Report& view) {
  if (!view.compares) return;
  Scope beside = root.Add("beside");
  if (view.others.empty() && view.others_practices.empty()) beside.Show("no_others");
  if (!view.others.empty()) FillPairs(beside.Add("has_others"), "others", view.others);
  if (!view.others_practices.empty()) FillPairs(beside.Add("has_others_practices"), "others", view.others_practices);
}

void FillErrors(Scope root, const std::vector<FieldError>& errors) {
  if (errors.empty()) return;
  Scope all = root.Add("has_errors");
  for (const FieldError& error : errors) {
    all.Add("form_error").Set("form_field", error.field).Set("form_message", error.message);
    root.SetIf("error_" + error.field, error.message);
  }
}

void FillChoices(Scope root, const std::string& section, const std::vector<Choice>& choices) {
  int64_t number = 0;
  for (const Choice& choice : choices) {
    root.Add(section)
        .Set("id", ++number)
        .Set("value", choice.value)
        .Set("text", choice.text)
        .ShowIf(choice.chosen, "chosen");
  }
}

void FillHead(Scope root, const Report& view) {
  root.Set("title", view.title).Set("facts", view.facts).Set("lead", view.lead).Set("seen", view.seen);
  root.SetIf("generated", view.generated).Set("base", view.base).Set("csv", view.csv).Set("json", view.json);
  root.Set("chart_script", view.chart_script).Set("smallest", view.smallest).Set("confidence", view.confidence);
  root.Set("audience", view.audience).Set("disagreement_test", view.disagreement_test);
  FillLink(root, "back", view.back);
  FillLink(root, "other", view.other);
  FillLink(root, "publish", view.publish);
  FillLink(root, "plan", view.actions);
  FillLink(root, "compare", view.compare);
  FillLink(root, "instrument", view.instrument);
  for (const Group& group : view.groups) root.Add("group").Set("name", group.name).Set("people", group.people);
}

}  // namespace

std::set<std::string> TemplateNames() {
  return {"selfreview/results/report.tpl", "selfreview/results/publish.tpl", "selfreview/results/actions.tpl",
          "selfreview/results/action_form.tpl", "selfreview/results/published.tpl"};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Report& view) {
  html::Dict dict("selfreview/results/report.tpl");
  Scope root = dict.Root(language);
  FillHead(root, view);
  if (view.profile.empty()) root.Show("no_profile");
  if (!view.profile.empty()) FillPairs(root.Add("has_profile"), "profile", view.profile);
  FillOthers(root, view);
  root.ShowIf(view.strengths.empty(), "no_strengths").ShowIf(view.gaps.empty(), "no_gaps");
  FillOut(root, "strength", view.strengths);
  FillOut(root, "gap", view.gaps);
  if (!view.sites.empty()) {
    Scope sites = root.Add("has_sites");
    for (const Link& link : view.sites) FillLink(sites, "site", link);
  }
  if (view.disagreements.empty()) root.Show("no_disagreements");
  FillPairs(root, "disagreement", view.disagreements);
  if (!view.pairs.empty()) FillPairs(root.Add("has_pairs"), "pair", view.pairs);
  if (view.unknown.empty()) root.Show("no_unknown");
  if (!view.unknown.empty()) {
    Scope list = root.Add("has_unknown");
    for (const Unknown& one : view.unknown) {
      list.Add("unknown")
          .Set("number", one.number)
          .Set("statement", one.statement)
          .Set("href", one.href)
          .Set("who", one.who)
          .Set("text", one.text);
    }
  }
  FillLadders(root, view);
  root.ShowIf(view.as_public, "as_public");
  root.SetIf("change_none", view.change_none);
  FillLink(root, "earlier", view.earlier);
  if (view.change_none.empty()) root.Add("has_change").Set("change_text", view.change_text);
  if (!view.changes.empty()) FillChanges(root.Add("has_changes"), "change", view.changes);
  if (!view.steady.empty()) {
    Scope steady = root.Add("has_steady");
    steady.Set("steady_summary", view.steady_summary);
    FillChanges(steady, "steady", view.steady);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const PublishPage& view) {
  html::Dict dict("selfreview/results/publish.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("action", view.action).Set("csrf", view.csrf).SetIf("done", view.done);
  root.Set("seen_href", view.seen_href);
  FillLink(root, "back", view.back);
  FillErrors(root, view.errors);
  FillChoices(root, "choice", view.choices);
  FillChoices(root, "item", view.items);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const ActionsPage& view) {
  html::Dict dict("selfreview/results/actions.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("lead", view.lead).SetIf("done", view.done).SetIf("new_href", view.new_href);
  FillLink(root, "back", view.back);
  if (view.rows.empty()) root.Show("empty");
  if (!view.rows.empty()) {
    Scope rows = root.Add("has_rows");
    for (const ActionRow& row : view.rows) {
      Scope one = rows.Add("row");
      one.Set("id", row.id).Set("text", row.text).Set("owner", row.owner).Set("measure", row.measure);
      one.Set("due", row.due).Set("state", row.state).SetIf("edit_href", row.edit_href);
      one.Set("item", row.item).Set("item_href", row.item_href);
      one.SetIf("language", row.language);
      one.ShowIf(row.late, "late").ShowIf(row.done, "done");
    }
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const ActionForm& view) {
  html::Dict dict("selfreview/results/action_form.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("action", view.action).Set("csrf", view.csrf).Set("submit", view.submit);
  root.Set("action_text", view.text).Set("owner", view.owner).Set("measure", view.measure).Set("due", view.due);
  FillLink(root, "back", view.back);
  FillErrors(root, view.errors);
  FillChoices(root, "item", view.items);
  if (!view.states.empty()) FillChoices(root.Add("has_states"), "state", view.states);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Published& view) {
  html::Dict dict("selfreview/results/published.tpl");
  Scope root = dict.Root(language);
  for (const auto& [link, facts] : view.reviews)
    root.Add("review").Set("href", link.href).Set("text", link.text).Set("facts", facts);
  return {templates.Render(dict)};
}

}  // namespace concord::selfreview::results::views
