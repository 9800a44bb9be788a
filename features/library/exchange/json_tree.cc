#include "features/library/exchange/json_tree.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

namespace concord::library::exchange {
namespace {

constexpr size_t kMaxDepth = 64;
constexpr size_t kMaxNodes = 200'000;  // of one record

struct Cursor {
  std::string_view text;
  size_t at = 0;
  int line = 1;
};

// Counts lines as the parser takes characters.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator() = default;
  explicit CountingIterator(Cursor* cursor) : cursor_(cursor) {}
  reference operator*() const { return cursor_->text[cursor_->at]; }
  CountingIterator& operator++() {
    cursor_->line += cursor_->text[cursor_->at++] == '\n';
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return AtEnd() == other.AtEnd(); }
  bool operator!=(const CountingIterator& other) const { return !(*this == other); }

 private:
  bool AtEnd() const { return !cursor_ || cursor_->at >= cursor_->text.size(); }
  Cursor* cursor_ = nullptr;
};

using nlohmann::json;

// Builds the tree of what lies inside records and lets everything else pass by.
class RecordHandler : public nlohmann::json_sax<json> {
 public:
  RecordHandler(Cursor& cursor, std::span<const std::string_view> lists, const std::function<void(JsonNode&&)>& take)
      : cursor_(cursor), lists_(lists), take_(take) {}

  bool too_deep = false, failed = false, too_large = false;
  bool listed = false;       // the outermost object has a list of records
  bool outer_array = false;  // the outermost value is an array
  int error_line = 0;

