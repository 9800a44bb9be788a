#include "features/library/exchange/record.h"

namespace concord::library::exchange {

std::string Name::Display() const {
  if (!literal.empty()) return literal;
  if (given.empty()) return family;
  return family.empty() ? given : given + " " + family;
}

std::string Name::Inverted() const {
  if (!literal.empty()) return literal;
  if (given.empty()) return family;
  return family.empty() ? given : family + ", " + given;
}

}  // namespace concord::library::exchange
