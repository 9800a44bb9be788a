// What `concord doctor` looks at, one subject a function. Each says what it found, or what to do. None of them changes
// anything, and each copes with whatever is missing: they are asked when something is wrong.
#pragma once
#include <string>
#include <vector>

#include "app/plain_database.h"
#include "base/core/config.h"

namespace concord::app {

enum class Health { kOk, kDo, kSkipped };

struct Finding {
  std::string subject;  // "disk"
  Health health = Health::kOk;
  std::string text;  // what was found; with kDo, what to do
};
inline Finding Ok(const std::string& subject, const std::string& text) { return {subject, Health::kOk, text}; }
inline Finding Do(const std::string& subject, const std::string& text) { return {subject, Health::kDo, text}; }

// Settings and files: doctor_settings.cc.
std::vector<Finding> ExamineSettings(const Config& config);
Finding ExamineSecrets(const Config& config, const std::string& settings_file);
Finding ExamineKey(const Config& config);
Finding ExamineBreachedPasswords(const Config& config);
Finding ExamineMail(const Config& config, const Clock& clock, Random& random, Log& log);

// The machine: doctor_machine.cc.
Finding ExamineFolder(const Config& config);
struct Growth {
  int64_t bytes = 0;  // of the database
  double days = 0;    // since it was begun; 0: not known
};
Finding ExamineDisk(const Config& config, const Growth& growth);

// The database and what follows it: doctor_database.cc.
std::vector<Finding> ExamineDatabase(const Config& config, PlainDatabase& plain);
Growth MeasureGrowth(PlainDatabase& plain);

// In words of a person: "12 MB", "3 minutes".
std::string SizeInWords(int64_t bytes);
std::string TimeInWords(int64_t milliseconds);
std::string ErrorInWords(const Error& error);

}  // namespace concord::app
