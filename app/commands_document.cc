#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/document_commands.h"
#include "base/objects/sweep.h"

namespace concord::app {
namespace {

using library::documents::Document;
using library::documents::Listed;
using library::documents::State;
using nlohmann::ordered_json;

constexpr int kMostDocuments = 10'000;

const char* NameOf(const Document& document) {
  if (document.state == State::kWaiting) return "waiting";
  if (document.state == State::kRefused) return "refused";
  if (!document.has_text) return "no text";
  return document.permission.empty() ? "for search only" : "given out";
}

ordered_json AsJson(const Listed& shown) {
  const Document& d = shown.document;
  ordered_json json{{"id", d.id},
                    {"resource", shown.slug},
                    {"name", d.name},
                    {"bytes", d.bytes},
                    {"sha256", d.sha256},
                    {"state", d.state == State::kRead ? "read" : NameOf(d)},
                    {"pages", d.pages},
                    {"has_text", d.has_text},
                    {"permission", d.permission},
                    {"created", FormatRfc3339(d.created)}};
  if (d.state == State::kRefused) json["reason"] = InWords(d.reason.key, d.reason.params);
  return json;
}

void Print(const Common& common, const Listed& shown) {
  if (common.json) {
    std::cout << AsJson(shown).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    return;
  }
  const Document& d = shown.document;
  std::cout << d.id << "  " << shown.slug << "  " << d.name << "  " << (d.bytes + 999) / 1000 << " KB  " << NameOf(d);
  if (d.state == State::kRead) std::cout << "  " << d.pages << (d.pages == 1 ? " page" : " pages");
  std::cout << "\n";
  if (d.state == State::kRefused) std::cout << "    " << InWords(d.reason.key, d.reason.params) << "\n";
}

// Brings the index up to what was written, where no running server does.
int Indexed(Hub& hub, int code) {
  if (auto searcher = OpenSearcher(hub); !searcher) return Failed(searcher.error());
  return code;
}

// Takes the file in and reads it here and now, so that whoever asked is told what came of it.
int Add(const Common& common, Hub& hub, const DocumentArgs& args) {
  auto source = library::documents::SourceOf(args.file);
  if (!source) return Failed(source.error());
  const std::string name = args.name.empty() ? std::filesystem::path(args.file).filename().string() : args.name;
  const auto added = hub.documents->Add({args.resource, name, args.permission, "system"}, *source);
  if (!added) {
    if (auto swept = objects::Sweep(*hub.database, hub.clock); !swept) Say(swept.error());
    return Failed(added.error());
  }
  if (const Status read = hub.documents->Read(added->id); !read) {
    Say(read.error());
    std::cerr << "concord: the document is kept, and waits for a running server to read it\n";
  }
  const auto found = hub.database->Read(
      [&](db::Session& s) -> Result<std::optional<Listed>> { return library::documents::FindListed(s, added->id); });
  if (!found) return Failed(found.error());
  if (!*found) return 1;  // someone removed it meanwhile
  Print(common, **found);
  const Document& document = (*found)->document;
  if (document.state == State::kRead && !document.has_text)
    std::cerr << "concord: " << InWords("library.documents.no_text", {}) << "\n";
  if (document.state != State::kRefused) return Indexed(hub, 0);
  if (auto swept = objects::Sweep(*hub.database, hub.clock); !swept) return Failed(swept.error());
  return Indexed(hub, 1);
}

int List(const Common& common, Hub& hub, const DocumentArgs& args) {
  const auto found = hub.database->Read([&](db::Session& s) -> Result<std::vector<Listed>> {
    return library::documents::Latest(s, args.resource, kMostDocuments);
  });
  if (!found) return Failed(found.error());
  if (common.json) {
    ordered_json all = ordered_json::array();
    for (const auto& shown : *found) all.push_back(AsJson(shown));
    std::cout << all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    return 0;
  }
  for (const auto& shown : *found) Print(common, shown);
  if (found->empty()) std::cout << "No documents. Add one with: concord document add FILE --resource SLUG\n";
  return 0;
}

int Remove(const Common& common, Hub& hub, const DocumentArgs& args) {
  if (auto removed = hub.documents->Remove(args.id, "system"); !removed) return Failed(removed.error());
  if (auto swept = objects::Sweep(*hub.database, hub.clock); !swept) return Failed(swept.error());
  std::cout << (common.json ? "{\"removed\":true}" : "removed") << "\n";
  return Indexed(hub, 0);
}

}  // namespace

void AddDocuments(CLI::App& app, Common& common, DocumentArgs& args,
                  const std::function<void(CLI::App&, Common&)>& add_common) {
  auto* document = app.add_subcommand("document", "Add, list and remove the PDFs of resources");
  document->require_subcommand(1);
  for (const auto& [name, what] : {std::pair{"add", "Take in a PDF and read its text"},
                                   {"list", "The documents that are kept, the newest first"},
                                   {"remove", "Remove a document, its file and its text"}}) {
    auto* verb = document->add_subcommand(name, what);
    add_common(*verb, common);
    verb->add_flag("--json", common.json, "Output as JSON");
    verb->callback([&args, verb = std::string(name)] { args.verb = verb; });
    if (verb->get_name() == "remove")
      verb->add_option("id", args.id, "The document's id, as list shows it")->required();
    if (verb->get_name() == "remove") continue;
    auto* resource = verb->add_option("--resource", args.resource, "The resource's address: the last part of its URL");
    if (verb->get_name() == "list") continue;
    resource->required();
    verb->add_option("file", args.file, "The PDF")->required();
    verb->add_option("--name", args.name, "The name that readers see (default: the file's)");
    verb->add_option("--permission", args.permission,
                     "Why readers may have the file, such as a licence (default: it is for search only)");
  }
}

std::optional<int> RunDocument(const std::string& command, const Common& common, const DocumentArgs& args) {
  if (command != "document") return std::nullopt;
  auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  if (args.verb == "add") return Add(common, *hub, args);
  if (args.verb == "list") return List(common, *hub, args);
  return Remove(common, *hub, args);
}

}  // namespace concord::app
