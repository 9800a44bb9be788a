#include "base/http/router.h"
#include "features/library/queue/pages.h"

namespace concord::library::queue {

using accounts::Action;
using http::Anyone;
using http::Request;

void BindQueue(http::Router& r, const Deps& d) {
  const auto suggestions = std::make_shared<Suggestions>(Suggestions::Deps{
      d.pages.library, d.sealer, d.pages.frame.catalog(), d.post, d.pages.frame.hub_name(), d.pages.clock, d.random});
  const SuggestPages suggest(d, suggestions);
  const QueuePages queue(d, suggestions);
  const CsvPages csv(d);
  const DoublesPages doubles(d);
  const MergePages merge(d);
  const BulkPages bulk(d, std::make_shared<Bulk>(d.pages.library, d.pages.clock, d.random));
  const RatingPages ratings(d, std::make_shared<Ratings>(d.pages.library));
  const auto curator = d.guards.May(Action::kLibraryCurate);
  const http::RouteOptions small{.body_limit = 32u << 10};

  // clang-format off
  r.Get ("/library/suggest",                    Anyone(), [=](const Request& q) { return suggest.Form(q); });
  r.Post("/library/suggest",                    Anyone(), [=](const Request& q) { return suggest.Send(q); }, small);
  r.Get ("/library/suggestions/:receipt",       Anyone(), [=](const Request& q) { return suggest.Receipt(q); });

  r.Get ("/topics.csv",                         Anyone(), [=](const Request& q) { return csv.Topics(q); });
  r.Get ("/modules.csv",                        Anyone(), [=](const Request& q) { return csv.Modules(q); });
  r.Get ("/collections.csv",                    Anyone(), [=](const Request& q) { return csv.Collections(q); });
  r.Get ("/sites.csv",                          Anyone(), [=](const Request& q) { return csv.Sites(q); });

  r.Get ("/curation/suggestions",                      curator, [=](const Request& q) { return queue.List(q); });
  r.Get ("/curation/suggestions.csv",                  curator, [=](const Request& q) { return queue.Csv(q); });
  r.Get ("/curation/suggestions/:suggestion",          curator, [=](const Request& q) { return queue.Show(q); });
  r.Post("/curation/suggestions/:suggestion/take",     curator, [=](const Request& q) { return queue.Take(q); });
  r.Post("/curation/suggestions/:suggestion/known",    curator, [=](const Request& q) { return queue.Known(q); });
  r.Post("/curation/suggestions/:suggestion/decline",  curator, [=](const Request& q) { return queue.Decline(q); });

  r.Get ("/curation/doubles",                    curator, [=](const Request& q) { return doubles.List(q); });
  r.Get ("/curation/doubles.csv",                curator, [=](const Request& q) { return doubles.Csv(q); });
  r.Post("/curation/doubles/apart",              curator, [=](const Request& q) { return doubles.PutApart(q); });
  r.Post("/curation/doubles/again",              curator, [=](const Request& q) { return doubles.LookAgain(q); });
  r.Get ("/curation/merge",                      curator, [=](const Request& q) { return merge.Form(q); });
  r.Post("/curation/merge",                      curator, [=](const Request& q) { return merge.Merge(q); });
  r.Get ("/curation/merged",                      curator, [=](const Request& q) { return merge.Moved(q); });
  r.Get ("/curation/merged.csv",                  curator, [=](const Request& q) { return merge.MovedCsv(q); });
  r.Post("/curation/merged",                      curator, [=](const Request& q) { return merge.Free(q); });

  r.Get ("/curation/bulk",                       curator, [=](const Request& q) { return bulk.Form(q); });
  r.Post("/curation/bulk",                       curator, [=](const Request& q) { return bulk.Do(q); });
  r.Get ("/curation/bulk.csv",                   curator, [=](const Request& q) { return bulk.Csv(q); });
  r.Get ("/curation/bulk/:edit",                 curator, [=](const Request& q) { return bulk.Show(q); });
  r.Post("/curation/bulk/:edit/undo",            curator, [=](const Request& q) { return bulk.Undo(q); });

  r.Get ("/curation/ratings",                   curator, [=](const Request& q) { return ratings.List(q); });
  r.Get ("/curation/ratings.csv",               curator, [=](const Request& q) { return ratings.Csv(q); });
  r.Get ("/curation/ratings/:slug",             curator, [=](const Request& q) { return ratings.Show(q); });
  r.Post("/curation/ratings/:slug/give",        curator, [=](const Request& q) { return ratings.Give(q); });
  r.Post("/curation/ratings/:slug/settle",      curator, [=](const Request& q) { return ratings.Settle(q); });
  r.Post("/curation/ratings/:slug/withdraw",    curator, [=](const Request& q) { return ratings.Withdraw(q); });
  // clang-format on
}

std::set<std::string> TemplateNames() {
  return {"library/queue/suggest.tpl",    "library/queue/receipt.tpl", "library/queue/queue.tpl",
          "library/queue/suggestion.tpl", "library/queue/doubles.tpl", "library/queue/merge.tpl",
          "library/queue/moved.tpl",      "library/queue/bulk.tpl",    "library/queue/bulk_edit.tpl",
          "library/queue/ratings.tpl",    "library/queue/rating.tpl"};
}

}  // namespace concord::library::queue
