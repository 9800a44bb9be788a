// A source is added or changed; its address can be tried first.
#include <charconv>

#include "base/core/text.h"
#include "base/i18n/catalog.h"
#include "features/library/harvest/pages_parts.h"

namespace concord::library::harvest {
namespace {

constexpr std::chrono::seconds kTestTime{12};  // a person waits
constexpr const char* kSchedules[] = {"0", "24", "168", "720"};

Source FromForm(const http::Request& request, Source source) {
  const auto get = [&](const char* name) {
    return text::CollapseSpace(text::Clean(request.form.Get(name).substr(0, 4000)));
  };
  source.name = get("name");
  source.base_url = get("base_url");
  source.format = get("format");
  source.set = get("set");
  source.status = get("status");
  const std::string hours = get("every_hours");
  source.every_hours = -1;
  const auto [end, error] = std::from_chars(hours.data(), hours.data() + hours.size(), source.every_hours);
  if (error != std::errc() || end != hours.data() + hours.size()) source.every_hours = -1;
  return source;
}

}  // namespace

struct HarvestPages::Form {
  Source source;
  bool fresh = false;  // a source to be added
  std::optional<Error> error;
  std::string tested, untested;  // what came of a test
};

http::Response HarvestPages::ShowForm(const http::Request& request, const Form& form) const {
  const Speaker speaker(d_, request);
  html::Dict dict("library/harvest/form.tpl");
  auto root = dict.Root(speaker.language());
  const std::string title = speaker.Say(form.fresh ? "harvest.form.new_title" : "harvest.form.edit_title");
  root.Set("title", title).Set("lead", speaker.Say("harvest.form.lead")).Set("csrf", d_.frame.FormToken(request));
  root.Set("submit", speaker.Say(form.fresh ? "harvest.form.add" : "harvest.form.save"));
  const std::string home = form.fresh ? kHome : AddressOf(form.source);
  root.Set("action", form.fresh ? std::string(kHome) + "/new" : home + "/edit").Set("back_href", home);
  if (!form.fresh) root.Add("has_source").Set("source", form.source.name).Set("source_href", home);
  root.SetIf("tested", form.tested).SetIf("untested", form.untested);
  const std::string bad =
      form.error ? form.error->params.contains("field") ? form.error->params.at("field") : "name" : "";
  if (form.error) root.Add("has_errors").Add("fault").Set("id", bad).Set("text", Say(speaker, *form.error));
  const auto field = [&](const std::string& id) {
    auto one = root.Add("field");
    one.Set("id", id).Set("label", speaker.Say("harvest.form." + id));
    const std::string hint = id == "status" ? "" : speaker.Say("harvest.form." + id + "_hint");
    one.SetIf("hint", hint);
    std::string described = hint.empty() ? "" : id + "-hint";
    if (bad == id) {
      one.SetIf("error", Say(speaker, *form.error));
      described += (described.empty() ? "" : " ") + id + "-error";
    }
    one.SetIf("described", described);
    return one;
  };
  const auto input = [&](const char* id, const std::string& value, const char* type) {
    field(id).Add("input").Set("value", value).Set("type", type);
  };
  input("name", form.source.name, "text");
  input("base_url", form.source.base_url, "url");
  input("format", form.source.format, "text");
  input("set", form.source.set, "text");
  auto schedule = field("every_hours").Add("select");
  const std::string hours = std::to_string(form.source.every_hours);
  bool listed = false;
  for (const char* choice : kSchedules) {
    listed |= hours == choice;
    schedule.Add("option")
        .Set("value", choice)
        .Set("label", speaker.Say(std::string("harvest.form.every_") + choice))
        .ShowIf(hours == choice, "selected");
  }
  if (!listed && form.source.every_hours > 0) {
    schedule.Add("option")
        .Set("value", hours)
        .Set("label", speaker.Count("harvest.form.every_other", form.source.every_hours))
        .Show("selected");
  }
  auto status = field("status").Add("select");
  for (const char* choice : {"draft", "published"}) {
    status.Add("option")
        .Set("value", choice)
        .Set("label", speaker.Say(std::string("harvest.form.status_") + choice))
        .ShowIf(form.source.status == choice, "selected");
  }
  auto response = Page(request, title, dict);
  if (form.error) response.status = 422;
  return response;
}

http::Response HarvestPages::New(const http::Request& request) const {
  return ShowForm(request, {.source = {}, .fresh = true});
}

http::Response HarvestPages::Create(const http::Request& request) const {
  const Speaker speaker(d_, request);
  Form form{.source = FromForm(request, {}), .fresh = true};
  if (request.form.Get("do") == "test") {
    const auto said = Identify(h_.fetcher, form.source.base_url, kTestTime);
    if (said)
      form.tested = speaker.Say("harvest.form.tested", {{"name", said->name}, {"date", said->earliest.substr(0, 10)}});
    if (!said) form.untested = Say(speaker, said.error());
    if (said && form.source.name.empty()) form.source.name = said->name;
    return ShowForm(request, form);
  }
  const auto added = h_.sources.Add(form.source, accounts::VisitOf(request).Actor());
  if (added) {
    if (h_.wake) h_.wake();
    return http::Response::SeeOther(AddressOf(*added) + "?done=added");
  }
  if (added.error().kind != ErrorKind::kInvalid) return ErrorFor(d_, request, added.error());
  form.error = added.error();
  return ShowForm(request, form);
}

http::Response HarvestPages::Edit(const http::Request& request) const {
  const auto found = h_.sources.Find(request.params.Get("source"));
  if (!found) return ErrorFor(d_, request, found.error());
  return ShowForm(request, {.source = found->source});
}

http::Response HarvestPages::Save(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto found = h_.sources.Find(request.params.Get("source"));
  if (!found) return ErrorFor(d_, request, found.error());
  Form form{.source = FromForm(request, found->source)};
  if (request.form.Get("do") == "test") {
    const auto said = Identify(h_.fetcher, form.source.base_url, kTestTime);
    if (said)
      form.tested = speaker.Say("harvest.form.tested", {{"name", said->name}, {"date", said->earliest.substr(0, 10)}});
    if (!said) form.untested = Say(speaker, said.error());
    return ShowForm(request, form);
  }
  const auto saved = h_.sources.Change(form.source, accounts::VisitOf(request).Actor());
  if (saved) return http::Response::SeeOther(AddressOf(form.source) + "?done=saved");
  if (saved.error().kind != ErrorKind::kInvalid) return ErrorFor(d_, request, saved.error());
  form.error = saved.error();
  return ShowForm(request, form);
}

}  // namespace concord::library::harvest
