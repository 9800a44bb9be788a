// Text of an XML document cut into tags and what stands between them, piece by piece, and set right where that is
// certain: comments, declarations and processing instructions fall away, CDATA becomes text, a "<" that begins no tag
// and an "&" that begins no reference stand for themselves, HTML's named characters become characters, references to
// characters that XML has no place for go. Nothing is ever expanded: a document that declares entities is refused.
// Memory is bounded by the longest tag that is allowed.
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace concord::library::harvest {

struct Token {
  enum class Kind { kOpen, kClose, kEmpty, kText };  // <a>, </a>, <a/>, text
  Kind kind = Kind::kText;
  std::string xml;   // well-formed but for what stands unescaped in attributes
  std::string name;  // of a tag, with its prefix
};

// What ends the reading of a document.
enum class TokenFault { kNone, kDoctype, kTag };  // entities declared; a tag that is too long

class Tokenizer {
 public:
  static constexpr size_t kMaxTag = 256 << 10;
  using Sink = std::function<void(Token&&)>;
  explicit Tokenizer(Sink sink) : sink_(std::move(sink)) {}

  // False once there is a fault, or `Stop` was called.
  bool Feed(std::string_view text);
  bool End();
  void Stop() { stopped_ = true; }
  TokenFault fault() const { return fault_; }
  // True where the document ended inside of a tag, a comment or the like.
  bool cut() const { return cut_; }
  int line() const { return line_; }

 private:
  enum class State { kText, kComment, kCdata, kInstruction };
  bool Step(bool last);
  bool Text(bool last);
  bool Markup(bool last);
  bool Until(std::string_view end, bool last, bool keep);
  bool Tag(bool last);
  void Emit(std::string_view raw);
  void Drop(size_t count);

  Sink sink_;
  std::string held_;
  size_t at_ = 0;
  State state_ = State::kText;
  TokenFault fault_ = TokenFault::kNone;
  bool stopped_ = false, cut_ = false;
  int line_ = 1;
};

// Text with its references, escaped: what can be resolved is, what cannot stands for itself.
std::string MendReferences(std::string_view raw, bool in_tag);
// Mended text as what it means: "&amp;" -> "&".
std::string PlainText(std::string_view mended);

}  // namespace concord::library::harvest
