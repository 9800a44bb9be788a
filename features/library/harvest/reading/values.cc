#include "features/library/harvest/reading/values.h"

#include <algorithm>
#include <regex>

#include "base/core/text.h"
#include "features/library/exchange/dates.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/exchange/names.h"

namespace concord::library::harvest {
namespace {

// Longer texts are no names, dates or citations, and regular expressions take their time.
constexpr size_t kShort = 400;

bool HasAny(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != text.npos; });
}

std::string Lower(std::string_view text) { return text::LowerAscii(exchange::TidyText(text, false)); }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "12-34", "e12", "S3-S9".
const std::regex& Pages() {
  static const std::regex pages(R"(^(?:pp?\.?\s*)?([A-Za-z]?\d+(?:\s?(?:-|–)\s?[A-Za-z]?\d+)?)$)");
  return pages;
}

std::string StripName(std::string text) {
  // "; https://orcid.org/0000-...", "(ORCID: ...)": the person, not the name.
  static const std::regex orcid(
      R"([\s;,\[\(]*(?:https?://orcid\.org/|orcid[:\s]*|info:eu-repo/dai/\S*)[0-9Xx\-]*[\]\)]?\s*$)",
      std::regex::icase);
  static const std::regex role(
      R"([\s,]*[\(\[](?:aut|authors?|eds?|edt|editors?|adv|advis[eo]rs?|creator|dir|director|coord|trl|translator|contributor|ctb|hrsg|thesis advis[eo]r|autora?|editora?)\.?[\)\]]\s*$)",
      std::regex::icase);
  static const std::regex years(
      R"([\s,]*\(?\b(?:b\.\s*)?(?:ca?\.\s*)?[12]\d{3}\s*(?:-|–)?\s*(?:[12]\d{3})?\)?\.?\s*$)");
  text = std::regex_replace(text, orcid, "");
  text = std::regex_replace(text, role, "");
  if (text.find(',') != text.npos) text = std::regex_replace(text, years, "");
  while (!text.empty() && (text.back() == ',' || text.back() == ';' || text.back() == ' ')) text.pop_back();
  return text;
}

// What can be read of "c2004", "[1999?]", "ca. 1880", "©2010", "2004?".
std::string StripDate(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at).starts_with("\u00A9")) {
      ++at;
      continue;
    }
    if (std::string_view("[]?()").find(text[at]) == std::string_view::npos) out += text[at];
  }
  out = std::string(text::Trim(out));
  for (const std::string_view prefix : {"copyright", "circa", "ca.", "ca ", "c.", "c", "published", "issued"}) {
    const std::string lower = text::LowerAscii(out);
    if (!lower.starts_with(prefix) || lower.size() <= prefix.size()) continue;
    const std::string rest(text::Trim(std::string_view(out).substr(prefix.size())));
    if (!rest.empty() && IsDigit(rest.front())) out = rest;
  }
  return out;
}

// What a date is worth: 0 none, 1 a system's or an embargo's, 2 one with a time, 3 a plain one.
int WorthOf(std::string_view text) {
  if (text.starts_with("info:eu-repo/date/")) return text.find("publication") != text.npos ? 3 : 0;
  const size_t clock = text.find('T');
  return clock != text.npos && clock >= 8 && text.find(':') != text.npos ? 2 : 3;
}

bool IsFile(std::string_view address) {
  const std::string lower = text::LowerAscii(address.substr(0, address.find('?')));
  for (const std::string_view ending :
       {".pdf", ".doc", ".docx", ".zip", ".ps", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".mp3", ".mp4", ".xls",
        ".xlsx", ".ppt", ".pptx", ".txt", ".csv", ".epub"}) {
    if (lower.ends_with(ending)) return true;
  }
  return HasAny(lower, {"/bitstream/", "/bitstreams/", "viewcontent.cgi", "/download/", "/datastream/", "/files/"});
}

std::string HostOf(std::string_view address) {
  const size_t scheme = address.find("://");
  if (scheme == address.npos) return {};
  const std::string_view rest = address.substr(scheme + 3);
  return text::LowerAscii(rest.substr(0, rest.find_first_of("/:?#")));
}

// A number after its label: "ISSN: 1234-5678", "urn:issn:1234-5678", "issn 1234-5678".
std::optional<std::string_view> After(std::string_view text, std::string_view label) {
  const std::string lower = text::LowerAscii(text.substr(0, label.size() + 10));
  std::string_view prefix = lower;
  size_t skip = 0;
  if (prefix.starts_with("urn:")) prefix.remove_prefix(4), skip = 4;
  if (!prefix.starts_with(label)) return std::nullopt;
  std::string_view rest = text.substr(skip + label.size());
  if (!rest.empty() && rest.front() != ':' && rest.front() != ' ' && rest.front() != '=' && !IsDigit(rest.front()))
    return std::nullopt;
  while (!rest.empty() && (rest.front() == ':' || rest.front() == ' ' || rest.front() == '=')) rest.remove_prefix(1);
  return rest;
}

