#include "base/search/plan.h"

#include <algorithm>

namespace concord::search {

bool Plan::MayWiden() const {
  return wide.size() > 1 && !std::ranges::all_of(required, [](const Group& group) { return group.phrase; });
}

std::vector<std::string> Planner::TermsOf(const std::string& folded) const {
  std::vector<std::string> terms;
  for (const char letter : letters_) {
    if (IsSkipped(letter, folded)) continue;
    terms.push_back(stems_.Term(letter, folded));
  }
  return terms;
}

Group Planner::WordGroup(const std::string& folded, int field) const {
  Alternative alternative{{folded}, {}, Check::kNone, field};
  // A word that some language leaves out of its terms is found there by the text alone. That is only asked for where
  // nothing else tells ("the who"), since it reads every document.
  const bool only_text = IsSkipped('e', folded) || IsSkipped('s', folded);
  auto terms = TermsOf(folded);
  if (!only_text) {
    alternative.terms.push_back(std::move(terms));
    if (field >= 0) alternative.check = Check::kStems;
  } else {
    alternative.check = Check::kExact;
  }
  return {{std::move(alternative)}, false};
}

Group Planner::PhraseGroup(const Clause& clause) const {
  Alternative alternative{{}, {}, Check::kExact, clause.field};
  for (const Word& word : clause.words) {
    alternative.words.push_back(word.folded);
    if (IsSkipped('e', word.folded) || IsSkipped('s', word.folded)) continue;
    alternative.terms.push_back(TermsOf(word.folded));
  }
  return {{std::move(alternative)}, true};
}

Alternative Planner::Expression(const std::vector<std::string>& words, bool in_sequence) const {
  Alternative alternative{words, {}, Check::kNone, -1};
  if (in_sequence && words.size() > 1) alternative.check = Check::kStems;
  for (const std::string& word : words) {
    if (IsSkipped('e', word) || IsSkipped('s', word)) continue;
    alternative.terms.push_back(TermsOf(word));
  }
  if (alternative.terms.empty()) alternative.check = Check::kStems;
  return alternative;
}

// A run of words without quotes or fields: expressions that have synonyms first, the longest at each place.
void Planner::AddPlainWords(const std::vector<const Clause*>& run, bool keep_stop_words, Plan& plan) const {
  std::vector<std::string> words;
  for (const Clause* clause : run) words.push_back(clause->words.front().folded);
  for (size_t at = 0; at < words.size();) {
    const Synonyms::Match match = synonyms_.Find(words, at, stems_);
    if (match.length > 0) {
      const std::vector<std::string> own(words.begin() + static_cast<std::ptrdiff_t>(at),
                                         words.begin() + static_cast<std::ptrdiff_t>(at + match.length));
      Group group{{Expression(own, false)}, false};
      for (const Synonyms::Expression* other : match.alternatives)
        group.alternatives.push_back(Expression(*other, true));
      plan.required.push_back(group);
      plan.wide.push_back(std::move(group));
      if (own.size() > 1) {
        for (const std::string& word : own) {
          if (IsStopWord(word)) continue;
          plan.wide.push_back(WordGroup(word, -1));
          plan.scoring.push_back(WordGroup(word, -1));
        }
      }
      at += match.length;
      continue;
    }
    const bool stop = IsStopWord(words[at]);
    if (!stop || keep_stop_words) {
      plan.required.push_back(WordGroup(words[at], -1));
      plan.wide.push_back(WordGroup(words[at], -1));
    } else if (!IsSkipped('e', words[at]) && !IsSkipped('s', words[at])) {
      plan.scoring.push_back(WordGroup(words[at], -1));
    }
    ++at;
  }
}

Plan Planner::Make(const ParsedQuery& query) const {
  Plan plan;
  const bool only_stop_words = std::ranges::all_of(query.clauses, [](const Clause& clause) {
    return clause.excluded || (!clause.phrase && IsStopWord(clause.words.front().folded));
  });
  std::vector<const Clause*> run;
  const auto end_run = [&] {
    AddPlainWords(run, only_stop_words, plan);
    run.clear();
  };
  for (const Clause& clause : query.clauses) {
    if (!clause.excluded && !clause.phrase && clause.field < 0) {
      run.push_back(&clause);
      continue;
    }
    end_run();
    Group group = clause.phrase ? PhraseGroup(clause) : WordGroup(clause.words.front().folded, clause.field);
    if (clause.excluded) {
      plan.excluded.push_back(std::move(group));
    } else {
      plan.required.push_back(group);
      plan.wide.push_back(std::move(group));
    }
  }
  end_run();
  return plan;
}

}  // namespace concord::search
