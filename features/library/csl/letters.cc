#include "features/library/csl/letters.h"

#include <utf8proc.h>

#include <algorithm>
#include <vector>

#include "base/core/text.h"

namespace concord::library::csl {
namespace {

using Code = utf8proc_int32_t;

template <typename Each>
void ForEachCode(std::string_view text, Each each) {
  while (!text.empty()) {
    Code code = 0;
    const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                    static_cast<utf8proc_ssize_t>(text.size()), &code);
    const size_t length = n > 0 ? static_cast<size_t>(n) : 1;
    each(n > 0 ? code : Code{0xFFFD}, text.substr(0, length));
    text.remove_prefix(length);
  }
}

bool IsLetter(std::string_view text) {
  bool letter = false;
  ForEachCode(FirstLetter(text), [&](Code code, std::string_view) {
    const auto category = utf8proc_category(code);
    letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
  });
  return letter;
}

bool IsBigLetter(std::string_view text) {
  const auto first = FirstLetter(text);
  return IsLetter(first) && Upper(first) == first;
}

std::string Capitalized(std::string_view word) {
  const auto first = FirstLetter(word);
  return Upper(first) + std::string(word.substr(first.size()));
}

// Words that stay small within a title: those of citeproc-js 1.4, which takes them from the Chicago Manual of Style.
constexpr std::string_view kSmallWords[] = {"about",
                                            "above",
                                            "across",
                                            "afore",
                                            "after",
                                            "against",
                                            "al",
                                            "along",
                                            "alongside",
                                            "amid",
                                            "amidst",
                                            "among",
                                            "amongst",
                                            "anenst",
                                            "apropos",
                                            "apud",
                                            "around",
                                            "as",
                                            "aside",
                                            "astride",
                                            "at",
                                            "athwart",
                                            "atop",
                                            "barring",
                                            "before",
                                            "behind",
                                            "below",
                                            "beneath",
                                            "beside",
                                            "besides",
                                            "between",
                                            "beyond",
                                            "but",
                                            "by",
                                            "circa",
                                            "despite",
                                            "down",
                                            "during",
                                            "et",
                                            "except",
                                            "for",
                                            "forenenst",
                                            "from",
                                            "given",
                                            "in",
                                            "inside",
                                            "into",
                                            "lest",
                                            "like",
                                            "modulo",
                                            "near",
                                            "next",
                                            "notwithstanding",
                                            "of",
                                            "off",
                                            "on",
                                            "onto",
                                            "out",
                                            "over",
                                            "per",
                                            "plus",
                                            "pro",
                                            "qua",
                                            "sans",
                                            "since",
                                            "than",
                                            "through",
                                            "throughout",
                                            "thruout",
                                            "till",
                                            "to",
                                            "toward",
                                            "towards",
                                            "under",
                                            "underneath",
                                            "until",
                                            "unto",
                                            "up",
                                            "upon",
                                            "versus",
                                            "vs.",
                                            "v.",
                                            "vs",
                                            "v",
                                            "via",
                                            "with",
                                            "within",
                                            "without",
                                            "or",
                                            "yet",
                                            "so",
                                            "and",
                                            "nor",
                                            "a",
                                            "an",
                                            "the",
                                            "de",
                                            "von",
                                            "van"};

bool IsSmallWord(std::string_view lower) {
  return lower == "d'" || lower == "c" || lower == "ca" || lower == "vis-à-vis" ||
         std::ranges::find(kSmallWords, lower) != std::end(kSmallWords);
}

// What parts words within a title, beside spaces: each is kept as it stands.
constexpr std::string_view kMarks[] = {"‘", "’", "“", "”", "–", "—", "\"", "'", "-", "/",
                                       ".", ",", ";", "?", "!", ":", "[",  "]", "(", ")"};

struct Part {
  std::string text;
  bool mark = false;  // one of kMarks
};

std::vector<Part> PartsOf(std::string_view text) {
  std::vector<Part> parts(1);
  ForEachCode(text, [&](Code, std::string_view one) {
    if (std::ranges::find(kMarks, one) != std::end(kMarks)) {
      parts.push_back({std::string(one), true});
      parts.push_back({});
    } else {
      parts.back().text += one;
    }
  });
  return parts;
}

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  for (const auto word : text::Split(text, ' ')) words.emplace_back(word);
  return words;
}

