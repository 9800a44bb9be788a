#include "features/selfreview/reviews/store.h"

#include <nlohmann/json.hpp>

#include "features/selfreview/reviews/store_files.h"

namespace concord::selfreview::sql {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kColumns =
    "community_id, review_id, slug, title, agency, units, instrument, version, asked, opens_at, closes_at, "
    "smallest_inside, smallest_public, state, published, published_items, compares, closed_at, reminded_at, "
    "created_at, "
    "updated_at, compares_at, generated";

std::string Select(std::string_view rest) {
  return "SELECT " + std::string(kColumns) + " FROM selfreview_review WHERE community_id = :c " + std::string(rest);
}

// Lists as this store wrote them; what is no list of texts is an empty one.
std::vector<std::string> TextsFrom(const std::string& json) {
  const Json list = Json::parse(json, nullptr, false);
  std::vector<std::string> texts;
  if (!list.is_array()) return texts;
  for (const Json& one : list) {
    if (one.is_string()) texts.push_back(one);
  }
  return texts;
}

template <typename Texts>
std::string ToJson(const Texts& texts) {
  return Json(texts).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string GroupsToJson(const std::set<Group>& groups) {
  std::vector<std::string> names;
  for (const Group group : groups) names.emplace_back(NameOf(group));
  return ToJson(names);
}

ReviewState StateNamed(const std::string& name) {
  for (const ReviewState state : {ReviewState::kDraft, ReviewState::kOpen}) {
    if (name == NameOf(state)) return state;
  }
  return ReviewState::kClosed;
}

Review FromRow(const db::Row& row) {
  Review review;
  review.community = CommunityId::Parse(row.Text(0)).value_or(CommunityId());
  review.id = row.Text(1);
  review.slug = row.Text(2);
  if (const Json title = Json::parse(row.Text(3), nullptr, false); title.is_object()) {
    for (const auto& [language, text] : title.items()) {
      if (text.is_string()) review.about.title[language] = text;
    }
  }
  review.about.agency = row.Text(4);
  review.about.units = TextsFrom(row.Text(5));
  review.about.instrument = row.Text(6);
  review.about.version = static_cast<int>(row.Int(7));
  for (const auto& name : TextsFrom(row.Text(8))) {
    if (const auto group = GroupNamed(name)) review.about.asked.insert(*group);
  }
  review.about.opens = row.At(9);
  review.about.closes = row.At(10);
  review.about.smallest_inside = static_cast<int>(row.Int(11));
  review.about.smallest_public = static_cast<int>(row.Int(12));
  review.state = StateNamed(row.Text(13));
  review.published = PublishedNamed(row.Text(14)).value_or(Published::kNone);
  for (auto& item : TextsFrom(row.Text(15))) review.published_items.insert(std::move(item));
  review.compares = row.Flag(16);
  if (!row.IsNull(17)) review.closed = row.At(17);
  if (!row.IsNull(18)) review.reminded = row.At(18);
  review.created = row.At(19);
  review.updated = row.At(20);
  if (!row.IsNull(21)) review.compares_since = row.At(21);
  review.about.generated = row.Flag(22);
  return review;
}

std::optional<Review> FirstOf(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  return FromRow(*row);
}

}  // namespace

std::vector<Review> ReviewsOf(db::Session& session, const CommunityId& community) {
  std::vector<Review> all;
  for (const auto& row : session.Query(Select("ORDER BY opens_at DESC, review_id DESC"), community.ToString()))
    all.push_back(FromRow(row));
  return all;
}

std::vector<Review> OpenReviews(db::Session& session) {
  std::vector<Review> all;
  for (const auto& row : session.Query("SELECT " + std::string(kColumns) +
                                       " FROM selfreview_review WHERE state = 'open' ORDER BY community_id, review_id"))
    all.push_back(FromRow(row));
  return all;
}

std::vector<Review> ComparingReviews(db::Session& session, std::string_view instrument) {
  std::vector<Review> all;
  for (const auto& row :
       session.Query("SELECT " + std::string(kColumns) +
                         " FROM selfreview_review WHERE state = 'closed' AND compares = 1 AND instrument = :i "
                         "ORDER BY community_id, review_id",
                     instrument))
    all.push_back(FromRow(row));
  return all;
}

std::set<std::string> WithdrawnReviews(db::Session& session, std::string_view instrument, Time before) {
  std::set<std::string> all;
  for (const auto& row : session.Query("SELECT review_id FROM selfreview_review WHERE state = 'closed' AND "
                                       "compares = 0 AND compares_at < :t AND instrument = :i",
                                       before, instrument))
    all.insert(row.Text(0));
  return all;
}

std::optional<Review> FindReview(db::Session& session, const CommunityId& community, std::string_view slug) {
  return FirstOf(session.One(Select("AND slug = :slug"), community.ToString(), slug));
}

std::optional<Review> FindReviewById(db::Session& session, const CommunityId& community, std::string_view id) {
  return FirstOf(session.One(Select("AND review_id = :id"), community.ToString(), id));
}

std::vector<std::string> SlugsLike(db::Session& session, const CommunityId& community, std::string_view beginning) {
  std::vector<std::string> slugs;
  for (const auto& row : session.Query("SELECT slug FROM selfreview_review WHERE community_id = :c AND slug LIKE :like",
                                       community.ToString(), std::string(beginning) + "%"))
    slugs.push_back(row.Text(0));
  return slugs;
}

void InsertReview(db::Transaction& t, const Review& r) {
  t.Execute("INSERT INTO selfreview_review (" + std::string(kColumns) +
                ") VALUES (:c, :id, :slug, :title, :agency, :units, :instrument, :version, :asked, :opens, :closes, "
                ":inside, :public, :state, :published, :items, :compares, :closed, :reminded, :created, :updated, "
                ":compares_at, :generated)",
            CommunityOf(r), r.id, r.slug, ToJson(r.about.title), r.about.agency, ToJson(r.about.units),
            r.about.instrument, r.about.version, GroupsToJson(r.about.asked), r.about.opens, r.about.closes,
            r.about.smallest_inside, r.about.smallest_public, NameOf(r.state), NameOf(r.published),
            ToJson(r.published_items), r.compares, r.closed, r.reminded, r.created, r.updated, r.compares_since,
            r.about.generated);
}

bool UpdateReview(db::Transaction& t, const Review& r) {
  return t.Execute(
             "UPDATE selfreview_review SET title = :title, agency = :agency, units = :units, instrument = :instrument, "
             "version = :version, asked = :asked, opens_at = :opens, closes_at = :closes, smallest_inside = :inside, "
             "smallest_public = :public, state = :state, published = :published, published_items = :items, "
             "compares = :compares, compares_at = :compares_at, generated = :generated, closed_at = :closed, "
             "reminded_at = :reminded, updated_at = :updated "
             "WHERE community_id = :c AND review_id = :id",
             ToJson(r.about.title), r.about.agency, ToJson(r.about.units), r.about.instrument, r.about.version,
             GroupsToJson(r.about.asked), r.about.opens, r.about.closes, r.about.smallest_inside,
             r.about.smallest_public, NameOf(r.state), NameOf(r.published), ToJson(r.published_items), r.compares,
             r.compares_since, r.about.generated, r.closed, r.reminded, r.updated, CommunityOf(r), r.id) == 1;
}

void DeleteReview(db::Transaction& t, const Review& r) {
  t.Execute("DELETE FROM selfreview_review WHERE community_id = :c AND review_id = :id", CommunityOf(r), r.id);
}

namespace {

std::optional<Review> FindHeld(db::Transaction& t, const Review& r, std::string_view how) {
  const bool shares = t.dialect() == db::Dialect::kPostgres;  // SQLite has one writer
  const std::string which = "AND review_id = :id" + (shares ? " FOR " + std::string(how) : "");
  return FirstOf(t.One(Select(which), CommunityOf(r), r.id));
}

}  // namespace

std::optional<Review> HoldReview(db::Transaction& t, const Review& r) { return FindHeld(t, r, "SHARE"); }

std::optional<Review> HoldReviewAlone(db::Transaction& t, const Review& r) { return FindHeld(t, r, "NO KEY UPDATE"); }

namespace {

constexpr std::string_view kLink = "link_id, kind, asked_group, email, language, state, created_at";

ReviewLink LinkFrom(const db::Row& row) {
  ReviewLink link;
  link.id = row.Text(0);
  link.kind = row.Text(1) == "personal" ? ReviewLink::Kind::kPersonal : ReviewLink::Kind::kOpen;
  link.group = GroupNamed(row.Text(2)).value_or(Group::kResident);
  link.email = row.Text(3);
  link.language = row.Text(4);
  link.active = row.Text(5) == "active";
  link.created = row.At(6);
  return link;
}

}  // namespace

std::vector<ReviewLink> LinksOf(db::Session& session, const Review& r) {
  std::vector<ReviewLink> links;
  for (const auto& row : session.Query("SELECT " + std::string(kLink) +
                                           " FROM selfreview_link WHERE community_id = :c AND review_id = :r "
                                           "ORDER BY created_at, link_id",
                                       CommunityOf(r), r.id))
    links.push_back(LinkFrom(row));
  return links;
}

std::optional<ReviewLink> FindLink(db::Session& session, const Review& r, std::string_view token_digest) {
  const auto row = session.One("SELECT " + std::string(kLink) +
                                   " FROM selfreview_link WHERE community_id = :c AND token_digest = :d AND "
                                   "review_id = :r AND state = 'active'",
                               CommunityOf(r), token_digest, r.id);
  if (!row) return std::nullopt;
  return LinkFrom(*row);
}

void InsertLink(db::Transaction& t, const Review& r, const ReviewLink& link, std::string_view token_digest) {
  t.Execute(
      "INSERT INTO selfreview_link (community_id, review_id, link_id, kind, asked_group, token_digest, email, "
      "language, "
      "state, created_at) VALUES (:c, :r, :id, :kind, :group, :digest, :email, :language, 'active', :at)",
      CommunityOf(r), r.id, link.id, link.kind == ReviewLink::Kind::kPersonal ? "personal" : "open", NameOf(link.group),
      token_digest, link.email, link.language, link.created);
}

bool RevokeLink(db::Transaction& t, const Review& r, std::string_view link_id) {
  return t.Execute(
             "UPDATE selfreview_link SET state = 'revoked' WHERE community_id = :c AND review_id = :r AND "
             "link_id = :id AND state = 'active'",
             CommunityOf(r), r.id, link_id) == 1;
}

void DeleteLinks(db::Transaction& t, const Review& r) {
  t.Execute("DELETE FROM selfreview_link WHERE community_id = :c AND review_id = :r", CommunityOf(r), r.id);
}

void InsertSnapshot(db::Transaction& t, const Review& r, const SnapshotRow& row) {
  const StoredSnapshot& s = row.about;
  t.Execute(
      "INSERT INTO selfreview_snapshot (community_id, review_id, instrument, version, seed, respondents, figures, "
      "public_figures, responses, made_at) VALUES (:c, :r, :instrument, :version, :seed, :respondents, :figures, "
      ":public, :responses, :at)",
      CommunityOf(r), r.id, s.instrument, s.version, std::to_string(s.seed), s.respondents, s.figures, s.public_figures,
      row.responses, s.made);
}

std::optional<SnapshotRow> SnapshotOf(db::Session& session, const Review& r) {
  const auto row = session.One(
      "SELECT instrument, version, seed, respondents, figures, public_figures, responses, made_at FROM "
      "selfreview_snapshot WHERE community_id = :c AND review_id = :r",
      CommunityOf(r), r.id);
  if (!row) return std::nullopt;
  SnapshotRow found;
  found.about = {.review_id = r.id,
                 .instrument = row->Text(0),
                 .version = static_cast<int>(row->Int(1)),
                 .seed = std::stoull("0" + row->Text(2)),
                 .respondents = row->Int(3),
                 .figures = row->Text(4),
                 .public_figures = row->Text(5),
                 .made = row->At(7)};
  found.responses = row->Text(6);
  return found;
}

void InsertRemark(db::Transaction& t, const Review& r, std::string_view id, const Remark& remark) {
  t.Execute(
      "INSERT INTO selfreview_remark (community_id, review_id, remark_id, item, comment, evidence) VALUES "
      "(:c, :r, :id, :item, :comment, :evidence)",
      CommunityOf(r), r.id, id, remark.item, remark.comment, remark.evidence);
}

std::vector<Remark> RemarksOf(db::Session& session, const Review& r) {
  std::vector<Remark> all;
  auto files = RemarkFilesOf(session, r);
  for (const auto& row : session.Query("SELECT item, comment, evidence, remark_id FROM selfreview_remark WHERE "
                                       "community_id = :c AND review_id = :r ORDER BY item, remark_id",
                                       CommunityOf(r), r.id))
    all.push_back({row.Text(0), row.Text(1), row.Text(2), std::move(files[row.Text(3)])});
  return all;
}

std::vector<ImprovementAction> ActionsOf(db::Session& session, const Review& r) {
  std::vector<ImprovementAction> all;
  for (const auto& row :
       session.Query("SELECT action_id, item, text, owner, measure, due_at, state, created_at, "
                     "updated_at, language FROM selfreview_action WHERE community_id = :c AND review_id = :r "
                     "ORDER BY created_at, action_id",
                     CommunityOf(r), r.id)) {
    ImprovementAction action;
    action.id = row.Text(0);
    action.item = row.Text(1);
    action.text = row.Text(2);
    action.owner = row.Text(3);
    action.measure = row.Text(4);
    if (!row.IsNull(5)) action.due = row.At(5);
    action.state = row.Text(6);
    action.created = row.At(7);
    action.updated = row.At(8);
    action.language = row.Text(9);
    all.push_back(std::move(action));
  }
  return all;
}

void InsertAction(db::Transaction& t, const Review& r, const ImprovementAction& a) {
  t.Execute(
      "INSERT INTO selfreview_action (community_id, review_id, action_id, item, text, owner, measure, due_at, state, "
      "created_at, updated_at, language) VALUES (:c, :r, :id, :item, :text, :owner, :measure, :due, :state, :created, "
      ":updated, :language)",
      CommunityOf(r), r.id, a.id, a.item, a.text, a.owner, a.measure, a.due, a.state, a.created, a.updated, a.language);
}

bool UpdateAction(db::Transaction& t, const Review& r, const ImprovementAction& a) {
  return t.Execute(
             "UPDATE selfreview_action SET item = :item, text = :text, owner = :owner, measure = :measure, "
             "due_at = :due, state = :state, updated_at = :updated, language = :language WHERE community_id = :c AND "
             "review_id = :r AND "
             "action_id = :id",
             a.item, a.text, a.owner, a.measure, a.due, a.state, a.updated, a.language, CommunityOf(r), r.id,
             a.id) == 1;
}

}  // namespace concord::selfreview::sql

namespace concord::selfreview {

int64_t CountReviewsWith(db::Session& session, std::string_view instrument, int version) {
  return session
      .One("SELECT count(*) FROM selfreview_review WHERE instrument = :slug AND version = :version", instrument,
           version)
      ->Int(0);
}

}  // namespace concord::selfreview
