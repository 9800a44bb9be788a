#include "base/core/csv.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Csv, QuotesAndDisarms) {
  std::string out;
  AppendCsv(out, {"a", "b,c", "say \"hi\"", "two\nlines", "=1+1", "@cmd", "+1 419 555 0110", "-rm", ""});
  EXPECT_EQ(out, "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",'=1+1,'@cmd,+1 419 555 0110,'-rm,\r\n");
}

}  // namespace
}  // namespace concord
