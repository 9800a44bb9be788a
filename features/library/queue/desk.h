// What the pages of this folder share: fields, the curators' tabs, how an error becomes a page. Safe from any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "features/library/queue/queue.h"
#include "features/library/queue/views.h"

namespace concord::library::queue {

// What was typed: cleaned, at most 8,000 bytes; a line trimmed and its white space single.
std::string LineOf(const http::Request& request, std::string_view field);
std::string TextOf(const http::Request& request, std::string_view field);

// Label and hint are the messages "library.queue.field.<id>" and, where it exists, "library.queue.field.<id>_hint".
class FieldMaker {
 public:
  FieldMaker(const Deps& deps, const Speaker& speaker) : catalog_(deps.pages.frame.catalog()), speaker_(speaker) {}
  // `most`: code points, 0 for no limit.
  views::Field Make(std::string_view id, std::string_view kind, std::string value, size_t most = 0) const;
  views::Field Required(std::string_view id, std::string_view kind, std::string value, size_t most = 0) const;
  views::Field Choice(std::string_view id, std::vector<views::Option> options) const;

 private:
  const i18n::Catalog& catalog_;
  const Speaker& speaker_;
};

// The pages of curators, `current` among them: "queue", "doubles", "bulk", "ratings", "moved".
std::vector<views::Tab> TabsOf(const Speaker& speaker, std::string_view current);
// A page that no robot keeps. `section` of the main navigation: the library's.
http::Response PageOf(const Deps& deps, const http::Request& request, std::string title, const html::Safe& html,
                      unsigned status = 200);
http::Response CsvOf(std::string csv, std::string_view file_name);
// Year, makers, where it appeared, and its state where readers do not see it: what tells two resources apart.
std::string FactsOf(const Speaker& speaker, const Resource& resource);
// What people type or copy for a resource: its slug, its path or its whole address. The slug.
std::string SlugIn(std::string_view typed);
// Where a curator looks at it: its page, or, where readers see none, where it is edited.
std::string HrefOf(const Deps& deps, const exchange::Record& about);
std::string ActorOf(const http::Request& request);
std::string DateOf(const Speaker& speaker, Time time);

}  // namespace concord::library::queue
