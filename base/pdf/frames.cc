#include "base/pdf/frames.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/pdf/errors.h"

namespace concord::pdf {
namespace {

constexpr char kSummary = 'D', kPage = 'P', kEnd = 'E', kRefusal = 'F';

void PutNumber(std::string& out, uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xFF);
}

void PutText(std::string& out, std::string_view text, size_t max) {
  text = text.substr(0, max);
  PutNumber(out, static_cast<uint32_t>(text.size()));
  out += text;
}

std::string Frame(char kind, std::string_view body) {
  std::string out(1, kind);
  PutNumber(out, static_cast<uint32_t>(body.size()));
  out += body;
  return out;
}

// Takes numbers and texts off the front of a body; says when they are not there.
class Body {
 public:
  explicit Body(std::string_view bytes) : rest_(bytes) {}
  bool Number(uint32_t& number) {
    if (rest_.size() < 4) return false;
    number = 0;
    for (int i = 3; i >= 0; --i) number = number << 8 | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(4);
    return true;
  }
  bool Text(std::string& text, size_t max) {
    uint32_t size;
    if (!Number(size) || size > max || size > rest_.size()) return false;
    text = concord::text::Clean(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return true;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

std::string OneLine(std::string_view text) { return text::CollapseSpace(text::Clean(text)); }

// As in BCP 47, by its letters alone: "es", "en-US", "zh-Hant-TW".
bool IsLanguageTag(std::string_view tag) {
  if (tag.size() > 35) return false;
  bool first = true;
  for (const std::string_view part : text::Split(tag, '-')) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto fits = [&](char c) { return is_letter(c) || (!first && c >= '0' && c <= '9'); };
    if (part.size() < (first ? 2 : 1) || part.size() > 8 || !std::ranges::all_of(part, fits)) return false;
    first = false;
  }
  return true;
}

bool HasSign(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c > 0x20; });
}

}  // namespace

std::string SummaryFrame(const Summary& summary) {
  std::string body;
  PutNumber(body, summary.pages);
  for (const std::string* fact : {&summary.title, &summary.author, &summary.language}) PutText(body, *fact, kMaxFact);
  return Frame(kSummary, body);
}

std::string PageFrame(const PageText& page) {
  std::string body;
  PutNumber(body, static_cast<uint32_t>(page.number));
  PutText(body, page.label, kMaxLabel);
  body += page.text;
  return Frame(kPage, body);
}

std::string EndFrame() { return Frame(kEnd, {}); }

std::string RefusalFrame(Refusal refusal, std::string_view reason) {
  std::string body(1, static_cast<char>(refusal));
  body += reason.substr(0, kMaxFact);
  return Frame(kRefusal, body);
}

Status FrameReader::Take(std::string_view bytes) {
  // Whole frames are read where they lie; only the beginning of one is kept for later.
  waiting_ += bytes;
  std::string_view rest = waiting_;
  while (!rest.empty()) {
    if (done_) return Crashed("bytes after the end");
    if (rest.size() < kFrameHead) break;
    uint32_t length = 0;
    Body(rest.substr(1)).Number(length);
    if (auto fine = CheckHead(rest[0], length); !fine) return fine;
    if (rest.size() - kFrameHead < length) break;
    if (auto fine = TakeFrame(rest[0], rest.substr(kFrameHead, length)); !fine) return fine;
    rest.remove_prefix(kFrameHead + length);
  }
  waiting_.erase(0, waiting_.size() - rest.size());
  return {};
}

// Before a byte of the body is waited for: is there a frame of this kind, now, of this length?
Status FrameReader::CheckHead(char kind, size_t length) const {
  switch (kind) {
    case kSummary:
      if (expected_pages_) return Crashed("a second summary");
      if (length > 16 + 3 * kMaxFact) return Crashed("a summary of " + std::to_string(length) + " bytes");
      return {};
    case kPage:
      if (!expected_pages_) return Crashed("a page before the summary");
      if (length > 8 + kMaxLabel + limits_.text_bytes - text_bytes_) return TooMuchText(limits_, "a page's frame");
      return {};
    case kEnd:
      if (length != 0) return Crashed("an end with a body");
      return {};
    case kRefusal:
      if (length > 1 + kMaxFact) return Crashed("a refusal of " + std::to_string(length) + " bytes");
      return {};
    default:
      return Crashed("a frame of kind " + std::to_string(static_cast<unsigned char>(kind)));
  }
}

Status FrameReader::TakeFrame(char kind, std::string_view body) {
  if (kind == kSummary) return TakeSummary(body);
  if (kind == kPage) return TakePage(body);
  if (kind == kRefusal) return TakeRefusal(body);
  if (!expected_pages_) return Crashed("an end before the summary");
  if (document_.pages.size() != *expected_pages_) {
    return Crashed("an end after " + std::to_string(document_.pages.size()) + " pages of " +
                   std::to_string(*expected_pages_));
  }
  done_ = true;
  return {};
}

Status FrameReader::TakeSummary(std::string_view bytes) {
  Body body(bytes);
  uint32_t pages;
  std::string title, author, language;
  if (!body.Number(pages) || !body.Text(title, kMaxFact) || !body.Text(author, kMaxFact) ||
      !body.Text(language, kMaxFact) || !body.rest().empty()) {
    return Crashed("a summary that is none");
  }
  if (pages == 0) return Broken("no pages");
  if (pages > static_cast<uint32_t>(std::max(limits_.pages, 0))) {
    return TooManyPages(limits_, std::to_string(pages) + " pages");
  }
  expected_pages_ = pages;
  document_.title = OneLine(title);
  document_.author = OneLine(author);
  if (IsLanguageTag(language)) document_.language = language;
  return {};
}

Status FrameReader::TakePage(std::string_view bytes) {
  Body body(bytes);
  uint32_t number;
  PageText page;
  if (!body.Number(number) || !body.Text(page.label, kMaxLabel)) return Crashed("a page that is none");
  if (number != document_.pages.size() + 1 || number > *expected_pages_) {
    return Crashed("page " + std::to_string(number) + " where " + std::to_string(document_.pages.size() + 1) + " of " +
                   std::to_string(*expected_pages_) + " was due");
  }
  // Cleaning makes three bytes of one that is not UTF-8, so the sum is checked before and after.
  if (body.rest().size() > limits_.text_bytes - text_bytes_) return TooMuchText(limits_, "a page's text");
  page.number = static_cast<int>(number);
  page.label = OneLine(page.label);
  page.text = text::Clean(body.rest());
  if (page.text.size() > limits_.text_bytes - text_bytes_) return TooMuchText(limits_, "a page's text, cleaned");
  text_bytes_ += page.text.size();
  document_.has_text = document_.has_text || HasSign(page.text);
  document_.pages.push_back(std::move(page));
  return {};
}

Status FrameReader::TakeRefusal(std::string_view body) const {
  if (body.empty()) return Crashed("a refusal without a reason");
  std::string reason = OneLine(body.substr(1));
  if (reason.empty()) reason = "concord-pdf gave no reason";
  switch (static_cast<Refusal>(body[0])) {
    case Refusal::kBroken:
      return Broken(std::move(reason));
    case Refusal::kEncrypted:
      return Encrypted(std::move(reason));
    case Refusal::kTooManyPages:
      return TooManyPages(limits_, std::move(reason));
    case Refusal::kTooMuchText:
      return TooMuchText(limits_, std::move(reason));
    case Refusal::kTooMuchMemory:
      return TooMuchMemory(limits_, std::move(reason));
  }
  return Crashed("a refusal of no known kind");
}

}  // namespace concord::pdf
