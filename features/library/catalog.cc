#include "features/library/catalog.h"

#include "base/core/text.h"

namespace concord::library {
namespace {

std::string KeyOf(std::string_view kind, std::string_view rest) {
  std::string key(kind);
  key += '/';
  key += rest;
  return key;
}

}  // namespace

const std::string& Localized::In(std::string_view language) const {
  static const std::string kNone;
  for (const std::string_view tag : {language, std::string_view("en")}) {
    if (const auto found = by_language.find(tag); found != by_language.end()) return found->second;
  }
  return by_language.empty() ? kNone : by_language.begin()->second;
}

Vocabulary::Vocabulary(std::vector<Term> terms) : terms_(std::move(terms)) {
  for (size_t i = 0; i < terms_.size(); ++i) {
    const Term& term = terms_[i];
    by_slug_[term.kind].emplace(term.slug, i);
    by_any_.emplace(KeyOf(term.kind, text::NormalizeTitle(term.slug)), term.slug);
  }
  // Slugs first, so that no alias or title can take another term's slug.
  for (const Term& term : terms_) {
    for (const auto& alias : term.aliases) by_any_.emplace(KeyOf(term.kind, text::NormalizeTitle(alias)), term.slug);
    for (const auto& [tag, title] : term.title.by_language) {
      by_any_.emplace(KeyOf(term.kind, text::NormalizeTitle(title)), term.slug);
    }
  }
}

const Term* Vocabulary::Find(std::string_view kind, std::string_view slug) const {
  const auto of_kind = by_slug_.find(kind);
  if (of_kind == by_slug_.end()) return nullptr;
  const auto found = of_kind->second.find(slug);
  return found == of_kind->second.end() ? nullptr : &terms_[found->second];
}

std::string Vocabulary::Resolve(std::string_view kind, std::string_view any) const {
  const auto found = by_any_.find(KeyOf(kind, text::NormalizeTitle(any)));
  return found == by_any_.end() ? std::string() : found->second;
}

const std::string& Vocabulary::Title(std::string_view kind, const std::string& slug, std::string_view language) const {
  const Term* term = Find(kind, slug);
  return term ? term->title.In(language) : slug;
}

}  // namespace concord::library
