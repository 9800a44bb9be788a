#include "features/selfreview/importing/importing.h"

#include <algorithm>
#include <set>

#include "base/db/outbox.h"
#include "base/journal/journal.h"
#include "features/selfreview/instruments/store.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview::importing {
namespace {

std::unexpected<Error> Refuse(const char* key, int version) {
  return Fail(ErrorKind::kConflict, key, {{"version", std::to_string(version)}});
}

// What the journal seals of a version.
std::string Canonical(std::string_view slug, int version, const std::vector<SourceFile>& files) {
  std::string out = "instrument " + std::string(slug) + " " + std::to_string(version);
  for (const SourceFile& file : files) out += "\nfile " + file.name + " " + journal::Digest(file.bytes);
  return out;
}

// Items of `earlier` that none of `later` carries on: "id: statement".
std::vector<std::string> Ended(const Instrument& later, const Instrument& earlier, std::string_view language) {
  std::set<size_t> carried;
  for (size_t i = 0; i < later.items.size(); ++i) {
    for (const size_t place : CarriesOn(later, i, earlier)) carried.insert(place);
  }
  std::vector<std::string> names;
  for (size_t i = 0; i < earlier.items.size(); ++i) {
    if (!carried.contains(i)) names.push_back(earlier.items[i].id + ": " + earlier.In(language).items[i].statement);
  }
  return names;
}

// Ids under `was` that the version before has no item of. An item's own id may be new.
std::vector<std::string> Strangers(const Instrument& later, const Instrument& earlier) {
  std::vector<std::string> names;
  for (const Item& item : later.items) {
    for (const std::string& id : item.was) {
      if (id != item.id && !earlier.Find(id)) names.push_back(item.id + ": " + id);
    }
  }
  return names;
}

}  // namespace

std::vector<Warning> WarningsOf(const Instruments& instruments, const Instrument& fresh, std::string_view language) {
  std::vector<Warning> warnings;
  KeptPtr newest;  // of those before
  for (const KeptPtr& one : instruments.VersionsOf(fresh.slug)) {
    if (!newest && one->instrument.version < fresh.version) newest = one;
  }
  if (!newest && !fresh.follows) return warnings;
  const auto number = [](int version) { return std::to_string(version); };
  if (!fresh.follows) {
    warnings.push_back({"selfreview.importing.warning.no_follows",
                        {{"version", number(newest->instrument.version)}},
                        Ended(fresh, newest->instrument, language)});
    return warnings;
  }
  const KeptPtr before = instruments.Find(fresh.slug, *fresh.follows);
  if (!before) {
    warnings.push_back({"selfreview.importing.warning.follows_nothing", {{"version", number(*fresh.follows)}}, {}});
    return warnings;
  }
  if (newest->instrument.version != *fresh.follows) {
    warnings.push_back({"selfreview.importing.warning.follows_older",
                        {{"version", number(*fresh.follows)}, {"newest", number(newest->instrument.version)}},
                        {}});
  }
  const std::map<std::string, std::string> version = {{"version", number(*fresh.follows)}};
  if (auto names = Strangers(fresh, before->instrument); !names.empty())
    warnings.push_back({"selfreview.importing.warning.strangers", version, std::move(names)});
  if (auto names = Ended(fresh, before->instrument, language); !names.empty())
    warnings.push_back({"selfreview.importing.warning.ended", version, std::move(names)});
  for (const auto& [name, texts] : before->instrument.texts) {
    if (!fresh.texts.contains(name))
      warnings.push_back({"selfreview.importing.warning.language", {{"language", name}}, {}});
  }
  return warnings;
}

Result<std::vector<Standing>> Importing::All() const {
  std::vector<Standing> all;
  for (const KeptPtr& newest : d_.instruments.All()) {
    for (KeptPtr& kept : d_.instruments.VersionsOf(newest->instrument.slug)) {
      const bool carried = !kept->added;
      all.push_back({std::move(kept), carried, 0});
    }
  }
  return d_.database.Read([&](db::Session& s) -> Result<std::vector<Standing>> {
    for (Standing& one : all)
      one.reviews = CountReviewsWith(s, one.kept->instrument.slug, one.kept->instrument.version);
    return all;
  });
}

