// What a query asks for, in terms of the index: groups of alternatives. A document matches a group by any alternative.
// A plan knows no shard and no statistics, so it serves matching and highlighting alike.
#pragma once
#include <string>
#include <vector>

#include "base/search/query_parser.h"
#include "base/search/stems.h"
#include "base/search/synonyms.h"

namespace concord::search {

enum class Check {
  kNone,   // the terms say it all
  kExact,  // the words stand in the text, in this order
  kStems,  // so do words of the same stems
};

struct Alternative {
  std::vector<std::string> words;               // folded
  std::vector<std::vector<std::string>> terms;  // all of these, each by any of its terms; empty: only the text tells
  Check check = Check::kNone;
  int field = -1;
};

struct Group {
  std::vector<Alternative> alternatives;
  bool phrase = false;
};

struct Plan {
  std::vector<Group> required;  // all of them, or any in the wide form
  std::vector<Group> wide;      // instead of `required` where any will do: single words beside expressions
  std::vector<Group> scoring;   // add to the score of what matches: stop words, words of a synonym's expression
  std::vector<Group> excluded;
  bool pages = true;  // false: fields only
  bool near = true;   // words that stand near each other count for more
  bool MayWiden() const;
};

class Planner {
 public:
  // `letters`: of the languages under whose stems words are tried.
  Planner(const std::string& letters, const Synonyms& synonyms, Stems& stems)
      : letters_(letters), synonyms_(synonyms), stems_(stems) {}
  Plan Make(const ParsedQuery& query) const;

 private:
  std::vector<std::string> TermsOf(const std::string& folded) const;
  Group WordGroup(const std::string& folded, int field) const;
  Group PhraseGroup(const Clause& clause) const;
  Alternative Expression(const std::vector<std::string>& words, bool in_sequence) const;
  void AddPlainWords(const std::vector<const Clause*>& run, bool keep_stop_words, Plan& plan) const;

  const std::string& letters_;
  const Synonyms& synonyms_;
  Stems& stems_;
};

}  // namespace concord::search
