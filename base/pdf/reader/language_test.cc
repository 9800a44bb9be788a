#include <gtest/gtest.h>

#include "base/pdf/reader/extract.h"

namespace concord::pdf::reader {
namespace {

TEST(Language, OfTheMetadataFirst) {
  const std::string xmp = "<dc:language><rdf:Bag><rdf:li> es-MX </rdf:li><rdf:li>en</rdf:li></rdf:Bag></dc:language>";
  EXPECT_EQ(FindLanguage(xmp, "1 0 obj<</Type/Catalog/Lang(fr)>>endobj"), "es-MX");
  EXPECT_EQ(FindLanguage("<dc:language><rdf:Bag><rdf:li>x-default</rdf:li></rdf:Bag></dc:language>", ""), "");
  EXPECT_EQ(FindLanguage("<dc:language><rdf:li>en", ""), "");
}

TEST(Language, OfTheCatalogElse) {
  EXPECT_EQ(FindLanguage("", "1 0 obj\n<</Type/Catalog/Pages 2 0 R/Lang (en-US)>>\nendobj"), "en-US");
  EXPECT_EQ(FindLanguage("", "1 0 obj<</Lang(es)/Type /Catalog>>endobj"), "es");
  // The last catalog counts; a part's language is not the document's.
  EXPECT_EQ(FindLanguage("", "1 0 obj<</Type/Catalog/Lang(es)>>endobj 1 0 obj<</Type/Catalog/Lang(pt)>>endobj"), "pt");
  EXPECT_EQ(FindLanguage("", "1 0 obj<</Type/Catalog>>endobj 2 0 obj<</Type/StructElem/Lang(es)>>endobj"), "");
}

TEST(Language, OfNothingElse) {
  for (const char* pdf : {"", "/Type/Catalog", "1 0 obj<</Type/Catalog/Lang(>>endobj", "1 0 obj<</Type/Catalog/Lang",
                          "1 0 obj<</Type/Catalog/Lang<FEFF>>>endobj", "1 0 obj<</Type/Catalog/Lang(a b)>>endobj"}) {
    EXPECT_EQ(FindLanguage("", pdf), "") << pdf;
  }
}

}  // namespace
}  // namespace concord::pdf::reader