Result<Standing> Importing::Find(std::string_view slug, int version) const {
  return d_.database.Read([&](db::Session& s) -> Result<Standing> {
    Standing one{d_.instruments.Find(s, slug, version)};
    if (!one.kept) return Fail(ErrorKind::kNotFound, "error.not_found");
    one.carried = !one.kept->added;
    one.reviews = CountReviewsWith(s, slug, version);
    return one;
  });
}

Status Importing::Unused(db::Transaction& t, std::string_view slug, int version) const {
  if (CountReviewsWith(t, slug, version) > 0) return Refuse("selfreview.importing.error.used", version);
  return {};
}

struct Importing::Act {
  std::string_view action, actor, slug;
  int version;
  std::string before, after;
};

void Importing::Tell(db::Transaction& t, const Act& act) {
  const std::string subject = std::string(act.slug) + "/" + std::to_string(act.version);
  journal::Append(t,
                  {.actor = std::string(act.actor),
                   .action = std::string(act.action),
                   .subject = subject,
                   .before = act.before,
                   .after = act.after},
                  d_.clock, d_.random);
  db::Announce(t, "selfreview.instrument", subject, d_.clock);
  if (d_.changed) t.AfterCommit(d_.changed);
}

Status Importing::Keep(const Checked& checked, std::string_view replaces, std::string_view actor) {
  if (!checked.instrument) return Fail(ErrorKind::kInvalid, "selfreview.importing.error.problems");
  const std::string& slug = checked.instrument->slug;
  const int version = checked.instrument->version;
  std::vector<SourceFile> files = {checked.structure};
  files.insert(files.end(), checked.texts.begin(), checked.texts.end());
  const std::string digest = DigestOf(files);
  return d_.database.Write([&](db::Transaction& t) -> Status {
    const sql::ImportedRow row{slug, version, digest, std::string(actor), d_.clock.Now()};
    const auto now = sql::HoldImported(t, slug, version, sql::Hold::kReplace);
    std::string before;
    if (!now) {
      if (d_.instruments.IsCarried(slug, version)) return Refuse("selfreview.importing.error.carried", version);
      // A review may use a version that a hub had once and has no more: what it asked must not become something else.
      if (auto status = Unused(t, slug, version); !status) return status;
      if (!sql::InsertImported(t, row, files)) return Refuse("selfreview.importing.error.there", version);
    } else {
      if (now->digest == digest) return {};
      if (now->digest != replaces) return Refuse("selfreview.importing.error.there", version);
      if (auto status = Unused(t, slug, version); !status) return status;
      before = Canonical(slug, version, sql::FilesOfImported(t, slug, version));
      sql::ReplaceImported(t, row, files);
    }
    Tell(t, {now ? "selfreview.instrument.replace" : "selfreview.instrument.import", actor, slug, version, before,
             Canonical(slug, version, files)});
    return {};
  });
}

Status Importing::Remove(std::string_view slug, int version, std::string_view actor) {
  const auto versions = d_.instruments.VersionsOf(slug);
  const bool followed =
      std::ranges::any_of(versions, [&](const KeptPtr& one) { return one->instrument.follows == version; });
  return d_.database.Write([&](db::Transaction& t) -> Status {
    if (!sql::HoldImported(t, slug, version, sql::Hold::kReplace)) {
      if (d_.instruments.IsCarried(slug, version)) return Refuse("selfreview.importing.error.carried", version);
      return Fail(ErrorKind::kNotFound, "error.not_found");
    }
    if (auto status = Unused(t, slug, version); !status) return status;
    if (followed) return Refuse("selfreview.importing.error.followed", version);
    const std::string before = Canonical(slug, version, sql::FilesOfImported(t, slug, version));
    sql::DeleteImported(t, slug, version);
    Tell(t, {"selfreview.instrument.remove", actor, slug, version, before, ""});
    return {};
  });
}

}  // namespace concord::selfreview::importing
