#include "features/library/atom.h"

#include "base/core/text.h"

namespace concord::library {

std::string XmlElement(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + text::EscapeMarkup(text) + "</" + std::string(name) + ">\n";
}

std::string AtomEntry(const Resource& resource, const std::string& origin, Time published, std::string_view note) {
  const auto& a = resource.about;
  const std::string address = origin + "/resources/" + a.slug;
  std::string out = "<entry>\n" + XmlElement("title", a.subtitle.empty() ? a.title : a.title + ": " + a.subtitle);
  out += XmlElement("id", "urn:uuid:" + resource.id.ToString());
  out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + text::EscapeMarkup(address) + "\"/>\n";
  out += XmlElement("updated", FormatRfc3339(std::max(resource.updated, published))) +
         XmlElement("published", FormatRfc3339(published));
  for (const auto& author : a.authors) out += "<author>" + XmlElement("name", author.Display()) + "</author>\n";
  if (a.authors.empty()) {
    out += "<author>" + XmlElement("name", SourceOf(a).empty() ? "-" : SourceOf(a)) + "</author>\n";
  }
  for (const auto& topic : a.topics) out += "<category term=\"" + text::EscapeMarkup(topic) + "\"/>\n";
  std::string summary(note);
  if (!summary.empty() && !a.summary.empty()) summary += "\n\n";
  if (summary += a.summary; !summary.empty()) out += XmlElement("summary", summary);
  return out + "</entry>\n";
}

http::Response AtomResponse(const AtomFeed& feed) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
      text::EscapeMarkup(feed.language) + "\">\n";
  out += XmlElement("title", feed.title) + XmlElement("id", feed.self) +
         XmlElement("updated", FormatRfc3339(feed.updated));
  out += "<link rel=\"self\" type=\"application/atom+xml\" href=\"" + text::EscapeMarkup(feed.self) + "\"/>\n";
  out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + text::EscapeMarkup(feed.page) + "\"/>\n" +
         feed.entries + "</feed>\n";
  return http::Response::Bytes(std::move(out), "application/atom+xml; charset=utf-8").Shared();
}

}  // namespace concord::library
