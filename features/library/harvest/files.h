// Recorded answers of a repository, read from files as though they came over the network: a rehearsal that writes
// nothing. Pure but for reading the files.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "features/library/harvest/harvest.h"
#include "features/library/harvest/reading/describe.h"

namespace concord::library::harvest {

struct FileReport {
  std::string file;
  std::optional<Error> fault;  // why it could not be read to its end
  PageFacts facts;
  Identified identified;
  int64_t taken = 0, deleted = 0, rejected = 0, headers = 0;
  std::vector<std::pair<int, RunProblem>> problems;  // with their lines; the first 1,000
};

struct Rehearsal {
  std::vector<FileReport> files;
  std::vector<exchange::Record> records;  // `key`: the source's identifier; only where they are kept
  std::map<std::pair<std::string, std::string>, int64_t> words;  // kind, word -> in how many records
  int64_t repeated = 0;                                          // records whose identifier an earlier one had
};

struct RehearsalOptions {
  bool keep_records = false;
  Mapping mapping = {};
};

// Folders stand for the files in them, in order of name; what begins with a dot is passed over.
std::vector<std::string> ExpandPaths(const std::vector<std::string>& paths);
Rehearsal Rehearse(const std::vector<std::string>& files, const Vocabulary& terms, Time now,
                   const RehearsalOptions& options);

}  // namespace concord::library::harvest
