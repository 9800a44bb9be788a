// The files of an instrument as a person sends them: chosen from disk, or typed into a page. Pure functions, safe from
// any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/selfreview/engine/instrument.h"

namespace concord::selfreview::importing {

inline constexpr size_t kMostFiles = 25;          // the structure, and the texts of 24 languages
inline constexpr size_t kLargestFile = 1u << 20;  // bytes
inline constexpr size_t kLargestSent = 4u << 20;  // bytes of all files together

// "1.en.toml" of a name that a person's disk may have made of it: "C:\...\my-instrument-1.en (2).toml". As it is, where
// it is no such name.
std::string PlainName(std::string_view name);
// "1.toml"; "1.en.toml".
bool IsStructureName(std::string_view name);
bool IsTextsName(std::string_view name);

// A text field of a browser gives line ends as it likes, and takes a first empty line away. `original`: the bytes that
// were put into the field, where it could not give them back unchanged.
bool SurvivesTyping(std::string_view bytes);
// What somebody meant who sent `typed`: the original, byte for byte, where they changed nothing; its kind of line ends
// where they did.
std::string FromTyped(std::string_view typed, const std::optional<std::string>& original);

// What `concord instrument check` says of these files, and before it what concerns sending: names, sizes, UTF-8.
struct Checked {
  SourceFile structure;
  std::vector<SourceFile> texts;         // by name
  std::optional<Instrument> instrument;  // nullopt where there is any problem
  std::vector<Problem> problems;
  std::vector<Problem> warnings;  // what a person should look at
};
Checked Check(const std::vector<SourceFile>& files);

// The files with which the version after `newest` begins: its number counted on, following `newest`, each item carrying
// on the item of the same id. Everything else, comments too, stays as it was written. Read and meant to be changed.
std::vector<SourceFile> NextVersion(const Instrument& newest, const SourceFile& structure,
                                    const std::vector<SourceFile>& texts, int number);

}  // namespace concord::selfreview::importing
