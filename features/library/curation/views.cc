#include "features/library/curation/views.h"

#include "features/library/curation/views_parts.h"

namespace concord::library::curation::views {
namespace {

using Scope = html::Dict::Scope;

void FillAct(Scope root, const Act& act, const std::string& csrf) {
  Scope one = root.Add("act");
  one.Set("act_id", act.id).SetIf("act_title", act.title).SetIf("act_lead", act.lead);
  one.Set("act_action", act.action).Set("act_submit", act.submit).Set("act_csrf", csrf);
  one.ShowIf(act.outline, "act_outline");
  if (!act.version.empty()) one.Add("act_hidden").Set("name", "version").Set("value", act.version);
  for (const auto& [name, value] : act.hidden) one.Add("act_hidden").Set("name", name).Set("value", value);
  if (!act.writes) return;
  Scope text = one.Add("act_text");
  text.Set("id", act.id + "-text").Set("label", act.label).Set("value", act.value);
  text.SetIf("hint", act.hint).SetIf("error", act.error);
  std::string described = act.hint.empty() ? "" : act.id + "-text-hint";
  if (!act.error.empty()) described += (described.empty() ? "" : " ") + act.id + "-text-error";
  text.SetIf("described", described);
}

}  // namespace

std::set<std::string> TemplateNames() {
  return {"library/curation/form.tpl", "library/curation/draft.tpl", "library/curation/history.tpl",
          "library/curation/board.tpl", "library/curation/preview.tpl"};
}

void FillLink(Scope scope, const std::string& name, const Link& link) {
  if (!link.href.empty()) scope.Add("has_" + name).Set(name + "_href", link.href).Set(name, link.text);
}

void FillLinks(Scope scope, std::string_view section, const std::vector<Link>& links) {
  for (const auto& link : links) scope.Add(section).Set("href", link.href).Set("text", link.text);
}

void FillNotices(Scope root, const std::vector<Notice>& notices) {
  for (const auto& notice : notices) {
    Scope one = root.Add("notice");
    one.Set("text", notice.text);
    FillLink(one, "link", notice.link);
  }
}

void FillDifferences(Scope scope, const std::vector<Difference>& differences) {
  for (const auto& difference : differences) {
    Scope one = scope.Add("difference");
    one.Set("difference_field", difference.field);
    Scope body = one.Add(difference.list ? "difference_list" : "difference_text");
    for (const auto& mark : difference.marks) {
      const char* in = mark.in == Mark::In::kBoth ? "both" : mark.in == Mark::In::kBefore ? "before" : "after";
      body.Add("mark").Add(in).Set("text", mark.text);
    }
  }
}

void FillEvents(Scope root, const std::vector<Event>& events) {
  for (const auto& event : events) {
    Scope one = root.Add("event");
    one.Set("when", event.when).SetIf("words", event.words).SetIf("badge", event.badge);
    if (event.href.empty()) {
      one.Add("plain").Set("text", event.text);
    } else {
      one.Add("linked").Set("href", event.href).Set("text", event.text);
    }
  }
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Draft& view) {
  html::Dict dict("library/curation/draft.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).SetIf("state", view.state).Set("state_kind", view.state_kind);
  root.Set("about", view.about).SetIf("why", view.why);
  FillLink(root, "back", view.back);
  FillNotices(root, view.notices);
  FillLinks(root, "link", view.links);
  root.Set("differences_title", view.differences_title);
  if (view.differences.empty()) root.Add("same").Set("text", view.differences_empty);
  FillDifferences(root, view.differences);
  for (const auto& act : view.acts) FillAct(root, act, view.csrf);
  if (!view.events.empty()) {
    Scope events = root.Add("has_events");
    events.Set("events_title", view.events_title);
    FillEvents(events, view.events);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const History& view) {
  html::Dict dict("library/curation/history.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("lead", view.lead);
  FillLink(root, "back", view.back);
  FillNotices(root, view.notices);
  FillLinks(root, "link", view.links);
  if (view.events.empty()) root.Add("empty").Set("text", view.empty_text);
  if (!view.events.empty()) FillEvents(root.Add("has_events"), view.events);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Board& view) {
  html::Dict dict("library/curation/board.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).SetIf("lead", view.lead);
  FillLink(root, "back", view.back);
  if (view.back.href.empty()) root.Show("no_back");
  FillNotices(root, view.notices);
  for (size_t i = 0; i < view.links.size(); ++i) {
    root.Add("link").Set("href", view.links[i].href).Set("text", view.links[i].text).ShowIf(i == 0, "first");
  }
  for (const auto& part : view.parts) {
    Scope one = root.Add("part");
    one.Set("part_id", part.id).Set("part_title", part.title).SetIf("part_lead", part.lead);
    if (part.rows.empty() && !part.empty_text.empty()) one.Add("part_empty").Set("text", part.empty_text);
    if (!part.rows.empty()) {
      Scope rows = one.Add("has_rows");
      for (const auto& row : part.rows) {
        Scope item = rows.Add("row");
        item.Set("href", row.href).Set("row_title", row.title).SetIf("badge", row.badge);
        item.Set("badge_kind", row.badge_kind);
        for (const auto& fact : row.facts) item.Add("fact").Set("fact", fact);
      }
    }
    FillLinks(one, "part_link", part.links);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Preview& view) {
  html::Dict dict("library/curation/preview.tpl");
  Scope root = dict.Root(language);
  root.Set("text", view.text).Set("back_href", view.back.href).Set("back", view.back.text);
  root.Set("content_html", html::Safe{view.content_html});
  return {templates.Render(dict)};
}

}  // namespace concord::library::curation::views
