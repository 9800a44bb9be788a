#include "features/library/harvest/reading/page.h"

#include <algorithm>
#include <charconv>

#include "base/core/text.h"

namespace concord::library::harvest {
namespace {

constexpr size_t kMaxLeaf = 64 << 10, kMaxOpen = 100, kMaxListed = 10'000;

auto Bad(const char* key, std::map<std::string, std::string> params = {}) {
  return Error{ErrorKind::kInvalid, key, std::move(params), ""};
}

bool IsVerb(std::string_view name) {
  for (const std::string_view verb :
       {"Identify", "ListMetadataFormats", "ListSets", "ListIdentifiers", "ListRecords", "GetRecord"}) {
    if (name == verb) return true;
  }
  return false;
}

std::optional<int64_t> CountIn(std::string_view text) {
  text = text::Trim(text);
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

std::string ValueOf(const Scope& attributes, std::string_view name) {
  const auto found = std::ranges::find(attributes, name, [](const auto& a) -> std::string_view { return a.first; });
  return found == attributes.end() ? std::string() : found->second;
}

std::string Line(std::string_view text) { return text::CollapseSpace(text); }

// Text between "<...identifier>" and the next tag: of a record that cannot be parsed.
std::string IdentifierIn(std::string_view xml) {
  const size_t at = xml.find("identifier>");
  if (at == xml.npos) return {};
  const size_t begin = at + 11, end = xml.find('<', begin);
  return end == xml.npos || end - begin > 1000 ? std::string() : Line(PlainText(xml.substr(begin, end - begin)));
}

void TakeHeader(const Node& header, RawRecord& record) {
  if (const Node* identifier = header.Child("identifier")) record.identifier = Line(identifier->Text());
  if (const Node* datestamp = header.Child("datestamp")) record.datestamp = Line(datestamp->Text());
  for (const Node* set : header.Children("setSpec")) record.sets.push_back(Line(set->Text()));
  record.deleted = text::EqualsIgnoreAsciiCase(header.Attribute("status"), "deleted");
}

void TakeMetadata(Node& element, RawRecord& record) {
  for (Node& child : element.children) {
    if (!child.IsElement()) continue;
    record.metadata = std::move(child);
    return;
  }
}

}  // namespace

std::string_view LocalName(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

Scope AttributesOf(std::string_view tag) {
  Scope attributes;
  constexpr std::string_view kBlank = " \t\r\n";
  size_t at = tag.find_first_of(" \t\r\n/>");
  while (at < tag.size() && attributes.size() < 100) {
    at = tag.find_first_not_of(kBlank, at);
    if (at == tag.npos || tag[at] == '>' || tag[at] == '/') break;
    const size_t equals = tag.find('=', at);
    if (equals == tag.npos) break;
    const size_t quote = tag.find_first_not_of(kBlank, equals + 1);
    if (quote == tag.npos || (tag[quote] != '"' && tag[quote] != '\'')) break;
    const size_t end = tag.find(tag[quote], quote + 1);
    if (end == tag.npos) break;
    attributes.emplace_back(text::Trim(tag.substr(at, equals - at)), PlainText(tag.substr(quote + 1, end - quote - 1)));
    at = end + 1;
  }
  return attributes;
}

PageReader::PageReader(std::string charset, Take take)
    : decoder_(std::move(charset)),
      tokens_([this](Token&& token) { OnToken(std::move(token)); }),
      take_(std::move(take)) {}

bool PageReader::Feed(std::string_view bytes) {
  if (ended_) return false;
  decoded_.clear();
  decoder_.Feed(bytes, decoded_);
  const bool more = tokens_.Feed(decoded_);
  facts_.mended_bytes = decoder_.mended();
  return more && !ended_;
}

Status PageReader::End() {
  if (!ended_) {
    decoded_.clear();
    decoder_.End(decoded_);
    if (tokens_.Feed(decoded_)) tokens_.End();
    facts_.mended_bytes = decoder_.mended();
  }
  if (fault_) return std::unexpected(*fault_);
  if (tokens_.fault() == TokenFault::kDoctype) return std::unexpected(Bad("harvest.entities"));
  if (tokens_.fault() == TokenFault::kTag) return std::unexpected(Bad("harvest.broken"));
  if (root_closed_ || ended_) return {};
  if (open_.empty()) return std::unexpected(Bad("harvest.not_xml"));
  if (in_record_) EndRecord(false);
  return std::unexpected(Bad("harvest.truncated"));
}

const std::string& PageReader::ParentLocal() const {
  static const std::string kNone;
  return open_.empty() ? kNone : open_.back().local;
}

void PageReader::OnToken(Token&& token) {
  if (ended_ || root_closed_) return;
  if (in_record_) {
    OnInside(token);
  } else {
    OnOutside(token);
  }
}

void PageReader::OnOutside(const Token& token) {
  switch (token.kind) {
    case Token::Kind::kText:
      if (leaf_.size() + token.xml.size() <= kMaxLeaf) leaf_ += token.xml;
      return;
    case Token::Kind::kOpen:
    case Token::Kind::kEmpty:
      OnOpen(token);
      return;
    case Token::Kind::kClose: {
      // The innermost of this name; a tag that nothing opened is passed over.
      const auto found =
          std::find_if(open_.rbegin(), open_.rend(), [&](const Open& o) { return o.name == token.name; });
      if (found == open_.rend()) return;
      const size_t depth = static_cast<size_t>(open_.rend() - found);
      while (open_.size() > depth) Pop();
      OnClose(open_.back().local);
      Pop();
      root_closed_ = open_.empty();
      return;
    }
  }
}

void PageReader::OnRoot(const Token& token, const std::string& local) {
  const std::string lower = text::LowerAscii(local);
  if (lower == "oai-pmh" || IsVerb(local) || lower == "records" || lower == "record") return;
  const bool page = lower == "html" || lower == "head" || lower == "body" || lower == "br" || lower == "p" ||
                    lower == "div" || lower == "b" || lower == "script" || lower == "title" || lower == "meta";
  fault_ = page ? Bad("harvest.html") : Bad("harvest.not_oai", {{"element", text::Shorten(token.name, 60)}});
  ended_ = true;
  tokens_.Stop();
}

void PageReader::OnOpen(const Token& token) {
  std::string local(LocalName(token.name));
  if (open_.empty()) {
    OnRoot(token, local);
    if (ended_) return;
  }
  const std::string& parent = ParentLocal();
  if (open_.size() <= 1 && IsVerb(local)) facts_.verb = local;
  if (local == "record" && parent != "metadata") return BeginRecord(token);
  if (local == "header" && parent == "ListIdentifiers") return BeginRecord(token);
  leaf_.clear();
  leaf_tag_ = token;
  if (open_.size() >= kMaxOpen) return;  // nothing of the protocol lies so deep
  Push(token, std::move(local));
  if (token.kind != Token::Kind::kEmpty) return;
  OnClose(open_.back().local);
  Pop();
  root_closed_ = open_.empty();
}

void PageReader::Push(const Token& token, std::string local) {
  Open open{token.name, std::move(local), scope_.size()};
  for (auto& [name, value] : AttributesOf(token.xml)) {
    if (name == "xmlns") scope_.emplace_back("", std::move(value));
    if (name.starts_with("xmlns:")) scope_.emplace_back(name.substr(6), std::move(value));
  }
  open_.push_back(std::move(open));
}

void PageReader::Pop() {
  scope_.resize(open_.back().scope);
  open_.pop_back();
}

void PageReader::OnClose(std::string_view local) {
  OnLeaf(local, Line(PlainText(leaf_)));
  leaf_.clear();
}

void PageReader::OnLeaf(std::string_view local, std::string text) {
  const std::string parent = open_.size() > 1 ? open_[open_.size() - 2].local : "";
  if (parent == "Identify") return OnIdentify(local, std::move(text));
  if (parent == "set") {
    if (local == "setSpec" && sets_.size() < kMaxListed) sets_.push_back({std::move(text), ""});
    if (local == "setName" && !sets_.empty()) sets_.back().name = std::move(text);
    return;
  }
  if (local == "metadataPrefix" && formats_.size() < kMaxListed) formats_.push_back(std::move(text));
  if (local == "responseDate") facts_.response_date = std::move(text);
  if (local == "error" && facts_.faults.size() < 20) {
    facts_.faults.push_back({ValueOf(AttributesOf(leaf_tag_.xml), "code"), text::Shorten(text, 500)});
  }
  if (local == "resumptionToken") {
    const Scope attributes = AttributesOf(leaf_tag_.xml);
    facts_.has_token = true;
    facts_.token = std::move(text);
    facts_.complete_size = CountIn(ValueOf(attributes, "completeListSize"));
    facts_.cursor = CountIn(ValueOf(attributes, "cursor"));
    facts_.expires = ValueOf(attributes, "expirationDate");
  }
}

void PageReader::OnIdentify(std::string_view local, std::string text) {
  const std::pair<std::string_view, std::string*> fields[] = {
      {"repositoryName", &identified_.name},        {"baseURL", &identified_.base_url},
      {"protocolVersion", &identified_.version},    {"adminEmail", &identified_.admin_email},
      {"earliestDatestamp", &identified_.earliest}, {"deletedRecord", &identified_.deleted},
      {"granularity", &identified_.granularity}};
  for (const auto& [name, field] : fields) {
    if (name == local && field->empty()) *field = text::Shorten(text, 500);
  }
}

void PageReader::BeginRecord(const Token& token) {
  in_record_ = true;
  too_long_ = false;
  record_name_ = token.name;
  record_ = token.xml;
  record_depth_ = 1;
  record_line_ = tokens_.line();
  if (token.kind == Token::Kind::kEmpty) EndRecord(true);
}

void PageReader::OnInside(const Token& token) {
  const bool same = token.name == record_name_;
  // The list ends, or its token comes: the record before it was never closed.
  const std::string_view local = LocalName(token.name);
  const bool beyond =
      (token.kind == Token::Kind::kClose && !open_.empty() && token.name == open_.back().name && !same) ||
      (token.kind != Token::Kind::kClose && local == "resumptionToken");
  if (beyond) {
    EndRecord(false);
    if (!ended_) OnOutside(token);
    return;
  }
  if (record_.size() + token.xml.size() > kMaxRecord) {
    too_long_ = true;
  } else if (!too_long_) {
    record_ += token.xml;
  }
  if (same && token.kind == Token::Kind::kOpen) ++record_depth_;
  if (same && token.kind == Token::Kind::kClose && --record_depth_ == 0) EndRecord(true);
}

void PageReader::EndRecord(bool whole) {
  in_record_ = false;
  if (whole && !too_long_) {
    Hand(record_, record_line_);
  } else {
    Salvage();
  }
  record_.clear();
  root_closed_ = open_.empty();  // a file of one record alone
}

// What was taken for one record may hold several, of which the first was never closed: a record of the protocol begins
// with its header, which tells it from what a record may hold.
void PageReader::Salvage() {
  const std::string opening = "<" + record_name_, closing = "</" + record_name_ + ">";
  std::vector<size_t> begins;
  for (size_t at = record_.find(opening); at != record_.npos; at = record_.find(opening, at + 1)) {
    const size_t end = record_.find('>', at);
    const size_t next = end == record_.npos ? end : record_.find('<', end);
    if (next == record_.npos) break;
    const std::string_view name = std::string_view(record_).substr(next + 1, 60);
    if (LocalName(name.substr(0, name.find_first_of(" \t\r\n/>"))) == "header") begins.push_back(at);
  }
  if (begins.empty()) begins.push_back(0);
  const std::string all = std::move(record_);
  for (size_t i = 0; i < begins.size() && !ended_; ++i) {
    const size_t end = i + 1 < begins.size() ? begins[i + 1] : all.size();
    std::string_view piece = std::string_view(all).substr(begins[i], end - begins[i]);
    const size_t close = piece.rfind(closing);
    if (close != piece.npos) piece = piece.substr(0, close + closing.size());
    const auto before = std::string_view(all).substr(0, begins[i]);
    Hand(piece, record_line_ + static_cast<int>(std::ranges::count(before, '\n')));
  }
}

void PageReader::Hand(std::string_view xml, int line) {
  RawRecord record;
  record.line = line;
  auto tree = too_long_ ? std::unexpected(Bad("harvest.record_too_long")) : ReadTree(xml, scope_);
  if (!tree) {
    ++facts_.broken;
    record.identifier = IdentifierIn(xml);
    record.broken = exchange::Problem{exchange::Severity::kRejected, line, tree.error().key, tree.error().params};
  } else if (tree->name == "header") {
    ++facts_.headers;
    record.header_alone = true;
    TakeHeader(*tree, record);
  } else {
    ++facts_.records;
    if (const Node* header = tree->Child("header")) TakeHeader(*header, record);
    for (Node& child : tree->children) {
      if (child.name == "metadata") TakeMetadata(child, record);
    }
  }
  too_long_ = false;
  if (take_(std::move(record))) return;
  ended_ = true;
  tokens_.Stop();
}

}  // namespace concord::library::harvest
