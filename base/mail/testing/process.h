// Other programs beside a test. Not for other folders.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace concord::testing {

// Debian's own: another Python that stands first in PATH does not have Debian's packages.
inline constexpr const char* kPython = "/usr/bin/python3";

// `in`, `out`: descriptors that become the program's standard input and output; -1: as ours. Throws std::runtime_error.
pid_t Spawn(std::vector<std::string> words, int in, int out);
int WaitForEnd(pid_t pid);  // its status, as waitpid has it

// What the program writes to standard output. Throws std::runtime_error where it fails.
std::string Run(std::vector<std::string> words);

}  // namespace concord::testing
