#include <nlohmann/json.hpp>

#include "features/communities/store.h"

namespace concord::communities::store {
namespace {

constexpr std::string_view kCommunityColumns =
    "community_id, slug, name, kind, place, summary, time_zone, languages, state, latitude, longitude, demo, "
    "created_at, "
    "updated_at";

Community CommunityFrom(const db::Row& row) {
  Community c;
  c.id = CommunityId::Parse(row.Text(0)).value_or(CommunityId());
  c.slug = row.Text(1);
  c.name = row.Text(2);
  c.kind = row.Text(3);
  c.place = row.Text(4);
  c.summary = row.Text(5);
  c.time_zone = row.Text(6);
  c.languages = ReadList(row.Text(7));
  c.state = row.Text(8);
  if (!row.IsNull(9) && !row.IsNull(10)) c.center = Point{row.Real(9), row.Real(10)};
  c.demo = row.Flag(11);
  c.created = row.At(12);
  c.updated = row.At(13);
  return c;
}

std::optional<double> LatitudeOf(const Community& c) {
  return c.center ? std::optional(c.center->latitude) : std::nullopt;
}
std::optional<double> LongitudeOf(const Community& c) {
  return c.center ? std::optional(c.center->longitude) : std::nullopt;
}
std::optional<std::string> OrNull(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

std::optional<Community> Whole(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  Community c = CommunityFrom(*row);
  c.boundary = row->Text(14);
  return c;
}

}  // namespace

std::string WriteList(const std::vector<std::string>& list) {
  return nlohmann::json(list).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> ReadList(std::string_view text) {
  std::vector<std::string> list;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_array()) return list;
  for (const auto& one : json) {
    if (one.is_string()) list.push_back(one.get<std::string>());
  }
  return list;
}

std::vector<Community> All(db::Session& session) {
  std::vector<Community> all;
  for (const auto& row :
       session.Query("SELECT " + std::string(kCommunityColumns) + " FROM communities_community ORDER BY name, slug")) {
    all.push_back(CommunityFrom(row));
  }
  return all;
}

std::optional<Community> FindBySlug(db::Session& session, std::string_view slug) {
  return Whole(session.One(
      "SELECT " + std::string(kCommunityColumns) + ", boundary FROM communities_community WHERE slug = :slug", slug));
}

std::optional<Community> Lock(db::Transaction& transaction, const CommunityId& id) {
  std::string sql =
      "SELECT " + std::string(kCommunityColumns) + ", boundary FROM communities_community WHERE community_id = :id";
  if (transaction.dialect() == db::Dialect::kPostgres) sql += " FOR UPDATE";
  return Whole(transaction.One(sql, id.ToString()));
}

std::vector<std::string> SlugsLike(db::Session& session, std::string_view base) {
  std::vector<std::string> slugs;
  for (const auto& row : session.Query("SELECT slug FROM communities_community WHERE slug = :a OR slug LIKE :b", base,
                                       std::string(base) + "-%")) {
    slugs.push_back(row.Text(0));
  }
  return slugs;
}

void Insert(db::Transaction& transaction, const Community& c) {
  transaction.Execute(
      "INSERT INTO communities_community (community_id, slug, name, kind, place, summary, time_zone, languages, state, "
      "boundary, latitude, longitude, demo, created_at, updated_at) VALUES (:id, :slug, :name, :kind, :place, "
      ":summary, "
      ":zone, :languages, :state, :boundary, :latitude, :longitude, :demo, :created, :updated)",
      c.id.ToString(), c.slug, c.name, c.kind, c.place, c.summary, c.time_zone, WriteList(c.languages), c.state,
      OrNull(c.boundary), LatitudeOf(c), LongitudeOf(c), c.demo, c.created, c.updated);
}

void Update(db::Transaction& transaction, const Community& c) {
  transaction.Execute(
      "UPDATE communities_community SET name = :name, kind = :kind, place = :place, summary = :summary, time_zone = "
      ":zone, languages = :languages, state = :state, boundary = :boundary, latitude = :latitude, longitude = "
      ":longitude, updated_at = :updated WHERE community_id = :id",
      c.name, c.kind, c.place, c.summary, c.time_zone, WriteList(c.languages), c.state, OrNull(c.boundary),
      LatitudeOf(c), LongitudeOf(c), c.updated, c.id.ToString());
}

std::vector<District> Districts(db::Session& session, const CommunityId& community) {
  std::vector<District> districts;
  for (const auto& row :
       session.Query("SELECT district_id, slug, name, shape FROM communities_district WHERE community_id = :c ORDER BY "
                     "position, slug",
                     community.ToString())) {
    districts.push_back({DistrictId::Parse(row.Text(0)).value_or(DistrictId()), row.Text(1), row.Text(2), row.Text(3)});
  }
  return districts;
}

void ReplaceDistricts(db::Transaction& transaction, const CommunityId& community,
                      const std::vector<District>& districts) {
  transaction.Execute("DELETE FROM communities_district WHERE community_id = :c", community.ToString());
  int position = 0;
  for (const auto& d : districts) {
    transaction.Execute(
        "INSERT INTO communities_district (community_id, district_id, slug, name, shape, position) VALUES (:c, :id, "
        ":slug, :name, :shape, :position)",
        community.ToString(), d.id.ToString(), d.slug, d.name, OrNull(d.shape), position++);
  }
}

std::vector<Known> KnownCommunities(db::Session& session) {
  std::vector<Known> known;
  for (const auto& row : session.Query("SELECT community_id, slug, name, kind, time_zone, languages, state, updated_at "
                                       "FROM communities_community ORDER BY name, slug")) {
    known.push_back(
        {row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Int(7)});
  }
  return known;
}

}  // namespace concord::communities::store
