// concord instrument check and concord selfreview score: the self-review's engine on files, without a hub.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/command.h"
#include "app/instrument_files.h"
#include "features/selfreview/engine/instrument.h"
#include "features/selfreview/engine/responses.h"
#include "features/selfreview/engine/score.h"

namespace concord::app {
namespace {

std::string Counted(size_t count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

// The structure's file and the texts that lie beside it; `catalog`: what they may name, nullptr: anything. Nullopt, and
// said why, where they cannot be used.
std::optional<selfreview::Instrument> ReadOrSay(const std::string& file, const CatalogKnown* catalog) {
  const auto found = FindInstrument(file);
  if (!found) return std::nullopt;
  const selfreview::Known known = catalog ? catalog->In(found->folder) : selfreview::Known();
  auto read = selfreview::ReadInstrument(found->structure, found->texts, found->folder.filename().string(), &known);
  SayProblems(read.problems, found->folder, file);
  if (catalog) SayProblems(read.warnings, found->folder, file, "warning: ");
  if (!read.instrument) {
    std::cerr << file << ": " << Counted(read.problems.size(), "problem");
    if (catalog && !read.warnings.empty()) std::cerr << ", " << Counted(read.warnings.size(), "warning");
    std::cerr << "\n";
  }
  return std::move(read.instrument);
}

bool IsSameFile(const std::filesystem::path& one, const std::filesystem::path& other) {
  std::error_code unread;
  return std::filesystem::weakly_canonical(one, unread) == std::filesystem::weakly_canonical(other, unread);
}

bool Put(const std::string& bytes, const std::string& file) {
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) std::cerr << "concord: " << file << " cannot be written\n";
  return out.good();
}

}  // namespace

int RunInstrumentCheck(const InstrumentArgs& args) {
  CatalogKnown catalog;
  for (const std::string& library : args.libraries) {
    if (!catalog.Add(library)) return 1;
  }
  int broken = 0;
  for (const std::string& file : args.files) {
    const auto instrument = ReadOrSay(file, &catalog);
    if (!instrument) {
      ++broken;
      continue;
    }
    std::cout << file << ": " << instrument->slug << ", version " << instrument->version << ", "
              << Counted(instrument->items.size(), "item") << " in "
              << Counted(instrument->dimensions.size(), "dimension") << ", in";
    for (const auto& [language, texts] : instrument->texts) std::cout << " " << language;
    std::cout << "\n";
  }
  return broken > 0 ? 1 : 0;
}

int RunSelfreviewScore(const SelfreviewArgs& args) {
  const auto instrument = ReadOrSay(args.instrument, nullptr);
  if (!instrument) return 1;
  if (!args.out.empty() && IsSameFile(args.out, args.public_out)) {
    std::cerr << "concord: --out and --public-out name the same file; what those inside see is not for everyone\n";
    return 1;
  }
  const auto csv = BytesOf(args.responses);
  if (!csv) return 1;
  auto read = selfreview::ReadResponses(*instrument, *csv);
  SayProblems(read.problems, {}, args.responses);
  if (read.problems.size() >= selfreview::kMostProblems)
    std::cerr << "concord: " << args.responses << " may hold further mistakes; the first " << selfreview::kMostProblems
              << " are named\n";
  if (!read.problems.empty()) return 1;
  if (read.responses.size() == 0) std::cerr << "concord: " << args.responses << " holds no respondent\n";
  const int64_t dropped = selfreview::DropUnasked(*instrument, read.responses);
  const selfreview::ScoreOptions options{
      .seed = args.seed, .replicates = args.replicates, .smallest_group = args.smallest_group};
  selfreview::Snapshot inside;
  if (args.public_out.empty()) {
    inside = selfreview::Score(*instrument, read.responses, options);
  } else {
    auto both = selfreview::ScoreForBoth(*instrument, read.responses, options, args.smallest_in_public);
    if (!Put(selfreview::WriteSnapshot(both.in_public), args.public_out)) return 1;
    inside = std::move(both.inside);
  }
  const std::string json = selfreview::WriteSnapshot(inside);
  if (args.out.empty()) {
    std::cout << json << std::flush;
    if (!std::cout) std::cerr << "concord: the output cannot be written\n";
    return std::cout ? 0 : 1;
  }
  if (!Put(json, args.out)) return 1;
  std::cerr << Counted(read.responses.size(), "respondent") << ", " << Counted(instrument->items.size(), "item");
  if (dropped > 0)
    std::cerr << "; " << dropped << " answers were left out because their group was not asked, or skipped";
  std::cerr << "\n";
  return 0;
}

}  // namespace concord::app
