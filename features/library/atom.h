// Atom feeds (RFC 4287) of resources. Pure functions.
#pragma once
#include <string>
#include <string_view>

#include "base/http/message.h"
#include "features/library/library.h"

namespace concord::library {

// <name>text</name> and a line's end, the text escaped.
std::string XmlElement(std::string_view name, std::string_view text);

// `published`: when readers could see it first; `note`: what a list says of it, put before the summary.
std::string AtomEntry(const Resource& resource, const std::string& origin, Time published, std::string_view note = {});

struct AtomFeed {
  std::string title, self, page, language;  // self: its own address, page: the address that people open
  Time updated;
  std::string entries;
};
http::Response AtomResponse(const AtomFeed& feed);  // shared

}  // namespace concord::library
