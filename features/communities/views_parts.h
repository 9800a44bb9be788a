// Pieces that several pages share.
#pragma once
#include "features/communities/views.h"

namespace concord::communities::views {

void FillRows(html::Dict::Scope scope, const std::vector<Row>& rows);
void FillLinks(html::Dict::Scope scope, std::string_view section, const std::vector<Link>& links);
void FillOptions(html::Dict::Scope scope, std::string_view section, const std::vector<Option>& options);
void FillMap(html::Dict::Scope scope, const Map& map);
void FillSteps(html::Dict::Scope scope, const std::string& title, const std::vector<Step>& steps);
void FillTexts(html::Dict::Scope scope, std::string_view section, const std::vector<std::string>& texts);
// Shows the section "has_<name>" with "<name>_href" and "<name>", where the link leads somewhere.
void FillLink(html::Dict::Scope scope, const std::string& name, const Link& link);

}  // namespace concord::communities::views
