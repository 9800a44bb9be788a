// What cites a resource: reading lists and model sites today; practices, self-review items, projects and commitments of
// features to come. Each feature that can cite a resource gives a TieSource to the composition root; a resource's page
// shows what they say, and counts the communities among them.
//
// Pages of resources are kept and shared between visitors, so a source says only what every visitor may see: nothing of
// a community that is closed, nothing that needs a role. What it said is kept until `version` moves.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/core/log.h"
#include "features/library/library.h"

namespace concord::library {

struct Tie {
  std::string title, href;
  std::string community_id;  // of the community that cites it; empty: the hub, or a person
  std::string by;            // whose it is, a name; empty: nobody's that is named
};

struct TieSource {
  std::string heading_key;  // the message over its ties: "lists.ties.heading"
  // For each resource, by its id, what cites it, the most telling first. One question to the database however many
  // resources there are.
  using Cited = std::unordered_map<std::string, std::vector<Tie>>;
  std::function<Result<Cited>(const std::vector<const Resource*>& resources)> of;
};

struct Ties {
  struct Group {
    std::string heading_key;
    std::vector<Tie> ties;
  };
  std::vector<Group> groups;  // in the order of the sources; none is empty
  size_t communities = 0;     // different ones
};

// Safe from any thread.
class TieBoard {
 public:
  // `version` moves with everything that an answer depends on.
  TieBoard(std::vector<TieSource> sources, std::function<uint64_t()> version, Log& log)
      : sources_(std::move(sources)), version_(std::move(version)), log_(log) {}
  // Never null. A source that fails says nothing this time, and the log says so.
  std::shared_ptr<const Ties> Of(const Resource& resource);
  // In that order; one question to each source.
  std::vector<std::shared_ptr<const Ties>> Of(const std::vector<const Resource*>& resources);

 private:
  const std::vector<TieSource> sources_;
  const std::function<uint64_t()> version_;
  Log& log_;
  std::mutex mutex_;
  uint64_t kept_version_ = 0;
  std::unordered_map<std::string, std::shared_ptr<const Ties>> kept_;
};

// Model sites that were described from a resource: one of whose facts has it as its source.
TieSource SitesThatCite(Library& library);

}  // namespace concord::library
