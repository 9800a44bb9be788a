// concord: one program; `concord --help` lists what it can do.
#include <CLI/CLI.hpp>
#include <clocale>

#include "app/command.h"
#include "app/document_commands.h"
#include "app/harvest_commands.h"
#include "app/links_commands.h"
#include "app/operations.h"
#include "app/people_commands.h"

namespace concord::app {
namespace {

void AddCommon(CLI::App& command, Common& common) {
  command.add_option("--data", common.data, "The folder that holds the hub's data")
      ->envname("CONCORD_DATA_DIR")
      ->capture_default_str();
  command.add_option("--config", common.config_file, "The settings file (default: concord.toml in the data folder)");
}

void AddSetting(CLI::App& command, Common& common, const std::string& flag, const std::string& key,
                const std::string& what) {
  command.add_option_function<std::string>(
      flag, [&common, key](const std::string& value) { common.flags[key] = value; }, what);
}

void AddImport(CLI::App& app, Common& common, ImportArgs& args) {
  auto* command = app.add_subcommand(
      "import", "Read resources from BibTeX, RIS, CSL-JSON, CSV or Concord JSON files, or folders of them");
  AddCommon(*command, common);
  command->add_option("files", args.paths, "Files or folders")->required();
  command->add_option("--format", args.format, "bibtex, ris, csl-json, csv or json (default: recognized)");
  command->add_flag("--dry-run", args.dry_run, "Only report what would happen");
  command->add_flag("--skip-invalid", args.skip_invalid,
                    "Take the rest of a file in which some records cannot be taken");
  command->add_flag("--update-duplicates", args.update_duplicates,
                    "Let a duplicate fill in the resource that it doubles");
  command->add_flag("--quiet", args.quiet, "Only the summary");
  command->add_flag("--json", common.json, "Report as JSON");
}

void AddSearch(CLI::App& app, Common& common, SearchArgs& args) {
  auto* command = app.add_subcommand("search", "Search the library");
  AddCommon(*command, common);
  command->add_option_function<std::vector<std::string>>(
      "words",
      [&args](const std::vector<std::string>& words) {
        for (const auto& word : words) args.words += (args.words.empty() ? "" : " ") + word;
      },
      "Words, \"phrases\", -exclusions");
  command->add_option("--limit", args.limit, "At most so many results")
      ->capture_default_str()
      ->check(CLI::Range(0, 100000));
  command->add_option("--offset", args.offset, "Leave out so many of the first")->check(CLI::Range(0, 10000000));
  command->add_option("--facet", args.facets, "Narrow: topic=use-of-force, type=report, year=2020-2024 ... (repeat)");
  command->add_option("--sort", args.sort, "relevance, newest or title")
      ->check(CLI::IsMember({"relevance", "newest", "title"}));
  command->add_flag("--any", args.any, "Any of the words instead of all of them");
  command->add_flag("--json", common.json, "Results as JSON");
}

struct Arguments {
  Common common;
  ImportArgs import;
  ExportArgs exported;
  SearchArgs search;
  InitArgs init;
  JournalArgs journal;
  OperationArgs operations;
  PeopleArgs people;
  HarvestArgs harvest;
  DocumentArgs documents;
  LinksArgs links;
  std::string pdf;
  SelfreviewArgs selfreview;
  InstrumentArgs instruments;
};

void AddServe(CLI::App& app, Arguments& a) {
  auto* serve = app.add_subcommand("serve", "Start the server");
  AddCommon(*serve, a.common);
  AddSetting(*serve, a.common, "--port", "http.port", "The port to listen on (default 8080)");
  AddSetting(*serve, a.common, "--listen", "http.listen", "The address to listen on (default 127.0.0.1)");
  serve->add_flag_callback(
      "--demo", [&a] { a.common.flags["hub.demo"] = "true"; },
      "Let anyone sign in as the made-up people of a demonstration");
  AddSetting(*serve, a.common, "--log-level", "log.level", "debug, info, warn, error or off");
  auto* init = app.add_subcommand("init", "Create a hub in the data folder");
  AddCommon(*init, a.common);
  init->add_option("--name", a.init.name, "The hub's name");
  init->add_option("--address", a.init.address, "The address at which people will reach it (https://...)");
  init->add_option("--admin-email", a.init.admin_email, "The mail address of the first hub admin");
  init->add_option("--admin-name", a.init.admin_name, "Their name");
  init->add_option("--mail-server", a.init.mail_server, "smtp://mail.example.org:587 (none: links are copied by hand)");
  init->add_option("--mail-from", a.init.mail_from, "The address that mail comes from");
  init->add_option("--mail-user", a.init.mail_user, "The user at the mail server");
  init->add_flag("--no-questions", a.init.no_questions, "Ask nothing, also on a terminal");
  auto* demo = app.add_subcommand("demo", "Put Riverbend into a hub: a made-up community with people in every role");
  AddCommon(*demo, a.common);
}

void AddOthers(CLI::App& app, Arguments& a) {
  auto* exported = app.add_subcommand("export", "Write resources as BibTeX, RIS, CSL-JSON, CSV or Concord JSON");
  AddCommon(*exported, a.common);
  exported->add_option("--format", a.exported.format, "bibtex, ris, csl-json, csv or json")->capture_default_str();
  exported->add_option("--out", a.exported.out, "The file to write (default: standard output)");
  exported->add_option("--search", a.exported.words, "Only what this search finds");
  auto* pdf = app.add_subcommand("pdf", "Print a PDF's text page by page, as the library reads it");
  pdf->add_flag("--json", a.common.json, "Output as JSON");
  pdf->add_option("file", a.pdf, "The PDF")->required();
  for (const auto& [name, what] : {std::pair{"reindex", "Build the search index afresh"},
                                   {"check", "Check schema, foreign keys, journal, documents and search index"},
                                   {"routes", "List the addresses that the server answers"},
                                   {"version", "Print the version"}}) {
    auto* command = app.add_subcommand(name, what);
    AddCommon(*command, a.common);
    command->add_flag("--json", a.common.json, "Output as JSON");
  }
}

void AddJournal(CLI::App& app, Common& common, JournalArgs& args) {
  auto* journal = app.add_subcommand("journal", "Verify, publish and prove the record of changes");
  journal->require_subcommand(1);
  for (const auto& [name, what] : {std::pair{"verify", "Verify the chains of this hub, or a published export"},
                                   {"export", "Write what is public of a chain, for anyone to verify"},
                                   {"prove", "Prove that an entry stands in a chain, or that a chain only grew"},
                                   {"check-proof", "Check a proof, without any hub"}}) {
    auto* verb = journal->add_subcommand(name, what);
    AddCommon(*verb, common);
    verb->add_flag("--json", common.json, "Output as JSON");
    verb->callback([&args, verb = std::string(name)] { args.verb = verb; });
    if (verb->get_name() == "check-proof") verb->add_option("proof", args.proof, "The proof's file")->required();
    if (verb->get_name() != "check-proof") {
      verb->add_option_function<std::string>(
          "--community", [&args](const std::string& value) { args.community = value, args.all = false; },
          "A community's address or id, or hub (the hub's own chain)");
    }
    if (verb->get_name() == "verify") {
      verb->add_option("--export", args.exported, "A published export, instead of this hub's database");
      verb->add_option("--older", args.older, "An older export that this chain must continue");
    }
    if (verb->get_name() == "verify" || verb->get_name() == "check-proof")
      verb->add_option("--head", args.head, "A head that you kept, which must be in this chain");
    if (verb->get_name() == "export" || verb->get_name() == "prove")
      verb->add_option("--out", args.out, "The file to write (default: standard output)");
    if (verb->get_name() != "prove") continue;
    verb->add_option("--entry", args.entry, "That this entry stands in the chain")->check(CLI::PositiveNumber);
    verb->add_option("--from", args.from, "That the chain only grew since it had so many entries")
        ->check(CLI::PositiveNumber);
    verb->add_option("--to", args.to, "... up to so many (default: all)")->check(CLI::PositiveNumber);
    verb->add_flag("--show-actor", args.actor, "Show who did it, and prove that too");
    verb->add_flag("--show-record", args.record, "Show which record it was, and prove that too");
  }
}

// The engine on files: no data folder, no settings.
void AddSelfreview(CLI::App& app, Arguments& a) {
  auto* instrument = app.add_subcommand("instrument", "Check the files of a self-review's instrument");
  instrument->require_subcommand(1);
  auto* check = instrument->add_subcommand("check", "Say what is wrong in an instrument, with its lines");
  check
      ->add_option("files", a.instruments.files, "The structure, as instruments/<slug>/1.toml; its texts lie beside it")
      ->required();
  check->add_option(
      "--library", a.instruments.libraries,
      "A library whose resources it may name, beside the catalog: a file of concord export --format json");
  auto* selfreview = app.add_subcommand("selfreview", "Score a self-review from files");
  selfreview->require_subcommand(1);
  auto* score = selfreview->add_subcommand("score", "Compute what a self-review found");
  SelfreviewArgs& args = a.selfreview;
  score->add_option("--instrument", args.instrument, "The instrument's structure, with its texts beside it")
      ->required();
  score->add_option("--responses", args.responses, "What people answered, as CSV (docs/selfreview-method.md)")
      ->required();
  score->add_option("--out", args.out, "The file to write (default: standard output)");
  score->add_option("--public-out", args.public_out,
                    "A second file, for everyone: what of the first may be published beside it");
  score->add_option("--seed", args.seed, "Of what is drawn by lot: the same seed gives the same file")
      ->capture_default_str()
      ->check(CLI::Validator(
          [](const std::string& typed) {
            const bool fits =
                !typed.empty() && typed.size() < 20 && typed.find_first_not_of("0123456789") == typed.npos;
            return fits ? std::string() : "a whole number from 0 to 9999999999999999999 is needed";
          },
          "NUMBER"));
  score->add_option("--replicates", args.replicates, "How often the sample is drawn again for an interval")
      ->capture_default_str()
      ->check(CLI::Range(100, 100'000));
  score->add_option("--smallest-group", args.smallest_group, "No figure is of fewer people than this")
      ->capture_default_str()
      ->check(CLI::Range(5, 1'000'000));
  score->add_option("--smallest-in-public", args.smallest_in_public, "The same for the file for everyone")
      ->capture_default_str()
      ->check(CLI::Range(10, 1'000'000));
}

int Dispatch(const CLI::App& app, Arguments& a) {
  const std::string command = app.get_subcommands().front()->get_name();
  a.common.server = command == "serve";
  if (command == "serve") return RunServe(a.common);
  if (command == "init") return RunInit(a.common, a.init);
  if (command == "demo") return RunDemo(a.common);
  if (command == "import") return RunImport(a.common, a.import);
  if (command == "export") return RunExport(a.common, a.exported);
  if (command == "search") return RunSearch(a.common, a.search);
  if (command == "journal") return RunJournal(a.common, a.journal);
  if (command == "instrument") return RunInstrumentCheck(a.instruments);
  if (command == "selfreview") return RunSelfreviewScore(a.selfreview);
  if (command == "pdf") return RunPdf(a.common, a.pdf);
  if (command == "reindex") return RunReindex(a.common);
  if (command == "check") return RunCheck(a.common);
  if (const auto code = RunOperation(command, a.common, a.operations)) return *code;
  if (const auto code = RunLinks(command, a.common, a.links)) return *code;
  if (const auto code = RunPeople(command, a.common, a.people)) return *code;
  if (command == "harvest") return RunHarvest(a.common, a.harvest);
  if (const auto code = RunDocument(command, a.common, a.documents)) return *code;
  if (command == "routes") return RunRoutes(a.common);
  return RunVersion(a.common);
}

int Main(int argc, char** argv) {
  CLI::App app{"Concord: evidence, engagement and accountability that communities and police build together"};
  app.require_subcommand(1);
  Arguments arguments;
  AddServe(app, arguments);
  AddImport(app, arguments.common, arguments.import);
  AddSearch(app, arguments.common, arguments.search);
  AddOthers(app, arguments);
  AddSelfreview(app, arguments);
  AddJournal(app, arguments.common, arguments.journal);
  AddOperations(app, arguments.common, arguments.operations, AddCommon);
  AddPeople(app, arguments.common, arguments.people, AddCommon);
  AddHarvest(app, arguments.common, arguments.harvest, AddCommon);
  AddDocuments(app, arguments.common, arguments.documents, AddCommon);
  AddLinks(app, arguments.common, arguments.links, AddCommon);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return Dispatch(app, arguments);
}

}  // namespace
}  // namespace concord::app

int main(int argc, char** argv) { return concord::app::Main(argc, argv); }
