#include "features/journal/journal.h"
#include "features/journal/pages.h"
#include "features/journal/views.h"

namespace concord::journal {

using http::Request;

void BindJournal(http::Router& r, const JournalDeps& d) {
  const auto bind = [&](const std::string& at, const http::Guard& guard, const JournalPages& p) {
    // clang-format off
    r.Get(at,                    guard, [=](const Request& q) { return p.Show(q); });
    r.Get(at + "/journal.jsonl", guard, [=](const Request& q) { return p.Export(q); });
    r.Get(at + "/head.json",     guard, [=](const Request& q) { return p.Head(q); });
    r.Get(at + "/proof",         guard, [=](const Request& q) { return p.Proof(q); });
    r.Get(at + "/consistency",   guard, [=](const Request& q) { return p.Consistency(q); });
    // clang-format on
  };
  JournalDeps hub = d;
  hub.place = [name = d.frame.hub_name()](const Request&) { return JournalPlace{"hub", name, "/journal"}; };
  bind("/journal", http::Anyone(), JournalPages(hub));
  if (d.place) bind("/c/:community/journal", d.guard, JournalPages(d));
}

std::set<std::string> JournalTemplateNames() { return {views::kJournalTemplate}; }

}  // namespace concord::journal
