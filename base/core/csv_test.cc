#include "base/core/csv.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Csv, QuotesAndDisarms) {
  std::string out;
  AppendCsv(out, {"a", "b,c", "say \"hi\"", "two\nlines", "=1+1", "@cmd", "+1 419 555 0110", "-rm", ""});
  EXPECT_EQ(out, "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",'=1+1,'@cmd,+1 419 555 0110,'-rm,\r\n");
}

// A mean that fell is no formula, and stays a number.
TEST(Csv, LeavesNumbersAsTheyAre) {
  std::string out;
  AppendCsv(out, {"-0.31", "-1.5e-05", "+2", "-1.5e-05+A1", "-1+cmd|x"});
  EXPECT_EQ(out, "-0.31,-1.5e-05,+2,'-1.5e-05+A1,'-1+cmd|x\r\n");
}

}  // namespace
}  // namespace concord