// Eight signs with the hyphen, and nothing else: without a label, anything else may be meant.
bool IsBareIssn(std::string_view text) {
  if (text.size() != 9 || text[4] != '-') return false;
  for (size_t i = 0; i < 9; ++i) {
    if (i != 4 && !IsDigit(text[i]) && !(i == 8 && (text[i] == 'X' || text[i] == 'x'))) return false;
  }
  return true;
}

bool TakeNumber(std::string_view text, exchange::Record& record) {
  if (const auto issn = After(text, "issn"); issn || IsBareIssn(text)) {
    if (auto number = exchange::NormalizeIssn(issn ? *issn : text); number && record.issn.empty())
      record.issn = std::move(*number);
    return true;
  }
  const auto labelled = After(text, "isbn");
  const bool bare = text.size() >= 10 && text.size() <= 17 &&
                    std::ranges::all_of(text, [](char c) { return IsDigit(c) || c == '-' || c == 'X' || c == 'x'; });
  if (!labelled && !bare) return false;
  auto number = exchange::NormalizeIsbn(labelled ? *labelled : text);
  if (number && record.isbn.empty()) record.isbn = *number;
  return labelled || number;
}

}  // namespace

bool IsPlaceholder(std::string_view raw) {
  const std::string text = Lower(raw);
  for (const std::string_view nothing : {"",
                                         "-",
                                         "--",
                                         ".",
                                         "n/a",
                                         "na",
                                         "n.a.",
                                         "none",
                                         "null",
                                         "unknown",
                                         "undefined",
                                         "not available",
                                         "not applicable",
                                         "unspecified",
                                         "[s.n.]",
                                         "s.n.",
                                         "s.n",
                                         "[s.n.?]",
                                         "s.l.",
                                         "[s.l.]",
                                         "s.d.",
                                         "n.d.",
                                         "anon",
                                         "anon.",
                                         "anonymous",
                                         "[unknown]",
                                         "no author",
                                         "various",
                                         "desconocido",
                                         "sin autor",
                                         "no disponible",
                                         "et al",
                                         "et al.",
                                         "[n.d.]",
                                         "no abstract",
                                         "no abstract available",
                                         "no abstract available.",
                                         "abstract not available",
                                         "test"}) {
    if (text == nothing) return true;
  }
  return false;
}

std::vector<exchange::Name> NamesIn(std::string_view raw) {
  std::vector<exchange::Name> names;
  const std::string text = exchange::TidyText(raw.substr(0, 4000), false);
  for (const auto part : text::Split(text, ';')) {
    std::string name = part.size() > kShort ? std::string(part) : StripName(std::string(text::Trim(part)));
    name = std::string(text::Trim(name));
    if (IsPlaceholder(name) || name.starts_with("http") || text::LowerAscii(name).starts_with("orcid")) continue;
    names.push_back(exchange::ParseName(name));
    if (names.back() == exchange::Name()) names.pop_back();
  }
  return names;
}

bool SaysEditor(std::string_view raw) {
  const std::string text = Lower(raw.substr(0, kShort));
  return HasAny(text, {"(ed.)", "(ed)", "(eds.)", "(eds)", "(editor)", "[editor]", "[ed.]", ", editor", "(edt)",
                       "(hrsg.)", "(editor literario)", "(dir.)", "(coord.)"});
}

std::string PublicationDate(const std::vector<std::string>& dates, int year_now) {
  std::string best;
  int worth = 0;
  for (const auto& raw : dates) {
    const std::string whole = exchange::TidyText(raw.substr(0, kShort), false);
    const int this_worth = WorthOf(whole);
    std::string_view text = whole;
    if (text.starts_with("info:eu-repo/date/")) text = text.substr(text.rfind('/') + 1);
    // "[195-?]": a decade is no year.
    const std::string stripped = StripDate(text);
    const exchange::LooseDate date = exchange::ParseDate(stripped);
    if (this_worth == 0 || !exchange::IsPlausibleYear(date.year) || date.year > year_now + 1) continue;
    std::string iso = date.Iso();
    // A system that knows the year alone writes its first second.
    if (this_worth == 2 && date.month == 1 && date.day == 1) iso = iso.substr(0, 4);
    if (this_worth > worth || (this_worth == worth && this_worth == 2 && iso < best)) {
      best = std::move(iso);
      worth = this_worth;
    }
  }
  return best;
}

