// One answer of an OAI-PMH repository (version 2.0, and what is alike in 1.1), read as it comes in: each record is
// handed over as soon as it is whole, and one whose XML is broken costs itself alone. Nothing else of the answer is
// kept but what it says of itself, within limits. One thread.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/library/exchange/record.h"
#include "features/library/harvest/reading/decoder.h"
#include "features/library/harvest/reading/tokens.h"
#include "features/library/harvest/reading/tree.h"

namespace concord::library::harvest {

struct RawRecord {
  std::string identifier;  // as the source writes it, trimmed; empty where it gives none
  std::string datestamp;   // as the source writes it
  std::vector<std::string> sets;
  bool deleted = false;
  bool header_alone = false;                // of ListIdentifiers
  int line = 0;                             // of the answer, where it begins
  std::optional<Node> metadata;             // the format's own element: <oai_dc:dc>, <mods>
  std::optional<exchange::Problem> broken;  // why it cannot be read; then there is only the identifier, if that
};

struct ProtocolFault {
  std::string code, text;  // "badResumptionToken"
};

struct PageFacts {
  std::string verb;           // of the elements that came: "ListRecords"; empty: none
  std::string response_date;  // as written, as are the next
  std::vector<ProtocolFault> faults;
  bool has_token = false;  // there was such an element; empty in a list's last page
  std::string token;
  std::optional<int64_t> complete_size, cursor;
  std::string expires;
  int64_t records = 0, headers = 0, broken = 0;
  int64_t mended_bytes = 0;  // that were not of the encoding that was declared
};

struct Identified {
  std::string name, base_url, version, admin_email, earliest, deleted, granularity;
  bool seconds() const { return granularity == "YYYY-MM-DDThh:mm:ssZ"; }
};

struct NamedSet {
  std::string spec, name;
};

class PageReader {
 public:
  // A record that is longer is given up, and the ones after it read.
  static constexpr size_t kMaxRecord = 4 << 20;
  using Take = std::function<bool(RawRecord&&)>;  // false: no more is wanted

  // `charset`: of the HTTP header, or empty.
  PageReader(std::string charset, Take take);
  // False where nothing more is wanted or can be read.
  bool Feed(std::string_view bytes);
  // After the last byte. Errors, all invalid:
  //   "harvest.not_xml"    nothing like XML came, or nothing at all
  //   "harvest.html"       a web page came
  //   "harvest.not_oai"    {element}: another kind of XML
  //   "harvest.entities"   it declares entities, as no honest repository does
  //   "harvest.broken"     a tag without end
  //   "harvest.truncated"  it ended before its last tag; the records so far were whole
  Status End();

  const PageFacts& facts() const { return facts_; }
  const Identified& identified() const { return identified_; }
  const std::vector<NamedSet>& sets() const { return sets_; }
  const std::vector<std::string>& formats() const { return formats_; }  // prefixes

 private:
  struct Open {
    std::string name;  // with its prefix
    std::string local;
    size_t scope = 0;  // how much of scope_ was there before
  };

  void OnToken(Token&& token);
  void OnOutside(const Token& token);
  void OnRoot(const Token& token, const std::string& local);
  void OnOpen(const Token& token);
  void OnClose(std::string_view local);
  void OnLeaf(std::string_view local, std::string text);
  void OnIdentify(std::string_view local, std::string text);
  void Push(const Token& token, std::string local);
  void Pop();
  void BeginRecord(const Token& token);
  void OnInside(const Token& token);
  void EndRecord(bool whole);
  void Salvage();
  void Hand(std::string_view xml, int line);
  const std::string& ParentLocal() const;

  Decoder decoder_;
  Tokenizer tokens_;
  Take take_;
  PageFacts facts_;
  Identified identified_;
  std::vector<NamedSet> sets_;
  std::vector<std::string> formats_;

  std::vector<Open> open_;
  Scope scope_;
  std::string leaf_;  // text of the element that is open outside of records
  Token leaf_tag_;
  std::string record_, record_name_;  // what of a record has come, and its element's name
  int record_depth_ = 0, record_line_ = 0;
  bool in_record_ = false, too_long_ = false, ended_ = false, root_closed_ = false;
  std::optional<Error> fault_;
  std::string decoded_;
};

// Attributes of a tag as the tokenizer gives it, with their values as they are meant.
Scope AttributesOf(std::string_view tag);
// "dc:title" -> "title".
std::string_view LocalName(std::string_view name);

}  // namespace concord::library::harvest
