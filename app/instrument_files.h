// An instrument's files on disk, for the commands that need no hub: found, read, and what is wrong with them said.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "features/selfreview/engine/instrument.h"

namespace concord::app {

// The bytes of a regular file. nullopt, and said why on standard error: a folder, a device, or nothing that can be
// read.
std::optional<std::string> BytesOf(const std::filesystem::path& path);

// A line each on standard error: "folder/1.toml:12: ...". `file`: of those that name none.
void SayProblems(const std::vector<selfreview::Problem>& problems, const std::filesystem::path& folder,
                 const std::string& file, const char* before = "");

struct InstrumentOnDisk {
  selfreview::SourceFile structure;
  std::vector<selfreview::SourceFile> texts;  // those that lie beside it and begin with its version
  std::filesystem::path folder;
};
// `file`: a structure, as "content/instruments/<slug>/1.toml". nullopt, and said why, where it is none.
std::optional<InstrumentOnDisk> FindInstrument(const std::string& file);

// What the program knows without a hub: the catalog's slugs, the instruments that it carries, and the versions that lie
// in the same folder. Holds what its known() points to.
class CatalogKnown {
 public:
  CatalogKnown();
  // Resources and practice areas of a library besides: a file as `concord export --format json` writes it. False, and
  // said why: it is none.
  bool Add(const std::string& library_file);
  selfreview::Known In(const std::filesystem::path& folder) const;

 private:
  std::set<std::string, std::less<>> resources_, areas_;
};

}  // namespace concord::app
