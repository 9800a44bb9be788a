// multipart/form-data (RFC 7578), as browsers send it: what a form with files is. A pure function of the body; safe
// from any thread. The whole body is there already, within the route's limit: in memory, or as a spooled file.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/http/message.h"

namespace concord::http {

// The boundary of "multipart/form-data; boundary=..."; empty where the header names none, or one that RFC 2046 forbids.
std::string BoundaryOf(std::string_view content_type);

struct Multipart {
  Pairs fields;
  std::vector<Upload> uploads;
};
enum class Files { kCopied, kViewed };  // kViewed: Upload::spooled points into `body`
// nullopt: the body is not what its boundary promises. At most `most_parts` parts; more are an error too.
std::optional<Multipart> ParseMultipart(std::string_view body, std::string_view boundary, size_t most_parts = 1000,
                                        Files files = Files::kCopied);

}  // namespace concord::http
