// What the parts of the program carry in themselves: templates and messages, each part's own.
#pragma once
#include <span>
#include <vector>

#include "base/embed/file.h"

namespace concord::app {

std::vector<std::span<const embed::File>> EmbeddedParts();

}  // namespace concord::app
