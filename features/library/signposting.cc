#include "features/library/signposting.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/core/text.h"
#include "base/http/message.h"
#include "features/library/citation.h"

namespace concord::library {
namespace {

using Json = nlohmann::ordered_json;

// An address within <...> of a header: nothing that could end it.
std::string InHeader(std::string_view address) {
  std::string out;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    const bool harmless =
        byte > 0x20 && byte < 0x7F && std::string_view("<>\"\\^`{|}").find(c) == std::string_view::npos;
    out += harmless ? std::string(1, c) : http::PercentEncode(std::string_view(&c, 1));
  }
  return out;
}

std::string MediaTypeOfWork(std::string_view url) {
  const std::string path = text::LowerAscii(url.substr(0, url.find_first_of("?#")));
  return path.ends_with(".pdf") ? "application/pdf" : "";
}

}  // namespace

std::vector<Signpost> SignpostsOf(const exchange::Record& record, const std::string& origin) {
  const std::string page = origin + "/resources/" + record.slug;
  std::vector<Signpost> posts;
  posts.push_back({"cite-as", record.doi.empty() ? page : "https://doi.org/" + record.doi, ""});
  posts.push_back({"type", "https://schema.org/AboutPage", ""});
  posts.push_back({"type", "https://schema.org/" + SchemaTypeOf(record), ""});
  for (const auto& [format, ending] : {std::pair{exchange::Format::kCslJson, "csl.json"},
                                       {exchange::Format::kBibtex, "bib"},
                                       {exchange::Format::kRis, "ris"}}) {
    posts.push_back({"describedby", page + "/cite." + ending, std::string(exchange::MediaTypeOf(format))});
  }
  if (!record.url.empty()) posts.push_back({"item", record.url, MediaTypeOfWork(record.url)});
  return posts;
}

std::string LinkHeader(const std::vector<Signpost>& posts, const std::string& linkset) {
  std::string out;
  const auto add = [&](const Signpost& post) {
    out += (out.empty() ? "<" : ", <") + InHeader(post.target) + ">; rel=\"" + post.relation + "\"";
    if (!post.type.empty()) out += "; type=\"" + post.type.substr(0, post.type.find(';')) + "\"";
  };
  std::ranges::for_each(posts, add);
  add({"linkset", linkset, "application/linkset+json"});
  return out;
}

std::string LinksetJson(const std::vector<Signpost>& posts, const std::string& page_url) {
  Json page = {{"anchor", page_url}};
  Json sets = Json::array();
  for (const auto& post : posts) {
    Json link = {{"href", post.target}};
    if (!post.type.empty()) link["type"] = post.type.substr(0, post.type.find(';'));
    page[post.relation].push_back(std::move(link));
  }
  sets.push_back(std::move(page));
  for (const auto& post : posts) {
    const char* back = post.relation == "describedby" ? "describes" : post.relation == "item" ? "collection" : nullptr;
    if (back) sets.push_back({{"anchor", post.target}, {back, {{{"href", page_url}, {"type", "text/html"}}}}});
  }
  return Json({{"linkset", std::move(sets)}}).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace concord::library
