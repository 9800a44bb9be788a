#include <algorithm>

#include "base/core/text.h"
#include "base/fetch/url.h"
#include "features/library/change.h"
#include "features/library/harvest/harvest.h"
#include "features/library/harvest/store.h"

namespace concord::library::harvest {
namespace {

auto Wrong(const char* key, const char* field) { return Fail(ErrorKind::kInvalid, key, {{"field", field}}); }

// Printable ASCII without blanks, as the protocol has it for prefixes and sets.
bool IsWord(std::string_view text, size_t max) {
  return text.size() <= max && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

// What of a source a curator decides, for the journal.
std::string Digest(const Source& s) {
  return journal::Digest(s.name + "\n" + s.base_url + "\n" + s.format + "\n" + s.set + "\n" + s.status + "\n" +
                         std::to_string(s.every_hours) + "\n" + (s.paused ? "paused" : ""));
}

}  // namespace

Sources::Sources(Library& library, const Clock& clock, Random& random)
    : library_(library), clock_(clock), random_(random) {}

Result<std::vector<SourceSummary>> Sources::List() {
  return library_.database().Read([&](db::Session& s) -> Result<std::vector<SourceSummary>> {
    std::vector<SourceSummary> all;
    for (auto& source : store::Sources(s)) {
      auto runs = store::Runs(s, source.id, 1);
      const int64_t records = store::CountRecords(s, source.id);
      all.push_back({std::move(source), records, runs.empty() ? std::nullopt : std::optional(std::move(runs.front()))});
    }
    return all;
  });
}

Result<SourceSummary> Sources::Find(std::string_view id_or_name) {
  return library_.database().Read([&](db::Session& s) -> Result<SourceSummary> {
    auto source = store::FindSource(s, id_or_name);
    if (!source) return Fail(ErrorKind::kNotFound, "harvest.no_source", {{"source", std::string(id_or_name)}});
    auto runs = store::Runs(s, source->id, 1);
    const int64_t records = store::CountRecords(s, source->id);
    return SourceSummary{std::move(*source), records,
                         runs.empty() ? std::nullopt : std::optional(std::move(runs.front()))};
  });
}

Status Sources::Check(const Source& source) {
  if (source.name.empty() || source.name.size() > 200) return Wrong("harvest.bad_name", "name");
  if (!fetch::ParseUrl(source.base_url) || source.base_url.find('#') != std::string::npos)
    return Wrong("harvest.bad_url", "base_url");
  if (source.format.empty() || !IsWord(source.format, 100)) return Wrong("harvest.bad_format", "format");
  if (!IsWord(source.set, 500)) return Wrong("harvest.bad_set", "set");
  if (source.every_hours < 0 || source.every_hours > 24 * 366) return Wrong("harvest.bad_schedule", "every_hours");
  if (source.status != "draft" && source.status != "published") return Wrong("harvest.bad_status", "status");
  return {};
}

Result<Source> Sources::Add(Source source, std::string_view actor) {
  if (auto status = Check(source); !status) return std::unexpected(status.error());
  source.id = Uuid::V7(clock_, random_).ToString();
  if (source.every_hours > 0) source.next_run = clock_.Now();
  const Status written = library_.Write(actor, [&](library::Change& change) -> Status {
    if (store::FindSource(change.transaction(), source.name)) return Wrong("harvest.name_taken", "name");
    store::InsertSource(change.transaction(), source, change.now());
    change.Enter("library.harvest.add", source.id, "", Digest(source));
    return {};
  });
  if (!written) return std::unexpected(written.error());
  return source;
}

Status Sources::Change(const Source& source, std::string_view actor) {
  if (auto status = Check(source); !status) return status;
  return library_.Write(actor, [&](library::Change& change) -> Status {
    auto before = store::FindSource(change.transaction(), source.id);
    if (!before) return Fail(ErrorKind::kNotFound, "harvest.no_source", {{"source", source.id}});
    const auto same = store::FindSource(change.transaction(), source.name);
    if (same && same->id != source.id) return Wrong("harvest.name_taken", "name");
    Source after = *before;
    after.name = source.name, after.base_url = source.base_url, after.format = source.format, after.set = source.set;
    after.status = source.status, after.every_hours = source.every_hours;
    const bool other_list =
        before->base_url != after.base_url || before->format != after.format || before->set != after.set;
    if (other_list) after.reached.reset();  // another list: from its beginning
    if (before->every_hours != after.every_hours) {
      after.next_run.reset();
      if (after.every_hours > 0) after.next_run = change.now() + std::chrono::hours(after.every_hours);
    }
    store::UpdateSource(change.transaction(), after, change.now());
    change.Enter("library.harvest.change", source.id, Digest(*before), Digest(after));
    return {};
  });
}

Status Sources::SetPaused(std::string_view id, bool paused, std::string_view actor) {
  return library_.Write(actor, [&](library::Change& change) -> Status {
    auto source = store::FindSource(change.transaction(), id);
    if (!source) return Fail(ErrorKind::kNotFound, "harvest.no_source", {{"source", std::string(id)}});
    if (source->paused == paused) return {};
    const std::string before = Digest(*source);
    source->paused = paused;
    store::UpdateSource(change.transaction(), *source, change.now());
    change.Enter("library.harvest.change", source->id, before, Digest(*source));
    return {};
  });
}

Status Sources::Remove(std::string_view id, std::string_view actor) {
  return library_.Write(actor, [&](library::Change& change) -> Status {
    const auto source = store::FindSource(change.transaction(), id);
    if (!source) return Fail(ErrorKind::kNotFound, "harvest.no_source", {{"source", std::string(id)}});
    store::DeleteSource(change.transaction(), source->id);
    change.Enter("library.harvest.remove", source->id, Digest(*source), "");
    return {};
  });
}

Status Sources::RunSoon(std::string_view id, std::string_view actor) {
  return library_.Write(actor, [&](library::Change& change) -> Status {
    auto source = store::FindSource(change.transaction(), id);
    if (!source) return Fail(ErrorKind::kNotFound, "harvest.no_source", {{"source", std::string(id)}});
    source->next_run = change.now();
    source->paused = false;
    store::UpdateSource(change.transaction(), *source, change.now());
    change.Enter("library.harvest.run", source->id, "", "");
    return {};
  });
}

Result<std::vector<Run>> Sources::Runs(std::string_view source_id, int limit) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<Run>> { return store::Runs(s, source_id, limit); });
}

