#include "features/journal/views.h"

namespace concord::journal::views {

html::Safe Render(const html::Templates& templates, std::string_view language, const JournalPage& view) {
  html::Dict dict(kJournalTemplate);
  auto root = dict.Root(language);
  root.Set("title", view.title).Set("lead", view.lead).Set("path", view.path);
  if (view.size.empty()) {
    root.Show("empty");
    return {templates.Render(dict)};
  }
  auto full = root.Add("full");
  full.Set("size", view.size).Set("hash", view.hash).Set("root", view.root).Set("last_at", view.last_at);
  full.Set("path", view.path).Set("community", view.community).Set("biggest", view.biggest);
  for (const Kind& kind : view.kinds) {
    auto row = full.Add("kind");
    row.Set("action", kind.action).Set("recent", kind.recent).Set("all", kind.all);
    row.SetIf("label", kind.label);
  }
  if (view.days.empty()) {
    full.Show("no_days");
  } else {
    auto days = full.Add("has_days");
    for (const Day& day : view.days)
      days.Add("day").Set("date", day.date).Set("entries", day.entries).Set("hash", day.hash).Set("root", day.root);
    days.SetIf("more_days", view.more_days);
  }
  for (const Part& part : view.parts) full.Add("part").Set("href", part.href).Set("text", part.text);
  full.SetIf("parts_note", view.parts_note);
  return {templates.Render(dict)};
}

}  // namespace concord::journal::views
