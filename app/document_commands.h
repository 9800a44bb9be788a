// concord document: the files of resources from the command line.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "app/command.h"

namespace concord::app {

struct DocumentArgs {
  std::string verb;  // "add", "list" or "remove"
  std::string file, resource, name, permission, id;
};

void AddDocuments(CLI::App& app, Common& common, DocumentArgs& args,
                  const std::function<void(CLI::App&, Common&)>& add_common);
// nullopt: not this command.
std::optional<int> RunDocument(const std::string& command, const Common& common, const DocumentArgs& args);

}  // namespace concord::app
