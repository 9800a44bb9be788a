#include "base/http/multipart.h"

#include <gtest/gtest.h>

namespace concord::http {
namespace {

// As Chromium sends it.
constexpr char kBody[] =
    "------WebKitFormBoundaryx\r\n"
    "Content-Disposition: form-data; name=\"csrf\"\r\n\r\n"
    "abc\r\n"
    "------WebKitFormBoundaryx\r\n"
    "Content-Disposition: form-data; name=\"map\"; filename=\"C:\\\\maps\\districts.geojson\"\r\n"
    "Content-Type: application/geo+json\r\n\r\n"
    "{\"a\":\r\n1}\r\n\r\n"
    "------WebKitFormBoundaryx\r\n"
    "Content-Disposition: form-data; name=\"empty\"; filename=\"\"\r\n"
    "Content-Type: application/octet-stream\r\n\r\n"
    "\r\n"
    "------WebKitFormBoundaryx--\r\n";

TEST(MultipartTest, ReadsFieldsAndFiles) {
  const auto read = ParseMultipart(kBody, "----WebKitFormBoundaryx");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->fields.Get("csrf"), "abc");
  ASSERT_EQ(read->uploads.size(), 1U);
  EXPECT_EQ(read->uploads[0].field, "map");
  EXPECT_EQ(read->uploads[0].name, "districts.geojson");
  EXPECT_EQ(read->uploads[0].content_type, "application/geo+json");
  EXPECT_EQ(read->uploads[0].bytes, "{\"a\":\r\n1}\r\n");
}

TEST(MultipartTest, AFileMayHoldWhatLooksAlmostLikeTheBoundary) {
  const auto read = ParseMultipart(
      "--b\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n\r\n-b\r\n--\r\n--a\r\n--b--", "b");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->uploads.at(0).bytes, "\r\n-b\r\n--\r\n--a");
}

TEST(MultipartTest, AnEmptyFieldAndNoFieldsAtAll) {
  const auto one = ParseMultipart("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--b--", "b");
  ASSERT_TRUE(one);
  EXPECT_TRUE(one->fields.Has("a"));
  EXPECT_EQ(one->fields.Get("a"), "");
  const auto none = ParseMultipart("--b--", "b");
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->fields.empty());
}

TEST(MultipartTest, WhatTheBoundaryDoesNotPromiseIsRefused) {
  const std::string head = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
  EXPECT_FALSE(ParseMultipart(head + "cut off", "b"));
  EXPECT_FALSE(ParseMultipart("", "b"));
  EXPECT_FALSE(ParseMultipart(head + "x\r\n--b--", ""));
  EXPECT_FALSE(ParseMultipart("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--", "b"));
  EXPECT_FALSE(ParseMultipart("--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--b--", "b"));
  EXPECT_FALSE(ParseMultipart("--b\r\nno blank line\r\n--b--", "b"));
  std::string many;
  for (int i = 0; i < 12; ++i) many += head + "x\r\n";
  EXPECT_TRUE(ParseMultipart(many + "--b--", "b", 12));
  EXPECT_FALSE(ParseMultipart(many + "--b--", "b", 11));
}

TEST(MultipartTest, BoundariesAreThoseOfRfc2046) {
  EXPECT_EQ(BoundaryOf("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(BoundaryOf("Multipart/Form-Data; charset=utf-8; boundary=\"a b;c\""), "a b;c");
  EXPECT_EQ(BoundaryOf("multipart/mixed; boundary=abc"), "");
  EXPECT_EQ(BoundaryOf("multipart/form-data"), "");
  EXPECT_EQ(BoundaryOf("multipart/form-data; boundary=" + std::string(71, 'x')), "");
}

TEST(MultipartTest, ReadFormTakesBothKindsAndLeavesTheRest) {
  Request request;
  request.headers.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  request.body = "a=1";
  ReadForm(request);
  EXPECT_EQ(request.form.Get("a"), "1");
  Request multipart;
  multipart.headers.Set("Content-Type", "multipart/form-data; boundary=----WebKitFormBoundaryx");
  multipart.body = kBody;
  ReadForm(multipart);
  EXPECT_EQ(multipart.form.Get("csrf"), "abc");
  EXPECT_EQ(multipart.uploads.size(), 1U);
  Request json;
  json.headers.Set("Content-Type", "application/json");
  json.body = "a=1";
  ReadForm(json);
  EXPECT_TRUE(json.form.empty());
}

}  // namespace
}  // namespace concord::http
