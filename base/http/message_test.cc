#include "base/http/message.h"

#include <gtest/gtest.h>

namespace concord::http {
namespace {

TEST(PairsTest, ComparesNamesAsItWasTold) {
  Pairs headers(true), fields;
  headers.Add("Content-Type", "a");
  headers.Set("content-type", "b");
  headers.Add("Set-Cookie", "1");
  headers.Add("set-cookie", "2");
  EXPECT_EQ(headers.Get("CONTENT-TYPE"), "b");
  EXPECT_EQ(headers.All("Set-Cookie"), (std::vector<std::string_view>{"1", "2"}));
  headers.Remove("SET-COOKIE");
  EXPECT_EQ(headers.items().size(), 1U);
  fields.Add("a", "1");
  EXPECT_FALSE(fields.Has("A"));
  EXPECT_EQ(fields.Get("A"), "");
}

TEST(FormTest, ReadsFieldsInOrder) {
  const Pairs form = ParseForm("a=1&b=x+y%26&a=2&&c&=d&e=%C3%A9%");
  ASSERT_EQ(form.items().size(), 6U);
  EXPECT_EQ(form.All("a"), (std::vector<std::string_view>{"1", "2"}));
  EXPECT_EQ(form.Get("b"), "x y&");
  EXPECT_TRUE(form.Has("c"));
  EXPECT_EQ(form.Get(""), "d");
  EXPECT_EQ(form.Get("e"), "\xC3\xA9%");
}

TEST(FormTest, ReplacesBrokenTextAndBoundsTheNumberOfFields) {
  EXPECT_EQ(ParseForm("a=%FFb").Get("a"),
            "\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(ParseForm("a=x%00y").Get("a"), "xy");
  EXPECT_EQ(ParseForm("a=x%0D%0Ay").Get("a"), "x\r\ny");
  std::string many;
  for (int i = 0; i < 50'000; ++i) many += "a&";
  EXPECT_EQ(ParseForm(many).items().size(), 10'000U);
}

TEST(PercentTest, EncodesAndDecodes) {
  EXPECT_EQ(PercentEncode("a b/\xC3\xA9~-._"), "a%20b%2F%C3%A9~-._");
  EXPECT_EQ(PercentDecode("a%20b%2f+%zz%4", false), "a b/+%zz%4");
  EXPECT_EQ(PercentDecode("a+b", true), "a b");
  EXPECT_EQ(EncodeQuery({{"q", "a b"}, {"t", "&="}}), "q=a%20b&t=%26%3D");
}

TEST(ResponseTest, RedirectsOnlyWithinTheSite) {
  EXPECT_EQ(Response::SeeOther("/a?b=c#d").headers.Get("Location"), "/a?b=c#d");
  EXPECT_EQ(Response::SeeOther("/caf\xC3\xA9 x").headers.Get("Location"), "/caf%C3%A9%20x");
  for (const char* outside : {"", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)",
                              "/a\r\nSet-Cookie: x=1", "/\t/evil.example", "a"}) {
    EXPECT_EQ(Response::SeeOther(outside).headers.Get("Location"), "/") << outside;
  }
}

TEST(ResponseTest, NamesADownloadTwice) {
  const auto response = Response::Download("x", "text/csv", "a\xC3\xB1o \"1\"\r\n.csv");
  EXPECT_EQ(response.headers.Get("Content-Disposition"),
            "attachment; filename=\"a_o _1__.csv\"; filename*=UTF-8''a%C3%B1o%20%221%22%0A.csv");
}

}  // namespace
}  // namespace concord::http
