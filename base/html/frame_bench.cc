// What a page costs beyond its own content: the bar is 80 microseconds for a page of 30 KB.
#include <benchmark/benchmark.h>

#include "base/html/frame.h"
#include "html_embedded.h"

namespace concord::html {
namespace {

// A list of 100 rows in a template, then the frame around it: about 30 KB.
void BM_PageOf30KiB(benchmark::State& state) {
  constexpr std::string_view kList =
      "<ul>{{#row}}<li class=\"c-row\"><h3><a href=\"{{url}}\">{{title}}</a></h3><p class=\"c-muted\">{{publisher}}, "
      "{{year}}</p>"
      "<p>{{summary}}</p></li>{{/row}}</ul>";
  std::vector<embed::File> files(embedded::Files().begin(), embedded::Files().end());
  auto catalog = i18n::Catalog::Load(files, {{"en", "English"}, {"es", "Español"}});
  files.push_back({"bench/list.tpl", kList});
  std::set<std::string> used = {"bench/list.tpl"};
  for (const auto& name : Frame::TemplateNames()) used.insert(name);
  auto templates = Templates::Load(files, used, **catalog);
  const Frame frame(**templates, **catalog, {}, {{"search", "/search", "html.frame.search"}}, {},
                    [](std::string_view name) { return "/assets/" + std::string(name); });
  http::Request request;
  request.path = "/search";
  size_t bytes = 0;
  for (auto _ : state) {
    Dict dict("bench/list.tpl");
    auto root = dict.Root("en");
    for (int i = 0; i < 100; ++i) {
      root.Add("row")
          .Set("url", "/resources/foot-patrol-" + std::to_string(i))
          .Set("title", "Foot patrol & its \"effects\" on crime")
          .Set("publisher", "National Institute of Justice")
          .Set("year", 2011)
          .Set("summary",
               "Officers on foot patrol in violent places reduced violent crime by 23 percent in twelve weeks.");
    }
    const http::Response response = frame.Page(request, {.title = "Search"}, {(*templates)->Render(dict)});
    bytes = response.body.size();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(BM_PageOf30KiB)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace concord::html
