// The six verbs. A Provider keeps nothing between two questions; safe from any thread.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "features/library/oai/arguments.h"
#include "features/library/oai/formats.h"
#include "features/library/oai/oai.h"
#include "features/library/oai/token.h"
#include "features/library/store.h"

namespace concord::library::oai {

class Provider {
 public:
  explicit Provider(const Deps& deps) : d_(deps) {}
  // GET or POST. 200 also for the protocol's own errors; 503 while the database is away.
  http::Response Answer(const http::Request& request) const;

 private:
  // What one answer is made of.
  struct Asking {
    const Question& question;
    const Shelf& shelf;
    std::string origin, host;
    Time now;
  };
  struct Body {
    std::string xml;                    // "<Identify>...</Identify>"
    std::vector<ProtocolError> errors;  // instead of it
  };
  // One batch of a list, and how it goes on.
  struct Batch {
    std::vector<store::Harvested> found;
    std::unordered_map<std::string, std::vector<std::string>> topics;
    std::unordered_map<std::string, Resource> resources;  // of those that are not gone, where records were asked for
    bool more = false;
    int64_t complete_size = 0;
  };

  Result<Body> Say(const Asking& asking) const;
  Result<Body> Identify(const Asking& asking) const;
  Result<Body> ListMetadataFormats(const Asking& asking) const;
  Body ListSets(const Asking& asking) const;
  Result<Body> List(const Asking& asking) const;
  Result<Body> GetRecord(const Asking& asking) const;
  Result<Batch> Read(const store::HarvestRange& range, const Token& at, bool first) const;

  Deps d_;
};

// "oai:trust.example.org:0190...": the host without its port; the id of a resource.
std::string IdentifierOf(std::string_view host, std::string_view id);
// The id in an identifier of this host; empty where it is none.
std::string IdIn(std::string_view identifier, std::string_view host);
// The host of an address, in lower case, without port; "localhost" where it is no name.
std::string HostOf(std::string_view origin);

}  // namespace concord::library::oai
