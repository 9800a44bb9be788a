// concord doctor: one line for each thing that a hub stands on, with what to do where it is not as it should be.
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/doctor.h"
#include "app/operations.h"

namespace concord::app {
namespace {

std::vector<Finding> Examine(const Config& config, const Common& common) {
  const std::string settings = common.config_file.empty() ? config.data_dir + "/concord.toml" : common.config_file;
  SystemClock clock;
  SystemRandom random;
  Log log(clock, 2, LogLevel::kOff);
  std::vector<Finding> findings = ExamineSettings(config);
  findings.push_back(ExamineSecrets(config, settings));
  findings.push_back(ExamineKey(config));
  findings.push_back(ExamineBreachedPasswords(config));
  findings.push_back(ExamineFolder(config));
  auto plain = OpenPlainDatabase(config, IfMissing::kRefuse, "concord-doctor");
  findings.push_back(ExamineDisk(config, plain ? MeasureGrowth(**plain) : Growth{}));
  findings.push_back(ExamineMail(config, clock, random, log));
  if (plain) {
    for (auto& finding : ExamineDatabase(config, **plain)) findings.push_back(std::move(finding));
    return findings;
  }
  findings.push_back({"database", Health::kDo, ErrorInWords(plain.error())});
  for (const char* subject : {"schema", "clock", "search index", "jobs"})
    findings.push_back({subject, Health::kSkipped, "not looked at, since the database cannot be opened"});
  return findings;
}

const char* NameOf(Health health) {
  if (health == Health::kOk) return "ok";
  return health == Health::kDo ? "do" : "skipped";
}

}  // namespace

int RunDoctor(const Common& common) {
  std::vector<Finding> findings;
  if (const auto config = ReadConfig(common)) {
    findings = Examine(*config, common);
    findings.insert(findings.begin(), {"settings", Health::kOk, "can be read"});
  } else {
    findings.push_back(
        {"settings", Health::kDo, "mend what was just said about the settings; nothing else was looked at"});
  }
  bool wrong = false;
  auto out = nlohmann::ordered_json::array();
  for (const auto& finding : findings) {
    wrong |= finding.health == Health::kDo;
    if (common.json) {
      out.push_back({{"subject", finding.subject}, {"state", NameOf(finding.health)}, {"text", finding.text}});
      continue;
    }
    const char* mark = finding.health == Health::kOk ? "ok  " : finding.health == Health::kDo ? "DO  " : "-   ";
    std::cout << mark << finding.subject << std::string(18 - std::min<size_t>(17, finding.subject.size()), ' ')
              << finding.text << "\n";
  }
  if (common.json) std::cout << out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  return wrong ? 1 : 0;
}

}  // namespace concord::app
