#include "features/library/harvest/reading/values.h"

#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/dates.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/exchange/names.h"

namespace concord::library::harvest {
namespace {

// Longer texts are no names, dates or citations.
constexpr size_t kShort = 400;

bool HasAny(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != text.npos; });
}

std::string Lower(std::string_view text) { return text::LowerAscii(exchange::TidyText(text, false)); }

bool IsOneOf(char c, std::string_view set) { return set.find(c) != set.npos; }

// Reads a text from left to right; each function moves on only where it found what it names.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}
  std::string_view rest() const { return rest_; }
  bool done() const { return rest_.empty(); }
  void Skip(std::string_view set) {
    while (!rest_.empty() && IsOneOf(rest_.front(), set)) rest_.remove_prefix(1);
  }
  bool Take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool TakeText(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  // One of these words, whole, in any case, with a point or a degree sign after it.
  bool TakeWord(std::initializer_list<std::string_view> words) {
    const std::string lower = text::LowerAscii(rest_.substr(0, 20));
    for (const auto word : words) {
      if (!lower.starts_with(word) || (lower.size() > word.size() && text::IsAsciiLetter(lower[word.size()]))) continue;
      rest_.remove_prefix(word.size());
      Take('.');
      return true;
    }
    return false;
  }
  // Letters, digits and what `more` has, at most `max` of them.
  std::string TakeToken(std::string_view more, size_t max) {
    size_t end = 0;
    while (end < rest_.size() && end < max &&
           (text::IsAsciiDigit(rest_[end]) || text::IsAsciiLetter(rest_[end]) || IsOneOf(rest_[end], more)))
      ++end;
    std::string token(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return token;
  }

 private:
  std::string_view rest_;
};

// "12-34", "pp. 12-34", "e12", "S3–S9"; empty where it is something else.
std::string PagesIn(std::string_view text) {
  Scanner scanner(text::Trim(text));
  if (!scanner.TakeWord({"pp", "p"})) scanner.Skip(" ");
  scanner.Skip(" ");
  const auto number = [&] {
    std::string token = scanner.TakeToken("", 12);
    const bool digits =
        token.size() > text::IsAsciiLetter(token.empty() ? '0' : token[0]) &&
        std::all_of(token.begin() + (text::IsAsciiLetter(token[0]) ? 1 : 0), token.end(), text::IsAsciiDigit);
    return digits ? token : std::string();
  };
  std::string pages = number();
  if (pages.empty()) return {};
  scanner.Skip(" ");
  if (scanner.TakeText("-") || scanner.TakeText("\u2013")) {
    scanner.Skip(" -");
    const std::string last = number();
    if (last.empty()) return {};
    pages += "-" + last;
  }
  return scanner.done() ? pages : std::string();
}

void CutAtEnd(std::string& text) {
  while (!text.empty() && IsOneOf(text.back(), " ,;([")) text.pop_back();
}

// "; https://orcid.org/0000-...", "(ORCID: ...)": the person, not the name.
void CutOrcid(std::string& name) {
  const std::string lower = text::LowerAscii(name);
  for (const std::string_view mark : {"https://orcid.org/", "http://orcid.org/", "orcid", "info:eu-repo/dai/"}) {
    const size_t at = lower.find(mark);
    if (at == lower.npos || at == 0) continue;
    name.resize(at);
    CutAtEnd(name);
    return;
  }
}

// "(author)", "[ed.]" at the end.
void CutRole(std::string& name) {
  if (name.empty() || (name.back() != ')' && name.back() != ']')) return;
  const size_t open = name.rfind(name.back() == ')' ? '(' : '[');
  if (open == name.npos || open == 0) return;
  std::string role = Lower(std::string_view(name).substr(open + 1, name.size() - open - 2));
  while (role.ends_with('.')) role.pop_back();
  for (const std::string_view known : {"aut",
                                       "author",
                                       "authors",
                                       "ed",
                                       "eds",
                                       "edt",
                                       "editor",
                                       "editors",
                                       "adv",
                                       "advisor",
                                       "adviser",
                                       "advisors",
                                       "thesis advisor",
                                       "thesis adviser",
                                       "creator",
                                       "dir",
                                       "director",
                                       "directora",
                                       "coord",
                                       "trl",
                                       "translator",
                                       "contributor",
                                       "ctb",
                                       "hrsg",
                                       "autor",
                                       "autora",
                                       "editora"}) {
    if (role != known) continue;
    name.resize(open);
    CutAtEnd(name);
    return;
  }
}

// ", 1950-2001", "(1950- )", ", b. 1950": years of life after the last comma or bracket.
void CutYears(std::string& name) {
  const size_t at = name.find_last_of(",(");
  if (at == name.npos || at == 0) return;
  int digits = 0, run = 0;
  for (Scanner tail(std::string_view(name).substr(at + 1)); !tail.done();) {
    if (tail.TakeText("\u2013") || tail.TakeWord({"b", "d", "ca", "c", "fl"})) {
      run = 0;
      continue;
    }
    const char c = tail.rest().front();
    if (!text::IsAsciiDigit(c) && !IsOneOf(c, "-().? ")) return;
    run = text::IsAsciiDigit(c) ? run + 1 : 0;
    digits = std::max(digits, run);
    tail.Take(c);
  }
  if (digits != 4) return;
  name.resize(at);
  CutAtEnd(name);
}

std::string StripName(std::string name) {
  CutOrcid(name);
  CutRole(name);
  CutYears(name);
  CutAtEnd(name);
  return name;
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
    if (!rest.empty() && text::IsAsciiDigit(rest.front())) out = rest;
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
  if (!rest.empty() && rest.front() != ':' && rest.front() != ' ' && rest.front() != '=' &&
      !text::IsAsciiDigit(rest.front()))
    return std::nullopt;
  while (!rest.empty() && (rest.front() == ':' || rest.front() == ' ' || rest.front() == '=')) rest.remove_prefix(1);
  return rest;
}

// Eight signs with the hyphen, and nothing else: without a label, anything else may be meant.
bool IsBareIssn(std::string_view text) {
  if (text.size() != 9 || text[4] != '-') return false;
  for (size_t i = 0; i < 9; ++i) {
    if (i != 4 && !text::IsAsciiDigit(text[i]) && !(i == 8 && (text[i] == 'X' || text[i] == 'x'))) return false;
  }
  return true;
}

// What follows "Journal; Vol. ": "49 No. 3 (2011): Theme; 795-831".
bool TakeVolume(std::string_view text, exchange::Record& record) {
  Scanner scanner(text);
  scanner.Skip(" ");
  const std::string volume = scanner.TakeToken("", 12);
  if (volume.empty() || !std::ranges::any_of(volume, text::IsAsciiDigit)) return false;
  record.volume = volume;
  scanner.Skip(" ,;");
  const bool bracket =
      scanner.rest().starts_with("(") && !(scanner.rest().size() > 1 && text::IsAsciiDigit(scanner.rest()[1]));
  if (bracket) scanner.Take('(');
  if (scanner.TakeText("n\u00FAmero") || scanner.TakeText("n\u00FAm") || scanner.TakeText("N\u00FAm") ||
      scanner.TakeWord({"number", "num", "nr", "no", "issue", "iss", "is", "n"})) {
    while (scanner.TakeText("\u00BA") || scanner.TakeText("\u00B0") || scanner.Take('.') || scanner.Take(' ')) {
    }
    record.issue = scanner.TakeToken("-/", 16);
  }
  if (bracket) scanner.Take(')');
  scanner.Skip(" ,;");
  if (scanner.Take('(')) {
    scanner.TakeToken("-/", 12);  // the year
    scanner.Take(')');
  }
  if (scanner.Take(':'))
    scanner = Scanner(scanner.rest().substr(std::min(scanner.rest().find(';'), scanner.rest().size())));
  scanner.Skip(" ;,");
  record.pages = PagesIn(scanner.rest());
  return true;
}

// "Journal; Vol. 49 No. 3 (2011): Theme; 795-831", in the languages of OJS.
bool TakeIssue(const std::string& text, exchange::Record& record) {
  for (size_t at = 2; at < text.size(); ++at) {
    if (!IsOneOf(text[at], ";,.:")) continue;
    Scanner scanner(std::string_view(text).substr(at + 1));
    scanner.Skip(" ");
    if (!scanner.TakeWord({"volumen", "volume", "vol", "v", "bd", "jg", "tome"})) continue;
    if (!TakeVolume(scanner.rest(), record)) continue;
    record.container = text.substr(0, at);
    return true;
  }
  return false;
}

// "Criminology, 49(3), 795-831".
bool TakePlainSource(const std::string& text, exchange::Record& record) {
  for (size_t at = text.find(',', 2); at != text.npos; at = text.find(',', at + 1)) {
    Scanner scanner(std::string_view(text).substr(at + 1));
    scanner.Skip(" ");
    const std::string volume = scanner.TakeToken("", 6);
    if (volume.empty() || volume.size() > 5 || !std::ranges::all_of(volume, text::IsAsciiDigit)) continue;
    std::string issue;
    scanner.Skip(" ");
    if (scanner.Take('(')) {
      issue = scanner.TakeToken("-/", 15);
      if (!scanner.Take(')')) continue;
    }
    if (!scanner.done() && !scanner.Take(',') && !scanner.Take(':')) continue;
    record.container = text.substr(0, at);
    record.volume = volume;
    record.issue = issue;
    record.pages = PagesIn(scanner.rest());
    return true;
  }
  return false;
}

bool TakeNumber(std::string_view text, exchange::Record& record) {
  if (const auto issn = After(text, "issn"); issn || IsBareIssn(text)) {
    if (auto number = exchange::NormalizeIssn(issn ? *issn : text); number && record.issn.empty())
      record.issn = std::move(*number);
    return true;
  }
  const auto labelled = After(text, "isbn");
  const bool bare = text.size() >= 10 && text.size() <= 17 && std::ranges::all_of(text, [](char c) {
                      return text::IsAsciiDigit(c) || c == '-' || c == 'X' || c == 'x';
                    });
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
  if (exchange::NormalizeDoi(text) || TakeNumber(text, record)) return true;
  return TakeIssue(text, record) || TakePlainSource(text, record);
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
