#include "base/html/template_source.h"

#include "base/core/text.h"
#include "base/html/templates.h"

namespace concord::html {
namespace {

// "About {count} resources" -> "About {{count}} resources", its own words escaped.
std::string AsTemplate(const std::string& message) {
  std::string out;
  for (size_t at = 0; at < message.size();) {
    const size_t open = message.find('{', at);
    const size_t close = open == std::string::npos ? open : message.find('}', open);
    if (close == std::string::npos) return out + Escape(std::string_view(message).substr(at));
    out += Escape(std::string_view(message).substr(at, open - at));
    out += "{{" + message.substr(open + 1, close - open - 1) + "}}";
    at = close + 1;
  }
  return out;
}

// A name that ends in _html holds finished HTML and says :none; nothing else may.
void CheckVariable(std::string_view tag, std::vector<std::string>& faults) {
  const size_t colon = tag.find(':');
  const std::string name(tag.substr(0, colon));
  const bool raw = colon != std::string_view::npos && tag.substr(colon) == ":none";
  if (colon != std::string_view::npos && !raw) faults.push_back("the variable " + name + " may have no modifier but :none");
  if (raw && !name.ends_with("_html")) faults.push_back("the variable " + name + " is not escaped; only names ending in _html may be");
  if (!raw && name.ends_with("_html")) faults.push_back("the variable " + name + " holds HTML and must say :none");
}

void CheckTags(std::string_view source, Prepared& out) {
  for (size_t at = 0; (at = source.find("{{", at)) != std::string_view::npos;) {
    const size_t end = source.find("}}", at);
    if (end == std::string_view::npos) {
      out.faults.push_back("a {{ has no }}");
      return;
    }
    const std::string_view tag = source.substr(at + 2, end - at - 2);
    if (tag.starts_with('>')) {
      out.parts.emplace(tag.substr(1));
    } else if (!tag.empty() && std::string_view("#/!%=").find(tag.front()) == std::string_view::npos) {
      CheckVariable(tag, out.faults);
    }
    at = end + 2;
  }
}

}  // namespace

Prepared Prepare(std::string_view source, std::string_view language, const i18n::Catalog& catalog) {
  Prepared out;
  CheckTags(source, out);
  out.text = "{{%AUTOESCAPE context=\"HTML\"}}";
  for (size_t at = 0; at < source.size();) {
    const size_t open = source.find("[[", at);
    const size_t close = open == std::string_view::npos ? open : source.find("]]", open);
    if (close == std::string_view::npos) {
      out.text += source.substr(at);
      break;
    }
    out.text += source.substr(at, open - at);
    const std::string key(source.substr(open + 2, close - open - 2));
    out.messages.insert(key);
    if (const std::string* message = catalog.Raw(language, key)) {
      out.text += AsTemplate(*message);
    } else {
      out.faults.push_back("there is no plain message " + key);
    }
    at = close + 2;
  }
  return out;
}

}  // namespace concord::html
