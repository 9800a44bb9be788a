// Pieces that several pages share.
#pragma once
#include "features/library/curation/views.h"

namespace concord::library::curation::views {

// Shows the section "has_<name>" with "<name>_href" and "<name>", where the link leads somewhere.
void FillLink(html::Dict::Scope scope, const std::string& name, const Link& link);
void FillLinks(html::Dict::Scope scope, std::string_view section, const std::vector<Link>& links);
void FillNotices(html::Dict::Scope root, const std::vector<Notice>& notices);
void FillDifferences(html::Dict::Scope scope, const std::vector<Difference>& differences);
void FillEvents(html::Dict::Scope root, const std::vector<Event>& events);
void FillGroups(html::Dict::Scope form, const std::vector<FieldGroup>& groups);

}  // namespace concord::library::curation::views
