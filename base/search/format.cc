#include "base/search/format.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/search/packing.h"

namespace concord::search {
namespace {

constexpr int kFormat = 2;  // grows when what this library writes changes

std::string Sha256(std::string_view bytes) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return std::string(reinterpret_cast<const char*>(hash), sizeof hash);
}

std::string SchemaHash(const Schema& schema) {
  std::string parts = std::to_string(kFormat) + "." + std::to_string(schema.version);
  for (const TextField& field : schema.texts) {
    AppendString(parts, field.name);
    AppendString(parts, std::to_string(field.weight));
  }
  parts += "|";
  for (const std::string& facet : schema.facets) AppendString(parts, facet);
  parts += "|";
  for (const std::string& sort : schema.sorts) AppendString(parts, sort);
  return Hex(Sha256(parts)).substr(0, 16);
}

std::unexpected<Error> Unavailable(const std::string& what) {
  return Fail(ErrorKind::kUnavailable, "search.unavailable", {}, what + ": " + std::generic_category().message(errno));
}

// Makes a finished file or folder survive a power cut.
bool Sync(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  return synced;
}

}  // namespace

std::string FacetCodeKey(uint32_t code) {
  char key[16];
  std::snprintf(key, sizeof key, "f%08x", code);
  return key;
}

std::string ShardPath(const std::string& folder, int shard) { return folder + "/shard" + std::to_string(shard); }

Result<int> ReadMeta(const std::string& folder, const Schema& schema) {
  std::ifstream in(folder + "/META");
  if (!in) {
    if (errno == EACCES) return Unavailable(folder + "/META");
    return 0;
  }
  std::string name, hash;
  int shards = 0;
  in >> name >> hash >> shards;
  if (name != "concord-search" || hash != SchemaHash(schema) || shards < 1 || shards > 16) {
    return Fail(ErrorKind::kConflict, "search.rebuild_needed", {}, folder + "/META is of another version");
  }
  return shards;
}

Status WriteMeta(const std::string& folder, const Schema& schema, int shards) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) return Fail(ErrorKind::kUnavailable, "search.unavailable", {}, folder + ": " + code.message());
  const std::string path = folder + "/META";
  const std::string draft = path + ".new";
  std::ofstream out(draft, std::ios::trunc);
  out << "concord-search " << SchemaHash(schema) << ' ' << shards << '\n';
  out.close();
  if (!out || !Sync(draft) || std::rename(draft.c_str(), path.c_str()) != 0 || !Sync(folder)) return Unavailable(path);
  return {};
}

FieldWeights WeightsOf(const Schema& schema) {
  unsigned scale = 10;
  for (const unsigned candidate : {4u, 2u, 1u}) {
    const bool whole = std::ranges::all_of(schema.texts, [&](const TextField& field) {
      return std::abs(field.weight * candidate - std::round(field.weight * candidate)) < 1e-9;
    });
    if (whole) scale = candidate;
  }
  FieldWeights weights{scale, {}};
  for (const TextField& field : schema.texts) {
    weights.fields.push_back(static_cast<unsigned>(std::max(1.0, std::round(field.weight * scale))));
  }
  return weights;
}

Error ErrorOf(const Xapian::Error& error) {
  const std::string cause = error.get_description();
  const std::string_view type = error.get_type();
  if (type == "DatabaseLockError") return {ErrorKind::kConflict, "search.locked", {}, cause};
  const bool damaged = type == "DatabaseCorruptError" || type == "DatabaseVersionError" ||
                       type == "DatabaseOpeningError" || type == "DatabaseNotFoundError" ||
                       type == "SerialisationError" || type == "RangeError";
  if (damaged) return {ErrorKind::kConflict, "search.rebuild_needed", {}, cause};
  return {ErrorKind::kUnavailable, "search.unavailable", {}, cause};
}

std::string_view FieldOf(std::string_view text, size_t field) {
  size_t at = text.find('\n');
  for (; at != std::string_view::npos && field > 0; --field) at = text.find('\n', at + 1);
  if (at == std::string_view::npos) return {};
  return text.substr(at + 1, text.find('\n', at + 1) - at - 1);
}

std::string DigestBytes(const Document& document) {
  std::string parts;
  AppendString(parts, document.id);
  AppendString(parts, document.language);
  AppendVarint(parts, document.texts.size());
  for (const std::string& text : document.texts) AppendString(parts, text);
  AppendVarint(parts, document.facets.size());
  for (const auto& values : document.facets) {
    AppendVarint(parts, values.size());
    for (const std::string& value : values) AppendString(parts, value);
  }
  AppendVarint(parts, document.sorts.size());
  for (const std::string& sort : document.sorts) AppendString(parts, sort);
  AppendString(parts, document.stored);
  for (const PagedText& text : document.paged) {
    AppendString(parts, text.id);
    AppendString(parts, text.language);
    AppendVarint(parts, text.pages.size());
    for (const std::string& page : text.pages) AppendString(parts, page);
  }
  return Sha256(parts);
}

std::string Hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string DigestOf(const Document& document) { return Hex(DigestBytes(document)); }

}  // namespace concord::search
