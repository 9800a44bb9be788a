// What curators do beside editing: answer suggestions, merge doubles, change a search's whole result, rate evidence by
// two; and what everyone sees of it: the form for a suggestion, its receipt, and every list of the library as CSV.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto/seal.h"
#include "base/mail/post.h"
#include "features/accounts/accounts.h"
#include "features/library/pages.h"

namespace concord::library::queue {

// A community that a suggestion may come from.
struct PlaceChoice {
  std::string id, name;
};

// What hangs on a resource in tables of other features and shall follow it when it is merged: runs in the merge's
// transaction, before the merged one's rows go. An error refuses the merge, and nothing is written.
using MergeFollower =
    std::function<Status(db::Transaction& transaction, std::string_view merged_id, std::string_view kept_id)>;

struct Deps {
  library::PageDeps pages;
  const accounts::Guards& guards;
  const crypto::Sealer& sealer;
  Random& random;
  mail::Post* post = nullptr;  // nullptr, or not enabled: no address is asked for
  // Refuses one who sends too much (the error's message is shown). Empty: everyone may.
  std::function<Status(const http::Request&)> limit = {};
  std::function<std::vector<PlaceChoice>()> places = {};  // open ones, by name
  // Where a curator goes on with a resource that readers do not see yet; empty: nowhere.
  std::function<std::string(std::string_view slug)> edit_href = {};
  std::vector<MergeFollower> followers = {};
};

// Everything in `deps` must outlive the router.
void BindQueue(http::Router& router, const Deps& deps);
std::set<std::string> TemplateNames();
// What waits for a curator. Both must outlive the source.
accounts::TodaySource Today(Library& library, const i18n::Catalog& catalog);

}  // namespace concord::library::queue
