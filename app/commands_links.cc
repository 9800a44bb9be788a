#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/links_commands.h"

namespace concord::app {
namespace {

using library::links::Link;
using library::links::State;
using nlohmann::ordered_json;

constexpr size_t kAll = 1'000'000;

ordered_json AsJson(const Link& link) {
  const auto time = [](const std::optional<Time>& t) {
    return t ? ordered_json(FormatRfc3339(*t)) : ordered_json(nullptr);
  };
  const auto& h = link.history;
  return {{"resource", link.slug},     {"title", link.title},
          {"address", link.url},       {"state", NameOf(h.state)},
          {"reason", h.reason},        {"status", h.status},
          {"new_address", h.new_url},  {"checked", time(h.checked)},
          {"worked", time(h.worked)},  {"failing_since", time(h.failing_since)},
          {"found_good", time(h.fine)}};
}

void Print(const Link& link) {
  const auto& h = link.history;
  std::cout << NameOf(h.state) << "\t" << link.slug << "\t" << link.url;
  if (!h.reason.empty()) std::cout << "\t" << h.reason;
  if (!h.new_url.empty()) std::cout << "\t-> " << h.new_url;
  std::cout << "\n";
}

void PrintJson(const ordered_json& json) {
  std::cout << json.dump(2, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

int Check(const Common& common, Hub& hub, const LinksArgs& args) {
  size_t limit = args.limit;
  if (limit == 0) {
    const auto share = hub.links->HourlyShare();
    if (!share) {
      Say(share.error());
      return 1;
    }
    limit = *share;
  }
  const auto report = hub.links->Run(limit);
  if (!report) {
    Say(report.error());
    return 1;
  }
  if (common.json) {
    ordered_json json{{"looked", report->looked}, {"left", report->left}, {"found", ordered_json::object()}};
    for (const auto& [state, count] : report->found) json["found"][NameOf(state)] = count;
    json["changed"] = ordered_json::array();
    for (const auto& link : report->changed) json["changed"].push_back(AsJson(link));
    PrintJson(json);
    return 0;
  }
  std::cout << report->looked << " addresses looked at";
  for (const auto& [state, count] : report->found) std::cout << ", " << count << " " << NameOf(state);
  std::cout << "\n";
  if (report->left > 0) std::cout << report->left << " left for later: their servers are busy or do not answer\n";
  for (const auto& link : report->changed) Print(link);
  return 0;
}

int List(const Common& common, Hub& hub, const LinksArgs& args) {
  library::links::Filter filter{.needs_a_look = args.state.empty(), .state = library::links::StateNamed(args.state)};
  filter.limit = args.limit ? args.limit : kAll;
  const auto links = hub.links->List(filter);
  if (!links) {
    Say(links.error());
    return 1;
  }
  ordered_json json = ordered_json::array();
  for (const auto& link : *links) {
    if (common.json) {
      json.push_back(AsJson(link));
    } else {
      Print(link);
    }
  }
  if (common.json) PrintJson(json);
  if (!common.json && links->empty()) std::cout << "none\n";
  return 0;
}

}  // namespace

void AddLinks(CLI::App& app, Common& common, LinksArgs& args,
              const std::function<void(CLI::App&, Common&)>& add_common) {
  auto* links = app.add_subcommand("links", "Check whether the addresses of resources still work");
  links->require_subcommand(1);
  auto* check = links->add_subcommand("check", "Look at those that are due now, politely; asks other people's servers");
  auto* list = links->add_subcommand("list", "What was found: by default what is dead, moved or unsure");
  list->add_option("--state", args.state, "Only these: dead, redirected, unsure, ok, never, or all")
      ->check(CLI::IsMember({"dead", "redirected", "unsure", "ok", "never", "all"}));
  check->add_option("--limit", args.limit, "At most so many addresses (default: an hour's share)");
  list->add_option("--limit", args.limit, "At most so many");
  for (auto* verb : {check, list}) {
    add_common(*verb, common);
    verb->add_flag("--json", common.json, "Output as JSON");
    verb->callback([&args, name = verb->get_name()] { args.verb = name; });
  }
}

std::optional<int> RunLinks(const std::string& command, const Common& common, const LinksArgs& args) {
  if (command != "links") return std::nullopt;
  auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  return args.verb == "list" ? List(common, *hub, args) : Check(common, *hub, args);
}

}  // namespace concord::app
