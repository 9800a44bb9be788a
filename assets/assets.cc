#include "assets/assets.h"

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "assets_embedded.h"

namespace concord::assets {
namespace {

constexpr std::string_view kManifest = "manifest.json";
constexpr std::string_view kForever = "public, max-age=31536000, immutable";
// Its address has no hash, so a new mark must reach browsers within a day.
constexpr std::string_view kOneDay = "public, max-age=86400";

using Files = std::map<std::string_view, std::string_view>;

std::string ContentTypeOf(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {{".css", "text/css; charset=utf-8"},
                                                                             {".js", "text/javascript; charset=utf-8"},
                                                                             {".svg", "image/svg+xml"},
                                                                             {".woff2", "font/woff2"},
                                                                             {".png", "image/png"},
                                                                             {".json", "application/json"}};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return std::string(type);
  }
  return "application/octet-stream";
}

std::string_view FindOr(const Files& files, const std::string& name) {
  auto found = files.find(name);
  return found == files.end() ? std::string_view() : found->second;
}

// The hash stands between the last dash and the ending: "app-1A2B3C4D.css".
std::string EtagOf(std::string_view hashed) {
  size_t dot = hashed.rfind('.');
  size_t dash = hashed.rfind('-', dot);
  if (dot == std::string_view::npos || dash == std::string_view::npos) {
    throw std::runtime_error("asset without a hash in its name: " + std::string(hashed));
  }
  return "\"" + std::string(hashed.substr(dash + 1, dot - dash - 1)) + "\"";
}

std::map<std::string, std::string, std::less<>> ReadManifest(const Files& files) {
  auto found = files.find(kManifest);
  if (found == files.end()) throw std::runtime_error("assets: manifest.json is not among the files");
  auto parsed = nlohmann::json::parse(found->second, nullptr, false);
  if (!parsed.is_object()) throw std::runtime_error("assets: manifest.json is not a JSON object");
  std::map<std::string, std::string, std::less<>> names;
  for (const auto& [logical, hashed] : parsed.items()) {
    if (!hashed.is_string()) throw std::runtime_error("assets: manifest.json names no file for " + logical);
    names.emplace(logical, hashed.get<std::string>());
  }
  return names;
}

}  // namespace

AssetTable::AssetTable() : AssetTable(embedded::Files()) {}

AssetTable::AssetTable(std::span<const embed::File> files) {
  Files by_name;
  for (const embed::File& file : files) by_name.emplace(file.path, file.bytes);
  hashed_ = ReadManifest(by_name);
  for (const auto& [logical, hashed] : hashed_) {
    auto identity = by_name.find(hashed);
    if (identity == by_name.end()) throw std::runtime_error("assets: " + hashed + " is not among the files");
    Entry& entry = entries_[hashed];
    entry.etag = EtagOf(hashed);
    entry.content_type = ContentTypeOf(hashed);
    entry.bytes.identity = identity->second;
    entry.bytes.gzip = FindOr(by_name, hashed + ".gz");
    entry.bytes.brotli = FindOr(by_name, hashed + ".br");
  }
}

std::string AssetTable::Url(std::string_view logical) const {
  auto found = hashed_.find(logical);
  if (found == hashed_.end()) throw std::runtime_error("unknown asset: " + std::string(logical));
  return "/assets/" + found->second;
}

http::Response AssetTable::Answer(std::string_view name, std::string_view cache_control) const {
  auto found = entries_.find(name);
  if (found == entries_.end()) return http::Response::Text("Not found\n", 404);
  http::Response response;
  response.fixed = found->second.bytes;
  response.fixed->etag = found->second.etag;
  response.Header("Content-Type", found->second.content_type).Header("Cache-Control", std::string(cache_control));
  return response;
}

void AssetTable::Bind(http::Router& router) const {
  const http::RouteOptions on_io{.inline_io = true};
  router.Get(
      "/assets/*path", http::Anyone(),
      [this](const http::Request& request) { return Answer(request.params.Get("path"), kForever); }, on_io);
  // Browsers ask for it by this name where a page names no icon.
  router.Get(
      "/favicon.ico", http::Anyone(),
      [this](const http::Request&) {
        auto icon = hashed_.find("favicon.svg");
        return Answer(icon == hashed_.end() ? std::string_view() : icon->second, kOneDay);
      },
      on_io);
}

}  // namespace concord::assets
