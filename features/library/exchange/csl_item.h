// One record as an item of CSL-JSON, for what cites from it: the members of the schema, without what only Concord reads
// back. Pure.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "features/library/exchange/record.h"

namespace concord::library::exchange {

nlohmann::ordered_json CslItemOf(const Record& record, const std::string& id);

}  // namespace concord::library::exchange