Result<Run> Sources::FindRun(std::string_view source_id, std::string_view run_id) {
  return library_.database().Read([&](db::Session& s) -> Result<Run> {
    auto run = store::FindRun(s, run_id);
    if (!run || run->source_id != source_id) return Fail(ErrorKind::kNotFound, "error.not_found");
    return std::move(*run);
  });
}

Result<std::vector<RunProblem>> Sources::Problems(std::string_view run_id) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<RunProblem>> { return store::Problems(s, run_id); });
}

Result<std::vector<Word>> Sources::Words(std::string_view source_id) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<Word>> { return store::Words(s, source_id); });
}

Status Sources::Map(std::string_view source_id, const std::vector<Word>& words, std::string_view actor) {
  return library_.Write(actor, [&](library::Change& change) -> Status {
    auto source = store::FindSource(change.transaction(), source_id);
    if (!source) return Fail(ErrorKind::kNotFound, "harvest.no_source", {{"source", std::string(source_id)}});
    std::string said;
    for (const auto& word : words) {
      store::SetTarget(change.transaction(), source->id, word);
      said += word.kind + "\t" + word.word + "\t" + word.target + "\n";
    }
    source->reached.reset();
    store::UpdateSource(change.transaction(), *source, change.now());
    change.Enter("library.harvest.map", source->id, "", journal::Digest(said));
    return {};
  });
}

Status FollowMerge(db::Transaction& transaction, std::string_view merged_id, std::string_view kept_id) {
  store::MoveResource(transaction, merged_id, kept_id);
  return {};
}

Result<std::vector<std::string>> Sources::Due() {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<std::string>> { return store::DueSources(s, clock_.Now()); });
}

}  // namespace concord::library::harvest
