// concord instrument check and concord selfreview score: the self-review's engine on files, without a hub.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "app/command.h"
#include "features/selfreview/engine/instrument.h"
#include "features/selfreview/engine/responses.h"
#include "features/selfreview/engine/score.h"

namespace concord::app {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> BytesOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  if (!in.is_open() || in.bad()) {
    std::cerr << "concord: " << path.string() << " cannot be read\n";
    return std::nullopt;
  }
  return bytes;
}

void Print(const std::vector<selfreview::Problem>& problems, const fs::path& folder, const std::string& file) {
  for (const auto& problem : problems) {
    const std::string name = problem.file.empty() ? file : (folder / problem.file).string();
    std::cerr << name << ":" << (problem.line > 0 ? std::to_string(problem.line) + ":" : "") << " "
              << InWords(problem.key, problem.params) << "\n";
  }
}

// The structure's file and the texts that lie beside it. Nullopt, and said why, where it cannot be read.
std::optional<selfreview::Instrument> ReadOrSay(const std::string& file) {
  const fs::path path = fs::absolute(file);
  const auto structure = BytesOf(path);
  if (!structure) return std::nullopt;
  std::vector<selfreview::SourceFile> texts;
  std::error_code unread;
  for (const auto& entry : fs::directory_iterator(path.parent_path(), unread)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(path.stem().string() + ".") || !name.ends_with(".toml") || name == path.filename()) continue;
    auto bytes = BytesOf(entry.path());
    if (!bytes) return std::nullopt;
    texts.push_back({name, std::move(*bytes)});
  }
  std::sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  auto read =
      selfreview::ReadInstrument({path.filename().string(), *structure}, texts, path.parent_path().filename().string());
  Print(read.problems, path.parent_path(), file);
  return std::move(read.instrument);
}

bool Put(const std::string& bytes, const std::string& file) {
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) std::cerr << "concord: " << file << " cannot be written\n";
  return out.good();
}

}  // namespace

int RunInstrumentCheck(const std::vector<std::string>& files) {
  int broken = 0;
  for (const std::string& file : files) {
    const auto instrument = ReadOrSay(file);
    if (!instrument) {
      ++broken;
      continue;
    }
    std::cout << file << ": " << instrument->slug << ", version " << instrument->version << ", "
              << instrument->items.size() << " items in " << instrument->dimensions.size() << " dimensions, in";
    for (const auto& [language, texts] : instrument->texts) std::cout << " " << language;
    std::cout << "\n";
  }
  return broken > 0 ? 1 : 0;
}

int RunSelfreviewScore(const SelfreviewArgs& args) {
  const auto instrument = ReadOrSay(args.instrument);
  if (!instrument) return 1;
  const auto csv = BytesOf(args.responses);
  if (!csv) return 1;
  auto read = selfreview::ReadResponses(*instrument, *csv);
  Print(read.problems, {}, args.responses);
  if (!read.problems.empty()) return 1;
  const int64_t dropped = selfreview::DropUnasked(*instrument, read.responses);
  const selfreview::ScoreOptions options{
      .seed = args.seed, .replicates = args.replicates, .smallest_group = args.smallest_group};
  if (!args.public_out.empty()) {
    const auto both = selfreview::ScoreForBoth(*instrument, read.responses, options, args.smallest_in_public);
    if (!Put(selfreview::WriteSnapshot(both.in_public), args.public_out)) return 1;
  }
  const std::string json = selfreview::WriteSnapshot(selfreview::Score(*instrument, read.responses, options));
  if (args.out.empty()) {
    std::cout << json;
    return 0;
  }
  if (!Put(json, args.out)) return 1;
  std::cerr << read.responses.size() << " respondents, " << instrument->items.size() << " items";
  if (dropped > 0)
    std::cerr << "; " << dropped << " answers were left out because their group was not asked, or skipped";
  std::cerr << "\n";
  return 0;
}

}  // namespace concord::app
