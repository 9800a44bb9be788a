#include "features/library/curation/entry_form.h"

#include <algorithm>
#include <charconv>

#include "base/core/text.h"

namespace concord::library::curation {
namespace {

using Languages = std::vector<std::string>;

void AddIn(http::Pairs& form, const char* name, const Localized& text, const Languages& languages) {
  for (const auto& language : languages) {
    const auto found = text.by_language.find(language);
    form.Add(std::string(name) + "_" + language, found == text.by_language.end() ? "" : found->second);
  }
}

void AddListIn(http::Pairs& form, const char* name, const std::vector<Localized>& items, const Languages& languages) {
  for (const auto& language : languages) {
    std::string lines;
    for (const auto& item : items) {
      const auto found = item.by_language.find(language);
      lines += (lines.empty() ? "" : "\n") + (found == item.by_language.end() ? std::string() : found->second);
    }
    form.Add(std::string(name) + "_" + language, lines);
  }
}

void AddEach(http::Pairs& form, const char* name, const std::vector<std::string>& values) {
  for (const auto& value : values) form.Add(name, value);
}

class EntryReader {
 public:
  EntryReader(const http::Pairs& form, const Languages& languages, std::vector<Fault>& faults)
      : form_(form), languages_(languages), faults_(faults) {}

  std::string Line(const char* name) const { return TypedLine(form_, name); }
  std::vector<std::string> Lines(const char* name) const { return LinesOf(TypedText(form_, name)); }

  // What a language that no form shows says stays.
  Localized In(const char* name, const Localized& start, bool required) {
    Localized text = start;
    for (const auto& language : languages_) {
      const std::string field = std::string(name) + "_" + language;
      std::string words = TypedText(form_, field);
      text.by_language.erase(language);
      if (words.empty()) {
        if (required) faults_.push_back({field, "library.curation.error.in_language", {}});
        continue;
      }
      text.by_language[language] = std::move(words);
    }
    return text;
  }

  std::vector<Localized> ListIn(const char* name) {
    std::vector<Localized> items;
    size_t most = 0;
    std::map<std::string, size_t> counts;
    for (const auto& language : languages_) {
      const auto lines = Lines((std::string(name) + "_" + language).c_str());
      counts[language] = lines.size();
      most = std::max(most, lines.size());
      items.resize(std::max(items.size(), lines.size()));
      for (size_t i = 0; i < lines.size(); ++i) items[i].by_language[language] = lines[i];
    }
    for (const auto& [language, count] : counts) {
      if (count != most)
        faults_.push_back({std::string(name) + "_" + language,
                           "library.curation.error.lines",
                           {{"count", std::to_string(count)}, {"most", std::to_string(most)}}});
    }
    return items;
  }

  std::vector<std::string> InOrder() {
    struct Placed {
      std::string slug;
      double place;
    };
    const auto slugs = form_.All("resources"), places = form_.All("resources_place"), out = form_.All("resources_out");
    std::vector<Placed> placed;
    for (size_t i = 0; i < slugs.size(); ++i) {
      if (std::ranges::find(out, slugs[i]) != out.end()) continue;
      // Without a number it stays behind the one before it.
      double place = placed.empty() ? 0 : placed.back().place;
      if (i < places.size()) {
        double number = 0;
        const auto [end, error] = std::from_chars(places[i].data(), places[i].data() + places[i].size(), number);
        if (error == std::errc() && end == places[i].data() + places[i].size()) place = number;
      }
      placed.push_back({std::string(slugs[i]), place});
    }
    std::ranges::stable_sort(placed, {}, &Placed::place);
    std::vector<std::string> ordered;
    const auto add = [&](std::string slug) {
      if (!slug.empty() && std::ranges::find(ordered, slug) == ordered.end()) ordered.push_back(std::move(slug));
    };
    for (auto& one : placed) add(std::move(one.slug));
    for (const auto& line : Lines("add")) add(SlugIn(line));
    return ordered;
  }

  const http::Pairs& form() const { return form_; }

