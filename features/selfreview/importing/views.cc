#include "features/selfreview/importing/views.h"

namespace concord::selfreview::importing::views {
namespace {

using Scope = html::Dict::Scope;

void FillNotes(Scope root, const std::vector<Note>& notes) {
  if (notes.empty()) return;
  Scope all = root.Add("has_warnings");
  for (const Note& note : notes) {
    Scope one = all.Add("warning");
    one.Set("text", note.text);
    if (note.names.empty()) continue;
    Scope names = one.Add("has_names");
    for (const auto& name : note.names) names.Add("name").Set("name", name);
  }
}

void FillFile(Scope scope, const FileField& file) {
  scope.Set("place", file.place).Set("name", file.name).Set("text", file.text).SetIf("original", file.original);
  if (file.faults.empty()) return;
  Scope faults = scope.Add("has_faults");
  for (const Fault& fault : file.faults) {
    Scope one = faults.Add("fault");
    one.SetIf("line", fault.line).Set("message", fault.message);
    if (fault.around.empty()) continue;
    Scope lines = one.Add("has_lines");
    for (const SourceLine& line : fault.around) {
      Scope row = lines.Add("source");
      row.Set("number", line.number).Set("text", line.text);
      row.Show(line.meant ? "meant" : "beside");
    }
  }
}

}  // namespace

std::set<std::string> TemplateNames() {
  return {"selfreview/importing/room.tpl", "selfreview/importing/form.tpl", "selfreview/importing/preview.tpl",
          "selfreview/importing/remove.tpl"};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Room& view) {
  html::Dict dict("selfreview/importing/room.tpl");
  Scope root = dict.Root(language);
  if (!view.done.empty()) {
    Scope done = root.Add("has_done");
    done.Set("done", view.done);
    if (!view.done_link.href.empty())
      done.Add("leads").Set("href", view.done_link.href).Set("text", view.done_link.text);
  }
  root.SetIf("refused", view.refused);
  for (const InstrumentRow& row : view.rows) {
    Scope one = root.Add("instrument");
    one.Set("title", row.title).SetIf("language", row.language);
    one.Set("next_href", row.next.href).Set("next", row.next.text);
    for (const VersionRow& version : row.versions) {
      Scope line = one.Add("one_version");
      line.Set("href", version.href).Set("text", version.text).Set("note", version.note).Set("of", row.title);
      line.SetIf("change_href", version.change_href).SetIf("remove_href", version.remove_href);
    }
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Form& view) {
  html::Dict dict("selfreview/importing/form.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("lead", view.lead).Set("csrf", view.csrf).Set("replaces", view.replaces);
  root.Set("hint", view.hint);
  if (!view.errors.empty()) {
    Scope errors = root.Add("has_errors");
    for (const Link& error : view.errors) errors.Add("error").Set("href", error.href).Set("text", error.text);
    errors.SetIf("more", view.more);
  }
  if (!view.fine.empty()) root.Add("is_fine").Set("fine", view.fine);
  FillNotes(root, view.warnings);
  if (!view.downloads.empty()) {
    Scope downloads = root.Add("has_downloads");
    for (const Link& one : view.downloads) downloads.Add("download").Set("href", one.href).Set("text", one.text);
  }
  for (const FileField& file : view.files) FillFile(root.Add("file"), file);
  root.ShowIf(!view.fine.empty(), "may_keep").ShowIf(view.files_wrong, "files_wrong");
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Preview& view) {
  html::Dict dict("selfreview/importing/preview.tpl");
  Scope root = dict.Root(language);
  root.Set("csrf", view.csrf).Set("replaces", view.replaces).Set("page_html", view.page);
  FillNotes(root, view.warnings);
  for (const Hidden& file : view.files)
    root.Add("file").Set("place", file.place).Set("name", file.name).Set("original", file.original);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Removal& view) {
  html::Dict dict("selfreview/importing/remove.tpl");
  dict.Root(language).Set("title", view.title).Set("action", view.action).Set("csrf", view.csrf);
  return {templates.Render(dict)};
}

}  // namespace concord::selfreview::importing::views
