// Small checks of what people type into this feature's forms. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace concord::communities {

// One "@", something before it and a dotted name after it, nothing that could end a header line. Whether mail arrives
// is only known by sending some.
bool LooksLikeMail(std::string_view address);
// Digits and the signs that people write between them: "+1 419 555 0110 ext. 4", "311".
bool LooksLikePhone(std::string_view number);
// "+14195550110": for a tel: link (RFC 3966), up to an extension.
std::string DialOf(std::string_view number);
// An http or https address; one without a scheme gets https. Empty where it is none.
std::string WebAddressOf(std::string_view typed);
// BCP 47, by its shape: "en", "es-MX", "zh-Hant".
bool LooksLikeLanguage(std::string_view tag);

// Lines, or parts between commas where it is one line; trimmed, empty ones and repetitions left out.
std::vector<std::string> ListOf(std::string_view typed);

}  // namespace concord::communities
