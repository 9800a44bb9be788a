// Programs in concord-pdf's place that do what one does that was taken over: linger, flood, lie, die.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <thread>

#include "base/pdf/frames.h"
#include "base/pdf/pdf.h"
#include "base/pdf/sample_fixture.h"
#include "base/testing/temp_dir.h"

namespace concord::pdf {
namespace {

class Impostors : public ::testing::Test {
 protected:
  // Reads a PDF with a shell script in concord-pdf's place.
  Result<Document> ReadWith(const std::string& script) {
    Limits limits;
    limits.time = std::chrono::seconds(1);
    limits.program = folder_.Write("impostor", "#!/bin/sh\n" + script + "\n");
    chmod(limits.program.c_str(), 0700);
    return ReadPdf(pdf_, limits);
  }
  std::string KeyWith(const std::string& script) {
    const auto document = ReadWith(script);
    cause_ = document ? "" : document.error().cause;
    return document ? "read" : document.error().key;
  }
  std::string Say(const std::string& bytes) { return "/bin/cat " + folder_.Write("said", bytes); }

  testing::TempDir folder_;
  const std::string pdf_ = folder_.Write("a.pdf", Pdf({.contents = {Line("a")}}));
  std::string cause_;
};

const std::string kSaid = SummaryFrame({1, "t", "", ""}) + PageFrame({1, "text", "1"}) + EndFrame();

TEST_F(Impostors, AnHonestOneIsHeard) { EXPECT_EQ(KeyWith(Say(kSaid)), "read"); }

TEST_F(Impostors, OneThatSleepsIsKilled) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(KeyWith("exec /bin/sleep 100"), "pdf.error.too_slow");
  const auto took = std::chrono::steady_clock::now() - begin;
  EXPECT_GE(took, std::chrono::seconds(1));
  EXPECT_LT(took, std::chrono::seconds(5));
}

TEST_F(Impostors, OneThatClosesItsPipeAndLingersIsKilled) {
  EXPECT_EQ(KeyWith("exec 1>&-; exec /bin/sleep 100"), "pdf.error.too_slow");
}

TEST_F(Impostors, OneThatSaidAllAndLingersIsHeardAndKilled) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(KeyWith(Say(kSaid) + "; exec 1>&-; exec /bin/sleep 100"), "read");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(Impostors, FloodsEndAtOnce) {
  EXPECT_EQ(KeyWith("exec /bin/cat /dev/zero"), "pdf.error.crashed");
  EXPECT_EQ(KeyWith("exec /bin/cat /dev/urandom"), "pdf.error.crashed");
  EXPECT_EQ(KeyWith(Say(SummaryFrame({1, "", "", ""}) + "P\xFF\xFF\xFF\x7F") + "; exec /bin/cat /dev/zero"),
            "pdf.error.too_much_text");
  EXPECT_EQ(KeyWith(Say(kSaid) + "; exec /bin/cat /dev/zero"), "pdf.error.crashed");
}

TEST_F(Impostors, HowOneEndsIsTold) {
  EXPECT_EQ(KeyWith("exit 0"), "pdf.error.crashed");
  EXPECT_NE(cause_.find("exit code 0"), std::string::npos) << cause_;
  EXPECT_EQ(KeyWith("exit 9"), "pdf.error.crashed");
  EXPECT_NE(cause_.find("exit code 9"), std::string::npos) << cause_;
  EXPECT_EQ(KeyWith("kill -SEGV $$"), "pdf.error.crashed");
  EXPECT_NE(cause_.find("signal 11"), std::string::npos) << cause_;
  EXPECT_EQ(KeyWith("kill -KILL $$"), "pdf.error.too_much_memory");
  EXPECT_EQ(KeyWith("kill -XCPU $$"), "pdf.error.too_slow");
  EXPECT_EQ(KeyWith("exit 70"), "pdf.error.too_much_memory");
  EXPECT_EQ(KeyWith("exit 71"), "pdf.error.unavailable");
  // Half of what was due is nothing.
  EXPECT_EQ(KeyWith(Say(kSaid.substr(0, kSaid.size() - 1))), "pdf.error.crashed");
}

TEST_F(Impostors, WhatIsNoProgramDoesNotStart) {
  Limits limits;
  limits.program = folder_.File("none");
  EXPECT_EQ(ReadPdf(pdf_, limits).error().key, "pdf.error.unavailable");
  limits.program = folder_.Write("text", "not executable");
  EXPECT_EQ(ReadPdf(pdf_, limits).error().key, "pdf.error.unavailable");
}

// What the child gets of us: three standard descriptors, the PDF, no variable, the folder /.
TEST_F(Impostors, OneInheritsNothing) {
  setenv("CONCORD_TEST_SECRET", "x", 1);
  const std::string seen = folder_.File("seen");
  // What the shell opens itself (its script) is above 9; ls's own view of the folder is the one between.
  EXPECT_EQ(KeyWith("{ /bin/pwd; /usr/bin/env | /bin/grep -c SECRET; for f in 4 5 6 7 8 9; do [ -e /proc/$$/fd/$f ] && "
                    "/bin/readlink /proc/$$/fd/$f; done; /bin/readlink /proc/$$/fd/3; } >" +
                    seen),
            "pdf.error.crashed");
  std::string told;
  for (FILE* file = fopen(seen.c_str(), "r"); file; file = nullptr) {
    char room[1000];
    told.assign(room, fread(room, 1, sizeof room, file));
    fclose(file);
  }
  EXPECT_EQ(told, "/\n0\n" + pdf_ + "\n");
}

TEST_F(Impostors, SeveralAtOnceFromSeveralThreads) {
  Limits limits;
  limits.program = CONCORD_PDF;
  std::vector<std::thread> threads;
  std::atomic<int> read = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 5; ++j) read += ReadPdf(pdf_, limits).has_value();
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(read, 20);
}

}  // namespace
}  // namespace concord::pdf
