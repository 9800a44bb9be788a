// The tests' own eyes: a walker that overlooks a form, or a script that got through, would call a hole safe.
#include "tests/scenarios/page_forms.h"

#include <gmock/gmock.h>

namespace concord::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(PageFormsTest, ReadsFormsWithTheirFields) {
  const auto forms = FormsOf(R"html(<p>a < b</p>
    <form action="/search" role="search"><input type="search" name="q" value="a &amp; &quot;b&quot;"></form>
    <input name="outside">
    <form method="POST" action="/c/x#top" enctype="multipart/form-data">
      <input type="hidden" name="csrf" value="t"><input name=plain><input type="checkbox" name="on" value="1" checked>
      <textarea name="text">line
&lt;b&gt;</textarea>
      <select name="kind"><option value="a">A</option><option value="b" selected>B</option></select>
      <button type="submit" name="do" value="end">End</button><button>Plain</button>
    </form>)html");
  ASSERT_THAT(forms, SizeIs(2));
  EXPECT_EQ(forms[0].method, "get");
  EXPECT_EQ(forms[0].Find("q")->value, "a & \"b\"");
  EXPECT_EQ(forms[1].method, "post");
  EXPECT_EQ(forms[1].action, "/c/x");
  EXPECT_EQ(forms[1].enctype, "multipart/form-data");
  ASSERT_THAT(forms[1].fields, SizeIs(6));
  EXPECT_EQ(forms[1].Find("plain")->type, "text");
  EXPECT_TRUE(forms[1].Find("on")->checked);
  EXPECT_EQ(forms[1].Find("text")->value, "line\n<b>");
  EXPECT_EQ(forms[1].Find("kind")->value, "b");
  EXPECT_THAT(forms[1].Find("kind")->choices, ElementsAre("a", "b"));
  EXPECT_EQ(forms[1].Find("do")->value, "end");
  EXPECT_EQ(forms[1].Find("outside"), nullptr);
}

TEST(PageFormsTest, ReadsLinksWithinTheSiteOnce) {
  EXPECT_THAT(LinksOf(R"(<a href="/a?x=1&amp;y=2#f">a</a><a href="/a?x=1&amp;y=2">b</a><a href="//evil">c</a>
                         <a href="https://example.org/">d</a><img src="/i.svg"><a href="#main">e</a>)"),
              ElementsAre("/a?x=1&y=2", "/i.svg"));
}

TEST(PageFormsTest, FindsAMarkerThatWasNotEscaped) {
  const std::string marker = R"("><script>x</script>'{{7*7}})";
  EXPECT_THAT(UnescapedMarkers("<p>&quot;&gt;&lt;script&gt;x&lt;/script&gt;</p>", marker), IsEmpty());
  EXPECT_THAT(UnescapedMarkers("<script>y</script><p>49</p>", marker), IsEmpty());
  EXPECT_THAT(UnescapedMarkers("<p>" + marker + "</p>", marker), SizeIs(1));
  EXPECT_THAT(UnescapedMarkers("<input value=\"&quot;><script>x", marker), SizeIs(1));
}

}  // namespace
}  // namespace concord::scenarios
