// The commands of the person who keeps a hub running: backup, restore, doctor. main.cc adds them and hands them on.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "app/command.h"

namespace concord::app {

struct OperationArgs {
  std::string file;  // "-": standard output
  bool force = false, verify = false, to_stdout = false;
};

// `add_common` adds the options that every command takes.
void AddOperations(CLI::App& app, Common& common, OperationArgs& args,
                   const std::function<void(CLI::App&, Common&)>& add_common);
// nullopt: the command is none of these.
std::optional<int> RunOperation(const std::string& command, const Common& common, const OperationArgs& args);

int RunBackup(const Common& common, const OperationArgs& args);
int RunRestore(const Common& common, const OperationArgs& args);
int RunDoctor(const Common& common);

}  // namespace concord::app
