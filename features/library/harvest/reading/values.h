// Values of Dublin Core and its relatives as repositories write them. Pure; not for other folders.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/library/exchange/record.h"

namespace concord::library::harvest {

// "n/a", "[s.n.]", "unknown", "-": said for want of anything to say.
bool IsPlaceholder(std::string_view text);

// Names in one creator element: several parted by ";", with years of life, roles and ORCIDs taken off. Placeholders
// give none.
std::vector<exchange::Name> NamesIn(std::string_view text);
// "(ed.)", "[Editor]", "Herausgeber" after a name.
bool SaysEditor(std::string_view text);

// Of several dates the one of publication: systems' timestamps and ends of embargos count least. Loose forms ("c2004",
// "[1999?]") are stripped to what can be read. Empty where none is plausible.
std::string PublicationDate(const std::vector<std::string>& dates, int year_now);

// Sorts one identifier or relation into a record: DOI, address (with a handle's and arXiv's made from them), ISBN,
// ISSN; false where it is none of these. Addresses are gathered, to choose from.
bool TakeIdentifier(std::string_view text, exchange::Record& record, std::vector<std::string>& addresses);
// The page of a resource rather than a file of it, and not the page of the hub that lists it.
std::string ChooseAddress(const std::vector<std::string>& addresses, std::string_view identifier);

// "open", "request", "members", or empty where the words say neither.
std::string AccessIn(std::string_view rights);

// "Criminology; Vol. 49 No. 3 (2011); 795-831", "Criminology, 49(3), 795-831" into container, volume, issue and pages.
bool TakeSource(std::string_view text, exchange::Record& record);

// A description that describes: not a repository's own notes ("Made available in DSpace on ...").
bool IsDescription(std::string_view text);

}  // namespace concord::library::harvest
