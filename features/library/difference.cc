#include "features/library/difference.h"

#include <algorithm>

#include "features/library/exchange/json_record.h"

namespace concord::library {
namespace {

using exchange::Record;

constexpr int kMostEdits = 1200;  // memory and time grow with its square

std::vector<std::string> OneText(const std::string& text) {
  return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
}

std::vector<std::string> NamesOf(const std::vector<exchange::Name>& names) {
  std::vector<std::string> texts;
  for (const auto& name : names) texts.push_back(name.Inverted());
  return texts;
}

std::string Joined(std::initializer_list<std::string_view> parts, std::string_view separator) {
  std::string out;
  for (const auto part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

std::vector<std::string> FactsOf(const Record& record) {
  std::vector<std::string> texts;
  for (const auto& fact : record.facts) texts.push_back(Joined({fact.field, fact.basis, fact.source}, " | "));
  return texts;
}

std::vector<std::string> EvidenceOf(const Record& record) {
  std::vector<std::string> texts;
  for (const auto& e : record.evidence)
    texts.push_back(Joined({e.outcome, e.direction, e.certainty, e.setting, e.basis, e.date}, " | "));
  return texts;
}

std::vector<std::string> ExtraOf(const Record& record) {
  std::vector<std::string> texts;
  for (const auto& [name, value] : record.extra) texts.push_back(Joined({name, value}, ": "));
  return texts;
}

template <std::string Record::*member>
constexpr RecordField Text(const char* name) {
  return {name, false, [](const Record& r) { return OneText(r.*member); },
          [](const Record& from, Record& to) { to.*member = from.*member; }};
}

template <std::vector<std::string> Record::*member>
constexpr RecordField List(const char* name) {
  return {name, true, [](const Record& r) { return r.*member; },
          [](const Record& from, Record& to) { to.*member = from.*member; }};
}

template <std::vector<exchange::Name> Record::*member>
constexpr RecordField People(const char* name) {
  return {name, true, [](const Record& r) { return NamesOf(r.*member); },
          [](const Record& from, Record& to) { to.*member = from.*member; }};
}

constexpr RecordField kFields[] = {
    Text<&Record::title>("title"),
    Text<&Record::subtitle>("subtitle"),
    Text<&Record::summary>("summary"),
    People<&Record::authors>("authors"),
    People<&Record::editors>("editors"),
    {"year", false, [](const Record& r) { return OneText(r.year ? std::to_string(*r.year) : ""); },
     [](const Record& from, Record& to) { to.year = from.year; }},
    Text<&Record::date>("date"),
    List<&Record::types>("types"),
    List<&Record::topics>("topics"),
    List<&Record::audiences>("audiences"),
    List<&Record::languages>("languages"),
    List<&Record::keywords>("keywords"),
    Text<&Record::publisher>("publisher"),
    Text<&Record::container>("container"),
    Text<&Record::volume>("volume"),
    Text<&Record::issue>("issue"),
    Text<&Record::pages>("pages"),
    Text<&Record::series>("series"),
    Text<&Record::edition>("edition"),
    Text<&Record::place>("place"),
    Text<&Record::url>("url"),
    Text<&Record::doi>("doi"),
    Text<&Record::ncj>("ncj"),
    Text<&Record::isbn>("isbn"),
    Text<&Record::issn>("issn"),
    Text<&Record::access>("access"),
    Text<&Record::note>("note"),
    {"facts", true, &FactsOf, [](const Record& from, Record& to) { to.facts = from.facts; }},
    {"evidence", true, &EvidenceOf, [](const Record& from, Record& to) { to.evidence = from.evidence; }},
    {"extra", true, &ExtraOf, [](const Record& from, Record& to) { to.extra = from.extra; }},
    Text<&Record::slug>("slug"),
    Text<&Record::status>("status"),
    Text<&Record::superseded_by>("superseded_by"),
};

using Tokens = std::vector<std::string>;

// Words, each with the white space after it.
Tokens WordsOf(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  Tokens words;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    while (end < text.size() && is_space(text[end])) ++end;
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

using Step = Passage::In;

// For each token of both, in order, where it stands. Empty where more than kMostEdits differ.
std::vector<Step> Steps(std::span<const std::string> before, std::span<const std::string> after) {
  const int n = static_cast<int>(before.size()), m = static_cast<int>(after.size());
  const int most = std::min(n + m, kMostEdits);
  std::vector<std::vector<int>> trace;  // of d edits: how far each diagonal reached, from -d to d
  std::vector<int> reach(2 * static_cast<size_t>(most) + 3, 0);
  const auto at = [&](std::vector<int>& v, int k) -> int& { return v[static_cast<size_t>(k + most + 1)]; };
  int edits = -1;
  for (int d = 0; d <= most && edits < 0; ++d) {
    trace.emplace_back(reach.begin() + (most + 1 - d), reach.begin() + (most + 2 + d));
    for (int k = -d; k <= d; k += 2) {
      const bool down = k == -d || (k != d && at(reach, k - 1) < at(reach, k + 1));
      int x = down ? at(reach, k + 1) : at(reach, k - 1) + 1;
      while (x < n && x - k < m && before[static_cast<size_t>(x)] == after[static_cast<size_t>(x - k)]) ++x;
      at(reach, k) = x;
      if (x >= n && x - k >= m) {
        edits = d;
        break;
      }
    }
  }
  std::vector<Step> steps;
  if (edits < 0) return steps;
  int x = n, y = m;
  for (int d = edits; d > 0; --d) {
    const auto& earlier = trace[static_cast<size_t>(d)];  // what reach was before the d-th edit, from -d to d
    const auto reached = [&](int k) { return k < -d || k > d ? -1 : earlier[static_cast<size_t>(k + d)]; };
    const int k = x - y;
    const bool down = k == -d || (k != d && reached(k - 1) < reached(k + 1));
    const int from = down ? reached(k + 1) : reached(k - 1);
    const int start_x = down ? from : from + 1;
    while (x > start_x) steps.push_back(Step::kBoth), --x, --y;
    steps.push_back(down ? Step::kAfter : Step::kBefore);
    (down ? y : x) -= 1;
  }
  while (x > 0) steps.push_back(Step::kBoth), --x, --y;
  std::ranges::reverse(steps);
  return steps;
}

void Put(std::vector<Passage>& passages, Step in, const std::string& token, bool list) {
  if (passages.empty() || passages.back().in != in) passages.push_back({in, {}});
  auto& texts = passages.back().texts;
  if (list || texts.empty()) {
    texts.push_back(token);
  } else {
    texts.back() += token;
  }
}

// Where words were replaced one by one, what was there stands together before what came.
void Gather(std::vector<Passage>& passages, bool list) {
  std::vector<Passage> gathered;
  std::vector<std::string> removed, added;
  const auto flush = [&] {
    for (const auto& token : removed) Put(gathered, Step::kBefore, token, list);
    for (const auto& token : added) Put(gathered, Step::kAfter, token, list);
    removed.clear();
    added.clear();
  };
  for (auto& passage : passages) {
    const bool gap = !list && passage.in == Step::kBoth && passage.texts.front().size() <= 3;
    if (passage.in == Step::kBefore) std::ranges::copy(passage.texts, std::back_inserter(removed));
    if (passage.in == Step::kAfter) std::ranges::copy(passage.texts, std::back_inserter(added));
    if (passage.in != Step::kBoth) continue;
    // A "the" between two replaced words is no landmark.
    if (gap && !removed.empty() && !added.empty() && &passage != &passages.back()) {
      removed.push_back(passage.texts.front());
      added.push_back(passage.texts.front());
      continue;
    }
    flush();
    for (const auto& token : passage.texts) Put(gathered, Step::kBoth, token, list);
  }
  flush();
  passages = std::move(gathered);
}

std::vector<Passage> DifferenceOf(const Tokens& before, const Tokens& after, bool list) {
  size_t head = 0;
  while (head < before.size() && head < after.size() && before[head] == after[head]) ++head;
  size_t tail = 0;
  while (tail < before.size() - head && tail < after.size() - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  const std::span old_part(before.begin() + static_cast<long>(head), before.end() - static_cast<long>(tail));
  const std::span new_part(after.begin() + static_cast<long>(head), after.end() - static_cast<long>(tail));
  std::vector<Passage> passages;
  for (size_t i = 0; i < head; ++i) Put(passages, Step::kBoth, before[i], list);
  const auto steps = Steps(old_part, new_part);
  if (steps.empty()) {
    for (const auto& token : old_part) Put(passages, Step::kBefore, token, list);
    for (const auto& token : new_part) Put(passages, Step::kAfter, token, list);
  }
  size_t i = 0, j = 0;
  for (const Step step : steps) {
    Put(passages, step, step == Step::kAfter ? new_part[j] : old_part[i], list);
    i += step != Step::kAfter;
    j += step != Step::kBefore;
  }
  for (size_t k = before.size() - tail; k < before.size(); ++k) Put(passages, Step::kBoth, before[k], list);
  Gather(passages, list);
  return passages;
}

}  // namespace

std::span<const RecordField> RecordFields() { return kFields; }

const RecordField* FindRecordField(std::string_view name) {
  const auto found = std::ranges::find_if(kFields, [&](const RecordField& field) { return name == field.name; });
  return found == std::end(kFields) ? nullptr : found;
}

std::vector<Passage> WordDifference(std::string_view before, std::string_view after) {
  return DifferenceOf(WordsOf(before), WordsOf(after), false);
}

std::vector<Passage> ListDifference(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  return DifferenceOf(before, after, true);
}

std::vector<FieldDifference> Differences(const Record& before, const Record& after) {
  std::vector<FieldDifference> all;
  for (const RecordField& field : kFields) {
    const auto old_texts = field.texts(before), new_texts = field.texts(after);
    if (old_texts == new_texts) continue;
    const auto one = [](const std::vector<std::string>& texts) { return texts.empty() ? "" : texts.front(); };
    all.push_back({field.name, field.list,
                   field.list ? ListDifference(old_texts, new_texts) : WordDifference(one(old_texts), one(new_texts))});
  }
  return all;
}

bool IsSame(const Record& one, const Record& other) {
  return std::ranges::all_of(kFields, [&](const RecordField& f) { return f.texts(one) == f.texts(other); });
}

Merged Merge(const Record& base, const Record& mine, const Record& theirs) {
  Merged merged{mine, {}, {}};
  for (const RecordField& field : kFields) {
    const auto in_base = field.texts(base), in_mine = field.texts(mine), in_theirs = field.texts(theirs);
    if (in_mine == in_theirs || in_theirs == in_base) continue;
    if (in_mine == in_base) {
      field.copy(theirs, merged.record);
      merged.taken.emplace_back(field.name);
    } else {
      merged.conflicts.emplace_back(field.name);
    }
  }
  return merged;
}

std::string KeptText(const Record& record) {
  Record bare = record;
  bare.line = 0;
  return exchange::Dump(exchange::ToJson(bare));
}

Record RecordFrom(std::string_view kept) {
  Record record;
  exchange::ApplyResidue(record, kept);
  return record;
}

}  // namespace concord::library
