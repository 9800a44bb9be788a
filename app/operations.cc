#include "app/operations.h"

#include <CLI/CLI.hpp>

namespace concord::app {

void AddOperations(CLI::App& app, Common& common, OperationArgs& args,
                   const std::function<void(CLI::App&, Common&)>& add_common) {
  auto* backup = app.add_subcommand("backup", "Write the whole hub to one file, also while it serves");
  add_common(*backup, common);
  backup->add_option("file", args.file, "The file to write; - for standard output");
  backup->add_flag("--stdout", args.to_stdout, "Write to standard output");
  backup->add_flag("--force", args.force, "Replace the file where it is there already");
  backup->add_flag("--json", common.json, "Report as JSON");
  auto* restore = app.add_subcommand("restore", "Put a backup in the place of what the hub holds");
  add_common(*restore, common);
  restore->add_option("file", args.file, "The backup")->required();
  restore->add_flag("--verify", args.verify, "Only check the file, byte by byte; touch nothing");
  restore->add_flag("--force", args.force, "Replace a hub that holds something");
  restore->add_flag("--json", common.json, "Report as JSON");
  auto* doctor = app.add_subcommand("doctor", "Look at settings, disk, clock, mail, database and index");
  add_common(*doctor, common);
  doctor->add_flag("--json", common.json, "Output as JSON");
}

std::optional<int> RunOperation(const std::string& command, const Common& common, const OperationArgs& args) {
  if (command == "backup") return RunBackup(common, args);
  if (command == "restore") return RunRestore(common, args);
  if (command == "doctor") return RunDoctor(common);
  return std::nullopt;
}

}  // namespace concord::app
