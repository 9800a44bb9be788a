// The web front end as the program carries it: style sheet, islands, fonts and pictures under hashed names, each with
// its ready gzip and brotli forms. A table owns nothing but names; the bytes live as long as the program. Immutable
// after it is built, so any thread may read it. What is missing ends start-up.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/embed/file.h"
#include "base/http/message.h"
#include "base/http/router.h"

namespace concord::assets {

class AssetTable {
 public:
  // Of the files that the build embedded.
  AssetTable();
  // Of other files: "manifest.json" ({"app.css": "app-1A2B3C4D.css"}), the files that it names, and their ".gz" and
  // ".br". Throws std::runtime_error where the manifest is absent or broken, or names a file that is not there.
  explicit AssetTable(std::span<const embed::File> files);

  // The address of a file by its logical name: "app.css" -> "/assets/app-1A2B3C4D.css".
  // Throws std::runtime_error on an unknown name: a page must not start without its style sheet.
  std::string Url(std::string_view logical) const;

  // GET /assets/*path (kept by browsers for a year: another version has another name) and GET /favicon.ico.
  // The table must outlive the router's use.
  void Bind(http::Router& router) const;

 private:
  struct Entry {
    http::Response::Static bytes;
    std::string etag;
    std::string content_type;
  };
  http::Response Answer(std::string_view name, std::string_view cache_control) const;

  std::map<std::string, std::string, std::less<>> hashed_;  // logical name -> hashed name
  std::map<std::string, Entry, std::less<>> entries_;       // hashed name -> what is sent
};

}  // namespace concord::assets
