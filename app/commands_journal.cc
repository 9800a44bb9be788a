// concord journal verify, export, prove, check-proof: the record of changes, for those who run a hub and for those who
// trust nobody who does. `verify --export` and `check-proof` need no hub, no database and no network.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/command.h"
#include "base/journal/exported.h"
#include "base/journal/proofs.h"
#include "base/journal/tables.h"
#include "base/journal/verify.h"

namespace concord::app {
namespace {

using nlohmann::ordered_json;

std::optional<std::string> ReadProof(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::cerr << "concord: cannot read " << path << "\n";
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// The heads of --head and --older; nullopt where one cannot be read, which has been said.
std::optional<std::vector<journal::KeptHead>> KeptHeads(const JournalArgs& args) {
  std::vector<journal::KeptHead> all;
  for (const std::string& path : {args.head, args.older}) {
    if (path.empty()) continue;
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      std::cerr << "concord: cannot read " << path << "\n";
      return std::nullopt;
    }
    auto heads = journal::ReadHeads(in, path);
    if (!heads) {
      Say(heads.error());
      return std::nullopt;
    }
    all.insert(all.end(), heads->begin(), heads->end());
  }
  return all;
}

std::string Entries(int64_t count) { return i18n::FormatNumber("en", count) + (count == 1 ? " entry" : " entries"); }

void PrintChain(const journal::Chain& chain) {
  if (chain.fault) {
    std::cout << "WRONG  " << chain.fault->Line(chain.community) << "\n";
    return;
  }
  std::cout << "ok     journal " << chain.community << ": " << Entries(chain.size) << ", "
            << (chain.days == 1 ? "1 daily head" : i18n::FormatNumber("en", chain.days) + " daily heads");
  if (chain.erased > 0) std::cout << ", " << i18n::FormatNumber("en", chain.erased) << " forgot who or what it was";
  if (chain.pending > 0) std::cout << ", " << i18n::FormatNumber("en", chain.pending) << " about to be linked";
  std::cout << "\n";
  if (chain.size == 0) return;
  std::cout << "         last " << journal::Hex(*chain.hash) << "\n";
}

ordered_json ChainJson(const journal::Chain& chain) {
  ordered_json out = {{"community", chain.community},
                      {"ok", !chain.fault},
                      {"size", chain.size},
                      {"head", chain.hash ? journal::Hex(*chain.hash) : ""},
                      {"root", journal::Hex(chain.root)},
                      {"days", chain.days},
                      {"erased", chain.erased},
                      {"pending", chain.pending}};
  if (chain.fault) {
    out["fault"] = {{"kind", journal::NameOf(chain.fault->kind)},
                    {"number", chain.fault->number},
                    {"finding", chain.fault->Line(chain.community)}};
  }
  return out;
}

std::string Dump(const ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

int VerifyFile(const Common& common, const JournalArgs& args) {
  const auto kept = KeptHeads(args);
  if (!kept) return 2;
  std::ifstream in(args.exported, std::ios::binary);
  if (!in) {
    std::cerr << "concord: cannot read " << args.exported << "\n";
    return 2;
  }
  const auto verdict = journal::VerifyExport(in, *kept);
  const bool wrong = verdict.chain.fault.has_value();
  if (common.json) {
    auto out = ChainJson(verdict.chain);
    out["from"] = verdict.from;
    out["to"] = verdict.to;
    out["whole"] = verdict.whole();
    out["heads"] = verdict.heads;
    std::cout << Dump(out);
    return wrong ? 1 : 0;
  }
  PrintChain(verdict.chain);
  if (!wrong) {
    if (!verdict.whole()) {
      std::cout << "         This is a part: entries " << i18n::FormatNumber("en", verdict.from) << " to "
                << i18n::FormatNumber("en", verdict.to) << " of " << i18n::FormatNumber("en", verdict.size)
                << ". What is outside was not looked at.\n";
    } else if (verdict.size > 0) {
      std::cout << "         root " << journal::Hex(verdict.chain.root) << "\n";
    }
    std::cout << "         " << i18n::FormatNumber("en", verdict.heads)
              << (verdict.heads == 1 ? " head agrees" : " heads agree")
              << " with it. Compare the last hash with one that somebody else kept.\n";
  }
  return wrong ? 1 : 0;
}

// The chain that --community names: a community's address or id, or "hub".
struct Chosen {
  std::string id, name;
};

// nullopt where there is none, which has been said.
std::optional<Chosen> Choose(Hub& hub, const std::string& community) {
  if (community == "hub") return Chosen{"hub", hub.config.hub.name};
  if (const auto found = hub.communities->Find(community)) return Chosen{found->id.ToString(), found->name};
  const auto size =
      hub.database->Read([&](db::Session& s) -> Result<int64_t> { return journal::SizeOf(s, community); });
  if (size && *size > 0) return Chosen{community, ""};
  if (!size) Say(size.error());
  if (size) std::cerr << "concord: there is no journal of " << community << "; name a community's address, or hub\n";
  return std::nullopt;
}

int VerifyHub(const Common& common, const JournalArgs& args) {
  const auto kept = KeptHeads(args);
  if (!kept) return 2;
  auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  journal::VerifyOptions options;
  if (!args.all || !kept->empty()) {
    const auto chosen = Choose(*hub, args.community);
    if (!chosen) return 2;
    options = {chosen->id, *kept};
  }
  const auto verdict = hub->database->Read(
      [&](db::Session& s) -> Result<journal::Verdict> { return journal::VerifyChains(s, options); });
  if (!verdict) {
    Say(verdict.error());
    return 1;
  }
  ordered_json out = ordered_json::array();
  for (const auto& chain : verdict->chains) {
    if (common.json) out.push_back(ChainJson(chain));
    if (!common.json) PrintChain(chain);
  }
  if (common.json) std::cout << Dump(out);
  if (!common.json && verdict->chains.empty()) std::cout << "ok     the journal has no entries yet\n";
  return verdict->ok() ? 0 : 1;
}

// Writes to --out or standard output. False where that failed, which has been said.
bool Emit(const std::string& path, const std::function<void(std::ostream&)>& write) {
  if (path.empty()) {
    write(std::cout);
    return static_cast<bool>(std::cout.flush());
  }
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  write(out);
  if (out.flush()) return true;
  std::cerr << "concord: cannot write " << path << "\n";
  return false;
}

int Export(const Common& common, const JournalArgs& args) {
  auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  const auto chosen = Choose(*hub, args.community);
  if (!chosen) return 2;
  bool written = false;
  auto status = hub->database->Read([&](db::Session& s) -> Status {
    written = Emit(args.out, [&](std::ostream& out) {
      journal::WriteExport(s, {chosen->id, chosen->name, hub->clock.Now()}, [&](const std::string& line) {
        out << line;
        return static_cast<bool>(out);
      });
    });
    return {};
  });
  if (!status) Say(status.error());
  return status && written ? 0 : 1;
}

int Prove(const Common& common, const JournalArgs& args) {
  if ((args.entry == 0) == (args.from == 0)) {
    std::cerr << "concord: say what to prove: --entry N, or --from M [--to N]\n";
    return 2;
  }
  auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  const auto chosen = Choose(*hub, args.community);
  if (!chosen) return 2;
  const auto proof = hub->database->Read([&](db::Session& s) -> Result<std::string> {
    if (args.entry > 0) return journal::ProveInclusion(s, chosen->id, args.entry, {args.actor, args.record});
    const int64_t to = args.to > 0 ? args.to : journal::SizeOf(s, chosen->id);
    return journal::ProveConsistency(s, chosen->id, args.from, to);
  });
  if (!proof) {
    Say(proof.error());
    return 1;
  }
  return Emit(args.out, [&](std::ostream& out) { out << *proof; }) ? 0 : 1;
}

std::string Describe(const journal::ProofVerdict& proof) {
  std::ostringstream out;
  if (proof.inclusion) {
    out << "Entry " << i18n::FormatNumber("en", proof.entry.number) << " of " << proof.community << " ("
        << proof.entry.action << ", " << FormatRfc3339(Time(milliseconds(proof.entry.at)))
        << ") stands in the chain of " << Entries(proof.to.size) << ".\n";
    if (proof.actor) out << "         done by " << *proof.actor << "\n";
    if (proof.subject) out << "         the record is " << *proof.subject << "\n";
  } else {
    out << "The chain of " << proof.community << " with " << Entries(proof.to.size) << " begins with the chain of "
        << Entries(proof.from.size) << ".\n";
  }
  out << "         root " << journal::Hex(*proof.to.root) << "\n         last " << journal::Hex(proof.to.hash) << "\n";
  return out.str();
}

// What a kept head says against a proof that holds; "" where they agree or say nothing of each other.
std::string Disagreement(const journal::ProofVerdict& proof, const std::vector<journal::KeptHead>& kept,
                         bool& compared) {
  for (const auto& head : kept) {
    for (const auto* end : {&proof.from, &proof.to}) {
      if (end->size == 0 || end->size != head.size) continue;
      compared = true;
      if (end->root != head.root) return "its root at " + Entries(head.size) + " is not that of " + head.name;
    }
  }
  return "";
}

int CheckProofFile(const Common& common, const JournalArgs& args) {
  const auto text = ReadProof(args.proof);
  const auto kept = KeptHeads(args);
  if (!text || !kept) return 2;
  const auto proof = journal::CheckProof(*text);
  if (!proof) {
    Say(proof.error());
    return 2;
  }
  bool compared = false;
  std::string why = proof->why;
  if (proof->holds) why = Disagreement(*proof, *kept, compared);
  if (common.json) {
    std::cout << Dump({{"holds", why.empty()},
                       {"why", why},
                       {"kind", proof->inclusion ? "inclusion" : "consistency"},
                       {"community", proof->community},
                       {"entry", proof->entry.number},
                       {"from", proof->from.size},
                       {"size", proof->to.size},
                       {"root", journal::Hex(*proof->to.root)},
                       {"compared", compared}});
    return why.empty() ? 0 : 1;
  }
  if (!why.empty()) {
    std::cout << "WRONG  the proof does not hold: " << why << "\n";
    return 1;
  }
  std::cout << "ok     " << Describe(*proof);
  if (compared) {
    std::cout << "         The head that you kept agrees.\n";
  } else {
    std::cout << "         Compare the root with a head that was published, or that you kept (--head).\n";
  }
  return 0;
}

}  // namespace

int RunJournal(const Common& common, const JournalArgs& args) {
  if (args.verb == "check-proof") return CheckProofFile(common, args);
  if (args.verb == "export") return Export(common, args);
  if (args.verb == "prove") return Prove(common, args);
  return args.exported.empty() ? VerifyHub(common, args) : VerifyFile(common, args);
}

}  // namespace concord::app
