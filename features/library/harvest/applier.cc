#include "features/library/harvest/applier.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <unordered_map>

#include "base/core/text.h"
#include "features/library/harvest/merge.h"
#include "features/library/import_plan.h"
#include "features/library/store.h"

namespace concord::library::harvest {
namespace {

constexpr size_t kMaxIdentifier = 1000;
constexpr char kBasis[] = "catalog-record-or-stored-copy";  // of the facts; a term of the vocabulary

std::string ToJson(const exchange::Record& record) { return exchange::WriteJson(std::span(&record, 1)); }

exchange::Record FromJson(const std::string& json) {
  auto parsed = exchange::ReadJson(json);
  return parsed.records.empty() ? exchange::Record() : std::move(parsed.records.front());
}

int YearOf(Time now) {
  return static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(now)).year());
}

RunProblem ProblemOf(const std::string& identifier, const exchange::Problem& problem) {
  return {text::Shorten(identifier, 300), problem.key, problem.params};
}

class Batch {
 public:
  Batch(Change& change, const Source& source, const std::string& run_id, const Vocabulary& terms)
      : change_(change), t_(change.transaction()), source_(source), run_id_(run_id), terms_(terms) {}

  Applied Run(std::vector<Ready> records) {
    KeepLast(records);
    std::vector<std::string> identifiers;
    for (const auto& ready : records) identifiers.push_back(ready.identifier);
    known_ = store::FindKnown(t_, source_.id, identifiers);
    LoadResources();
    std::vector<Ready*> fresh;
    for (auto& ready : records) {
      const auto found = known_.find(ready.identifier);
      const bool kept = found != known_.end() || (!ready.problem && !ready.deleted);
      if (!kept) out_.not_kept.push_back(ready.identifier);
      if (kept && (found == known_.end() || found->second.run_id != run_id_)) ++out_.fresh;
      if (ready.problem) {
        Reject(std::move(*ready.problem));
      } else if (ready.deleted) {
        if (found != known_.end()) Withdraw(found->second);
      } else if (found != known_.end()) {
        Update(found->second, ready);
      } else {
        fresh.push_back(&ready);
      }
    }
    AddAll(fresh);
    out_.tally.records = static_cast<int64_t>(records.size());
    return std::move(out_);
  }

 private:
  void Reject(RunProblem problem) {
    ++out_.tally.rejected;
    out_.problems.push_back(std::move(problem));
  }

  static void KeepLast(std::vector<Ready>& records) {
    std::unordered_map<std::string, size_t> last;
    for (size_t i = 0; i < records.size(); ++i) {
      if (!records[i].identifier.empty()) last[records[i].identifier] = i;
    }
    std::vector<Ready> kept;
    for (size_t i = 0; i < records.size(); ++i) {
      if (records[i].identifier.empty() || last[records[i].identifier] == i) kept.push_back(std::move(records[i]));
    }
    records = std::move(kept);
  }

  void LoadResources() {
    std::vector<std::string> ids;
    for (const auto& [identifier, known] : known_) ids.push_back(known.resource_id);
    for (auto& resource : library::store::FindResourcesById(t_, ids)) {
      resources_.emplace(resource.id.ToString(), std::move(resource));
    }
  }

  Resource* Find(const std::string& id) {
    const auto found = resources_.find(id);
    return found == resources_.end() ? nullptr : &found->second;
  }

  void CountWords(const Foreign& before, const Foreign& after) {
    const auto count = [&](const char* kind, const std::vector<std::string>& old, const std::vector<std::string>& now) {
      for (const auto& word : now) {
        if (std::ranges::find(old, word) == old.end()) store::CountWord(t_, source_.id, kind, word, 1);
      }
      for (const auto& word : old) {
        if (std::ranges::find(now, word) == now.end()) store::CountWord(t_, source_.id, kind, word, -1);
      }
    };
    count("subject", before.subjects, after.subjects);
    count("type", before.types, after.types);
    count("language", before.languages, after.languages);
  }

  void Update(store::Known& known, Ready& ready) {
    std::string json = ToJson(*ready.record), words = WordsToJson(ready.words);
    const bool back = known.gone;
    if (!back && json == known.record && words == known.words) {
      ++out_.tally.unchanged;
      store::MarkSeen(t_, source_.id, known.identifier, run_id_);
      return;
    }
    Resource* resource = Find(known.resource_id);
    bool changed = false;
    if (resource) {
      exchange::Record next = Merge(FromJson(known.record), resource->about, *ready.record);
      if (back && !known.before_gone.empty() && next.status == "withdrawn") next.status = known.before_gone;
      changed = change_.Replace(*resource, next);
      resource->about = std::move(next);
    }
    ++(changed ? out_.tally.updated : out_.tally.unchanged);
    CountWords(back ? Foreign() : WordsFrom(known.words), ready.words);
    known.gone = false;
    known.before_gone.clear();
    known.record = std::move(json);
    known.words = std::move(words);
    known.run_id = run_id_;
    store::PutKnown(t_, source_.id, known, change_.now());
  }

  // What came from here alone, and that nobody has worked on, is taken back; anything else stays.
  void Withdraw(store::Known& known) {
    if (known.gone) {
      ++out_.tally.unchanged;
      store::MarkSeen(t_, source_.id, known.identifier, run_id_);
      return;
    }
    known.gone = true;
    known.run_id = run_id_;
    Resource* resource = Find(known.resource_id);
    const bool alone =
        resource && known.created_here && !store::IsGivenElsewhere(t_, known.resource_id, source_.id, known.identifier);
    if (alone && resource->about.status != "withdrawn" && !IsEdited(FromJson(known.record), resource->about)) {
      exchange::Record next = resource->about;
      known.before_gone = std::exchange(next.status, "withdrawn");
      change_.Replace(*resource, next);
      resource->about = std::move(next);
      ++out_.tally.withdrawn;
    } else {
      ++out_.tally.unchanged;
    }
    CountWords(WordsFrom(known.words), {});
    store::PutKnown(t_, source_.id, known, change_.now());
  }

