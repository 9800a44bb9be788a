#include "features/library/harvest/reading/tree.h"

#include <expat.h>

#include "base/core/text.h"

namespace concord::library::harvest {
namespace {

constexpr size_t kMaxDepth = 64, kMaxNodes = 20'000, kMaxAttributes = 100;

// Prefixes that some records use without declaring them.
std::string_view WellKnown(std::string_view prefix) {
  if (prefix == "dc") return "http://purl.org/dc/elements/1.1/";
  if (prefix == "oai_dc") return "http://www.openarchives.org/OAI/2.0/oai_dc/";
  if (prefix == "dcterms") return "http://purl.org/dc/terms/";
  if (prefix == "mods") return "http://www.loc.gov/mods/v3";
  return prefix == "marc" ? "http://www.loc.gov/MARC21/slim" : std::string_view();
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

// expat calls back into it.
class Builder {
 public:
  explicit Builder(const Scope& scope) : scope_(scope), parser_(XML_ParserCreate("UTF-8")) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          static_cast<Builder*>(self)->Open(name, attributes);
        },
        [](void* self, const XML_Char*) { static_cast<Builder*>(self)->Close(); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const XML_Char* text, int length) {
      static_cast<Builder*>(self)->Text({text, static_cast<size_t>(length)});
    });
    // The tokenizer has refused such documents; this holds if it ever fails to.
    XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const XML_Char*, const XML_Char*, const XML_Char*,
                                                     int) { static_cast<Builder*>(self)->Give("a document type"); });
  }

  Result<Node> Read(std::string_view xml) {
    const bool read = XML_Parse(parser_.get(), xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
    if (!why_.empty() || !read || root_.children.empty()) {
      if (why_.empty()) why_ = XML_ErrorString(XML_GetErrorCode(parser_.get()));
      return Fail(ErrorKind::kInvalid, "harvest.record_broken", {{"why", why_}},
                  "line " + std::to_string(XML_GetCurrentLineNumber(parser_.get())));
    }
    return std::move(root_.children.front());
  }

 private:
  void Give(const char* why) {
    if (why_.empty()) why_ = why;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void Open(const XML_Char* name, const XML_Char** attributes) {
    if (open_.size() >= kMaxDepth) return Give("elements nested too deeply");
    if (++nodes_ > kMaxNodes) return Give("too many elements");
    Node node;
    size_t count = 0;
    const size_t scope_before = scope_.size();
    for (; attributes[0]; attributes += 2) {
      if (++count > kMaxAttributes) return Give("too many attributes");
      const std::string_view key = attributes[0];
      if (key == "xmlns") {
        scope_.emplace_back("", attributes[1]);
      } else if (key.starts_with("xmlns:")) {
        scope_.emplace_back(key.substr(6), attributes[1]);
      } else {
        node.attributes.emplace_back(key, attributes[1]);
      }
    }
    const std::string_view whole = name;
    const size_t colon = whole.find(':');
    const std::string_view prefix = colon == whole.npos ? std::string_view() : whole.substr(0, colon);
    node.name = colon == whole.npos ? whole : whole.substr(colon + 1);
    if (node.name.empty()) return Give("an element without a name");
    node.xml_namespace = WellKnown(prefix);
    for (const auto& [declared, address] : scope_) {
      if (declared == prefix) node.xml_namespace = address;
    }
    marks_.push_back(scope_before);
    open_.push_back(std::move(node));
  }

  void Close() {
    if (open_.empty()) return;
    scope_.resize(marks_.back());
    marks_.pop_back();
    Node node = std::move(open_.back());
    open_.pop_back();
    (open_.empty() ? root_ : open_.back()).children.push_back(std::move(node));
  }

  void Text(std::string_view text) {
    if (open_.empty()) return;
    auto& inside = open_.back().children;
    if (inside.empty() || inside.back().IsElement()) {
      if (++nodes_ > kMaxNodes) return Give("too many elements");
      inside.emplace_back();
    }
    inside.back().text += text;
  }

  Scope scope_;
  std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
  Node root_;
  std::vector<Node> open_;
  std::vector<size_t> marks_;
  size_t nodes_ = 0;
  std::string why_;
};

void Gather(const Node& node, std::string& out) {
  if (!node.IsElement()) out += node.text;
  for (const auto& child : node.children) Gather(child, out);
}

}  // namespace

const Node* Node::Child(std::string_view wanted) const {
  for (const auto& child : children) {
    if (child.name == wanted) return &child;
  }
  return nullptr;
}

std::vector<const Node*> Node::Children(std::string_view wanted) const {
  std::vector<const Node*> found;
  for (const auto& child : children) {
    if (child.name == wanted) found.push_back(&child);
  }
  return found;
}

std::string_view Node::Attribute(std::string_view wanted) const {
  for (const auto& [name, value] : attributes) {
    const size_t colon = name.find(':');
    if (name == wanted || (colon != name.npos && std::string_view(name).substr(colon + 1) == wanted)) return value;
  }
  return {};
}

std::string Node::Text() const {
  std::string out;
  Gather(*this, out);
  return std::string(text::Trim(out));
}

Result<Node> ReadTree(std::string_view xml, const Scope& scope) { return Builder(scope).Read(xml); }

}  // namespace concord::library::harvest
