// A record in Concord's own JSON, field by field; and what a foreign format loses of it.
#pragma once
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "features/library/exchange/json_tree.h"
#include "features/library/exchange/record.h"

namespace concord::library::exchange {

// Members in the order of Record; empty fields are left out ("line" always).
nlohmann::ordered_json ToJson(const Record& record);
std::string Dump(const nlohmann::ordered_json& value, int indent = -1);
// Sets the field that a member names; null empties it. False where no field has that name.
bool SetField(Record& record, std::string_view name, const JsonNode& value);

// Formats that have no place for some of our fields carry them in one of their own, named kResidueName: a JSON object
// of the fields that would otherwise come back changed. `read` is what reading the record's own output gives.
inline constexpr std::string_view kResidueName = "concord";
std::string ResidueOf(const Record& record, const std::vector<Record>& read);  // empty: nothing is lost
void ApplyResidue(Record& record, std::string_view json);
void ApplyResidue(Record& record, const JsonNode& object);

}  // namespace concord::library::exchange
