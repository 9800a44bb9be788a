#include "features/selfreview/answering/views.h"

namespace concord::selfreview::answering::views {

html::Safe Render(const html::Templates& templates, std::string_view language, const FilesPage& view) {
  html::Dict dict("selfreview/answering/files.tpl");
  html::Dict::Scope root = dict.Root(language);
  root.Set("back_href", view.back.href).Set("back", view.back.text).Set("title", view.title);
  root.Set("statement", view.statement).SetIf("done", view.done);
  if (!view.error.empty()) root.Add("wrong").Add(view.room ? "linked" : "plain").Set("message", view.error);
  if (view.files.empty()) {
    root.Show("none");
  } else {
    html::Dict::Scope files = root.Add("has_files");
    for (const FileRow& file : view.files) {
      files.Add("file")
          .Set("href", file.href)
          .Set("text", file.text)
          .Set("id", file.id)
          .Set("action", view.action)
          .Set("csrf", view.csrf);
    }
  }
  if (view.room) {
    html::Dict::Scope form = root.Add("form");
    form.Set("action", view.action).Set("csrf", view.csrf);
    if (!view.error.empty()) form.Add("wrong_file").Set("message", view.error);
  } else {
    root.Show("full");
  }
  return {templates.Render(dict)};
}

}  // namespace concord::selfreview::answering::views
