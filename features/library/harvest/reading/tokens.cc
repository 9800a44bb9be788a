#include "features/library/harvest/reading/tokens.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/core/text.h"
#include "features/library/exchange/html_text.h"

namespace concord::library::harvest {
namespace {

constexpr size_t kMaxReference = 40;

bool IsNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || static_cast<signed char>(c) < 0;
}
bool IsNamePart(char c) { return IsNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

bool IsXmlCharacter(uint32_t code) {
  return code == 0x9 || code == 0xA || code == 0xD || (code >= 0x20 && code <= 0xD7FF) ||
         (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

// "#233" or "#xE9" as its character; 0 for one that XML has no place for; nullopt where it is no such reference.
std::optional<uint32_t> NumberIn(std::string_view body) {
  if (!body.starts_with('#')) return std::nullopt;
  body.remove_prefix(1);
  const bool hex = body.starts_with('x') || body.starts_with('X');
  if (hex) body.remove_prefix(1);
  uint32_t code = 0;
  const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), code, hex ? 16 : 10);
  if (body.empty() || end != body.data() + body.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) return 0;
  if (error != std::errc()) return std::nullopt;
  return IsXmlCharacter(code) ? code : 0;
}

// Of "&name;", without its signs.
void AppendNamed(std::string& out, std::string_view name) {
  for (const std::string_view kept : {"amp", "lt", "gt", "quot", "apos"}) {
    if (name == kept) {
      out.append("&").append(name).append(";");
      return;
    }
  }
  const std::string reference = "&" + std::string(name) + ";";
  const std::string plain = exchange::HtmlToText(reference);
  out += plain == reference ? "&amp;" + std::string(name) + ";" : text::EscapeMarkup(plain);
}

}  // namespace

std::string MendReferences(std::string_view raw, bool in_tag) {
  std::string out;
  out.reserve(raw.size() + 16);
  for (size_t at = 0; at < raw.size(); ++at) {
    const char c = raw[at];
    if (c == '>' && !in_tag) {
      out += "&gt;";
      continue;
    }
    if (c == '<' && !in_tag) {
      out += "&lt;";
      continue;
    }
    if (c != '&') {
      out += c;
      continue;
    }
    const size_t end = raw.substr(at, kMaxReference).find(';');
    const std::string_view body = end == raw.npos ? std::string_view() : raw.substr(at + 1, end - 1);
    if (const auto number = NumberIn(body)) {
      if (*number != 0) out.append("&").append(body).append(";");
      if (body.starts_with("#X")) out.replace(out.size() - body.size() - 1, 2, "#x");
    } else if (!body.empty() && IsNameStart(body.front()) && std::ranges::all_of(body, IsNamePart)) {
      AppendNamed(out, body);
    } else {
      out += "&amp;";
      continue;
    }
    at += end;
  }
  return out;
}

std::string PlainText(std::string_view mended) {
  std::string out;
  out.reserve(mended.size());
  for (size_t at = 0; at < mended.size(); ++at) {
    const size_t end = mended[at] == '&' ? mended.substr(at, kMaxReference).find(';') : mended.npos;
    if (end == mended.npos) {
      out += mended[at];
      continue;
    }
    const std::string_view body = mended.substr(at + 1, end - 1);
    if (const auto number = NumberIn(body)) {
      if (*number != 0) text::AppendUtf8(out, *number);
    } else {
      out += body == "amp" ? "&" : body == "lt" ? "<" : body == "gt" ? ">" : body == "quot" ? "\"" : "'";
    }
    at += end;
  }
  return out;
}

bool Tokenizer::Feed(std::string_view text) {
  held_.append(text);
  while (fault_ == TokenFault::kNone && !stopped_ && Step(false)) {
  }
  Drop(at_);
  return fault_ == TokenFault::kNone && !stopped_;
}

bool Tokenizer::End() {
  while (fault_ == TokenFault::kNone && !stopped_ && Step(true)) {
  }
  cut_ = !stopped_ && (state_ != State::kText || at_ < held_.size());
  return fault_ == TokenFault::kNone && !stopped_;
}

void Tokenizer::Drop(size_t count) {
  held_.erase(0, count);
  at_ -= std::min(at_, count);
}

// False where nothing more can be done with what is there.
bool Tokenizer::Step(bool last) {
  if (at_ >= held_.size()) return false;
  switch (state_) {
    case State::kText:
      return held_[at_] == '<' ? Markup(last) : Text(last);
    case State::kComment:
      return Until("-->", last, false);
    case State::kCdata:
      return Until("]]>", last, true);
    case State::kInstruction:
      return Until("?>", last, false);
  }
  return false;
}

void Tokenizer::Emit(std::string_view raw) {
  if (raw.empty()) return;
  sink_({Token::Kind::kText, MendReferences(raw, false), {}});
}

bool Tokenizer::Text(bool last) {
  const std::string_view rest = std::string_view(held_).substr(at_);
  size_t end = rest.find('<');
  if (end == rest.npos) {
    end = rest.size();
    // A reference may go on in the next piece.
    const size_t reference = rest.rfind('&');
    if (!last && reference != rest.npos && rest.size() - reference < kMaxReference) end = reference;
    if (end == 0) return false;
  }
  Emit(rest.substr(0, end));
  line_ += static_cast<int>(std::ranges::count(rest.substr(0, end), '\n'));
  at_ += end;
  return true;
}

bool Tokenizer::Markup(bool last) {
  const std::string_view rest = std::string_view(held_).substr(at_);
  const auto may_become = [&](std::string_view begin) { return !last && begin.starts_with(rest); };
  const auto enter = [&](State state, size_t length) {
    state_ = state;
    at_ += length;
    return true;
  };
  if (rest.starts_with("<!--")) return enter(State::kComment, 4);
  if (rest.starts_with("<![CDATA[")) return enter(State::kCdata, 9);
  if (rest.starts_with("<?")) return enter(State::kInstruction, 2);
  if (may_become("<!--") || may_become("<![CDATA[")) return false;
  if (rest.size() < 2 && !last) return false;
  const bool closing = rest.size() > 2 && rest[1] == '/' && IsNameStart(rest[2]);
  if (rest.size() == 2 && rest[1] == '/' && !last) return false;
  if (closing || (rest.size() > 1 && (IsNameStart(rest[1]) || rest[1] == '!'))) return Tag(last);
  Emit(rest.substr(0, 1));
  ++at_;
  return true;
}

// Goes to the end of a comment, of CDATA, of an instruction; what of it is not kept needs no memory.
bool Tokenizer::Until(std::string_view end, bool last, bool keep) {
  const std::string_view rest = std::string_view(held_).substr(at_);
  const size_t found = rest.find(end);
  size_t passed = found == rest.npos ? rest.size() : found;
  if (found == rest.npos && !last) passed -= std::min(passed, end.size() - 1);
  if (keep && passed > 0) {
    std::string escaped = text::EscapeMarkup(rest.substr(0, passed));
    sink_({Token::Kind::kText, std::move(escaped), {}});
  }
  line_ += static_cast<int>(std::ranges::count(rest.substr(0, passed), '\n'));
  at_ += passed;
  if (found == rest.npos) return false;
  at_ += end.size();
  state_ = State::kText;
  return true;
}

bool Tokenizer::Tag(bool) {
  const std::string_view rest = std::string_view(held_).substr(at_);
  char quote = 0;
  size_t end = 1;
  const bool declaration = rest[1] == '!';
  for (; end < rest.size(); ++end) {
    const char c = rest[end];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      break;
    } else if (c == '[' && declaration) {
      fault_ = TokenFault::kDoctype;
      return false;
    }
  }
  if (end >= rest.size()) {
    if (rest.size() > kMaxTag) fault_ = TokenFault::kTag;
    return false;
  }
  std::string_view raw = rest.substr(0, end + 1);
  if (!declaration) {
    Token token;
    token.kind = raw[1] == '/' ? Token::Kind::kClose : raw.ends_with("/>") ? Token::Kind::kEmpty : Token::Kind::kOpen;
    std::string_view name = raw.substr(raw[1] == '/' ? 2 : 1);
    token.name = name.substr(0, std::ranges::find_if_not(name, IsNamePart) - name.begin());
    token.xml = MendReferences(raw, true);
    line_ += static_cast<int>(std::ranges::count(raw, '\n'));
    at_ += raw.size();
    sink_(std::move(token));
    return true;
  }
  at_ += raw.size();
  return true;
}

}  // namespace concord::library::harvest
