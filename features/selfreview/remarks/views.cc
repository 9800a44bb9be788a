#include "features/selfreview/remarks/views.h"

namespace concord::selfreview::remarks::views {

html::Safe Render(const html::Templates& templates, std::string_view language, const Page& view) {
  using Scope = html::Dict::Scope;
  html::Dict dict("selfreview/remarks/remarks.tpl");
  Scope root = dict.Root(language);
  root.Set("back_href", view.back_href).Set("back", view.back).Set("title", view.title);
  root.Set("lead", view.lead).Set("few", view.few);
  if (view.questions.empty()) root.Show("empty");
  for (const Question& question : view.questions) {
    Scope one = root.Add("question");
    one.Set("id", question.id).Set("number", question.number).Set("statement", question.statement);
    for (const Remark& remark : question.remarks) {
      Scope said = one.Add("remark");
      for (const auto& paragraph : remark.paragraphs) said.Add("paragraph").Set("text", paragraph);
      said.SetIf("address", remark.address);
      for (const File& file : remark.files) said.Add("file").Set("href", file.href).Set("text", file.text);
    }
  }
  return {templates.Render(dict)};
}

}  // namespace concord::selfreview::remarks::views
