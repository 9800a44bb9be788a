#include "features/selfreview/importing/sent.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"

namespace concord::selfreview::importing {
namespace {

constexpr std::string_view kToml = ".toml";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// How many digits it begins with.
size_t Digits(std::string_view text) {
  return static_cast<size_t>(std::find_if_not(text.begin(), text.end(), IsDigit) - text.begin());
}

bool IsVersionNumber(std::string_view text) {
  return !text.empty() && text.size() <= 4 && text.front() != '0' && Digits(text) == text.size();
}

// "1.en" of "1.en.toml"; empty where it ends otherwise.
std::string_view StemOf(std::string_view name) {
  return name.ends_with(kToml) ? name.substr(0, name.size() - kToml.size()) : std::string_view();
}

int LineOf(std::string_view bytes, size_t at) {
  return 1 + static_cast<int>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

std::string WithLineFeeds(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

bool HasDosLines(std::string_view text) {
  const auto feeds = std::count(text.begin(), text.end(), '\n');
  size_t pairs = 0;
  for (size_t at = text.find("\r\n"); at != std::string_view::npos; at = text.find("\r\n", at + 2)) ++pairs;
  return pairs > 0 && static_cast<size_t>(feeds) == pairs;
}

// The first byte that is no UTF-8, or that a text does not hold (NUL): its place.
std::optional<size_t> NotText(std::string_view bytes) {
  size_t begin = 0;
  while (begin <= bytes.size()) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line = bytes.substr(begin, end - begin);
    if (!text::IsValidUtf8(line) || line.find('\0') != std::string_view::npos) return begin;
    begin = end + 1;
  }
  return std::nullopt;
}

void CheckFile(const SourceFile& file, std::vector<Problem>& problems) {
  const auto add = [&](int line, const char* key, std::map<std::string, std::string> params = {}) {
    problems.push_back({file.name, line, key, std::move(params)});
  };
  if (!IsStructureName(file.name) && !IsTextsName(file.name))
    add(0, "selfreview.importing.problem.name", {{"name", file.name}});
  if (file.bytes.size() > kLargestFile)
    return add(0, "selfreview.importing.problem.large", {{"kib", std::to_string(kLargestFile >> 10)}});
  if (const auto at = NotText(file.bytes)) add(LineOf(file.bytes, *at), "selfreview.importing.problem.utf8");
}

}  // namespace

bool IsStructureName(std::string_view name) { return IsVersionNumber(StemOf(name)); }

bool IsTextsName(std::string_view name) {
  const std::string_view stem = StemOf(name);
  const size_t dot = stem.find('.');
  if (dot == std::string_view::npos || !IsVersionNumber(stem.substr(0, dot))) return false;
  return IsLanguageTag(stem.substr(dot + 1));
}

std::string PlainName(std::string_view name) {
  std::string_view plain = text::Trim(name);
  if (const size_t slash = plain.find_last_of("/\\"); slash != std::string_view::npos) plain.remove_prefix(slash + 1);
  std::string whole = text::LowerAscii(plain);
  // " (2)", by which a browser tells a second download from the first.
  if (whole.ends_with(")" + std::string(kToml))) {
    const size_t open = whole.rfind('(');
    const size_t close = whole.size() - kToml.size() - 1;
    if (open != std::string::npos && open > 0 && Digits(std::string_view(whole).substr(open + 1)) == close - open - 1) {
      size_t begin = open;
      while (begin > 0 && whole[begin - 1] == ' ') --begin;
      whole.erase(begin, close + 1 - begin);
    }
  }
  // A download is called after its instrument: "public-transparency-1.en.toml".
  for (size_t begin = 0;;) {
    const std::string rest = whole.substr(begin);
    if (IsStructureName(rest) || IsTextsName(rest)) return rest;
    const size_t hyphen = whole.find_first_of("-_ ", begin);
    if (hyphen == std::string::npos) return std::string(plain);
    begin = hyphen + 1;
  }
}

bool SurvivesTyping(std::string_view bytes) {
  return bytes.find('\r') == std::string_view::npos && !bytes.starts_with('\n') && !NotText(bytes);
}

std::string FromTyped(std::string_view typed, const std::optional<std::string>& original) {
  std::string text = WithLineFeeds(typed);
  if (!original) return text;
  std::string was = WithLineFeeds(*original);
  if (text == was || (was.starts_with('\n') && text == was.substr(1))) return *original;
  if (!HasDosLines(*original)) return text;
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

Checked Check(const std::vector<SourceFile>& files) {
  Checked checked;
  const auto add = [&](const std::string& file, const char* key, std::map<std::string, std::string> params = {}) {
    checked.problems.push_back({file, 0, key, std::move(params)});
  };
  std::set<std::string> names;
  size_t bytes = 0, structures = 0;
  for (const SourceFile& file : files) {
    bytes += file.bytes.size();
    CheckFile(file, checked.problems);
    if (!names.insert(file.name).second) add(file.name, "selfreview.importing.problem.twice", {{"name", file.name}});
    if (IsStructureName(file.name)) {
      ++structures;
      checked.structure = file;
    } else {
      checked.texts.push_back(file);
    }
  }
  if (files.size() > kMostFiles) add("", "selfreview.importing.problem.many", {{"count", std::to_string(kMostFiles)}});
  if (bytes > kLargestSent) add("", "selfreview.importing.problem.all", {{"mib", std::to_string(kLargestSent >> 20)}});
  if (files.empty()) {
    add("", "selfreview.importing.problem.nothing");
  } else if (structures == 0) {
    add("", "selfreview.importing.problem.no_structure");
  } else if (structures > 1) {
    add("", "selfreview.importing.problem.structures");
  }
  std::ranges::sort(checked.texts, {}, &SourceFile::name);
  if (!checked.problems.empty()) return checked;
  auto read = ReadInstrument(checked.structure, checked.texts);
  checked.problems = std::move(read.problems);
  checked.warnings = std::move(read.warnings);
  checked.instrument = std::move(read.instrument);
  return checked;
}

namespace {

// Whether the line sets that key: "version = 2".
bool Sets(std::string_view line, std::string_view key) {
  line = text::Trim(line);
  if (!line.starts_with(key)) return false;
  return text::Trim(line.substr(key.size())).starts_with('=');
}

// Whether the list that begins in `line` ends in it: its brackets outside of texts and comments.
int OpenBrackets(std::string_view line, int open) {
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '#') break;
    open += (c == '[') - (c == ']');
  }
  return open;
}

std::string NextStructure(std::string_view bytes, int version, int number) {
  std::string out;
  int open = 0;        // brackets of a list of `was` that goes on
  bool at_top = true;  // before the first table
  size_t begin = 0;
  while (begin < bytes.size()) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size() - 1) + 1;
    const std::string_view line = bytes.substr(begin, end - begin);
    begin = end;
    if (open > 0) {
      open = OpenBrackets(line, open);
      continue;
    }
    if (text::Trim(line).starts_with('[')) at_top = false;
    if (at_top && Sets(line, "version")) {
      const std::string_view ending = line.ends_with("\r\n") ? "\r\n" : "\n";
      out += "version = " + std::to_string(number) + std::string(ending);
      out += "follows = " + std::to_string(version) + std::string(ending);
    } else if (!at_top && Sets(line, "was")) {
      open = OpenBrackets(line.substr(line.find('=')), 0);
    } else if (!at_top || !Sets(line, "follows")) {
      out += line;
    }
  }
  return out;
}

}  // namespace

std::vector<SourceFile> NextVersion(const Instrument& newest, const SourceFile& structure,
                                    const std::vector<SourceFile>& texts, int number) {
  const std::string next = std::to_string(number);
  std::vector<SourceFile> files = {{next + ".toml", NextStructure(structure.bytes, newest.version, number)}};
  for (const SourceFile& one : texts) files.push_back({next + one.name.substr(one.name.find('.')), one.bytes});
  return files;
}

}  // namespace concord::selfreview::importing
