// A resource as metadata: unqualified Dublin Core (oai_dc) and MODS 3.7. Pure functions.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "features/library/library.h"

namespace concord::library::oai {

struct MetadataFormat {
  std::string_view prefix, schema, xml_namespace;
  // The content of <metadata>. `origin`: "https://trust.example.org".
  std::string (*write)(const Resource& resource, const Vocabulary& terms, std::string_view origin);
};
std::span<const MetadataFormat> Formats();
const MetadataFormat* FormatNamed(std::string_view prefix);  // nullptr where there is none

std::string WriteDublinCore(const Resource& resource, const Vocabulary& terms, std::string_view origin);
std::string WriteMods(const Resource& resource, const Vocabulary& terms, std::string_view origin);

// The title of a term in English, in which the formats are written; the slug where it has none.
std::string TitleOf(const Vocabulary& terms, std::string_view kind, const std::string& slug);
// What is known of when it appeared: "2021-03-05", "2021"; empty where nothing is.
std::string DateOf(const exchange::Record& about);
// Whether `text` is a tag of BCP 47 by its looks, so that it may stand in xml:lang.
bool IsLanguageTag(std::string_view text);

}  // namespace concord::library::oai
