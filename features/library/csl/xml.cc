#include "features/library/csl/xml.h"

#include <algorithm>
#include <charconv>

#include "base/core/text.h"

namespace concord::library::csl {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Node> Document() {
    Node root;
    if (!SkipMisc() || !Element(root, 0)) {
      return Fail(ErrorKind::kInternal, "error.internal", {}, "not well-formed XML at byte " + std::to_string(at_));
    }
    return root;
  }

 private:
  bool Starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  void SkipSpace() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
  }
  bool SkipPast(std::string_view end) {
    const size_t found = text_.find(end, at_);
    if (found == std::string_view::npos) return false;
    at_ = found + end.size();
    return true;
  }
  // Declarations, comments and white space before the root.
  bool SkipMisc() {
    for (SkipSpace(); Starts("<?") || Starts("<!--"); SkipSpace()) {
      if (!SkipPast(Starts("<?") ? "?>" : "-->")) return false;
    }
    return true;
  }
  std::string Name() {
    const size_t begin = at_;
    while (at_ < text_.size() && !IsSpace(text_[at_]) &&
           std::string_view("/>=<\"'").find(text_[at_]) == std::string::npos)
      ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  static std::string Decoded(std::string_view raw) {
    std::string out;
    while (!raw.empty()) {
      const size_t amp = raw.find('&');
      out += raw.substr(0, amp);
      if (amp == std::string_view::npos) break;
      raw.remove_prefix(amp + 1);
      const size_t end = raw.find(';');
      if (end == std::string_view::npos) return out + "&" + std::string(raw);
      const std::string_view entity = raw.substr(0, end);
      raw.remove_prefix(end + 1);
      if (entity == "amp") out += '&';
      if (entity == "lt") out += '<';
      if (entity == "gt") out += '>';
      if (entity == "quot") out += '"';
      if (entity == "apos") out += '\'';
      if (entity.starts_with('#')) {
        const bool hex = entity.size() > 1 && entity[1] == 'x';
        uint32_t code = 0;
        std::from_chars(entity.data() + (hex ? 2 : 1), entity.data() + entity.size(), code, hex ? 16 : 10);
        text::AppendUtf8(out, code);
      }
    }
    return out;
  }

  bool Attributes(Node& node) {
    for (SkipSpace(); at_ < text_.size() && text_[at_] != '>' && text_[at_] != '/'; SkipSpace()) {
      std::string name = Name();
      SkipSpace();
      if (name.empty() || at_ >= text_.size() || text_[at_] != '=') return false;
      ++at_;
      SkipSpace();
      if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) return false;
      const char quote = text_[at_++];
      const size_t end = text_.find(quote, at_);
      if (end == std::string_view::npos) return false;
      node.attributes.emplace_back(std::move(name), Decoded(text_.substr(at_, end - at_)));
      at_ = end + 1;
    }
    return at_ < text_.size();
  }

  bool Content(Node& node, int depth) {
    while (at_ < text_.size()) {
      const size_t begin = at_;
      at_ = std::min(text_.find('<', at_), text_.size());
      node.text += Decoded(text_.substr(begin, at_ - begin));
      if (Starts("</")) {
        at_ += 2;
        return Name() == node.name && SkipPast(">");
      }
      if (Starts("<!--") || Starts("<?")) {
        if (!SkipPast(Starts("<?") ? "?>" : "-->")) return false;
        continue;
      }
      if (!Element(node.children.emplace_back(), depth + 1)) return false;
    }
    return false;
  }

  bool Element(Node& node, int depth) {
    constexpr int kDeepest = 100;
    if (depth > kDeepest || !Starts("<")) return false;
    ++at_;
    node.name = Name();
    if (node.name.empty() || !Attributes(node)) return false;
    if (Starts("/>")) {
      at_ += 2;
      return true;
    }
    if (!Starts(">")) return false;
    ++at_;
    return Content(node, depth);
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

const std::string* Node::Find(std::string_view attribute) const {
  for (const auto& [name, value] : attributes) {
    if (name == attribute) return &value;
  }
  return nullptr;
}

const std::string& Node::Get(std::string_view attribute) const {
  static const std::string kNone;
  const std::string* found = Find(attribute);
  return found ? *found : kNone;
}

const Node* Node::Child(std::string_view element) const {
  const auto found = std::find_if(children.begin(), children.end(), [&](const Node& n) { return n.name == element; });
  return found == children.end() ? nullptr : &*found;
}

Result<Node> ParseXml(std::string_view text) { return Parser(text).Document(); }

}  // namespace concord::library::csl
