#include "features/library/news/views.h"

#include "features/library/news/news.h"
#include "features/library/views_parts.h"

namespace concord::library::news {

std::set<std::string> TemplateNames() {
  return {"library/news/new.tpl", "library/news/digest.tpl", "library/news/off.tpl"};
}

namespace views {
namespace {

using Scope = html::Dict::Scope;

void FillTopics(Scope scope, const char* section, const std::vector<Topic>& topics) {
  int number = 0;
  for (const auto& topic : topics) {
    scope.Add(section)
        .Set("number", int64_t{++number})
        .Set("value", topic.value)
        .Set("text", topic.text)
        .ShowIf(topic.chosen, "chosen");
  }
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const NewPage& view) {
  html::Dict dict("library/news/new.tpl");
  Scope root = dict.Root(language);
  root.Set("lead", view.lead).Set("found", view.found).Set("feed", view.feed);
  root.ShowIf(view.filters_open, "filters_open");
  FillTopics(root, "topic", view.topics);
  if (view.rows.empty()) {
    root.Show("empty");
  } else {
    library::views::FillRows(root.Add("has_rows"), view.rows);
  }
  if (!view.previous.empty() || !view.next.empty())
    root.Add("has_pages").SetIf("previous", view.previous).SetIf("next", view.next);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const DigestPage& view) {
  html::Dict dict("library/news/digest.tpl");
  Scope root = dict.Root(language);
  root.Set("csrf", view.csrf).Set("state", view.state).Set("feed", view.feed);
  root.SetIf("done", view.done).SetIf("error", view.error);
  if (!view.mail) {
    root.Show("no_mail");
  } else {
    root.Show("mail");
  }
  root.ShowIf(view.on, "on").ShowIf(view.all, "all").ShowIf(!view.all, "some");
  FillTopics(root, "topic", view.topics);
  FillTopics(root, "letters", view.languages);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const OffPage& view) {
  html::Dict dict("library/news/off.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("text", view.text);
  if (!view.action.empty()) root.Add("has_action").Set("action", view.action).Set("csrf", view.csrf);
  return {templates.Render(dict)};
}

}  // namespace views
}  // namespace concord::library::news