  bool null() override { return Leaf(JsonNode::Kind::kNull, ""); }
  bool boolean(bool value) override { return Leaf(JsonNode::Kind::kBool, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return Leaf(JsonNode::Kind::kNumber, std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    return Leaf(JsonNode::Kind::kNumber, std::to_string(value));
  }
  bool number_float(number_float_t, const string_t& text) override { return Leaf(JsonNode::Kind::kNumber, text); }
  bool string(string_t& value) override { return Leaf(JsonNode::Kind::kString, std::move(value)); }
  bool binary(binary_t&) override { return true; }
  bool key(string_t& name) override {
    key_ = std::move(name);
    return true;
  }
  bool start_object(std::size_t) override { return Open(JsonNode::Kind::kObject); }
  bool end_object() override { return Close(); }
  bool start_array(std::size_t) override { return Open(JsonNode::Kind::kArray); }
  bool end_array() override { return Close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    failed = true;
    error_line = cursor_.line;
    return false;
  }

  // The outermost object where it holds no list: a record of its own.
  std::optional<JsonNode> TakeOuter() {
    if (listed || outer_array || failed || too_deep || outer_.kind != JsonNode::Kind::kObject) return std::nullopt;
    return std::move(outer_);
  }

 private:
  bool Open(JsonNode::Kind kind) {
    if (open_.size() >= kMaxDepth) {
      too_deep = true;
      error_line = cursor_.line;
      return false;
    }
    const bool is_list = IsList(kind);
    JsonNode node{kind, cursor_.line, "", {}};
    const bool is_record = !open_.empty() && open_.back().list && kind == JsonNode::Kind::kObject;
    if (is_record) nodes_ = 0;
    if (open_.empty()) {
      outer_array = kind == JsonNode::Kind::kArray;
      nodes_ = 0;
    }
    listed |= is_list && !open_.empty();
    const bool inside = !open_.empty() && open_.back().record;
    open_.push_back({std::move(key_), std::move(node), is_list, is_record || inside, is_record});
    key_.clear();
    return true;
  }

  bool IsList(JsonNode::Kind kind) const {
    if (kind != JsonNode::Kind::kArray) return false;
    if (open_.empty()) return true;
    const bool shallow = open_.size() == 1 || (open_.size() == 2 && open_[1].key == "message");
    return shallow && open_.back().node.IsObject() && !outer_array &&
           std::find(lists_.begin(), lists_.end(), key_) != lists_.end();
  }

  bool Close() {
    Frame frame = std::move(open_.back());
    open_.pop_back();
    if (frame.is_record) {
      take_(std::move(frame.node));
      return true;
    }
    if (open_.empty()) {
      outer_ = std::move(frame.node);
    } else if (!frame.list && !(open_.back().list && !frame.record)) {
      Add(std::move(frame.key), std::move(frame.node));
    }
    return true;
  }

  bool Leaf(JsonNode::Kind kind, std::string text) {
    if (open_.empty() || open_.back().list) return true;
    JsonNode node{kind, cursor_.line, std::move(text), {}};
    Add(std::move(key_), std::move(node));
    key_.clear();
    return true;
  }

  void Add(std::string name, JsonNode node) {
    // The outermost object of a catalog may be large beside its records: beyond the bound nothing of it is kept.
    if (++nodes_ > kMaxNodes) {
      too_large = true;
      return;
    }
    open_.back().node.members.push_back({std::move(name), std::move(node)});
  }

  struct Frame {
    std::string key;
    JsonNode node;
    bool list = false;       // its objects are records
    bool record = false;     // a record, or inside of one
    bool is_record = false;  // a record itself
  };
  Cursor& cursor_;
  std::span<const std::string_view> lists_;
  const std::function<void(JsonNode&&)>& take_;
  std::vector<Frame> open_;
  std::string key_;
  JsonNode outer_;
  size_t nodes_ = 0;
};

void SkipBetween(Cursor& cursor) {
  while (cursor.at < cursor.text.size()) {
    const char c = cursor.text[cursor.at];
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != ',' && c != '\x1E') return;
    cursor.line += c == '\n';
    ++cursor.at;
  }
}

// To the next line that begins an object.
void SkipLine(Cursor& cursor) {
  do {
    const size_t end = cursor.text.find('\n', cursor.at);
    cursor.at = end == std::string_view::npos ? cursor.text.size() : end + 1;
    cursor.line += end != std::string_view::npos;
  } while (cursor.at < cursor.text.size() && cursor.text[cursor.at] != '{');
}

}  // namespace

const JsonNode* JsonNode::Find(std::string_view name) const {
  for (const auto& [key, node] : members) {
    if (key == name) return &node;
  }
  return nullptr;
}

std::string JsonNode::Text(std::string_view name) const {
  const JsonNode* node = Find(name);
  return node && node->IsText() ? node->text : std::string();
}

void ReadJsonRecords(std::string_view text, std::span<const std::string_view> lists, Problems& problems,
                     const std::function<void(const JsonNode&)>& take) {
  Cursor cursor{text, 0, 1};
  bool by_line = false;  // more than one value: JSON Lines
  const std::function<void(JsonNode &&)> hand_over = [&](JsonNode&& node) { take(node); };
  for (SkipBetween(cursor); cursor.at < text.size() && !problems.stopped(); SkipBetween(cursor)) {
    const Cursor begin = cursor;
    RecordHandler handler(cursor, lists, hand_over);
    json::sax_parse(CountingIterator(&cursor), CountingIterator(), &handler, json::input_format_t::json, false);
    if (auto record = handler.TakeOuter()) {
      record->line = begin.line;
      take(*record);
    }
    if (handler.too_large) problems.Note(begin.line, "library.import.json_too_large");
    if (!handler.failed && !handler.too_deep) {
      by_line = true;
      // A number may have been read one character too far, which is white space.
      continue;
    }
    const bool one_line = handler.error_line == begin.line || by_line;
    if (handler.too_deep) {
      problems.Fatal(handler.error_line, "library.import.json_too_deep", {{"limit", std::to_string(kMaxDepth)}});
    } else if (one_line && text[begin.at] == '{' && text.find('\n', begin.at) != std::string_view::npos) {
      problems.Reject(begin.line, "library.import.json_syntax");
      cursor = begin;
      SkipLine(cursor);
      by_line = true;
    } else {
      problems.Fatal(handler.error_line, "library.import.json_syntax");
    }
  }
}

std::optional<JsonNode> ParseJson(std::string_view text) {
  std::optional<JsonNode> result;
  // A list round the value makes it the one record, whatever it is made of.
  const std::string wrapped = "{\"value\":" + std::string(text) + "}";
  Cursor cursor{wrapped, 0, 1};
  const std::function<void(JsonNode &&)> ignore = [](JsonNode&&) {};
  RecordHandler handler(cursor, {}, ignore);
  json::sax_parse(CountingIterator(&cursor), CountingIterator(), &handler, json::input_format_t::json, true);
  if (auto outer = handler.TakeOuter(); outer && outer->members.size() == 1)
    result = std::move(outer->members[0].second);
  return result;
}

std::string ToText(const JsonNode& node) {
  std::string out;
  switch (node.kind) {
    case JsonNode::Kind::kNull:
      return "null";
    case JsonNode::Kind::kBool:
    case JsonNode::Kind::kNumber:
      return node.text;
    case JsonNode::Kind::kString:
      return json(node.text).dump(-1, ' ', false, json::error_handler_t::replace);
    case JsonNode::Kind::kArray:
    case JsonNode::Kind::kObject:
      break;
  }
  const bool object = node.IsObject();
  out += object ? '{' : '[';
  for (size_t i = 0; i < node.members.size(); ++i) {
    if (i) out += ',';
    if (object) out += json(node.members[i].first).dump(-1, ' ', false, json::error_handler_t::replace) + ":";
    out += ToText(node.members[i].second);
  }
  return out + (object ? '}' : ']');
}

}  // namespace concord::library::exchange
