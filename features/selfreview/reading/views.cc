#include "features/selfreview/reading/views.h"

namespace concord::selfreview::reading::views {
namespace {

using Scope = html::Dict::Scope;

void FillLink(Scope scope, const Link& link) {
  scope.Set("href", link.href).Set("text", link.text).SetIf("language", link.language);
}

void FillLevels(Scope scope, const std::vector<Level>& levels) {
  for (const Level& level : levels)
    scope.Add("level").Set("number", level.number).Set("name", level.name).Set("text", level.text);
}

void FillItem(Scope scope, const Item& item) {
  scope.Set("id", item.id).Set("number", item.number).Set("statement", item.statement).Set("why", item.why);
  scope.Set("asks", item.asks).SetIf("skip", item.skip);
  FillLevels(scope, item.levels);
  if (item.evidence.empty()) scope.Show("judgement");
  if (!item.evidence.empty()) {
    Scope rows = scope.Add("has_evidence");
    for (const Evidence& one : item.evidence) {
      Scope row = rows.Add("evidence");
      row.Set("outcome", one.outcome).Set("finding", one.finding).Set("setting", one.setting);
      if (one.basis.href.empty()) continue;  // the library does not have it
      Scope basis = row.Add("has_basis");
      basis.Set("basis_href", one.basis.href).Set("basis", one.basis.text).SetIf("basis_language", one.basis.language);
    }
  }
  if (item.resources.empty()) return;
  Scope list = scope.Add("has_resources");
  for (const Link& link : item.resources) FillLink(list.Add("resource"), link);
}

}  // namespace

std::set<std::string> TemplateNames() {
  return {"selfreview/reading/home.tpl", "selfreview/reading/instrument.tpl", "selfreview/reading/section.tpl"};
}

html::Safe RenderSection(const html::Templates& templates, std::string_view language) {
  html::Dict dict("selfreview/reading/section.tpl");
  dict.Root(language);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Home& view) {
  html::Dict dict("selfreview/reading/home.tpl");
  Scope root = dict.Root(language);
  for (const Card& card : view.cards)
    root.Add("card")
        .Set("href", card.href)
        .Set("title", card.title)
        .Set("text", card.text)
        .Set("size", card.size)
        .SetIf("added", card.added);
  FillLevels(root, view.levels);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const InstrumentPage& view) {
  html::Dict dict("selfreview/reading/instrument.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title)
      .Set("version", view.version)
      .Set("size", view.size)
      .Set("evidence_found", view.evidence);
  root.SetIf("older", view.older).SetIf("added", view.added).SetIf("spoken", view.spoken);
  if (!view.area.href.empty()) FillLink(root.Add("has_area"), view.area);
  for (const auto& paragraph : view.paragraphs) root.Add("paragraph").Set("text", paragraph);
  for (const Dimension& dimension : view.dimensions) {
    root.Add("entry").Set("id", dimension.id).Set("title", dimension.title);
    Scope part = root.Add("dimension");
    part.Set("id", dimension.id).Set("title", dimension.title).Set("introduction", dimension.introduction);
    for (const Item& item : dimension.items) FillItem(part.Add("item"), item);
  }
  if (view.files.empty()) return {templates.Render(dict)};
  Scope files = root.Add("has_files");
  for (const Link& file : view.files) FillLink(files.Add("file"), file);
  if (!view.versions.empty()) {
    Scope versions = files.Add("has_versions");
    for (const Link& one : view.versions) FillLink(versions.Add("one_version"), one);
  }
  return {templates.Render(dict)};
}

}  // namespace concord::selfreview::reading::views
