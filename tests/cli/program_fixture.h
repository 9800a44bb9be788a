// The program as a person types it: the fixture of the command line's tests.
#pragma once
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <string>

#include "base/testing/temp_dir.h"

namespace concord {

struct Ran {
  int code = -1;    // with which it ended; -1: it did not end by itself
  std::string out;  // standard output and standard error
};

class ProgramTest : public ::testing::Test {
 protected:
  // `arguments`: as in a shell, behind the program's name.
  static Ran Run(const std::string& arguments) {
    const std::string command = "CONCORD_LOG_LEVEL=off " CONCORD_PROGRAM " " + arguments + " 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    Ran ran;
    char buffer[4096];
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) ran.out.append(buffer, n);
    const int status = pclose(pipe);
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
  }

  testing::TempDir folder_;
};

}  // namespace concord
