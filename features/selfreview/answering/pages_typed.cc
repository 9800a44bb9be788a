// What was typed into a part and could not be saved: given back to copy, so that nobody writes it twice.
#include <algorithm>

#include "features/selfreview/answering/pages.h"

namespace concord::selfreview::answering {
namespace {

constexpr size_t kMostTyped = 20'000;  // bytes that are given back of one field

std::string AnswerInWords(const Words& words, std::string_view value) {
  if (value == "dk" || value == "na") return words.Say("reviews.part." + std::string(value));
  if (value.size() == 1 && value[0] >= '0' && value[0] < '0' + kLevels) return words.Level(value[0] - '0');
  return "";
}

// The fields that differ from what the form had shown, by question, in the form's order.
std::vector<views::TypedPage::Text> TextsOf(const http::Request& request, const Words& words, const Room* room) {
  std::vector<std::pair<std::string, views::TypedPage::Text>> found;
  for (const auto& [name, value] : request.form.items()) {
    if (name.size() < 3 || name[1] != '.' || value.empty()) continue;
    const std::string_view was = request.form.Get("was." + name);
    if (was == (name[0] == 'a' ? value : MarkOf(value))) continue;
    const std::string item = name.substr(2);
    views::TypedPage::Text text;
    if (name[0] == 'a') text.answer = AnswerInWords(words, value);
    if (name[0] == 'c') text.comment = value.substr(0, kMostTyped);
    if (name[0] == 'e') text.evidence = value.substr(0, kMostTyped);
    if (text.answer.empty() && text.comment.empty() && text.evidence.empty()) continue;
    auto at = std::ranges::find(found, item, &std::pair<std::string, views::TypedPage::Text>::first);
    if (at == found.end()) {
      at = found.insert(found.end(), {item, {}});
      const auto place = room ? room->instrument().Find(item) : std::nullopt;
      if (place) at->second.question = room->instrument().In(words.language()).items[*place].statement;
    }
    if (!text.answer.empty()) at->second.answer = text.answer;
    if (!text.comment.empty()) at->second.comment = text.comment;
    if (!text.evidence.empty()) at->second.evidence = text.evidence;
  }
  std::vector<views::TypedPage::Text> texts;
  for (auto& [item, text] : found) texts.push_back(std::move(text));
  return texts;
}

}  // namespace

http::Response Pages::TypedFor(const http::Request& request, const Room* room, unsigned status) const {
  const Words words(d_.frame, request);
  views::TypedPage view;
  view.title = words.Say("reviews.typed.title");
  view.texts = TextsOf(request, words, room);
  // A believed form with nothing new in it loses nothing.
  if (room && view.texts.empty() && status == 409) return http::Response::SeeOther(room->base + "/answer");
  const std::string stopped = room ? Stopped(d_, words, *room) : "";
  if (!room || status == 503) {
    view.why = words.Say("reviews.typed.away");
  } else if (!stopped.empty()) {
    view.why = stopped;
  } else {
    view.why = words.Say("reviews.typed.gone");
    if (!accounts::VisitOf(request).caller)
      view.ways.push_back(
          {"/sign-in?next=" + http::PercentEncode(room->base + "/answer"), words.Say("reviews.start.sign_in")});
    view.ways.push_back({room->base + "/resume", words.Say("reviews.start.code")});
  }
  if (room) {
    view.back = {room->base + "/answer", room->review.TitleIn(words.language())};
    if (room->review.state == ReviewState::kClosed && d_.results)
      view.ways.push_back({room->base + "/results", words.Say("reviews.start.results")});
  }
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view), status);
}

}  // namespace concord::selfreview::answering
