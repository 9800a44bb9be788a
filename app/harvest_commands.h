// concord harvest: sources of records of other libraries, and the rehearsal of recorded answers from files.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/command.h"

namespace concord::app {

struct HarvestArgs {
  std::string verb;  // "add", "list", "run", "remove", or empty: read the files
  std::vector<std::string> paths;
  std::string name, url, format = "oai_dc", set;
  int every_hours = 168;
  bool publish = false, records = false;
};

void AddHarvest(CLI::App& app, Common& common, HarvestArgs& args,
                const std::function<void(CLI::App&, Common&)>& add_common);
int RunHarvest(const Common& common, const HarvestArgs& args);

}  // namespace concord::app
