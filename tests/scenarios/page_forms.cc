#include "tests/scenarios/page_forms.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/core/text.h"

namespace concord::scenarios {
namespace {

struct Tag {
  std::string name;  // "/form" where it closes
  std::map<std::string, std::string> attributes;
  size_t end = 0;  // after its ">"

  std::string Get(const std::string& attribute) const {
    const auto found = attributes.find(attribute);
    return found == attributes.end() ? std::string() : found->second;
  }
  bool Has(const std::string& attribute) const { return attributes.contains(attribute); }
};

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// The attribute that begins at `at`; moves `at` behind it.
void ReadAttribute(std::string_view html, size_t& at, Tag& tag) {
  const size_t begin = at;
  while (at < html.size() && !IsSpace(html[at]) && html[at] != '=' && html[at] != '>' && html[at] != '/') ++at;
  const std::string name = text::LowerAscii(html.substr(begin, at - begin));
  std::string value;
  if (at < html.size() && html[at] == '=') {
    ++at;
    if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
      const char quote = html[at];
      const size_t close = std::min(html.find(quote, at + 1), html.size());
      value = Unescape(html.substr(at + 1, close - at - 1));
      at = std::min(close + 1, html.size());
    } else {
      const size_t from = at;
      while (at < html.size() && !IsSpace(html[at]) && html[at] != '>') ++at;
      value = Unescape(html.substr(from, at - from));
    }
  }
  if (at == begin) ++at;  // a sign that begins nothing
  if (!name.empty()) tag.attributes.emplace(name, value);
}

// The tag that begins at `at`, or nullopt where "<" is only a sign there.
std::optional<Tag> ReadTag(std::string_view html, size_t at) {
  size_t i = at + 1;
  while (i < html.size() && !IsSpace(html[i]) && html[i] != '>') ++i;
  Tag tag;
  tag.name = text::LowerAscii(html.substr(at + 1, i - at - 1));
  if (tag.name.empty()) return std::nullopt;
  while (i < html.size() && html[i] != '>') {
    if (IsSpace(html[i]) || html[i] == '/') {
      ++i;
    } else {
      ReadAttribute(html, i, tag);
    }
  }
  tag.end = std::min(i + 1, html.size());
  return tag;
}

std::string WithoutFragment(const std::string& address) { return address.substr(0, address.find('#')); }

Field FieldOf(const Tag& tag, const std::string& type) {
  return {tag.Get("name"), type, tag.Get("value"), {}, tag.Has("checked")};
}

// Follows the tags of a page and keeps the form and the select that are open.
class FormReader {
 public:
  explicit FormReader(std::string_view html) : html_(html) {}

  std::vector<Form> Read() {
    for (size_t at = html_.find('<'); at != std::string_view::npos; at = html_.find('<', at)) {
      const auto tag = ReadTag(html_, at);
      at = tag ? tag->end : at + 1;
      if (tag) Take(*tag);
    }
    return std::move(forms_);
  }

 private:
  void Take(const Tag& tag) {
    if (tag.name == "form") {
      const std::string method = text::LowerAscii(tag.Get("method"));
      forms_.push_back({WithoutFragment(tag.Get("action")), method.empty() ? "get" : method, tag.Get("enctype"), {}});
      open_ = true;
    } else if (tag.name == "/form") {
      open_ = false;
    }
    if (!open_) return;
    auto& fields = forms_.back().fields;
    if (tag.name == "input") {
      fields.push_back(FieldOf(tag, tag.Has("type") ? text::LowerAscii(tag.Get("type")) : "text"));
    } else if (tag.name == "textarea") {
      fields.push_back(FieldOf(tag, "textarea"));
      const size_t close = std::min(html_.find("</textarea", tag.end), html_.size());
      fields.back().value = Unescape(html_.substr(tag.end, close - tag.end));
    } else if (tag.name == "select") {
      fields.push_back(FieldOf(tag, "select"));
    } else if (tag.name == "option" && !fields.empty() && fields.back().type == "select") {
      fields.back().choices.push_back(tag.Get("value"));
      if (tag.Has("selected") || fields.back().choices.size() == 1) fields.back().value = tag.Get("value");
    } else if (tag.name == "button" && !tag.Get("name").empty()) {
      fields.push_back(FieldOf(tag, "button"));
    }
  }

  std::string_view html_;
  std::vector<Form> forms_;
  bool open_ = false;
};

}  // namespace

const Field* Form::Find(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::string Unescape(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 7> kNamed = {{{"&amp;", '&'},
                                                                               {"&lt;", '<'},
                                                                               {"&gt;", '>'},
                                                                               {"&quot;", '"'},
                                                                               {"&#39;", '\''},
                                                                               {"&#x27;", '\''},
                                                                               {"&#34;", '"'}}};
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const auto named = std::find_if(kNamed.begin(), kNamed.end(),
                                    [&](const auto& entity) { return text.substr(at).starts_with(entity.first); });
    if (named != kNamed.end()) {
      out += named->second;
      at += named->first.size();
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::vector<Form> FormsOf(std::string_view html) { return FormReader(html).Read(); }

std::vector<std::string> LinksOf(std::string_view html) {
  std::vector<std::string> links;
  for (size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    const auto tag = ReadTag(html, at);
    at = tag ? tag->end : at + 1;
    if (!tag) continue;
    for (const char* attribute : {"href", "src", "data-geojson"}) {
      const std::string address = WithoutFragment(tag->Get(attribute));
      const bool within = address.starts_with('/') && !address.starts_with("//");
      if (within && std::find(links.begin(), links.end(), address) == links.end()) links.push_back(address);
    }
  }
  return links;
}

std::vector<std::string> UnescapedMarkers(std::string_view html, std::string_view marker) {
  // The longest part of the marker that no text of a page holds by itself: from its ">" to its second "<".
  const size_t from = marker.find('>');
  const size_t open = marker.find('<');
  const std::string_view core = marker.substr(from, marker.find('<', open + 1) - from);
  std::vector<std::string> found;
  for (size_t at = html.find(core); at != std::string_view::npos; at = html.find(core, at + 1)) {
    const size_t begin = at > 80 ? at - 80 : 0;
    found.emplace_back(html.substr(begin, 200));
  }
  return found;
}

}  // namespace concord::scenarios
