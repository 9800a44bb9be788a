// groonga through its own program on a pipe: full-text index made after loading (its fast way), drilldowns for facets.
// A selected facet's own counts need a second select without that selection, in the same round trip.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "bench/search/engine.h"

namespace concord::bench {
namespace {

using nlohmann::json;

class Groonga : public Engine {
 public:
  explicit Groonga(std::string folder) : folder_(std::move(folder)) {
    int in[2], out[2];
    if (::pipe(in) != 0 || ::pipe(out) != 0) throw std::runtime_error("pipe");
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(in[0], 0);
      ::dup2(out[1], 1);
      for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
      const std::string db = folder_ + "/db", log = folder_ + "/log";
      ::execlp("groonga", "groonga", "--log-path", log.c_str(), "-n", db.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    to_ = ::fdopen(in[1], "w");
    from_ = ::fdopen(out[0], "r");
    Command("cache_limit 0");
    for (size_t f = 0; f < kFacets; ++f)
      Command(std::string("table_create V") + kFacetNames[f] + " TABLE_HASH_KEY UInt16");
    Command("table_create Docs TABLE_NO_KEY");
    Command("column_create Docs title COLUMN_SCALAR ShortText");
    Command("column_create Docs summary COLUMN_SCALAR Text");
    for (size_t f = 0; f < kFacets; ++f) {
      Command(std::string("column_create Docs ") + kFacetNames[f] + " COLUMN_VECTOR V" + kFacetNames[f]);
    }
  }
  ~Groonga() override {
    std::fclose(to_);
    std::fclose(from_);
    int status = 0;
    ::waitpid(child_, &status, 0);
    std::free(line_);
  }
  std::string Name() const override { return "groonga 13"; }

  void Load(const std::vector<Resource>& resources) override {
    std::fputs("load --table Docs\n[\n", to_);
    for (size_t i = 0; i < resources.size(); ++i) {
      const Resource& r = resources[i];
      std::string row = "{\"title\":\"" + r.title + "\",\"summary\":\"" + r.summary + "\"";
      for (size_t f = 0, c = 0; f < kFacets; ++f) {
        row += std::string(",\"") + kFacetNames[f] + "\":[";
        for (bool first = true; c < r.codes.size() && FacetOfCode(r.codes[c]) == f; ++c, first = false)
          row += (first ? "" : ",") + std::to_string(r.codes[c]);
        row += "]";
      }
      row += i + 1 < resources.size() ? "},\n" : "}\n";
      std::fputs(row.c_str(), to_);
    }
    Command("]");
    Command("table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto");
    Command("column_create Terms by_text COLUMN_INDEX|WITH_POSITION|WITH_SECTION Docs title,summary");
    for (size_t f = 0; f < kFacets; ++f) {
      Command(std::string("column_create V") + kFacetNames[f] + " docs COLUMN_INDEX Docs " + kFacetNames[f]);
    }
    Command("io_flush");
  }

  void Ask(const BenchQuery& query) override {
    std::string words;
    for (const std::string& word : query.words) words += word + " ";
    if (!query.phrase.empty()) words += "\\\"" + query.phrase[0] + " " + query.phrase[1] + "\\\"";
    const auto filter_but = [&](size_t left_out) {
      std::string filter;
      for (size_t f = 0; f < kFacets; ++f) {
        if (f == left_out || query.selected[f].empty()) continue;
        std::string any;
        for (const uint32_t code : query.selected[f])
          any += (any.empty() ? "" : " || ") + std::string(kFacetNames[f]) + " @ " + std::to_string(code);
        filter += (filter.empty() ? "(" : " && (") + any + ")";
      }
      return filter.empty() ? std::string() : " --filter '" + filter + "'";
    };
    const std::string select = "select Docs --match_columns 'title*3||summary' --query \"" + words +
                               "\" --drilldown_limit 1000 --drilldown_output_columns _key,_nsubrecs";
    std::string unselected;
    std::vector<size_t> facets, selected;
    for (size_t f = 0; f < kFacets; ++f) {
      if (!query.selected[f].empty()) {
        selected.push_back(f);
        continue;
      }
      unselected += (unselected.empty() ? "" : ",") + std::string(kFacetNames[f]);
      facets.push_back(f);
    }
    Send(select + filter_but(kFacets) +
         " --limit 20 --sort_keys -_score --output_columns _id,_score,title --drilldown " + unselected);
    for (const size_t f : selected) Send(select + filter_but(f) + " --limit 0 --drilldown " + kFacetNames[f]);
    last_ = {};
    const json main = Read();
    last_.total = main[1][0][0][0].get<uint64_t>();
    last_.hits = main[1][0].size() - 2;
    for (size_t i = 0; i < facets.size(); ++i) Take(main[1][i + 1]);
    for (size_t i = 0; i < selected.size(); ++i) Take(Read()[1][1]);
  }
  Answer Last() const override { return last_; }
  uint64_t Bytes() const override { return FolderBytes(folder_); }

 private:
  void Send(const std::string& command) {
    std::fputs((command + "\n").c_str(), to_);
    std::fflush(to_);
  }
  json Read() {
    if (::getline(&line_, &capacity_, from_) < 0) throw std::runtime_error("groonga has gone");
    return json::parse(line_);
  }
  void Command(const std::string& command) {
    Send(command);
    const json answer = Read();
    if (answer.is_array() && answer[0].is_array() && answer[0][0] != 0)
      throw std::runtime_error(command + ": " + answer.dump());
  }
  // A drilldown is [[n], [columns], [key, count]...].
  void Take(const json& drilldown) {
    for (size_t i = 2; i < drilldown.size(); ++i)
      last_.counts[drilldown[i][0].get<size_t>()] = drilldown[i][1].get<uint64_t>();
  }

  const std::string folder_;
  pid_t child_ = 0;
  FILE *to_ = nullptr, *from_ = nullptr;
  char* line_ = nullptr;
  size_t capacity_ = 0;
  Answer last_;
};

}  // namespace

std::unique_ptr<Engine> MakeGroonga(const std::string& folder) { return std::make_unique<Groonga>(folder); }

}  // namespace concord::bench
