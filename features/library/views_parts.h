// Pieces that several pages share.
#pragma once
#include "features/library/views.h"

namespace concord::library::views {

inline constexpr char kRowTemplate[] = "library/row.tpl";

void FillRow(html::Dict::Scope scope, const Row& row);  // where library/row_inside.tpl stands
void FillRows(html::Dict::Scope scope, const std::vector<Row>& rows);
void FillLinks(html::Dict::Scope scope, std::string_view section, const std::vector<Link>& links,
               std::string_view text_name);
void FillBasis(html::Dict::Scope scope, const std::vector<Basis>& basis);

}  // namespace concord::library::views
