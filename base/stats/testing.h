// The numbers of base/stats/reference, for this folder's tests.
#pragma once
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/stats/levels.h"

namespace concord::stats {

inline std::vector<std::string> Parted(const std::string& text, char by) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, by);) {
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

// Rows of fields. Empty where the file is missing: a test asks for rows first.
inline std::vector<std::vector<std::string>> Reference(const std::string& file) {
  std::ifstream in(std::string(CONCORD_SOURCE_DIR "/base/stats/reference/") + file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) rows.push_back(Parted(line, '\t'));
  return rows;
}

inline double Number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

inline std::vector<double> Numbers(const std::string& text) {
  std::vector<double> numbers;
  for (const std::string& part : Parted(text, ' ')) numbers.push_back(Number(part));
  return numbers;
}

inline LevelCounts Counts(const std::string& text) {
  LevelCounts counts;
  for (const std::string& part : Parted(text, ' ')) counts.push_back(std::strtoll(part.c_str(), nullptr, 10));
  return counts;
}

}  // namespace concord::stats
