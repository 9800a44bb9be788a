#include "features/selfreview/bands/store.h"

#include <nlohmann/json.hpp>

namespace concord::selfreview::bands {
namespace {

using Json = nlohmann::json;
using Review = std::pair<std::string, std::string>;  // community, review

// Reviews are written once and named by their place after that: a figure's sets are lists of places.
std::string WriteJson(const Histories& histories) {
  std::map<Review, size_t> places;
  Json reviews = Json::array(), figures = Json::object();
  const auto place_of = [&](const Review& review) {
    const auto [found, is_new] = places.emplace(review, places.size());
    if (is_new) reviews.push_back({review.first, review.second});
    return found->second;
  };
  for (const auto& [figure, history] : histories) {
    if (history.shown.empty()) continue;
    Json shown = Json::array(), levels = Json::array();
    for (const auto& state : history.shown) {
      Json one = Json::array();
      for (const auto& review : state) one.push_back(place_of(review));
      shown.push_back(std::move(one));
    }
    for (const auto& [community, one] : history.latest) levels.push_back(one.level);
    figures[figure] = {{"shown", std::move(shown)}, {"levels", std::move(levels)}};
  }
  return Json{{"reviews", std::move(reviews)}, {"figures", std::move(figures)}}.dump();
}

Histories ReadJson(const std::string& text) {
  const Json json = Json::parse(text);
  const auto reviews = json.at("reviews").get<std::vector<Review>>();
  Histories histories;
  for (const auto& [figure, one] : json.at("figures").items()) {
    BandHistory& history = histories[figure];
    for (const Json& state : one.at("shown")) {
      auto& set = history.shown.emplace_back();
      for (const Json& place : state) set.insert(reviews.at(place.get<size_t>()));
    }
    const auto levels = one.at("levels").get<std::vector<double>>();
    size_t place = 0;
    for (const auto& [community, review] : history.shown.back())
      history.latest[community] = {review, levels.at(place++)};
  }
  return histories;
}

Result<Histories> ReadRow(const std::optional<db::Row>& row) {
  if (!row) return Histories();
  try {
    return ReadJson(row->Text(0));
  } catch (const std::exception& error) {
    return Fail(ErrorKind::kInternal, "error.internal", {}, std::string("selfreview_band: ") + error.what());
  }
}

constexpr std::string_view kSelect = "SELECT figures FROM selfreview_band WHERE instrument = :i AND made_up = :m";

}  // namespace

Result<Histories> ReadHistories(db::Session& session, const BandKey& key) {
  return ReadRow(session.One(kSelect, key.instrument, key.made_up));
}

Result<Histories> HoldHistories(db::Transaction& t, const BandKey& key, Time now) {
  t.Execute(
      "INSERT INTO selfreview_band (instrument, made_up, figures, updated_at) VALUES (:i, :m, :f, :at) "
      "ON CONFLICT (instrument, made_up) DO NOTHING",
      key.instrument, key.made_up, WriteJson({}), now);
  const bool locks = t.dialect() == db::Dialect::kPostgres;  // SQLite has one writer
  return ReadRow(t.One(std::string(kSelect) + (locks ? " FOR UPDATE" : ""), key.instrument, key.made_up));
}

void WriteHistories(db::Transaction& t, const BandKey& key, const Histories& histories, Time now) {
  t.Execute("UPDATE selfreview_band SET figures = :f, updated_at = :at WHERE instrument = :i AND made_up = :m",
            WriteJson(histories), now, key.instrument, key.made_up);
}

}  // namespace concord::selfreview::bands
