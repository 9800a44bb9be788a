#include "base/journal/exported.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/journal/entries.h"
#include "base/journal/tables.h"
#include "base/journal/tree.h"

namespace concord::journal {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr size_t kLongestLine = 64 * 1024;
constexpr char kFormat[] = "concord-journal-1";

std::string Line(const ordered_json& object) {
  return object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

// The line without its end; nullopt at the end of the file. A line that is too long is cut off and no JSON any more.
bool NextLine(std::istream& in, std::string& line) {
  line.clear();
  for (int c; (c = in.get()) != std::istream::traits_type::eof();) {
    if (c == '\n') return true;
    if (line.size() <= kLongestLine) line.push_back(static_cast<char>(c));
  }
  return !line.empty();
}

std::optional<json> ParseLine(const std::string& line) {
  if (line.size() > kLongestLine) return std::nullopt;
  json value = json::parse(line, nullptr, false);
  if (!value.is_object()) return std::nullopt;
  return value;
}

std::optional<int64_t> IntOf(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  if (found->is_number_unsigned() && found->get<uint64_t>() > INT64_MAX) return std::nullopt;
  return found->get<int64_t>();
}
std::optional<std::string> TextOf(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}
std::optional<Hash> HashOf(const json& object, const char* key) {
  const auto text = TextOf(object, key);
  return text ? ParseHash(*text) : std::nullopt;
}

std::optional<KeptHead> HeadOf(const json& object) {
  const auto size = IntOf(object, "size");
  const auto head = HashOf(object, "head"), root = HashOf(object, "root");
  if (!size || *size < 1 || !head || !root) return std::nullopt;
  const auto day = TextOf(object, "day"), generated = TextOf(object, "generated");
  return KeptHead{*size, *head, *root,
                  day         ? "the head of " + *day
                  : generated ? "the head of " + *generated
                              : "a head that was kept"};
}

std::optional<Link> LinkOf(const json& object) {
  const auto number = IntOf(object, "number"), at = IntOf(object, "at");
  const auto action = TextOf(object, "action");
  const auto sealed = HashOf(object, "sealed"), hash = HashOf(object, "hash");
  if (!number || !at || !action || !sealed || !hash) return std::nullopt;
  return Link{*number, *at, *action, *sealed, *hash};
}

// Reads an export a line at a time: a first line, its days, its entries, perhaps the next part's first line.
class ExportReader {
 public:
  explicit ExportReader(const std::vector<KeptHead>& kept) : kept_(kept) {}

  // False where nothing more can be said.
  bool Take(const std::string& text) {
    ++line_;
    if (text.empty()) return true;
    const auto object = ParseLine(text);
    if (!object) return Unreadable("is no line of an export");
    if (object->contains("format")) return Begin(*object);
    if (!walk_) return Unreadable("stands before the first line of an export");
    if (object->contains("day")) return Day(*object);
    const auto link = LinkOf(*object);
    if (!link) return Unreadable("is no line of an export");
    if (link->number > to_ && link->number == walk_->size() + 1)
      return Broken({FaultKind::kUnbacked, link->number, "stands after the last that the first line names"});
    if (auto fault = walk_->Take(*link)) return Broken(*fault);
    return true;
  }

  ExportVerdict Finish() {
    Chain& chain = verdict_.chain;
    if (!walk_ && !chain.fault) {
      ++line_;
      Unreadable("is missing: the file is empty");
    }
    if (!walk_) return std::move(verdict_);
    if (!chain.fault) chain.fault = EndOfPart();
    verdict_.to = walk_->size();
    if (!chain.fault && verdict_.whole()) chain.fault = walk_->Finish();
    chain.size = walk_->size();
    chain.hash = walk_->hash();
    if (walk_->has_tree()) chain.root = walk_->tree().Root();
    return std::move(verdict_);
  }

 private:
  bool Unreadable(const char* why) {
    verdict_.chain.fault = Fault{FaultKind::kFormat, line_, why};
    return false;
  }
  bool Broken(Fault fault) {
    verdict_.chain.fault = std::move(fault);
    return false;
  }

  bool Begin(const json& object) {
    const auto community = TextOf(object, "community"), previous = TextOf(object, "previous");
    const auto from = IntOf(object, "from"), to = IntOf(object, "to"), size = IntOf(object, "size");
    if (TextOf(object, "format") != kFormat) return Unreadable("is of a format that is not known here");
    if (!community || !previous || !from || !to || !size || *from < 1 || *to < *from - 1 || *to > *size)
      return Unreadable("is no first line of an export");
    const auto before = ParseHash(*previous);
    if ((*from > 1) != before.has_value()) return Unreadable("does not say what comes before its first entry");
    if (!walk_) {
      Start(object, *community, *from, before);
    } else if (!Continue(*community, *from, before)) {
      return false;
    }
    to_ = *to;
    verdict_.size = *size;
    if (*size == 0) return true;
    const auto head = HeadOf(object);
    return head ? Expect(*head) : Unreadable("names no head");
  }

  void Start(const json& object, const std::string& community, int64_t from, const std::optional<Hash>& before) {
    if (before) {
      walk_.emplace(community, from - 1, *before);
    } else {
      walk_.emplace(community);
    }
    verdict_.chain.community = community;
    verdict_.name = TextOf(object, "name").value_or("");
    verdict_.from = from;
    for (const KeptHead& head : kept_) {
      if (head.size >= from) Expect(head);
    }
  }

  // The next part of the same chain.
  bool Continue(const std::string& community, int64_t from, const std::optional<Hash>& before) {
    if (auto fault = EndOfPart()) return Broken(*fault);
    const int64_t size = walk_->size();
    if (community != walk_->community()) return Unreadable("begins the export of another chain");
    if (from > size + 1) return Broken({FaultKind::kMissing, size + 1, "is missing between two parts"});
    if (from <= size) return Unreadable("begins a part that was read already");
    if (before != walk_->hash()) return Broken({FaultKind::kHead, size, "is not the one that the next part follows"});
    return true;
  }

  bool Day(const json& object) {
    const auto head = HeadOf(object);
    if (!head) return Unreadable("is no head of a day");
    ++verdict_.chain.days;
    return Expect(*head);
  }

  bool Expect(const KeptHead& head) {
    if (head.size < walk_->size()) return Unreadable("is the head of entries that were read before it");
    ++verdict_.heads;
    if (auto fault = walk_->Expect(head)) return Broken(*fault);
    return true;
  }

  std::optional<Fault> EndOfPart() {
    if (walk_->size() >= to_) return std::nullopt;
    return Fault{FaultKind::kMissing, walk_->size() + 1, "is missing: the first line names " + std::to_string(to_)};
  }

  const std::vector<KeptHead>& kept_;
  std::optional<ChainWalk> walk_;
  ExportVerdict verdict_;
  int64_t line_ = 0, to_ = 0;
};

ordered_json FirstLine(db::Session& session, const ExportOptions& options, int64_t to) {
  const auto& community = options.community;
  const int64_t size = SizeOf(session, community);
  return {{"format", kFormat},
          {"community", community},
          {"name", options.name},
          {"generated", FormatRfc3339(options.generated)},
          {"from", options.from},
          {"to", to},
          {"size", size},
          {"previous", options.from > 1 ? HashTextAt(session, community, options.from - 1) : ""},
          {"root", Hex(Tree(session, community).Root(static_cast<uint64_t>(size)))},
          {"head", size > 0 ? HashTextAt(session, community, size) : ""}};
}

}  // namespace

int64_t WriteExport(db::Session& session, const ExportOptions& options,
                    const std::function<bool(const std::string&)>& line) {
  const int64_t size = SizeOf(session, options.community);
  const int64_t to = options.limit > 0 ? std::min(size, options.from + options.limit - 1) : size;
  if (!line(Line(FirstLine(session, options, std::max(to, options.from - 1))))) return options.from - 1;
  bool wanted = true;
  session.ForEach(
      "SELECT day, number, hash, root FROM journal_day WHERE community_id = :community AND number >= :from AND number "
      "<= :to ORDER BY number, day",
      {options.community, options.from, to}, [&](const db::Row& row) {
        wanted = line(Line({{"day", row.Text(0)}, {"size", row.Int(1)}, {"head", row.Text(2)}, {"root", row.Text(3)}}));
        return wanted;
      });
  int64_t last = options.from - 1;
  if (!wanted) return last;
  ForEachEntry(session, options.community, options.from, to, [&](const Stored& entry) {
    const Link& link = entry.link;
    last = link.number;
    return line(Line({{"number", link.number},
                      {"at", link.at},
                      {"action", link.action},
                      {"sealed", Hex(link.sealed)},
                      {"hash", Hex(link.hash)}}));
  });
  return last;
}

Result<std::string> HeadLine(db::Session& session, const ExportOptions& options) {
  const int64_t size = SizeOf(session, options.community);
  if (size == 0) return Fail(ErrorKind::kNotFound, "error.not_found");
  return Line({{"format", "concord-journal-head-1"},
               {"community", options.community},
               {"name", options.name},
               {"generated", FormatRfc3339(options.generated)},
               {"size", size},
               {"root", Hex(Tree(session, options.community).Root(static_cast<uint64_t>(size)))},
               {"head", HashTextAt(session, options.community, size)}});
}

ExportVerdict VerifyExport(std::istream& in, const std::vector<KeptHead>& kept) {
  ExportReader reader(kept);
  for (std::string line; NextLine(in, line);) {
    if (!reader.Take(line)) break;
  }
  return reader.Finish();
}

Result<std::vector<KeptHead>> ReadHeads(std::istream& in, const std::string& file) {
  std::vector<KeptHead> heads;
  for (std::string line; NextLine(in, line);) {
    const auto object = ParseLine(line);
    if (!object) continue;
    if (const auto head = HeadOf(*object)) heads.push_back(*head);
  }
  if (heads.empty()) return Fail(ErrorKind::kInvalid, "journal.error.no_heads", {{"file", file}});
  return heads;
}

}  // namespace concord::journal
