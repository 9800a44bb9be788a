// concord pdf: what the library reads in a PDF, without a hub.
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "base/pdf/pdf.h"

namespace concord::app {

int RunPdf(const Common& common, const std::string& file) {
  const auto document = pdf::ReadPdf(file, {});
  if (!document) {
    Say(document.error());
    return 1;
  }
  if (common.json) {
    using Json = nlohmann::ordered_json;
    Json pages = Json::array();
    for (const auto& page : document->pages)
      pages.push_back({{"number", page.number}, {"label", page.label}, {"text", page.text}});
    const Json out{{"title", document->title},
                   {"author", document->author},
                   {"language", document->language},
                   {"has_text", document->has_text},
                   {"pages", std::move(pages)}};
    std::cout << out.dump(2) << "\n";
    return 0;
  }
  for (const auto& page : document->pages)
    std::cout << "--- page " << page.number
              << (page.label == std::to_string(page.number) ? "" : " (" + page.label + ")") << "\n"
              << page.text << "\n";
  if (!document->has_text)
    std::cerr << "concord: no page has text: a scan, which needs its text recognized before it can be searched\n";
  return 0;
}

}  // namespace concord::app
