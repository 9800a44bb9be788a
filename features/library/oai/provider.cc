#include "features/library/oai/provider.h"

#include <algorithm>

#include "base/core/text.h"
#include "features/library/oai/sets.h"
#include "features/library/oai/xml.h"

namespace concord::library::oai {
namespace {

// Wider than any record's date, and still a date with four digits of a year.
constexpr Time kBeginning{milliseconds(-62135596800000)}, kEnd{milliseconds(253402300799999)};
constexpr std::string_view kScheme = "oai:";

// What a schema for oai-identifier takes for a repository: a name with a dot (openarchives.org/OAI/2.0/oai-identifier).
bool IsDomain(std::string_view host) {
  const auto labels = text::Split(host, '.');
  return labels.size() > 1 && std::all_of(labels.begin(), labels.end(), [](std::string_view label) {
           return !label.empty() && label[0] >= 'a' && label[0] <= 'z';
         });
}

std::string OriginOf(const Deps& deps, const http::Request& request) {
  std::string origin = deps.hub.base_url.empty() ? request.Origin() : deps.hub.base_url;
  while (origin.ends_with('/')) origin.pop_back();
  return origin;
}

std::string Header(const store::Harvested& one, const std::string& host, const std::vector<std::string>& specs) {
  std::string out = one.gone ? "<header status=\"deleted\">\n" : "<header>\n";
  out +=
      Element("identifier", IdentifierOf(host, one.place.id)) + Element("datestamp", FormatRfc3339(one.place.changed));
  for (const auto& spec : specs) out += Element("setSpec", spec);
  return out + "</header>\n";
}

std::string Attributes(const http::Pairs& arguments) {
  std::string out;
  for (const auto& [name, value] : arguments.items()) out += " " + name + "=\"" + Escaped(value) + "\"";
  return out;
}

std::string Wrapped(std::string_view origin, Time now, const std::string& attributes, const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
         "xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/ "
         "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd\">\n" +
         Element("responseDate", FormatRfc3339(now)) + "<request" + attributes + ">" +
         Escaped(std::string(origin) + "/oai") + "</request>\n" + inside + "</OAI-PMH>\n";
}

std::string Said(const std::vector<ProtocolError>& errors) {
  std::string out;
  for (const auto& error : errors) out += Element("error", error.text, "code=\"" + error.code + "\"");
  return out;
}

// How a list goes on. An empty element with the same numbers ends one that came in parts.
std::string TokenElement(const Token& at, const store::Place& last, size_t given, bool more, Time now) {
  Token next = at;
  next.after = last;
  next.cursor = at.cursor + static_cast<int64_t>(given);
  next.expires = std::chrono::ceil<std::chrono::seconds>(now) + kLifetime;
  std::string attributes = more ? "expirationDate=\"" + FormatRfc3339(next.expires) + "\" " : "";
  attributes +=
      "completeListSize=\"" + std::to_string(next.complete_size) + "\" cursor=\"" + std::to_string(at.cursor) + "\"";
  return Element("resumptionToken", more ? Write(next) : "", attributes);
}

ProtocolError Refusal(const char* code, std::string text) { return {code, std::move(text)}; }

}  // namespace

std::string IdentifierOf(std::string_view host, std::string_view id) {
  return std::string(kScheme) + std::string(host) + ":" + std::string(id);
}

std::string IdIn(std::string_view identifier, std::string_view host) {
  const std::string before = IdentifierOf(host, "");
  if (!identifier.starts_with(before)) return {};
  const auto id = Uuid::Parse(identifier.substr(before.size()));
  return id && id->ToString() == identifier.substr(before.size()) ? id->ToString() : std::string();
}

std::string HostOf(std::string_view origin) {
  if (const size_t at = origin.find("://"); at != std::string_view::npos) origin.remove_prefix(at + 3);
  const std::string host = text::LowerAscii(origin.substr(0, origin.find_first_of(":/?#")));
  const bool named = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
  return named ? host : "localhost";
}

http::Response Provider::Answer(const http::Request& request) const {
  // Before anything is read: what changes from here on is found by the next harvest from this date.
  const Time now = d_.clock.Now();
  const std::string origin = OriginOf(d_, request);
  http::Pairs arguments = request.query;
  for (const auto& [name, value] : request.form.items()) arguments.Add(name, value);

  const auto respond = [&](const std::string& attributes, const std::string& inside) {
    return http::Response::Bytes(Wrapped(origin, now, attributes, inside), "text/xml; charset=utf-8")
        .Header("Cache-Control", "no-store");
  };
  const Asked asked = ReadArguments(arguments);
  if (!asked.question) return respond("", Said(asked.errors));

  const auto failed = [&](const Error& error) {
    d_.log.Error("a harvester's question failed",
                 {{"request_id", request.request_id}, {"key", error.key}, {"cause", error.cause}});
    return http::Response::Text("The library cannot be read at the moment. Please ask again later.\n", 503)
        .Header("Retry-After", "60");
  };
  const auto shelf = d_.library.Shelves();
  if (!shelf) return failed(shelf.error());
  const auto body = Say({*asked.question, **shelf, origin, HostOf(origin), now});
  if (!body) return failed(body.error());
  return respond(Attributes(arguments), body->errors.empty() ? body->xml : Said(body->errors));
}

Result<Provider::Body> Provider::Say(const Asking& asking) const {
  switch (asking.question.verb) {
    case Verb::kIdentify:
      return Identify(asking);
    case Verb::kListMetadataFormats:
      return ListMetadataFormats(asking);
    case Verb::kListSets:
      return ListSets(asking);
    case Verb::kGetRecord:
      return GetRecord(asking);
    case Verb::kListIdentifiers:
    case Verb::kListRecords:
      break;
  }
  return List(asking);
}

Result<Provider::Body> Provider::Identify(const Asking& asking) const {
  const auto earliest = d_.library.database().Read(
      [](db::Session& s) -> Result<std::optional<Time>> { return store::EarliestChange(s); });
  if (!earliest) return std::unexpected(earliest.error());
  std::string email = d_.admin_email;
  // The protocol requires an address, and its schema a dot in the host; ".invalid" is nobody's (RFC 2606).
  if (email.empty())
    email = "postmaster@" + asking.host + (asking.host.find('.') == std::string::npos ? ".invalid" : "");
  std::string out = "<Identify>\n" + Element("repositoryName", d_.hub.name) +
                    Element("baseURL", asking.origin + "/oai") + Element("protocolVersion", "2.0") +
                    Element("adminEmail", email) +
                    Element("earliestDatestamp", FormatRfc3339(earliest->value_or(asking.now))) +
                    Element("deletedRecord", "persistent") + Element("granularity", "YYYY-MM-DDThh:mm:ssZ") +
                    Element("compression", "gzip");
  if (IsDomain(asking.host)) {
    out +=
        "<description>\n<oai-identifier xmlns=\"http://www.openarchives.org/OAI/2.0/oai-identifier\" "
        "xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai-identifier "
        "http://www.openarchives.org/OAI/2.0/oai-identifier.xsd\">\n" +
        Element("scheme", "oai") + Element("repositoryIdentifier", asking.host) + Element("delimiter", ":") +
        Element("sampleIdentifier", IdentifierOf(asking.host, "01890000-0000-7000-8000-000000000000")) +
        "</oai-identifier>\n</description>\n";
  }
  return Body{out + "</Identify>\n", {}};
}

Result<Provider::Body> Provider::ListMetadataFormats(const Asking& asking) const {
  if (!asking.question.identifier.empty()) {
    const std::string id = IdIn(asking.question.identifier, asking.host);
    const auto found = d_.library.database().Read([&](db::Session& s) -> Result<std::optional<store::Harvested>> {
      return id.empty() ? std::nullopt : store::FindHarvested(s, id);
    });
    if (!found) return std::unexpected(found.error());
    if (!*found) return Body{"", {Refusal("idDoesNotExist", "There is no such record.")}};
  }
  std::string out = "<ListMetadataFormats>\n";
  for (const auto& format : Formats()) {
    out += "<metadataFormat>\n" + Element("metadataPrefix", format.prefix) + Element("schema", format.schema) +
           Element("metadataNamespace", format.xml_namespace) + "</metadataFormat>\n";
  }
  return Body{out + "</ListMetadataFormats>\n", {}};
}

Provider::Body Provider::ListSets(const Asking& asking) const {
  // All sets are in one answer, so no token was ever given out.
  if (!asking.question.resumption_token.empty())
    return {"", {Refusal("badResumptionToken", "The sets are listed in one answer: there is no such token.")}};
  const auto sets = SetsOf(asking.shelf);
  if (sets.empty()) return {"", {Refusal("noSetHierarchy", "This library has no topics yet, and so no sets.")}};
  std::string out = "<ListSets>\n";
  for (const auto& set : sets) {
    out += "<set>\n" + Element("setSpec", set.spec) + Element("setName", set.name);
    if (!set.description.empty()) {
      out +=
          "<setDescription><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" "
          "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
          "xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai_dc/ "
          "http://www.openarchives.org/OAI/2.0/oai_dc.xsd\">" +
          Element("dc:description", set.description) + "</oai_dc:dc></setDescription>\n";
    }
    out += "</set>\n";
  }
  return {out + "</ListSets>\n", {}};
}

Result<Provider::Batch> Provider::Read(const store::HarvestRange& range, const Token& at, bool first) const {
  return d_.library.database().Read([&](db::Session& s) -> Result<Batch> {
    Batch batch;
    batch.found = store::HarvestAfter(s, range, at.after, d_.batch + 1);
    batch.more = batch.found.size() > d_.batch;
    if (batch.more) batch.found.resize(d_.batch);
    // Counted once, when a list begins; the token carries it on.
    batch.complete_size = first && batch.more ? store::CountHarvest(s, range) : at.complete_size;
    batch.topics = store::TopicsOf(s, batch.found);
    if (at.verb == Verb::kListIdentifiers) return batch;
    std::vector<std::string> ids;
    for (const auto& one : batch.found) {
      if (!one.gone) ids.push_back(one.place.id);
    }
    for (auto& resource : store::FindResourcesById(s, ids)) {
      std::string id = resource.id.ToString();
      batch.resources.emplace(std::move(id), std::move(resource));
    }
    return batch;
  });
}

Result<Provider::Body> Provider::List(const Asking& asking) const {
  const Question& q = asking.question;
  const auto refuse = [](const char* code, const char* text) { return Body{"", {Refusal(code, text)}}; };
  Token at{.verb = q.verb,
           .metadata_prefix = q.metadata_prefix,
           .set = q.set,
           .until = q.until.value_or(kEnd),
           .after = {},
           .expires = {}};
  at.after.changed = q.from.value_or(kBeginning);
  const bool first = q.resumption_token.empty();
  if (!first) {
    const auto token = ReadToken(q.resumption_token, asking.now);
    if (!token || token->verb != q.verb)
      return refuse("badResumptionToken", "The token is not one of this list, or its 24 hours are over.");
    at = *token;
  }
  const MetadataFormat* format = FormatNamed(at.metadata_prefix);
  if (!format) return refuse(first ? "cannotDisseminateFormat" : "badResumptionToken", "There is no such format.");
  store::HarvestRange range{at.after.changed, at.until, {}};
  if (!at.set.empty()) {
    if (SetsOf(asking.shelf).empty())
      return refuse("noSetHierarchy", "This library has no topics yet, and so no sets.");
    auto topics = TopicsIn(asking.shelf, at.set);
    if (!topics) return refuse("noRecordsMatch", "There is no such set, or it is empty.");
    range.topics = std::move(*topics);
  }
  const auto batch = Read(range, at, first);
  if (!batch) return std::unexpected(batch.error());
  if (batch->found.empty()) return refuse("noRecordsMatch", "Nothing matches, or nothing that is left.");

  const std::string name(NameOf(q.verb));
  std::string out = "<" + name + ">\n";
  for (const auto& one : batch->found) {
    const auto topics = batch->topics.find(one.place.id);
    const std::string header =
        Header(one, asking.host,
               topics == batch->topics.end() ? std::vector<std::string>() : SpecsOf(asking.shelf, topics->second));
    const auto resource = batch->resources.find(one.place.id);
    if (q.verb == Verb::kListIdentifiers) {
      out += header;
      continue;
    }
    out += "<record>\n" + header;
    if (resource != batch->resources.end())
      out += "<metadata>\n" + format->write(resource->second, asking.shelf.terms, asking.origin) + "</metadata>\n";
    out += "</record>\n";
  }
  at.complete_size = batch->complete_size;
  if (batch->more || !first)
    out += TokenElement(at, batch->found.back().place, batch->found.size(), batch->more, asking.now);
  return Body{out + "</" + name + ">\n", {}};
}

Result<Provider::Body> Provider::GetRecord(const Asking& asking) const {
  const MetadataFormat* format = FormatNamed(asking.question.metadata_prefix);
  if (!format) return Body{"", {Refusal("cannotDisseminateFormat", "There is no such format.")}};
  const std::string id = IdIn(asking.question.identifier, asking.host);
  return d_.library.database().Read([&](db::Session& s) -> Result<Body> {
    const auto found = id.empty() ? std::nullopt : store::FindHarvested(s, id);
    if (!found) return Body{"", {Refusal("idDoesNotExist", "There is no such record.")}};
    auto topics = store::TopicsOf(s, {*found});
    std::string out = "<GetRecord>\n<record>\n" + Header(*found, asking.host, SpecsOf(asking.shelf, topics[id]));
    if (!found->gone) {
      const auto resource = store::FindResourcesById(s, {id});
      out += "<metadata>\n" + format->write(resource.at(0), asking.shelf.terms, asking.origin) + "</metadata>\n";
    }
    return Body{out + "</record>\n</GetRecord>\n", {}};
  });
}

void BindOai(http::Router& r, const Deps& d) {
  const Provider provider(d);
  const auto answer = [=](const http::Request& q) { return provider.Answer(q); };
  r.Get("/oai", http::Anyone(), answer);
  // A harvester has no form's token; the question changes nothing.
  r.Post("/oai", http::Anyone(), answer, {.body_limit = 64 << 10, .any_origin = true});
}

}  // namespace concord::library::oai
