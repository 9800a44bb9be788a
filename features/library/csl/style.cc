#include "features/library/csl/style.h"

#include <algorithm>

namespace concord::library::csl {
namespace {

bool WritesVariable(const Node& node, std::string_view variable) {
  if (node.name == "text" && node.Get("variable") == variable) return true;
  return std::ranges::any_of(node.children, [&](const Node& child) { return WritesVariable(child, variable); });
}

}  // namespace

Result<Style> Style::Load(std::string_view style_xml, std::string_view locale_xml, std::string_view language) {
  auto root = ParseXml(style_xml);
  if (!root) return std::unexpected(root.error());
  auto locale = ParseXml(locale_xml);
  if (!locale) return std::unexpected(locale.error());
  if (root->name != "style" || locale->name != "locale" || !root->Child("citation") || !root->Child("bibliography") ||
      !root->Child("bibliography")->Child("layout") || !root->Child("citation")->Child("layout")) {
    return Fail(ErrorKind::kInternal, "error.internal", {}, "not a citation style with its language");
  }
  Style style;
  style.root_ = std::move(*root);
  style.language_ = std::string(language);
  style.places_year_suffix_ = WritesVariable(style.root_, "year-suffix");
  style.TakeLocale(*locale);
  // The style's own words: for all languages, then for this one.
  for (const bool general : {true, false}) {
    for (const Node& child : style.root_.children) {
      const bool for_all = !child.Find("xml:lang");
      if (child.name == "locale" && for_all == general && (for_all || child.Get("xml:lang") == language))
        style.TakeLocale(child);
    }
  }
  for (const Node& child : style.root_.children) {
    if (child.name == "macro") style.macros_[child.Get("name")] = &child;
  }
  return style;
}

void Style::TakeLocale(const Node& locale) {
  for (const Node& part : locale.children) {
    if (part.name == "style-options" && part.Find("punctuation-in-quote"))
      punctuation_in_quotes_ = part.Get("punctuation-in-quote") == "true";
    if (part.name == "date") dates_[part.Get("form")] = part;
    if (part.name != "terms") continue;
    for (const Node& term : part.children) {
      const std::string* form = term.Find("form");
      Words words{term.text, term.text};
      if (const Node* single = term.Child("single")) words.single = single->text;
      if (const Node* multiple = term.Child("multiple")) words.multiple = multiple->text;
      terms_[term.Get("name") + "/" + (form ? *form : "long")] = std::move(words);
    }
  }
}

const Node* Style::Macro(std::string_view name) const {
  const auto found = macros_.find(name);
  return found == macros_.end() ? nullptr : found->second;
}

std::string Style::Term(std::string_view name, std::string_view form, Plural plural) const {
  for (std::string_view wanted = form.empty() ? "long" : form;;) {
    const auto found = terms_.find(std::string(name) + "/" + std::string(wanted));
    if (found != terms_.end()) return plural == Plural::kSingle ? found->second.single : found->second.multiple;
    if (wanted == "long") return {};
    wanted = wanted == "verb-short" ? "verb" : wanted == "symbol" ? "short" : "long";
  }
}

const Node* Style::DateFormat(std::string_view form) const {
  const auto found = dates_.find(form);
  return found == dates_.end() ? nullptr : &found->second;
}

QuoteMarks Style::Quotes() const {
  return {Term("open-quote"), Term("close-quote"), Term("open-inner-quote"), Term("close-inner-quote")};
}

}  // namespace concord::library::csl
