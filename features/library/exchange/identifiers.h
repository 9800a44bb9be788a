// DOIs, addresses, ISBNs, ISSNs and languages as files write them, brought to one form each. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concord::library::exchange {

// "https://doi.org/10.1000/ABC" or "doi: 10.1000/ABC" -> "10.1000/abc"; nullopt where the rest is no DOI
// ("10.", 4 to 9 digits, "/", something; DOI Handbook 2.2).
std::optional<std::string> NormalizeDoi(std::string_view text);
// The DOI in a doi.org address; nullopt for any other.
std::optional<std::string> DoiInUrl(std::string_view url);
// An absolute http or https address without blanks or control characters, others percent-encoded; "www." gets its
// scheme. nullopt for everything else: "javascript:", "file:", a bare word.
std::optional<std::string> NormalizeUrl(std::string_view text);
// 10 or 13 characters without hyphens where the check digit is right (ISBN Users' Manual), else nullopt.
std::optional<std::string> NormalizeIsbn(std::string_view text);
// "NNNN-NNNX" from text that is or begins with an ISSN ("2325-9671 (electronic)"); the check digit is not held against
// it.
std::optional<std::string> NormalizeIssn(std::string_view text);
// ISO 639-1 (639-3 where there is no two-letter code) for a code, tag or name: "eng", "en-US", "English", "español",
// "ngerman". nullopt where it is not known.
std::optional<std::string> NormalizeLanguage(std::string_view text);
// The name that BibLaTeX's langid knows ("english"); empty where it has none.
std::string_view LangidOf(std::string_view code);

}  // namespace concord::library::exchange
