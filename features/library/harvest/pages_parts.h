// Handlers of the pages of harvests, one group of actions a file. Not for other folders.
#pragma once
#include <map>
#include <string>

#include "base/i18n/catalog.h"
#include "features/library/harvest/pages.h"

namespace concord::library::harvest {

inline constexpr char kHome[] = "/curation/harvests";

class HarvestPages {
 public:
  HarvestPages(const PageDeps& pages, const HarvestPageDeps& deps) : d_(pages), h_(deps) {}

  http::Response List(const http::Request& request) const;  // pages.cc
  http::Response Csv(const http::Request& request) const;
  http::Response Show(const http::Request& request) const;
  http::Response ShowRun(const http::Request& request) const;
  http::Response RunNow(const http::Request& request) const;
  http::Response SetPaused(const http::Request& request, bool paused) const;
  http::Response Remove(const http::Request& request) const;

  http::Response New(const http::Request& request) const;  // pages_form.cc
  http::Response Create(const http::Request& request) const;
  http::Response Edit(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;

  http::Response Words(const http::Request& request) const;  // pages_words.cc
  http::Response MapWords(const http::Request& request) const;
  http::Response WordsCsv(const http::Request& request) const;

 private:
  struct Form;
  http::Response ShowForm(const http::Request& request, const Form& form) const;
  http::Response Page(const http::Request& request, const std::string& title, const html::Dict& dict) const;

  PageDeps d_;
  HarvestPageDeps h_;
};

// What a message names, as catalogs take it.
inline i18n::Params ParamsOf(const std::map<std::string, std::string>& params) {
  return {params.begin(), params.end()};
}
// An error's own words.
std::string Say(const Speaker& speaker, const Error& error);
std::string AddressOf(const Source& source);

}  // namespace concord::library::harvest
