// The formats that Describe tells apart. Pure; not for other folders.
#pragma once
#include "features/library/harvest/reading/describe.h"

namespace concord::library::harvest {

Described DescribeDublinCore(const Node& metadata, const Circumstances& circumstances);
Described DescribeMods(const Node& metadata, const Circumstances& circumstances);
Described DescribeDataCite(const Node& metadata, const Circumstances& circumstances);
Described DescribeMarc(const Node& metadata, const Circumstances& circumstances);

void AddOnce(std::vector<std::string>& list, std::string value);
// Several subjects in one element are parted by ";"; addresses and bare class numbers are no words and are left out.
void AddSubjects(std::vector<std::string>& subjects, std::string_view text);

}  // namespace concord::library::harvest
