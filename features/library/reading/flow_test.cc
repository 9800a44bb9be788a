#include "features/library/reading/flow.h"

#include <gmock/gmock.h>

namespace concord::library::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Flow, JoinsTheLinesOfAParagraphAndPartsParagraphsAtShortLines) {
  EXPECT_THAT(Flow("Foot patrol\n"
                   "The officers walked the same streets on every shift, and\n"
                   "people began to know them by name. What they were told was\n"
                   "noted.\n"
                   "In the second year the walks were planned with residents, who\n"
                   "chose the streets.\n"),
              ElementsAre("Foot patrol",
                          "The officers walked the same streets on every shift, and people began to know them by name. "
                          "What they were told was noted.",
                          "In the second year the walks were planned with residents, who chose the streets."));
}

TEST(Flow, AWordPartedAtALinesEndIsOneAgain) {
  EXPECT_THAT(Flow("it was said that the commu-\nnity wanted to be heard"),
              ElementsAre("it was said that the community wanted to be heard"));
  EXPECT_THAT(Flow("it was decided in the post-\nFerguson years by many"),
              ElementsAre("it was decided in the post-Ferguson years by many"));
  EXPECT_THAT(Flow("se dijo que la comuni-\ndad quería ser oída"),
              ElementsAre("se dijo que la comunidad quería ser oída"));
  EXPECT_THAT(Flow("what followed came later -\nand was less than before"),
              ElementsAre("what followed came later - and was less than before"));
}

TEST(Flow, BlankLinesPartParagraphs) {
  EXPECT_THAT(Flow("one line of some length\n\nanother line of some length"),
              ElementsAre("one line of some length", "another line of some length"));
}

TEST(Flow, OfNothingIsNothing) {
  EXPECT_THAT(Flow(""), IsEmpty());
  EXPECT_THAT(Flow(" \n\n \t\n"), IsEmpty());
  EXPECT_THAT(Flow("-"), ElementsAre("-"));
  EXPECT_THAT(Flow("-\n-"), ElementsAre("- -"));
}

}  // namespace
}  // namespace concord::library::documents
