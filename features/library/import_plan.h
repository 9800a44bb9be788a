// What an import will do with each record of a file: decided before anything is written. Pure given its inputs.
#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "features/library/identity.h"
#include "features/library/library.h"

namespace concord::library {

struct PlannedRecord {
  ImportItem item;
  exchange::Record record;  // tidied: terms resolved, slug given, status set
};

struct PlanInput {
  std::vector<exchange::Record> records;
  const Vocabulary& terms;
  std::vector<DuplicateFinder::Known> known;  // the library as it stands
  bool update_duplicates = false;
};

struct Plan {
  std::vector<PlannedRecord> records;       // one for each record of the file, in its order
  std::vector<exchange::Problem> problems;  // notes on records that are taken
};

// A record whose slug the library has, or (with update_duplicates) one that doubles a resource, becomes kUpdate;
// whether it really changes anything (kUnchanged) is decided when it is compared with the stored one.
Plan MakePlan(PlanInput input);

// The stored description with every field that `incoming` fills replaced; slug and status stay.
exchange::Record Fill(const exchange::Record& stored, const exchange::Record& incoming);

}  // namespace concord::library
