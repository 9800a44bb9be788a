#include "base/html/template_syntax.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::html {
namespace {

bool IsName(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

size_t LineOf(std::string_view text, size_t at) { return 1 + std::ranges::count(text.substr(0, at), '\n'); }

// Nothing where the variable is right, else what is wrong with it.
std::string CheckVariable(std::string_view tag) {
  const auto parts = text::Split(tag, ':');
  if (parts.empty() || !IsName(parts[0])) return "{{" + std::string(tag) + "}} is no variable";
  const bool is_html = parts[0].ends_with("_html");
  if (is_html != (parts.size() == 2 && parts[1] == "none")) {
    return "{{" + std::string(tag) + "}}: :none and names that end in _html go together";
  }
  if (is_html) return "";
  // Auto-escape chooses the rest; :p is as strict as its choice in text, and keeps line breaks.
  const bool plain = parts.size() == 1 || (parts.size() == 2 && parts[1] == "p");
  return plain ? "" : "{{" + std::string(tag) + "}}: no modifier but :p or :none";
}

class TagChecker {
 public:
  explicit TagChecker(std::string_view text) : text_(text) {}

  std::vector<std::string> Check() && {
    for (size_t at = 0; (at = text_.find("{{", at)) != text_.npos;) {
      line_ = LineOf(text_, at);
      const size_t end = text_.find("}}", at);
      if (end == text_.npos) {
        Fault("{{ without }}");
        break;
      }
      CheckTag(text_.substr(at + 2, end - at - 2));
      at = end + 2;
    }
    for (const auto& [name, line] : open_)
      faults_.push_back("line " + std::to_string(line) + ": {{#" + name + "}} is not closed");
    return std::move(faults_);
  }

 private:
  void Fault(const std::string& what) { faults_.push_back("line " + std::to_string(line_) + ": " + what); }

  void CheckTag(std::string_view tag) {
    if (tag.empty()) return Fault("{{}} is empty");
    const std::string_view name = tag.substr(1);
    switch (tag[0]) {
      case '!':
        return;
      case '#':
        if (!IsName(name)) Fault("{{" + std::string(tag) + "}} is no section");
        open_.emplace_back(name, line_);
        return;
      case '/':
        if (open_.empty() || open_.back().first != name) return Fault("{{" + std::string(tag) + "}} closes nothing");
        open_.pop_back();
        return;
      case '>':
        if (!IsName(name)) Fault("{{" + std::string(tag) + "}} is no part");
        return;
      default:
        if (const std::string wrong = CheckVariable(tag); !wrong.empty()) Fault(wrong);
    }
  }

  std::string_view text_;
  size_t line_ = 1;
  std::vector<std::string> faults_;
  std::vector<std::pair<std::string, size_t>> open_;
};

}  // namespace

std::vector<std::string> CheckTags(std::string_view text) { return TagChecker(text).Check(); }

std::string ReplaceMarks(std::string_view text, const std::function<std::string(const Mark&)>& replace) {
  std::string out;
  size_t from = 0;
  for (size_t at; (at = text.find("[[", from)) != text.npos;) {
    const size_t end = text.find("]]", at);
    if (end == text.npos) break;
    out += text.substr(from, at - from);
    out += replace({text.substr(at + 2, end - at - 2), at > 0 ? text[at - 1] : '\0', LineOf(text, at)});
    from = end + 2;
  }
  return out += text.substr(from);
}

std::string DropIndentation(std::string_view text) {
  std::string out;
  for (std::string_view line : text::Split(text, '\n')) {
    const size_t start = line.find_first_not_of(" \t\r");
    if (start == line.npos) continue;
    if (!out.empty()) out += '\n';
    out += line.substr(start);
  }
  if (text.ends_with('\n')) out += '\n';
  return out;
}

}  // namespace concord::html
