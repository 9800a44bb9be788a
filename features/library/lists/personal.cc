#include "features/library/lists/personal.h"

#include <nlohmann/json.hpp>

#include "base/db/outbox.h"
#include "features/library/lists/store.h"
#include "features/library/store.h"

namespace concord::library::lists {
namespace {

using Json = nlohmann::ordered_json;

std::string Tell(db::Session& session, const accounts::AccountId& id) {
  Json all = Json::array();
  for (const auto& list : sql::ListsOf(session, {Owner::Kind::kPerson, id.ToString()})) {
    Json one = {{"title", list.about.title},
                {"description", list.about.description},
                {"visibility", NameOf(list.about.visibility)},
                {"created", FormatRfc3339(list.created)},
                {"updated", FormatRfc3339(list.updated)}};
    if (!list.token.empty()) one["address"] = "/lists/" + list.token;
    one["items"] = Json::array();
    for (const auto& item : sql::ItemsOf(session, list)) {
      const auto resource = store::FindResourceById(session, item.resource_id);
      one["items"].push_back({{"resource", resource ? resource->about.slug : item.resource_id},
                              {"title", resource && IsShown(*resource) ? resource->about.title : ""},
                              {"note", item.note}});
    }
    all.push_back(std::move(one));
  }
  return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void Forget(db::Transaction& t, const accounts::AccountId& id, const Clock& clock) {
  for (const auto& list : sql::ListsOf(t, {Owner::Kind::kPerson, id.ToString()})) {
    sql::Delete(t, list);
    // Resources named it while it was public.
    if (list.about.visibility == Visibility::kPublic) db::Announce(t, "library.list", list.id, clock);
  }
}

}  // namespace

accounts::PersonalPart PersonalLists(const Clock& clock) {
  return {"reading_lists", Tell, [&clock](db::Transaction& t, const accounts::AccountId& id) { Forget(t, id, clock); }};
}

}  // namespace concord::library::lists
