// Starts concord-pdf on a file and listens to it until all is said, a limit is reached, or it is clear that it will say
// no more. Not for other folders.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"
#include "base/pdf/pdf.h"

namespace concord::pdf {

struct Hearing {
  std::function<Status(std::string_view bytes)> take;
  std::function<bool()> done;
};
using Arguments = std::function<std::vector<std::string>(const std::string& program, const std::string& seconds)>;

// Errors: as of ReadPdf, and what `hearing.take` gives.
Status RunOn(const std::string& path, const Limits& limits, const Arguments& arguments, const Hearing& hearing);

}  // namespace concord::pdf
