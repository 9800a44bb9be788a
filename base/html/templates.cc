#include "base/html/templates.h"

#include <cstring>  // before ctemplate, whose str_ref.h uses strlen without it

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>

#include <map>
#include <stdexcept>

#include "base/core/text.h"
#include "base/html/template_syntax.h"
#include "base/html/values.h"

namespace concord::html {
namespace {

constexpr auto kStrip = ctemplate::STRIP_BLANK_LINES;
constexpr int kMostIncludes = 8;  // deeper than that is a circle

// "library/templates/search.tpl" and "library/search.tpl" are one name: the second.
std::string NameOf(std::string_view path) {
  std::string name(path);
  constexpr std::string_view kFolder = "/templates/";
  if (const size_t at = name.find(kFolder); at != name.npos) name.replace(at, kFolder.size(), "/");
  return name;
}

}  // namespace

class TemplateLoader {
 public:
  TemplateLoader(std::span<const embed::File> files, const std::set<std::string>& used, const i18n::Catalog& catalog)
      : used_(used), catalog_(catalog), templates_(new Templates) {
    for (const embed::File& file : files) {
      if (file.path.ends_with(".tpl") && !files_.emplace(NameOf(file.path), file.bytes).second) {
        Fault(file.path, "twice");
      }
    }
  }

  Result<std::unique_ptr<Templates>> Load() && {
    for (const auto& name : used_) {
      files_.contains(name) ? Compile(name) : Fault(name, "missing");
    }
    for (const auto& [name, text] : files_) {
      if (!used_.contains(name) && !included_.contains(name)) Fault(name, "unused");
    }
    if (!faults_.empty()) {
      const std::vector<std::string> lines(faults_.begin(), faults_.end());
      return Fail(ErrorKind::kInvalid, "html.invalid", {}, text::Join(lines, "\n"));
    }
    templates_->cache_->Freeze();
    return std::move(templates_);
  }

 private:
  void Fault(std::string_view name, std::string_view what) {
    faults_.insert(std::string(name) + ": " + std::string(what));
  }

  void Compile(const std::string& name) {
    for (const i18n::Language& language : catalog_.languages()) {
      const size_t faults_before = faults_.size();
      const std::string body = Resolve(name, language.tag, 0);
      if (faults_.size() != faults_before) return;
      const std::string_view context = name.ends_with(".xml.tpl") ? "XML" : "HTML";
      const std::string text = "{{%AUTOESCAPE context=\"" + std::string(context) + "\"}}" + DropIndentation(body);
      if (!templates_->cache_->StringToTemplateCache(language.tag + "/" + name, text, kStrip)) {
        Fault(name, "its HTML cannot be followed, so nothing in it could be escaped rightly");
      }
    }
  }

  // The file's text with its messages in that language and the files that it includes.
  std::string Resolve(const std::string& name, const std::string& language, int depth) {
    const std::string_view text = files_.find(name)->second;
    for (const auto& fault : CheckTags(text)) Fault(name, fault);
    return ReplaceMarks(text, [&](const Mark& mark) {
      const std::string line = "line " + std::to_string(mark.line) + ": [[" + std::string(mark.inside) + "]]";
      if (mark.inside.starts_with(">")) {
        const std::string part(mark.inside.substr(1));
        if (!files_.contains(part)) return Fault(name, line + ": missing"), std::string();
        if (depth == kMostIncludes) return Fault(name, line + ": includes itself"), std::string();
        included_.insert(part);
        return Resolve(part, language, depth + 1);
      }
      if (mark.before == '=') Fault(name, line + ": an attribute needs quotes");
      return Message(name, line, mark.inside, language);
    });
  }

  std::string Message(const std::string& name, const std::string& line, std::string_view key,
                      const std::string& language) {
    const std::string* raw = catalog_.Raw(language, key);
    if (!raw) {
      Fault(name, line + (catalog_.Has(key) ? ": plural, so the view must set it" : ": no such message"));
      return "";
    }
    templates_->message_keys_.emplace(key);
    std::string out;
    const auto parts = i18n::ParseMessage(*raw);  // read once already, when the catalog was loaded
    for (const i18n::MessagePart& part : *parts) {
      if (!part.is_parameter) {
        out += Escape(part.text);
      } else {
        out.append("{{").append(part.text).append(part.text.ends_with("_html") ? ":none}}" : "}}");
      }
    }
    return out;
  }

  const std::set<std::string>& used_;
  const i18n::Catalog& catalog_;
  std::unique_ptr<Templates> templates_;
  std::map<std::string, std::string_view, std::less<>> files_;
  std::set<std::string> included_;
  std::set<std::string> faults_;  // a set: a fault in a shared file, or in two languages, is told once
};

Templates::Templates() : cache_(std::make_unique<ctemplate::TemplateCache>()) {}
Templates::~Templates() = default;

Result<std::unique_ptr<Templates>> Templates::Load(std::span<const embed::File> files,
                                                   const std::set<std::string>& used, const i18n::Catalog& catalog) {
  return TemplateLoader(files, used, catalog).Load();
}

std::string Templates::Render(const Dict& dict) const {
  std::string out;
  out.reserve(32 * 1024);
  if (!cache_->ExpandNoLoad(dict.language_ + "/" + dict.name_, kStrip, &dict.values(), nullptr, &out)) {
    throw std::logic_error("template " + dict.language_ + "/" + dict.name_ + " or a part of it is not loaded");
  }
  return out;
}

}  // namespace concord::html
