// What a harvester asks, by OAI-PMH 2.0 (openarchives.org/OAI/2.0/openarchivesprotocol.htm), sections 2.7, 3 and 4.
// Pure functions. Errors are the protocol's own, in English: programs and the people who run them read them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/http/message.h"

namespace concord::library::oai {

enum class Verb { kIdentify, kListMetadataFormats, kListSets, kListIdentifiers, kListRecords, kGetRecord };
std::string_view NameOf(Verb verb);

struct ProtocolError {
  std::string code, text;  // "badArgument"
  bool operator==(const ProtocolError&) const = default;
};

struct Question {
  Verb verb = Verb::kIdentify;
  std::string metadata_prefix, identifier, set, resumption_token;
  std::optional<Time> from, until;  // both belong to the range: `until` is the last millisecond of its second or day
};

struct Asked {
  std::optional<Question> question;   // nullopt where there are errors
  std::vector<ProtocolError> errors;  // badVerb or badArgument
};
// `arguments`: of the address, or of a POST's form.
Asked ReadArguments(const http::Pairs& arguments);

// "2026-11-21" or "2026-11-21T07:55:00Z", of a day that exists; nothing else.
struct Datestamp {
  Time first, last;  // its first and last millisecond
  bool day = false;
};
std::optional<Datestamp> ReadDatestamp(std::string_view text);

// "topic:use-of-force" has the form of a setSpec: parts of unreserved signs, parted by colons.
bool IsSetSpec(std::string_view text);

}  // namespace concord::library::oai
