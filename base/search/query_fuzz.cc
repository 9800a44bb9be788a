// Query text, and text to mark, from outside: never an exception, and spans and passages always inside the text.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/core/text.h"
#include "base/search/index.h"

namespace {

using namespace concord::search;

struct Folder {
  std::string path = (std::filesystem::temp_directory_path() / "concord-fuzz-XXXXXX").string();
  Folder() {
    if (::mkdtemp(path.data()) == nullptr) std::abort();
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

// One tiny index for the whole run.
std::unique_ptr<Searcher> MakeSearcher(const std::string& folder) {
  const Schema schema{{{"title", 3}, {"summary", 1}}, {"topic"}, {"title"}, 1};
  {
    auto writer = Writer::Open(folder, schema, {});
    if (!writer) std::abort();
    const char* texts[] = {"police and community", "crisis intervention team", "la policía comunitaria",
                           "to be or not to be"};
    for (size_t i = 0; i < 4; ++i) {
      if (!(*writer)->Put(
              {"id" + std::to_string(i), i == 2 ? "es" : "en", {texts[i], texts[3 - i]}, {{"t"}}, {texts[i]}, ""}))
        std::abort();
    }
    if (!(*writer)->Commit("1")) std::abort();
  }
  Searcher::Options options;
  options.synonyms = "CIT, crisis intervention team\ncops, police\n";
  auto searcher = Searcher::Open(folder, schema, options);
  if (!searcher) std::abort();
  return std::move(*searcher);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Folder folder;
  static const std::unique_ptr<Searcher> searcher = MakeSearcher(folder.path);
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t half = size > 0 ? data[0] * size / 256 : 0;
  Query query;
  query.words = std::string(input.substr(half));
  query.any = size % 2;
  query.widen_below = size % 3;
  const std::string_view text = input.substr(0, half);
  const auto results = searcher->Search(query);
  if (!results || results->total > 4) std::abort();
  size_t end = 0;
  for (const Span& span : searcher->Highlight(query, text, "es")) {
    if (span.begin < end || span.end <= span.begin || span.end > text.size()) std::abort();
    end = span.end;
  }
  const std::string passage = searcher->Passage(query, text, "en", size % 50);
  if (concord::text::IsValidUtf8(text) && concord::text::CountCodePoints(passage) > size % 50) std::abort();
  (void)searcher->Suggest(query.words, 3);
  return 0;
}
