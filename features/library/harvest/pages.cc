#include "features/library/harvest/pages.h"

#include "base/core/csv.h"
#include "base/i18n/catalog.h"
#include "features/library/harvest/pages_parts.h"

namespace concord::library::harvest {
namespace {

constexpr int kShownRuns = 30;

std::string Moment(const Speaker& speaker, const std::optional<Time>& time) {
  return time ? i18n::FormatDate(speaker.language(), *time) + ", " + FormatRfc3339(*time).substr(11, 5) + " UTC" : "";
}

std::string Number(const Speaker& speaker, int64_t number) { return i18n::FormatNumber(speaker.language(), number); }

std::string StateWord(const Speaker& speaker, const Run& run) { return speaker.Say("harvest.state." + run.state); }

std::string NextWord(const Speaker& speaker, const Source& source) {
  if (source.paused) return speaker.Say("harvest.page.next_paused");
  if (!source.next_run) return speaker.Say("harvest.page.next_never");
  return speaker.Say("harvest.page.next_at", {{"time", Moment(speaker, source.next_run)}});
}

std::string LastWord(const Speaker& speaker, const std::optional<Run>& last) {
  if (!last) return speaker.Say("harvest.page.last_none");
  const Tally& t = last->tally;
  return speaker.Say("harvest.page.last", {{"time", Moment(speaker, last->started)},
                                           {"state", StateWord(speaker, *last)},
                                           {"records", Number(speaker, t.records)},
                                           {"added", Number(speaker, t.added)},
                                           {"updated", Number(speaker, t.updated)}});
}

std::string Why(const Speaker& speaker, const Run& run) {
  return run.error_key.empty() ? std::string() : speaker.Say(run.error_key, ParamsOf(run.error_params));
}

void AddFact(html::Dict::Scope root, const std::string& label, const std::string& value) {
  if (!value.empty()) root.Add("fact").Set("label", label).Set("value", value);
}

// "?done=" names one of our messages, nothing else.
void AddDone(html::Dict::Scope root, const Speaker& speaker, const http::Request& request) {
  const std::string_view done = request.query.Get("done");
  for (const std::string_view known : {"added", "saved", "run", "paused", "resumed", "removed", "mapped"}) {
    if (done == known) root.Add("has_done").Set("done", speaker.Say("harvest.done." + std::string(known)));
  }
}

}  // namespace

std::string Say(const Speaker& speaker, const Error& error) { return speaker.Say(error.key, ParamsOf(error.params)); }

std::string AddressOf(const Source& source) { return std::string(kHome) + "/" + source.id; }

http::Response HarvestPages::Page(const http::Request& request, const std::string& title,
                                  const html::Dict& dict) const {
  html::PageMeta meta;
  meta.title = title;
  meta.section = "search";
  meta.no_index = true;
  return d_.frame.Page(request, meta, {d_.frame.templates().Render(dict)});
}

http::Response HarvestPages::List(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto all = h_.sources.List();
  if (!all) return ErrorFor(d_, request, all.error());
  html::Dict dict("library/harvest/list.tpl");
  auto root = dict.Root(speaker.language());
  AddDone(root, speaker, request);
  if (all->empty()) {
    root.Show("empty");
  } else {
    auto rows = root.Add("rows");
    for (const auto& [source, records, last] : *all) {
      auto row = rows.Add("row");
      row.Set("href", AddressOf(source)).Set("name", source.name).Set("next", NextWord(speaker, source));
      row.Set("records", speaker.Count("harvest.page.records", records)).Set("last", LastWord(speaker, last));
      if (last) row.SetIf("error", Why(speaker, *last));
    }
  }
  return Page(request, speaker.Say("harvest.page.title"), dict);
}

http::Response HarvestPages::Csv(const http::Request& request) const {
  const auto all = h_.sources.List();
  if (!all) return ErrorFor(d_, request, all.error());
  const auto time = [](const std::optional<Time>& t) { return t ? FormatRfc3339(*t) : std::string(); };
  std::string out =
      "name,address,format,set,records,paused,next_run,last_run,state,last_records,added,updated,rejected,error\r\n";
  for (const auto& [source, records, last] : *all) {
    const Run run = last.value_or(Run());
    AppendCsv(out, {source.name, source.base_url, source.format, source.set, std::to_string(records),
                    source.paused ? "yes" : "no", time(source.next_run), last ? FormatRfc3339(run.started) : "",
                    run.state, std::to_string(run.tally.records), std::to_string(run.tally.added),
                    std::to_string(run.tally.updated), std::to_string(run.tally.rejected), run.error_key});
  }
  return http::Response::Download(std::move(out), "text/csv; charset=utf-8", "harvests.csv");
}

http::Response HarvestPages::Show(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto found = h_.sources.Find(request.params.Get("source"));
  if (!found) return ErrorFor(d_, request, found.error());
  const Source& source = found->source;
  const auto runs = h_.sources.Runs(source.id, kShownRuns);
  if (!runs) return ErrorFor(d_, request, runs.error());
  html::Dict dict("library/harvest/source.tpl");
  auto root = dict.Root(speaker.language());
  AddDone(root, speaker, request);
  root.Set("name", source.name).Set("href", AddressOf(source)).Set("csrf", d_.frame.FormToken(request));
  root.Set("next", NextWord(speaker, source)).Show(source.paused ? "can_resume" : "can_pause");
  if (found->last) root.SetIf("error", Why(speaker, *found->last));
  AddFact(root, speaker.Say("harvest.form.base_url"), source.base_url);
  AddFact(root, speaker.Say("harvest.fact.repository"), source.repository);
  AddFact(root, speaker.Say("harvest.form.format"), source.format);
  AddFact(root, speaker.Say("harvest.form.set"), source.set);
  AddFact(root, speaker.Say("harvest.form.status"), speaker.Say("harvest.form.status_" + source.status));
  AddFact(root, speaker.Say("harvest.fact.records"), Number(speaker, found->records));
  AddFact(root, speaker.Say("harvest.fact.reached"), Moment(speaker, source.reached));
  if (runs->empty()) root.Show("no_runs");
  if (!runs->empty()) {
    auto table = root.Add("runs");
    for (const auto& run : *runs) {
      auto row = table.Add("run");
      row.Set("run_href", AddressOf(source) + "/runs/" + run.id).Set("started", Moment(speaker, run.started));
      row.Set("state", StateWord(speaker, run)).Set("records", Number(speaker, run.tally.records));
      row.Set("added", Number(speaker, run.tally.added)).Set("linked", Number(speaker, run.tally.linked));
      row.Set("updated", Number(speaker, run.tally.updated)).Set("withdrawn", Number(speaker, run.tally.withdrawn));
      row.Set("rejected", Number(speaker, run.tally.rejected));
    }
  }
  return Page(request, source.name, dict);
}

http::Response HarvestPages::ShowRun(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto found = h_.sources.Find(request.params.Get("source"));
  if (!found) return ErrorFor(d_, request, found.error());
  const auto run = h_.sources.FindRun(found->source.id, request.params.Get("run"));
  if (!run) return ErrorFor(d_, request, run.error());
  const auto problems = h_.sources.Problems(run->id);
  if (!problems) return ErrorFor(d_, request, problems.error());
  html::Dict dict("library/harvest/run.tpl");
  auto root = dict.Root(speaker.language());
  const std::string title = speaker.Say("harvest.run.title", {{"time", Moment(speaker, run->started)}});
  root.Set("title", title).Set("source", found->source.name).Set("source_href", AddressOf(found->source));
  root.Set("lead", StateWord(speaker, *run)).SetIf("error", Why(speaker, *run));
  const Tally& t = run->tally;
  AddFact(root, speaker.Say("harvest.run.ended"), Moment(speaker, run->ended));
  AddFact(root, speaker.Say("harvest.run.from"), run->from.empty() ? speaker.Say("harvest.run.from_all") : run->from);
  const std::pair<const char*, int64_t> counts[] = {
      {"pages", t.pages},     {"records", t.records},     {"added", t.added},         {"linked", t.linked},
      {"updated", t.updated}, {"unchanged", t.unchanged}, {"withdrawn", t.withdrawn}, {"rejected", t.rejected}};
  for (const auto& [name, count] : counts)
    AddFact(root, speaker.Say(std::string("harvest.run.") + name), Number(speaker, count));
  if (problems->empty()) root.Show("no_problems");
  if (!problems->empty()) {
    auto list = root.Add("problems");
    list.Set("shown",
             speaker.Say("harvest.run.shown", {{"shown", Number(speaker, static_cast<int64_t>(problems->size()))},
                                               {"count", Number(speaker, t.rejected)}}));
    for (const auto& problem : *problems) {
      list.Add("problem")
          .Set("text", speaker.Say(problem.key, ParamsOf(problem.params)))
          .Set("identifier", problem.identifier);
    }
  }
  return Page(request, title, dict);
}

http::Response HarvestPages::RunNow(const http::Request& request) const {
  const std::string id(request.params.Get("source"));
  if (auto status = h_.sources.RunSoon(id, accounts::VisitOf(request).Actor()); !status)
    return ErrorFor(d_, request, status.error());
  if (h_.wake) h_.wake();
  return http::Response::SeeOther(std::string(kHome) + "/" + id + "?done=run");
}

http::Response HarvestPages::SetPaused(const http::Request& request, bool paused) const {
  const std::string id(request.params.Get("source"));
  if (auto status = h_.sources.SetPaused(id, paused, accounts::VisitOf(request).Actor()); !status)
    return ErrorFor(d_, request, status.error());
  return http::Response::SeeOther(std::string(kHome) + "/" + id + (paused ? "?done=paused" : "?done=resumed"));
}

http::Response HarvestPages::Remove(const http::Request& request) const {
  if (auto status = h_.sources.Remove(request.params.Get("source"), accounts::VisitOf(request).Actor()); !status)
    return ErrorFor(d_, request, status.error());
  return http::Response::SeeOther(std::string(kHome) + "?done=removed");
}

std::set<std::string> TemplateNames() {
  return {"library/harvest/form.tpl", "library/harvest/list.tpl", "library/harvest/run.tpl",
          "library/harvest/source.tpl", "library/harvest/words.tpl"};
}

void BindHarvests(http::Router& r, const PageDeps& page_deps, const accounts::Guards& guards,
                  const HarvestPageDeps& deps) {
  const HarvestPages pages(page_deps, deps);
  using http::Request;
  const auto curator = guards.May(accounts::Action::kLibraryCurate);
  // clang-format off
  r.Get ("/curation/harvests",                         curator, [=](const Request& q) { return pages.List(q); });
  r.Get ("/curation/harvests.csv",                     curator, [=](const Request& q) { return pages.Csv(q); });
  r.Get ("/curation/harvests/new",                     curator, [=](const Request& q) { return pages.New(q); });
  r.Post("/curation/harvests/new",                     curator, [=](const Request& q) { return pages.Create(q); });
  r.Get ("/curation/harvests/:source",                 curator, [=](const Request& q) { return pages.Show(q); });
  r.Get ("/curation/harvests/:source/edit",            curator, [=](const Request& q) { return pages.Edit(q); });
  r.Post("/curation/harvests/:source/edit",            curator, [=](const Request& q) { return pages.Save(q); });
  r.Post("/curation/harvests/:source/run",             curator, [=](const Request& q) { return pages.RunNow(q); });
  r.Post("/curation/harvests/:source/pause",           curator, [=](const Request& q) { return pages.SetPaused(q, true); });
  r.Post("/curation/harvests/:source/resume",          curator, [=](const Request& q) { return pages.SetPaused(q, false); });
  r.Post("/curation/harvests/:source/remove",          curator, [=](const Request& q) { return pages.Remove(q); });
  r.Get ("/curation/harvests/:source/words",           curator, [=](const Request& q) { return pages.Words(q); });
  r.Post("/curation/harvests/:source/words",           curator, [=](const Request& q) { return pages.MapWords(q); });
  r.Get ("/curation/harvests/:source/words.csv",       curator, [=](const Request& q) { return pages.WordsCsv(q); });
  r.Get ("/curation/harvests/:source/runs/:run",       curator, [=](const Request& q) { return pages.ShowRun(q); });
  // clang-format on
}

}  // namespace concord::library::harvest