bool IsBlank(std::string_view text) { return text::Trim(text).empty(); }

class TitleCase {
 public:
  std::string operator()(std::string_view text) {
    parts_ = PartsOf(text);
    for (size_t i = 0; i < parts_.size(); ++i) {
      Part& part = parts_[i];
      if (part.mark) {
        if (part.text == "!" || part.text == "?" || part.text == ":") after_punctuation_ = true;
        continue;
      }
      if (!IsBlank(part.text)) CapitalizeWords(i);
    }
    CapitalizeLast();
    std::string out;
    for (const auto& part : parts_) out += part.text;
    return out;
  }

 private:
  // A letter after an apostrophe ("don't") belongs to its word.
  bool FollowsApostrophe(size_t i) const {
    return i > 0 && (parts_[i - 1].text == "’" || parts_[i - 1].text == "'") && i > 1 && !parts_[i - 2].text.empty() &&
           parts_[i - 2].text.back() != ' ' && !parts_[i].text.starts_with(' ');
  }

  void CapitalizeWords(size_t i) {
    std::vector<std::string> words = WordsOf(parts_[i].text);
    const bool before_hyphen = i == 0 && i + 1 < parts_.size() && parts_[i + 1].text == "-";
    for (size_t j = 0; j < words.size(); ++j) {
      std::string& word = words[j];
      if (word.empty()) continue;
      const std::string lower = Lower(word);
      const bool whole = text::CountCodePoints(word) > 1 && !IsSmallWord(lower);
      const bool capital = whole || (j + 1 == words.size() && before_hyphen) || first_ || after_punctuation_;
      if (capital && word == lower && !(j == 0 && FollowsApostrophe(i))) word = Capitalized(word);
      after_punctuation_ = first_ = false;
      last_ = {i, j};
    }
    parts_[i].text = text::Join(words, " ");
  }

  void CapitalizeLast() {
    if (parts_[last_.first].mark) return;
    std::vector<std::string> words = WordsOf(parts_[last_.first].text);
    if (last_.second >= words.size()) return;
    std::string& word = words[last_.second];
    if (text::CountCodePoints(word) > 1 && IsSmallWord(Lower(word)) && !FollowsApostrophe(last_.first)) {
      word = Capitalized(word);
      parts_[last_.first].text = text::Join(words, " ");
    }
  }

  std::vector<Part> parts_;
  bool first_ = true, after_punctuation_ = false;
  std::pair<size_t, size_t> last_{0, 0};
};

std::string SentenceCase(std::string_view text) {
  std::vector<Part> parts = PartsOf(text);
  bool first = true;
  for (auto& part : parts) {
    if (part.mark || IsBlank(part.text)) continue;
    std::vector<std::string> words = WordsOf(part.text);
    for (auto& word : words) {
      if (word.empty()) continue;
      word = first ? Capitalized(word) : Lower(word);
      first = false;
    }
    part.text = text::Join(words, " ");
  }
  std::string out;
  for (const auto& part : parts) out += part.text;
  return out;
}

std::string CapitalizedWords(std::string_view text, bool all) {
  std::vector<std::string> words = WordsOf(text);
  for (auto& word : words) {
    if (word.empty()) continue;
    // Past an opening bracket or quotation mark, which have no case.
    if (word == Lower(word)) {
      const size_t letter = word.find_first_not_of("([\"'");
      if (letter != std::string::npos)
        word = word.substr(0, letter) + Capitalized(std::string_view(word).substr(letter));
    }
    if (!all) break;
  }
  return text::Join(words, " ");
}

}  // namespace

std::string Upper(std::string_view text) {
  std::string out;
  ForEachCode(
      text, [&](Code code, std::string_view) { text::AppendUtf8(out, static_cast<uint32_t>(utf8proc_toupper(code))); });
  return out;
}

std::string Lower(std::string_view text) {
  std::string out;
  ForEachCode(
      text, [&](Code code, std::string_view) { text::AppendUtf8(out, static_cast<uint32_t>(utf8proc_tolower(code))); });
  return out;
}

std::string_view FirstLetter(std::string_view text) {
  if (text.empty()) return {};
  Code code = 0;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                  static_cast<utf8proc_ssize_t>(text.size()), &code);
  return text.substr(0, n > 0 ? static_cast<size_t>(n) : 1);
}

