// The form of a password that is counted, compared and hashed. Not for other folders.
#pragma once
#include <string>
#include <string_view>

namespace concord::crypto {

// Unicode's NFKC (UAX #15); bytes that are not UTF-8 come back as they are.
std::string Nfkc(std::string_view text);

}  // namespace concord::crypto