bool TakeIdentifier(std::string_view raw, exchange::Record& record, std::vector<std::string>& addresses) {
  const std::string text = exchange::TidyText(raw.substr(0, 2000), false);
  if (text.empty()) return true;
  const std::string lower = text::LowerAscii(text);
  if (const auto doi =
          exchange::NormalizeDoi(lower.starts_with("info:doi/") ? std::string_view(text).substr(9) : text)) {
    if (record.doi.empty()) record.doi = *doi;
    return true;
  }
  if (lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.")) {
    const auto url = exchange::NormalizeUrl(text);
    if (!url) return false;
    if (const auto doi = exchange::DoiInUrl(*url)) {
      if (record.doi.empty()) record.doi = *doi;
    } else {
      addresses.push_back(*url);
    }
    return true;
  }
  if (const auto handle = After(text, "hdl"); handle && handle->find('/') != handle->npos) {
    if (auto url = exchange::NormalizeUrl("https://hdl.handle.net/" + std::string(*handle))) addresses.push_back(*url);
    return true;
  }
  if (const auto arxiv = After(text, "arxiv"); arxiv && !arxiv->empty()) {
    if (auto url = exchange::NormalizeUrl("https://arxiv.org/abs/" + std::string(*arxiv))) addresses.push_back(*url);
    return true;
  }
  return TakeNumber(text, record);
}

std::string ChooseAddress(const std::vector<std::string>& addresses, std::string_view identifier) {
  // A hub like this one names its own page of a resource first: oai:HOST:ID and https://HOST/resources/SLUG.
  const auto parts = text::Split(identifier, ':');
  const std::string hub = parts.size() == 3 && parts[0] == "oai" ? text::LowerAscii(parts[1]) : std::string();
  std::string file, listed;
  for (const auto& address : addresses) {
    if (!hub.empty() && HostOf(address) == hub && address.find("/resources/") != address.npos) {
      if (listed.empty()) listed = address;
    } else if (IsFile(address)) {
      if (file.empty()) file = address;
    } else {
      return address;
    }
  }
  return file.empty() ? listed : file;
}

std::string AccessIn(std::string_view raw) {
  const std::string text = Lower(raw.substr(0, 2000));
  if (HasAny(text, {"embargoedaccess", "restrictedaccess", "closedaccess", "embargoed access", "restricted access",
                    "closed access", "on request", "c_f1cf", "c_16ec", "acceso restringido", "acceso cerrado"}))
    return "request";
  if (HasAny(text, {"metadata only access", "c_14cb"})) return "request";
  if (HasAny(text, {"for members", "subscribers"})) return "members";
  if (HasAny(text, {"openaccess", "open access", "open-access", "creativecommons.org", "creative commons", "cc by",
                    "cc-by", "cc0", "public domain", "publicdomain", "c_abf2", "acceso abierto", "dominio p"}))
    return "open";
  return {};
}

bool TakeSource(std::string_view raw, exchange::Record& record) {
  const std::string text = exchange::TidyText(raw.substr(0, 2000), false);
  if (text.empty() || IsPlaceholder(text)) return true;
  if (text.size() > kShort) return false;
  std::vector<std::string> addresses;
  if (exchange::NormalizeDoi(text) || TakeNumber(text, record)) return true;
  // "Journal; Vol. 49 No. 3 (2011): Theme; 795-831", in the languages of OJS.
  static const std::regex ojs(
      R"(^(.{2,200}?)[;,.:]\s*(?:vol(?:ume|umen)?|v|bd|jg|tome)\.?\s*([0-9A-Za-z]{1,12})[\s,;]*(?:\(?(?:no|nº|n°|núm|n|nr|num|number|número|iss|issue|is)\.?\s*([0-9A-Za-z][0-9A-Za-z\-/]{0,15})\)?)?[\s,;]*(?:\((\d{4})\))?(?::[^;]*)?(?:;\s*(.*))?$)",
      std::regex::icase);
  static const std::regex plain(R"(^(.{2,200}?),\s*(\d{1,5})(?:\(([0-9A-Za-z\-/]{1,15})\))?(?:[,:]\s*(.*))?$)");
  std::smatch match;
  std::string rest;
  if (std::regex_match(text, match, ojs)) {
    record.container = match[1], record.volume = match[2], record.issue = match[3];
    rest = match[5];
  } else if (std::regex_match(text, match, plain)) {
    record.container = match[1], record.volume = match[2], record.issue = match[3];
    rest = match[4];
  } else {
    return false;
  }
  rest = std::string(text::Trim(rest));
  std::smatch pages;
  if (rest.size() < 40 && std::regex_match(rest, pages, Pages())) record.pages = pages[1];
  return true;
}

bool IsDescription(std::string_view raw) {
  if (IsPlaceholder(raw)) return false;
  const std::string text = Lower(raw.substr(0, 300));
  for (const std::string_view note :
       {"made available in dspace", "submitted by ", "approved for entry", "item withdrawn", "info:eu-repo",
        "previous issue date", "restored into dspace", "item created via", "peer reviewed", "peer-reviewed", "pages: ",
        "no. of pages", "item marked as restricted", "embargo set by", "issue released", "limited access until"}) {
    if (text.starts_with(note)) return false;
  }
  return !text.starts_with("http://") && !text.starts_with("https://");
}

}  // namespace concord::library::harvest
