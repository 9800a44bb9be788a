// What every command of the command line shares. A command returns the program's exit code:
// 0 done, 1 found something wrong, 2 misused.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/hub.h"

namespace CLI {
class App;
}

namespace concord::app {

struct Common {
  std::string data = "var";
  std::string config_file;                   // empty: concord.toml in the data folder
  std::map<std::string, std::string> flags;  // dotted settings
  bool json = false;
  bool server = false;  // the log of the others begins at "warn" unless it is set: a person reads along
};

// The settings of this call. Prints what is wrong and returns nullopt where they cannot be read.
std::optional<Config> ReadConfig(const Common& common);
// OpenHub, with its error printed.
std::unique_ptr<Hub> OpenOrSay(const Common& common, Opening opening);

// An error in one plain sentence on standard error; the private cause follows in brackets.
void Say(const Error& error);
// Says it, and is the exit code of what failed.
int Failed(const Error& error);
std::string InWords(const std::string& key, const std::map<std::string, std::string>& params);

struct InitArgs {
  std::string name, address;
  std::string admin_email, admin_name;
  std::string mail_server, mail_from, mail_user;
  bool no_questions = false;
};
struct ImportArgs {
  std::vector<std::string> paths;
  std::string format;
  bool dry_run = false, skip_invalid = false, update_duplicates = false, quiet = false;
};
struct ExportArgs {
  std::string format = "json", out;
  std::string words;
};
struct SearchArgs {
  std::string words, sort;
  std::vector<std::string> facets;  // "topic=use-of-force"
  size_t limit = 20, offset = 0;
  bool any = false;
};

struct JournalArgs {
  std::string verb;  // "verify", "export", "prove" or "check-proof"
  std::string community = "hub", exported, head, older, out, proof;
  int64_t entry = 0, from = 0, to = 0;
  bool all = true, actor = false, record = false;
};

struct InstrumentArgs {
  std::vector<std::string> files, libraries;
};
struct SelfreviewArgs {
  std::string instrument, responses;
  std::string out, public_out;  // empty: standard output; no file
  uint64_t seed = 1;
  int replicates = 2000, smallest_group = 5, smallest_in_public = 10;
};

int RunServe(const Common& common);
int RunInit(const Common& common, InitArgs args);
int RunDemo(const Common& common);
int RunImport(const Common& common, const ImportArgs& args);
int RunExport(const Common& common, const ExportArgs& args);
int RunSearch(const Common& common, const SearchArgs& args);
int RunJournal(const Common& common, const JournalArgs& args);
int RunPdf(const Common& common, const std::string& file);
int RunInstrumentCheck(const InstrumentArgs& args);
int RunSelfreviewScore(const SelfreviewArgs& args);
int RunReindex(const Common& common);
int RunCheck(const Common& common);
int RunRoutes(const Common& common);
int RunVersion(const Common& common);

}  // namespace concord::app
