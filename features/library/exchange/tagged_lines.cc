#include "features/library/exchange/tagged_lines.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::library::exchange {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsUpperOrDigit(char c) { return IsUpper(c) || (c >= '0' && c <= '9'); }

constexpr std::string_view kKnown =
    " A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ER ET ID IS J1 J2 JA "
    "JF JO K1 KW L1 L2 L3 L4 LA LB"
    " LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SN SO SP ST T1 T2 T3 TA TI TT TY U1 U2 U3 U4 U5 UR VL VO Y1 Y2 ";

bool IsKnown(std::string_view tag) {
  const std::string padded = " " + std::string(tag) + " ";
  return kKnown.find(padded) != std::string_view::npos;
}

struct RisLine {
  std::string_view tag, value;
  size_t spaces = 0;
};

// A tag, some blanks, a hyphen. Two blanks make a tag whatever it is; other spacings only what is known, so that
// "US-based" and "AB - something" in running text stay text.
bool ParseRisLine(std::string_view line, size_t usual_spaces, RisLine& out) {
  size_t indent = 0;
  while (indent < line.size() && indent < 8 && (line[indent] == ' ' || line[indent] == '\t')) ++indent;
  line.remove_prefix(indent);
  if (line.size() < 3 || !IsUpper(line[0]) || !IsUpperOrDigit(line[1])) return false;
  size_t at = 2;
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t') && at < 8) ++at;
  if (at >= line.size() || line[at] != '-') return false;
  out.tag = line.substr(0, 2);
  out.spaces = at - 2;
  out.value = text::Trim(line.substr(at + 1));
  const bool blank_follows = at + 1 >= line.size() || line[at + 1] == ' ' || line[at + 1] == '\t';
  if (indent > 0) return out.spaces == 2 && blank_follows && IsKnown(out.tag);
  if (out.spaces == 2) return blank_follows || IsKnown(out.tag);
  if (out.tag == "TY" || out.tag == "ER")
    return out.tag == "TY" ? out.value.size() < 40 && !out.value.empty() : out.value.empty();
  return out.spaces == usual_spaces && IsKnown(out.tag) && (blank_follows || usual_spaces == 0);
}

void Continue(TaggedRecord& record, std::string_view line) {
  if (record.fields.empty()) return;
  record.fields.back().lines.emplace_back(text::Trim(line));
}

}  // namespace

std::string TaggedField::Joined() const {
  std::string out;
  for (const auto& line : lines) {
    if (line.empty()) continue;
    if (!out.empty()) out += ' ';
    out += line;
  }
  return out;
}

bool Lines::Next(std::string_view& line) {
  if (at_ >= text_.size()) return false;
  const size_t end = std::min(text_.find_first_of("\r\n", at_), text_.size());
  line = text_.substr(at_, end - at_);
  at_ = end + 1;
  if (end + 1 < text_.size() && text_[end] == '\r' && text_[end + 1] == '\n') ++at_;
  ++number_;
  return true;
}

std::vector<TaggedRecord> ParseRis(std::string_view text, Problems& problems) {
  std::vector<TaggedRecord> records;
  Lines lines(text);
  std::string_view line;
  bool open = false;
  size_t usual_spaces = 2;
  const auto begin = [&](std::string_view type) {
    records.push_back({lines.number(), {}});
    if (!type.empty()) records.back().fields.push_back({"TY", {std::string(type)}});
    open = true;
  };
  while (lines.Next(line) && !problems.stopped()) {
    RisLine parsed;
    if (!ParseRisLine(line, usual_spaces, parsed)) {
      if (open && text::Trim(line) == "ER") {
        open = false;
      } else if (open && !text::Trim(line).empty()) {
        Continue(records.back(), line);
      }
      continue;
    }
    if (parsed.tag == "TY") {
      usual_spaces = parsed.spaces;
      if (open)
        problems.Note(lines.number(), "library.import.ris_missing_er", {{"line", std::to_string(records.back().line)}});
      begin(parsed.value);
    } else if (parsed.tag == "ER") {
      open = false;
    } else {
      if (!open) {
        if (!IsKnown(parsed.tag)) continue;  // "Record #1 of 2" and its like
        problems.Note(lines.number(), "library.import.ris_missing_type");
        begin("");
      }
      records.back().fields.push_back({std::string(parsed.tag), {std::string(parsed.value)}});
    }
  }
  if (open)
    problems.Note(lines.number(), "library.import.ris_missing_er", {{"line", std::to_string(records.back().line)}});
  return records;
}

bool LooksLikeWebOfScience(std::string_view text) {
  Lines lines(text.substr(0, 2000));
  std::string_view line;
  while (lines.Next(line)) {
    if (text::Trim(line).empty()) continue;
    return line.starts_with("FN ") || line.starts_with("VR 1") || (line.starts_with("PT ") && line.size() == 4);
  }
  return false;
}

std::vector<TaggedRecord> ParseWebOfScience(std::string_view text, Problems& problems) {
  std::vector<TaggedRecord> records;
  Lines lines(text);
  std::string_view line;
  bool open = false;
  while (lines.Next(line)) {
    const bool tagged =
        line.size() >= 2 && IsUpper(line[0]) && IsUpperOrDigit(line[1]) && (line.size() == 2 || line[2] == ' ');
    if (!tagged) {
      if (open && !text::Trim(line).empty()) Continue(records.back(), line);
      continue;
    }
    const auto tag = line.substr(0, 2);
    if (tag == "EF") break;
    if (tag == "FN" || tag == "VR") continue;
    if (tag == "ER") {
      open = false;
      continue;
    }
    if (tag == "PT" && open) {
      problems.Note(lines.number(), "library.import.ris_missing_er", {{"line", std::to_string(records.back().line)}});
      open = false;
    }
    if (!open) records.push_back({lines.number(), {}});
    open = true;
    records.back().fields.push_back({std::string(tag), {std::string(text::Trim(line.substr(2)))}});
  }
  if (open)
    problems.Note(lines.number(), "library.import.ris_missing_er", {{"line", std::to_string(records.back().line)}});
  return records;
}

bool LooksLikeMedline(std::string_view text) {
  Lines lines(text.substr(0, 4000));
  std::string_view line;
  while (lines.Next(line)) {
    if (!text::Trim(line).empty())
      return line.starts_with("PMID- ") || line.starts_with("PMID - ") || line.starts_with("STAT- ");
  }
  return false;
}

std::vector<TaggedRecord> ParseMedline(std::string_view text, Problems&) {
  std::vector<TaggedRecord> records;
  Lines lines(text);
  std::string_view line;
  bool open = false;
  while (lines.Next(line)) {
    if (text::Trim(line).empty()) {
      open = false;
      continue;
    }
    const bool tagged = line.size() > 5 && line[4] == '-' && IsUpper(line[0]);
    if (!tagged) {
      if (open) Continue(records.back(), line);
      continue;
    }
    if (!open || line.starts_with("PMID-")) records.push_back({lines.number(), {}});
    open = true;
    records.back().fields.push_back(
        {std::string(text::Trim(line.substr(0, 4))), {std::string(text::Trim(line.substr(5)))}});
  }
  return records;
}

}  // namespace concord::library::exchange
