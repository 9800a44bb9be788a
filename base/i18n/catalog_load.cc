// Reads the catalogs and finds every fault in them, so that a person mends all of them in one go.
#include <algorithm>
#include <set>

#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "base/core/text.h"
#include "base/i18n/catalog.h"

namespace concord::i18n {
namespace {

const std::set<std::string, std::less<>> kCategories = {"zero", "one", "two", "few", "many", "other"};

std::string TagOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  const std::string_view name = slash == path.npos ? path : path.substr(slash + 1);
  return std::string(name.substr(0, name.size() - std::string_view(".toml").size()));
}

// One part ("search") or several in quotes ("library.search.title"): TOML takes those for one name, we do not mind.
bool IsKey(std::string_view key) {
  return std::ranges::all_of(text::Split(key, '.'), [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
  });
}

bool HasOnlyCategories(const toml::table& table) {
  return !table.empty() && std::ranges::all_of(table, [](auto&& item) {
    return kCategories.contains(item.first.str()) && item.second.is_string();
  });
}

using Names = std::set<std::string, std::less<>>;

std::string List(const Names& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "{" : ", {") + name + "}";
  return out.empty() ? "none" : out;
}

}  // namespace

class CatalogLoader {
 public:
  explicit CatalogLoader(std::vector<Language> languages) : catalog_(std::make_unique<Catalog>()) {
    catalog_->languages_ = std::move(languages);
    for (const Language& language : catalog_->languages_) catalog_->by_language_[language.tag];
  }

  void Read(const embed::File& file) {
    file_ = file.path;
    const std::string tag = TagOf(file.path);
    if (!catalog_->Knows(tag)) return Fault("no language \"" + tag + "\" is on offer");
    try {
      const toml::table table = toml::parse(file.bytes, file.path);
      messages_ = &catalog_->by_language_[tag];
      tag_ = tag;
      ReadTable("", table);
    } catch (const toml::parse_error& error) {
      Fault("line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()));
    }
  }

  void Compare() {
    const auto& fallback = catalog_->by_language_[catalog_->languages_.front().tag];
    for (const auto& [tag, messages] : catalog_->by_language_) {
      if (&messages == &fallback) continue;
      file_ = tag;
      for (const auto& [key, message] : fallback) {
        const auto other = messages.find(key);
        if (other == messages.end()) {
          Fault(key + ": missing");
        } else {
          CompareMessages(key, message, other->second);
        }
      }
      for (const auto& [key, message] : messages) {
        if (!fallback.contains(key)) Fault(key + ": not in " + catalog_->languages_.front().tag);
      }
    }
  }

  Result<std::unique_ptr<Catalog>> Finish() && {
    if (faults_.empty()) return std::move(catalog_);
    return Fail(ErrorKind::kInvalid, "i18n.invalid", {}, text::Join(faults_, "\n"));
  }

 private:
  void Fault(std::string what) { faults_.push_back(std::string(file_) + ": " + std::move(what)); }

  void ReadTable(const std::string& prefix, const toml::table& table) {
    for (const auto& [name, node] : table) {
      const std::string key = prefix.empty() ? std::string(name.str()) : prefix + "." + std::string(name.str());
      if (!IsKey(name.str())) {
        Fault(key + ": a key has lower-case letters, digits, - and _ between single dots");
      } else if (const auto* inner = node.as_table()) {
        HasOnlyCategories(*inner) ? ReadPlural(key, *inner) : ReadTable(key, *inner);
      } else if (const auto* text = node.as_string()) {
        Catalog::Message message;
        message.forms[""] = text->get();
        Put(key, std::move(message));
      } else {
        Fault(key + ": a message is a text");
      }
    }
  }

  void ReadPlural(const std::string& key, const toml::table& table) {
    Catalog::Message message;
    for (const auto& [category, node] : table) message.forms[std::string(category.str())] = node.as_string()->get();
    for (const auto& category : RequiredCategories(tag_)) {
      if (!message.forms.contains(category)) return Fault(key + ": the plural form \"" + category + "\" is missing");
    }
    Put(key, std::move(message));
  }

  void Put(const std::string& key, Catalog::Message message) {
    for (const auto& [category, raw] : message.forms) {
      if (raw.empty()) Fault(key + ": empty");
      if (const auto parts = ParseMessage(raw); !parts) Fault(key + ": " + parts.error().cause);
    }
    if (!messages_->try_emplace(key, std::move(message)).second) Fault(key + ": twice");
  }

  static Names ParametersOf(std::string_view raw) {
    Names names;
    const auto parts = ParseMessage(raw);
    if (!parts) return names;  // named as a fault when it was read
    for (const MessagePart& part : *parts) {
      if (part.is_parameter) names.emplace(part.text);
    }
    return names;
  }

  // A plural message's "other" form says which parameters there are; the rest may leave some out ("One result").
  static Names ParametersOf(const Catalog::Message& message) {
    const auto& forms = message.forms;
    return ParametersOf(message.plural() ? forms.find("other")->second : forms.begin()->second);
  }

  void CompareMessages(const std::string& key, const Catalog::Message& fallback, const Catalog::Message& message) {
    if (fallback.plural() != message.plural()) return Fault(key + ": plural in one language only");
    const Names expected = ParametersOf(fallback);
    if (const Names found = ParametersOf(message); found != expected) {
      return Fault(key + ": parameters " + List(found) + " instead of " + List(expected));
    }
    for (const auto& [category, raw] : message.forms) {
      const Names found = ParametersOf(raw);
      if (!std::ranges::includes(expected, found)) Fault(key + "." + category + ": parameters " + List(found));
    }
  }

  std::unique_ptr<Catalog> catalog_;
  std::vector<std::string> faults_;
  std::string_view file_;
  std::string tag_;
  Catalog::Messages* messages_ = nullptr;
};

Result<std::unique_ptr<Catalog>> Catalog::Load(std::span<const embed::File> files, std::vector<Language> languages) {
  CatalogLoader loader(std::move(languages));
  for (const embed::File& file : files) {
    if (file.path.ends_with(".toml")) loader.Read(file);
  }
  loader.Compare();
  return std::move(loader).Finish();
}

}  // namespace concord::i18n
