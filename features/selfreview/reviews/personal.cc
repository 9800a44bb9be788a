#include "features/selfreview/reviews/personal.h"

#include <nlohmann/json.hpp>

#include "features/selfreview/reviews/common.h"
#include "features/selfreview/reviews/store.h"
#include "features/selfreview/reviews/store_files.h"

namespace concord::selfreview {
namespace {

using Ordered = nlohmann::ordered_json;

Ordered AnswerOf(Answer answer) {
  if (answer == kDontKnow) return "dk";
  if (answer == kDoesNotApply) return "na";
  return answer == kNotAnswered ? Ordered(nullptr) : Ordered(static_cast<int>(answer));
}

std::string TellAnswers(db::Session& session, const std::string& key, const accounts::AccountId& id) {
  Ordered all = Ordered::array();
  for (const Review& review : sql::OpenReviews(session)) {
    const auto me = sql::RespondentByLink(session, review, DigestOf(key, review, "account", id.ToString()));
    if (!me) continue;
    Ordered one = {{"review", review.TitleIn("en")}, {"group", NameOf(me->group)}, {"finished", me->finished}};
    one["answers"] = Ordered::array();
    for (const Given& given : sql::AnswersOf(session, review, me->id)) {
      one["answers"].push_back({{"item", given.item},
                                {"answer", AnswerOf(given.answer)},
                                {"comment", given.comment},
                                {"evidence", given.evidence}});
    }
    one["files"] = Ordered::array();
    for (const auto& kept : sql::AnswerFilesOf(session, review, me->id))
      one["files"].push_back({{"item", kept.item}, {"kind", NameOf(kept.file.kind)}, {"bytes", kept.file.bytes}});
    all.push_back(std::move(one));
  }
  return all.dump(-1, ' ', false, Ordered::error_handler_t::replace);
}

void ForgetAnswers(db::Transaction& t, const std::string& key, const accounts::AccountId& id) {
  for (const Review& review : sql::OpenReviews(t)) {
    const auto me = sql::RespondentByLink(t, review, DigestOf(key, review, "account", id.ToString()));
    if (me) sql::DeleteRespondent(t, review, *me);
  }
}

}  // namespace

accounts::PersonalPart PersonalAnswers(const crypto::Sealer& sealer) {
  const std::string key = sealer.Derive(kKeyPurpose);
  return {"self_review_answers",
          [key](db::Session& session, const accounts::AccountId& id) { return TellAnswers(session, key, id); },
          [key](db::Transaction& t, const accounts::AccountId& id) { ForgetAnswers(t, key, id); }};
}

}  // namespace concord::selfreview
