// What a repository answers: any bytes, in pieces of any size, and every record made one of ours.
#include <cstdint>
#include <cstdlib>

#include "base/core/text.h"
#include "features/library/harvest/reading/describe.h"
#include "features/library/harvest/reading/page.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace concord;
  using namespace concord::library;
  const size_t piece = size > 0 ? 1 + data[0] % 64 : 1;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (size > 0) bytes.remove_prefix(1);
  const Vocabulary terms({{.kind = "topic", .slug = "t", .title = {{{"en", "Topic"}}}}});
  harvest::PageReader reader("", [&](harvest::RawRecord&& raw) {
    if (!text::IsValidUtf8(raw.identifier) || !text::IsValidUtf8(raw.datestamp)) std::abort();
    if (!raw.metadata) return true;
    std::vector<exchange::Problem> problems;
    const auto record = harvest::Finish(harvest::Describe(*raw.metadata, {raw.identifier, 2026}), {}, terms, problems);
    if (!record) return true;
    if (record->title.empty() || !text::IsValidUtf8(record->title + record->summary)) std::abort();
    if (!record->url.empty() && !record->url.starts_with("http://") && !record->url.starts_with("https://"))
      std::abort();
    return true;
  });
  for (size_t at = 0; at < bytes.size(); at += piece) {
    if (!reader.Feed(bytes.substr(at, piece))) break;
  }
  (void)reader.End();
  return 0;
}