 private:
  const http::Pairs& form_;
  const Languages& languages_;
  std::vector<Fault>& faults_;
};

void ReadTerm(EntryReader& read, Term& term, const std::string& slug) {
  term.slug = slug;
  term.title = read.In("title", term.title, true);
  term.description = read.In("description", term.description, false);
  term.aliases = read.Lines("aliases");
}

void ReadModule(EntryReader& read, Module& module, const std::string& slug) {
  module.slug = slug;
  module.title = read.In("title", module.title, true);
  module.lead = read.In("lead", module.lead, true);
  module.overview = read.In("overview", module.overview, true);
  module.expectations = read.ListIn("expectations");
  module.topics = TypedChoices(read.form(), "topics");
}

void ReadCollection(EntryReader& read, Collection& collection, const std::string& slug) {
  collection.slug = slug;
  collection.title = read.In("title", collection.title, true);
  collection.introduction = read.In("introduction", collection.introduction, true);
  collection.resources = read.InOrder();
}

void ReadSite(EntryReader& read, Site& site, const std::string& slug, std::vector<Fault>& faults) {
  site.slug = slug;
  site.name = read.Line("name");
  if (site.name.empty()) faults.push_back({"name", "library.curation.error.name", {}});
  site.place = read.Line("place");
  site.summary = read.In("summary", site.summary, true);
  site.practices = read.ListIn("practices");
  site.modules = TypedChoices(read.form(), "modules");
  if (auto facts = FactsFrom(TypedText(read.form(), "facts"), site.facts)) {
    site.facts = std::move(*facts);
  } else {
    faults.push_back({"facts", "library.curation.error.facts", {}});
  }
}

std::string SlugFor(EntryKind kind, const http::Pairs& form, const Languages& languages, std::vector<Fault>& faults) {
  const std::string typed = TypedLine(form, "slug", 200);
  if (typed.empty()) {
    const std::string title =
        TypedLine(form, kind == EntryKind::kSite ? "name" : "title_" + (languages.empty() ? "en" : languages.front()));
    return text::Slugify(title);
  }
  if (text::Slugify(typed, 120) != typed) faults.push_back({"slug", "library.curation.error.slug", {}});
  return typed;
}

}  // namespace

std::string SlugIn(std::string_view typed) {
  if (const size_t at = typed.find("/resources/"); at != typed.npos) typed = typed.substr(at + 11);
  return std::string(text::Trim(typed.substr(0, typed.find_first_of("/?#"))));
}

const std::vector<EntryInput>& InputsOf(EntryKind kind) {
  static const std::vector<EntryInput> kTerm = {
      {"title", "text", true, false, true}, {"description", "textarea", true}, {"aliases", "textarea", false, true}};
  static const std::vector<EntryInput> kModule = {{"title", "text", true, false, true},
                                                  {"lead", "textarea", true, false, true, 3},
                                                  {"overview", "textarea", true, false, true, 10},
                                                  {"expectations", "textarea", true, true, false, 8},
                                                  {"topics", "checks"}};
  static const std::vector<EntryInput> kCollection = {{"title", "text", true, false, true},
                                                      {"introduction", "textarea", true, false, true, 8},
                                                      {"resources", "order"},
                                                      {"add", "textarea", false, true}};
  static const std::vector<EntryInput> kSite = {{"name", "text", false, false, true},
                                                {"place", "text"},
                                                {"summary", "textarea", true, false, true, 4},
                                                {"practices", "textarea", true, true, false, 8},
                                                {"modules", "checks"},
                                                {"facts", "textarea", false, true, false, 5}};
  if (kind == EntryKind::kModule) return kModule;
  if (kind == EntryKind::kCollection) return kCollection;
  return kind == EntryKind::kSite ? kSite : kTerm;
}

http::Pairs FormOf(const Entry& entry, const Languages& languages) {
  http::Pairs form;
  for (const auto& term : entry.file.terms) {
    AddIn(form, "title", term.title, languages);
    AddIn(form, "description", term.description, languages);
    form.Add("aliases", text::Join(term.aliases, "\n"));
  }
  for (const auto& module : entry.file.modules) {
    AddIn(form, "title", module.title, languages);
    AddIn(form, "lead", module.lead, languages);
    AddIn(form, "overview", module.overview, languages);
    AddListIn(form, "expectations", module.expectations, languages);
    AddEach(form, "topics", module.topics);
  }
  for (const auto& collection : entry.file.collections) {
    AddIn(form, "title", collection.title, languages);
    AddIn(form, "introduction", collection.introduction, languages);
    AddEach(form, "resources", collection.resources);
  }
  for (const auto& site : entry.file.sites) {
    form.Add("name", site.name);
    form.Add("place", site.place);
    AddIn(form, "summary", site.summary, languages);
    AddListIn(form, "practices", site.practices, languages);
    AddEach(form, "modules", site.modules);
    std::string facts;
    for (const auto& fact : site.facts) facts += (facts.empty() ? "" : "\n") + LineOf(fact);
    form.Add("facts", facts);
  }
  return form;
}

TypedEntry ReadEntry(EntryKind kind, const http::Pairs& form, const Entry& start, const std::string& slug,
                     const Languages& languages) {
  TypedEntry typed{start, {}};
  typed.entry.kind = kind;
  auto& file = typed.entry.file;
  const std::string address = slug.empty() ? SlugFor(kind, form, languages, typed.faults) : slug;
  EntryReader read(form, languages, typed.faults);
  if (kind == EntryKind::kModule) {
    file.modules.resize(1);
    ReadModule(read, file.modules.front(), address);
  } else if (kind == EntryKind::kCollection) {
    file.collections.resize(1);
    ReadCollection(read, file.collections.front(), address);
  } else if (kind == EntryKind::kSite) {
    file.sites.resize(1);
    ReadSite(read, file.sites.front(), address, typed.faults);
  } else {
    file.terms.resize(1);
    file.terms.front().kind = NameOf(kind);
    ReadTerm(read, file.terms.front(), address);
  }
  if (address.empty() && typed.faults.empty()) typed.faults.push_back({"slug", "library.curation.error.slug", {}});
  return typed;
}

}  // namespace concord::library::curation