  // Through the same plan as an import, so that what doubles a resource is found alike.
  void AddAll(const std::vector<Ready*>& fresh) {
    if (fresh.empty()) return;
    PlanInput input{{}, terms_, {}, false};
    for (const Ready* ready : fresh) input.records.push_back(*ready->record);
    // Lines, so that a record which doubles one before it in this batch is told from one of the library.
    for (size_t i = 0; i < input.records.size(); ++i) input.records[i].line = static_cast<int>(i) + 1;
    input.known = store::Resembling(t_, input.records);
    Plan plan = MakePlan(std::move(input));
    std::unordered_map<std::string, Resource> added;  // by the slug that the plan gave
    for (size_t i = 0; i < fresh.size(); ++i) {
      PlannedRecord& planned = plan.records[i];
      const std::string planned_slug = planned.item.slug;
      if (planned.item.outcome == Outcome::kReject) {
        Reject(ProblemOf(fresh[i]->identifier, planned.item.reason));
      } else if (planned.item.outcome == Outcome::kAdd) {
        planned.record.slug.clear();  // the plan does not know every slug; the change finds a free one
        planned.record.line = 0;
        planned.record.status = source_.status;
        Resource resource = change_.Add(std::move(planned.record));
        ++out_.tally.added;
        Keep(*fresh[i], resource, true);
        added.emplace(planned_slug, std::move(resource));
      } else {
        Link(*fresh[i], planned_slug, added);
      }
    }
  }

  // The library has it already: the source's record fills what is empty there.
  void Link(const Ready& ready, const std::string& slug, std::unordered_map<std::string, Resource>& added) {
    std::optional<Resource> stored;
    if (const auto found = added.find(slug); found != added.end()) {
      stored = found->second;
    } else {
      stored = library::store::FindResource(t_, slug);
    }
    if (!stored) return;  // cannot be: it was read in this transaction
    exchange::Record next = Merge({}, stored->about, *ready.record);
    change_.Replace(*stored, next);
    ++out_.tally.linked;
    Keep(ready, *stored, false);
    if (const auto found = added.find(slug); found != added.end()) found->second.about = std::move(next);
  }

  void Keep(const Ready& ready, const Resource& resource, bool created_here) {
    store::PutKnown(t_, source_.id,
                    {ready.identifier, resource.id.ToString(), created_here, false, "", ToJson(*ready.record),
                     WordsToJson(ready.words), run_id_},
                    change_.now());
    CountWords({}, ready.words);
  }

  Change& change_;
  db::Transaction& t_;
  const Source& source_;
  const std::string& run_id_;
  const Vocabulary& terms_;
  std::unordered_map<std::string, store::Known> known_;
  std::unordered_map<std::string, Resource> resources_;
  Applied out_;
};

}  // namespace

std::string WordsToJson(const Foreign& words) {
  const nlohmann::ordered_json json{{"subject", words.subjects}, {"type", words.types}, {"language", words.languages}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Foreign WordsFrom(const std::string& text) {
  Foreign words;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return words;
  const auto take = [&](const char* kind, std::vector<std::string>& list) {
    const auto found = json.find(kind);
    if (found == json.end() || !found->is_array()) return;
    for (const auto& word : *found) {
      if (word.is_string()) list.push_back(word.get<std::string>());
    }
  };
  take("subject", words.subjects);
  take("type", words.types);
  take("language", words.languages);
  return words;
}

Ready MakeReady(RawRecord&& raw, const Preparation& p) {
  Ready ready;
  ready.identifier = std::move(raw.identifier);
  ready.deleted = raw.deleted;
  if (raw.broken) {
    ready.problem = ProblemOf(ready.identifier, *raw.broken);
  } else if (ready.identifier.empty()) {
    ready.problem = RunProblem{"", "harvest.no_identifier", {}};
  } else if (ready.identifier.size() > kMaxIdentifier) {
    ready.problem = RunProblem{text::Shorten(ready.identifier, 300), "harvest.long_identifier", {}};
  } else if (!ready.deleted && !raw.metadata) {
    ready.problem = RunProblem{ready.identifier, "harvest.no_metadata", {}};
  }
  if (ready.problem || ready.deleted) return ready;
  Described described = Describe(*raw.metadata, {ready.identifier, YearOf(p.now)});
  ready.words = described.foreign;
  std::vector<exchange::Problem> problems;
  auto record = Finish(std::move(described), p.mapping, p.terms, problems);
  if (!record) {
    ready.problem = problems.empty() ? RunProblem{ready.identifier, "harvest.no_metadata", {}}
                                     : ProblemOf(ready.identifier, problems.front());
    return ready;
  }
  record->facts.push_back({"record", kBasis, p.source.name + " (" + ready.identifier + ")"});
  if (record->types.empty()) record->types.push_back("other");  // as the plan would; so that both are alike
  ready.record = std::move(record);
  return ready;
}

Applied Apply(Change& change, const Source& source, const std::string& run_id, const Vocabulary& terms,
              std::vector<Ready> records) {
  return Batch(change, source, run_id, terms).Run(std::move(records));
}

}  // namespace concord::library::harvest