std::string InCase(std::string_view text, std::string_view text_case) {
  if (text_case == "lowercase") return Lower(text);
  if (text_case == "uppercase") return Upper(text);
  if (text_case == "capitalize-first") return CapitalizedWords(text, false);
  if (text_case == "capitalize-all") return CapitalizedWords(text, true);
  if (text_case == "title") return TitleCase()(text);
  if (text_case == "sentence") return SentenceCase(text);
  return std::string(text);
}

// ---- quotation marks

namespace {

enum class Mark { kNone, kDoubleOpen, kDoubleClose, kSingleOpen, kSingleClose, kApostrophe };

// What the mark at `at` is, from what stands around it.
Mark MarkAt(std::string_view text, size_t at, std::string_view one) {
  if (one == "“") return Mark::kDoubleOpen;
  if (one == "”") return Mark::kDoubleClose;
  if (one == "‘") return Mark::kSingleOpen;
  const bool begins = at == 0 || std::string_view(" ([-").find(text[at - 1]) != std::string_view::npos;
  const size_t next = at + one.size();
  const bool ends = next >= text.size() || !IsLetter(text.substr(next));
  if (one == "\"") return begins ? Mark::kDoubleOpen : Mark::kDoubleClose;
  if (one == "'") return begins && !ends ? Mark::kSingleOpen : ends ? Mark::kSingleClose : Mark::kApostrophe;
  if (one == "’") return ends ? Mark::kSingleClose : Mark::kApostrophe;
  return Mark::kNone;
}

struct Found {
  size_t at, length;
  Mark mark;
  bool paired = false;
};

// Pairs each opening mark with its closing one; what finds no partner is an apostrophe, or stays as it is.
void Pair(std::vector<Found>& marks) {
  std::vector<size_t> open;
  for (size_t i = 0; i < marks.size(); ++i) {
    const Mark mark = marks[i].mark;
    if (mark == Mark::kDoubleOpen || mark == Mark::kSingleOpen) open.push_back(i);
    if (mark != Mark::kDoubleClose && mark != Mark::kSingleClose) continue;
    const Mark wanted = mark == Mark::kDoubleClose ? Mark::kDoubleOpen : Mark::kSingleOpen;
    const auto partner = std::find_if(open.rbegin(), open.rend(), [&](size_t o) { return marks[o].mark == wanted; });
    if (partner == open.rend()) continue;
    marks[*partner].paired = marks[i].paired = true;
    open.erase(partner.base() - 1, open.end());
  }
}

}  // namespace

// Marks within marks alternate; one that stands alone is of its own kind. Of straight ones, the kind that comes first
// is the outer one.
Curled WithCurlyQuotes(std::string_view text, const QuoteMarks& marks, bool inside_quotes) {
  std::vector<Found> found;
  size_t at = 0;
  ForEachCode(text, [&](Code, std::string_view one) {
    if (const Mark mark = MarkAt(text, at, one); mark != Mark::kNone) found.push_back({at, one.size(), mark});
    at += one.size();
  });
  if (found.empty()) return {std::string(text)};
  Pair(found);
  const bool keeps_curly = marks.open != "“";  // a language of other outer marks leaves an author's own
  std::vector<bool> outer;                     // the open marks
  if (inside_quotes) outer.push_back(true);
  Mark first_straight = Mark::kNone;
  Curled curled;
  size_t done = 0;
  for (const auto& one : found) {
    const std::string_view was = text.substr(one.at, one.length), between = text.substr(done, one.at - done);
    done = one.at + one.length;
    if (!between.empty()) curled.closing = 0;
    curled.text += between;
    const bool opens = one.mark == Mark::kDoubleOpen || one.mark == Mark::kSingleOpen;
    if (!one.paired) {
      curled.text += was == "'" ? "’" : was;
      curled.closing = 0;
      continue;
    }
    const bool straight = was == "'" || was == "\"";
    if (opens) {
      if (straight && first_straight == Mark::kNone) first_straight = one.mark;
      const bool own = straight ? one.mark == first_straight : one.mark == Mark::kDoubleOpen;
      outer.push_back(outer.empty() ? own : !outer.back());
    }
    std::string mark =
        outer.back() ? (opens ? marks.open : marks.close) : (opens ? marks.inner_open : marks.inner_close);
    if (!straight && keeps_curly) mark = was;
    if (!opens) outer.pop_back();
    curled.text += mark;
    curled.closing = opens ? 0 : curled.closing + mark.size();
  }
  if (done < text.size()) curled.closing = 0;
  curled.text += text.substr(done);
  return curled;
}

