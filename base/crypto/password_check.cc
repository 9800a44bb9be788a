#include <algorithm>
#include <string>
#include <vector>

#include "base/core/text.h"
#include "base/crypto/bytes.h"
#include "base/crypto/normalize.h"
#include "base/crypto/password.h"

namespace concord::crypto {
namespace {

constexpr size_t kMinWord = 3;  // shorter words of a name ("de", "la") stand in too much else
constexpr std::string_view kBetweenWords = " -_.,@";
constexpr size_t kMinOwnSigns = 6;  // beyond names, and a year or a few signs behind them

std::unexpected<Error> Refuse(std::string key, std::map<std::string, std::string> params = {}) {
  return Fail(ErrorKind::kInvalid, std::move(key), std::move(params));
}

bool IsOneSignRepeated(std::string_view text) {
  size_t first = 1;
  while (first < text.size() && (static_cast<unsigned char>(text[first]) & 0xC0) == 0x80) ++first;
  if (text.size() % first != 0) return false;
  for (size_t at = first; at < text.size(); ++at) {
    if (text[at] != text[at - first]) return false;
  }
  return true;
}

// Everything that someone who knows these would try, folded, longest first: "ana.ruiz@example.org" whole,
// "anaruizexampleorg", "example", "ruiz", "ana", "org".
std::vector<std::string> KnownTexts(std::span<const std::string_view> personal) {
  std::vector<std::string> known;
  for (const auto item : personal) {
    const std::string words = text::NormalizeTitle(item);
    std::string joined;
    for (const auto word : text::Split(words, ' ')) {
      joined += word;
      known.emplace_back(word);
    }
    known.push_back(std::move(joined));
    known.push_back(text::Fold(text::Trim(item)));
  }
  std::erase_if(known, [](const std::string& text) { return text::CountCodePoints(text) < kMinWord; });
  std::ranges::sort(known, [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return known;
}

bool IsPersonal(std::string_view password, std::span<const std::string_view> personal) {
  std::string rest = text::Fold(password);
  bool found = false;
  for (const auto& known : KnownTexts(personal)) {
    for (size_t at = rest.find(known); at != std::string::npos; at = rest.find(known, at)) {
      std::fill_n(rest.begin() + static_cast<ptrdiff_t>(at), known.size(), ' ');
      found = true;
    }
  }
  std::erase_if(rest, [](char c) { return kBetweenWords.contains(c); });
  const bool little = text::CountCodePoints(rest) < kMinOwnSigns;
  Wipe(rest);
  return found && little;
}

}  // namespace

Status CheckPassword(std::string_view password, std::span<const std::string_view> personal,
                     const BreachedPasswords* breached) {
  const Secret normal(Nfkc(password));
  const size_t signs = text::CountCodePoints(*normal);
  if (signs < kMinPasswordSigns) {
    return Refuse("crypto.password.short", {{"min", std::to_string(kMinPasswordSigns)}});
  }
  if (signs > kMaxPasswordSigns) return Refuse("crypto.password.long", {{"max", std::to_string(kMaxPasswordSigns)}});
  if (IsOneSignRepeated(*normal)) return Refuse("crypto.password.repeated");
  if (IsPersonal(*normal, personal)) return Refuse("crypto.password.personal");
  // The lists hold what people typed, in whichever form.
  if (breached && (breached->Contains(*normal) || breached->Contains(password)))
    return Refuse("crypto.password.breached");
  return {};
}

}  // namespace concord::crypto
