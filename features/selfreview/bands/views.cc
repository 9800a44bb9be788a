#include "features/selfreview/bands/views.h"

namespace concord::selfreview::bands::views {

std::set<std::string> TemplateNames() { return {"selfreview/bands/compare.tpl"}; }

html::Safe Render(const html::Templates& templates, std::string_view language, const ComparePage& view) {
  html::Dict dict("selfreview/bands/compare.tpl");
  html::Dict::Scope root = dict.Root(language);
  root.Set("back_href", view.back_href).Set("back", view.back).Set("title", view.title).Set("state", view.state);
  root.SetIf("done", view.done).SetIf("error", view.error).SetIf("cannot", view.cannot);
  root.ShowIf(view.agreed, "agreed").Set("results", view.results);
  if (view.cannot.empty())
    root.Add("form")
        .Set("action", view.action)
        .Set("csrf", view.csrf)
        .Set("choice", view.choice)
        .Set("submit", view.submit);
  return {templates.Render(dict)};
}

}  // namespace concord::selfreview::bands::views