// ---- initials

namespace {

// A given name in words, with what parts them: a space, or a hyphen.
struct Given {
  std::vector<std::string> words;
  std::vector<bool> hyphens;  // behind word i: a hyphen rather than a space
};

Given PartGiven(std::string_view given, bool hyphen) {
  // "J.H." is two initials.
  std::string spaced;
  for (size_t i = 0; i < given.size(); ++i) {
    const char c = given[i];
    if (c == '-' && !hyphen) {
      spaced += ' ';
    } else {
      spaced += c;
    }
    if (c == '.' && i + 1 < given.size() && given[i + 1] != ' ' && given[i + 1] != '-') spaced += ' ';
  }
  Given parted;
  std::string word;
  const auto end_word = [&](bool by_hyphen) {
    if (word.empty()) return;
    parted.words.push_back(std::move(word));
    parted.hyphens.push_back(by_hyphen);
    word.clear();
  };
  for (size_t i = 0; i < spaced.size(); ++i) {
    const char c = spaced[i];
    // A hyphen before a small letter stays within its word ("Jin-ho").
    const bool parts =
        c == ' ' || (c == '-' && i + 1 < spaced.size() && !(spaced[i + 1] >= 'a' && spaced[i + 1] <= 'z'));
    if (parts) {
      end_word(c == '-');
    } else {
      word += c;
    }
  }
  end_word(false);
  return parted;
}

// "Jerry" -> "J", "Th." -> "Th", "McK" -> "Mc" as citeproc-js has it.
std::string InitialOf(const std::string& word) {
  const std::string first(FirstLetter(word));
  std::string rest;
  size_t at = first.size();
  while (at < word.size() && IsLetter(std::string_view(word).substr(at))) {
    const auto letter = FirstLetter(std::string_view(word).substr(at));
    rest += letter;
    at += letter.size();
  }
  if (!rest.empty() && at < word.size() && word[at] == '.') return first + rest;
  std::string capitals;
  for (std::string_view left = rest; IsBigLetter(left); left.remove_prefix(FirstLetter(left).size()))
    capitals += FirstLetter(left);
  return capitals.size() < rest.size() ? first + Lower(capitals) : first;
}

std::string Tidied(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' && (out.empty() || out.back() == ' ' || out.back() == '-')) continue;
    if (c == '-') {
      while (out.ends_with(' ')) out.pop_back();
    }
    out += c;
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace

std::string Initials(std::string_view given, std::string_view terminator, bool hyphen) {
  if (!IsLetter(given)) return std::string(given);
  const Given parted = PartGiven(given, hyphen);
  std::string out;
  for (size_t i = 0; i < parted.words.size(); ++i) {
    const std::string& word = parted.words[i];
    if (!IsBigLetter(word)) {
      out += " " + word + (i + 1 < parted.words.size() ? " " : "");
      continue;
    }
    out += InitialOf(word) + std::string(terminator);
    if (parted.hyphens[i]) out += '-';
  }
  return Tidied(std::move(out));
}

std::string NormalizedInitials(std::string_view given, std::string_view terminator) {
  if (!IsLetter(given)) return std::string(given);
  const Given parted = PartGiven(given, true);
  std::string out;
  for (size_t i = 0; i < parted.words.size(); ++i) {
    std::string word = parted.words[i];
    const bool dotted = word.size() > 1 && word.ends_with('.');
    if (dotted || (text::CountCodePoints(word) == 1 && IsBigLetter(word))) {
      if (dotted) word.pop_back();
      out += word + std::string(terminator);
      const bool next_short = i + 1 < parted.words.size() &&
                              (parted.words[i + 1].ends_with('.') || text::CountCodePoints(parted.words[i + 1]) == 1);
      if (!next_short && !terminator.ends_with(' ')) out += ' ';
    } else {
      out += word + (parted.hyphens[i] ? "" : " ");
    }
    if (parted.hyphens[i]) out += '-';
  }
  return Tidied(std::move(out));
}

}  // namespace concord::library::csl
