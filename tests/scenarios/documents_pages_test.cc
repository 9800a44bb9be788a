// Documents as readers and curators meet them: what is shown, what is given out, what is kept back, what is refused.
#include <gmock/gmock.h>

#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

namespace documents = library::documents;

class DocumentsPages : public ::testing::Test {
 protected:
  std::string Read() { return "/resources/walk/read/" + town_.Document(); }
  std::string File() { return "/resources/walk/documents/" + town_.Document(); }
  Answer Get(const std::string& target, const std::string& extra = {}) const { return town_.web().Get(target, extra); }
  void Permit(const std::string& permission) {
    ASSERT_TRUE(town_.web().hub().documents->Permit(town_.Document(), permission, "system"));
  }
  void SetResource(const std::string& status) {
    ASSERT_TRUE(town_.web().hub().database->Write([&](db::Transaction& t) -> Status {
      t.Execute("UPDATE library_resource SET status = :status WHERE slug = 'walk'", status);
      return {};
    }));
    town_.web().hub().library->Touch();
  }
  // A document of `pages` pages, each with its number in words of its own.
  std::string Long(int pages) {
    app::Hub& hub = town_.web().hub();
    const std::string bytes = "%PDF-1.7\n% long";
    auto document =
        hub.documents->Add({"walk", "Long <b>.pdf", "public domain", "system"}, documents::SourceOf(std::span(bytes)));
    document->pages = pages;
    document->has_text = true;
    document->language = "es";
    document->read = hub.clock.Now();
    std::vector<documents::Page> all;
    for (int n = 1; n <= pages; ++n)
      all.push_back(
          {n, n == 2 ? "ii" : std::to_string(n), n == 3 ? "" : "Walking on page number " + std::to_string(n)});
    EXPECT_TRUE(hub.database->Write([&](db::Transaction& t) -> Status {
      documents::PutRead(t, *document, all);
      return {};
    }));
    hub.library->Touch();
    return "/resources/walk/read/" + document->id;
  }

  Town town_;
};

TEST_F(DocumentsPages, AResourcesPageShowsItsDocuments) {
  EXPECT_THAT(Get("/resources/walk").body, Not(HasSubstr("id=\"documents\""))) << "there is none yet";
  const std::string read = Read(), file = File();
  EXPECT_THAT(Get("/resources/walk").body,
              AllOf(HasSubstr("Walking.pdf"), HasSubstr("2 pages"), HasSubstr(read), HasSubstr(file),
                    HasSubstr("public domain"), Not(HasSubstr("Add or change documents"))));
  EXPECT_THAT(Get("/resources/walk?lang=es").body, AllOf(HasSubstr("2 páginas"), HasSubstr("Leer el texto")));
  const Browser curator = town_.SignedIn(town_.curator);
  EXPECT_THAT(Browser(curator).Get("/resources/walk").body, HasSubstr("/resources/walk/documents"));
}

TEST_F(DocumentsPages, TheTextIsReadPageByPageAndEscaped) {
  const auto page = Get(Read());
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("id=\"page-1\""), HasSubstr("id=\"page-2\""), HasSubstr("Page 2</h2>"),
                               HasSubstr("&lt;script&gt;"), Not(HasSubstr("<script>alert")),
                               HasSubstr("A program took this text"), HasSubstr("#page=2")));
  EXPECT_EQ(Get(Read() + "?page=99").status, 200) << "brought into the document";
  EXPECT_EQ(Get("/resources/force/read/" + town_.Document()).status, 404) << "of another resource";
  EXPECT_EQ(Get("/resources/walk/read/nothing").status, 404);
}

TEST_F(DocumentsPages, TheWordsOfTheAddressAreMarked) {
  EXPECT_THAT(Get(Read() + "?q=patrols&page=1").body, HasSubstr("<mark>patrol</mark>"));
  EXPECT_THAT(Get(Read() + "?q=%22%3E%3Cscript%3E").body, Not(HasSubstr("\"><script>")));
}

TEST_F(DocumentsPages, ALongDocumentIsShownTenPagesAtATime) {
  const std::string read = Long(25);
  const auto first = Get(read).body;
  EXPECT_THAT(first, AllOf(HasSubstr("id=\"page-10\""), Not(HasSubstr("id=\"page-11\"")), HasSubstr("Pages 11 to 20"),
                           HasSubstr("its number in the document: ii"), HasSubstr("This page has no text"),
                           HasSubstr("lang=\"es\""), HasSubstr("Long &lt;b&gt;.pdf")));
  const auto second = Get(read + "?page=17&q=walking").body;
  EXPECT_THAT(second, AllOf(HasSubstr("id=\"page-11\""), HasSubstr("id=\"page-20\""), Not(HasSubstr("id=\"page-21\"")),
                            HasSubstr("?page=1&amp;q=walking"), HasSubstr("?page=21&amp;q=walking")));
  const auto jump = Get(read + "?page=17&q=walking&go=1");
  EXPECT_EQ(jump.status, 303);
  EXPECT_EQ(jump.Header("Location"), read + "?page=17&q=walking#page-17");
}

TEST_F(DocumentsPages, TheFileIsGivenOutWholeInRangesAndSafely) {
  const auto whole = Get(File());
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.body, "%PDF-1.7\n% 1");
  EXPECT_EQ(whole.Header("Content-Type"), "application/pdf");
  EXPECT_THAT(whole.Header("Content-Disposition"), HasSubstr("inline; filename=\"Walking.pdf\""));
  EXPECT_EQ(whole.Header("X-Content-Type-Options"), "nosniff");
  EXPECT_THAT(whole.Header("Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_THAT(Get(File() + "?save=1").Header("Content-Disposition"), HasSubstr("attachment"));
  const auto part = Get(File(), "Range: bytes=1-3\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "PDF");
  EXPECT_EQ(Get(File(), "If-None-Match: " + whole.Header("ETag") + "\r\n").status, 304);
}

TEST_F(DocumentsPages, WhatIsForSearchAloneIsNeitherGivenOutNorShownWhole) {
  Permit("");
  EXPECT_EQ(Get(File()).status, 404);
  EXPECT_THAT(Get("/resources/walk").body, AllOf(HasSubstr("For search only"), Not(HasSubstr(File()))));
  EXPECT_THAT(Get(Read()).body, AllOf(Not(HasSubstr("violent places</p>")), HasSubstr("what stands around the words"),
                                      HasSubstr("Read it at example.org"), HasSubstr("noindex")));
  EXPECT_THAT(Get(Read() + "?q=patrol&page=1").body, AllOf(HasSubstr("<mark>patrol</mark>"), HasSubstr("blockquote")));
  EXPECT_THAT(Get(Read() + "?q=nothinglike&page=1").body, HasSubstr("None of these words"));
  const auto curator = town_.SignedIn(town_.curator);
  EXPECT_EQ(Browser(curator).Get(File()).status, 404) << "nor to curators";
}

TEST_F(DocumentsPages, ADocumentIsAsHiddenAsItsResource) {
  const std::string read = Read(), file = File();
  for (const char* status : {"draft", "withdrawn"}) {
    SetResource(status);
    EXPECT_EQ(Get(read).status, 404) << status;
    EXPECT_EQ(Get(file).status, 404) << status;
  }
  SetResource("published");
  EXPECT_EQ(Get(read).status, 200);
}

// What a curator's browser sends.
std::string Multipart(const std::map<std::string, std::string>& fields, const std::string& file) {
  std::string body;
  for (const auto& [name, value] : fields)
    body += "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  return body +
         "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Señal.pdf\"\r\nContent-Type: "
         "application/pdf\r\n\r\n" +
         file + "\r\n--b--\r\n";
}

class DocumentsOfCurators : public DocumentsPages {
 protected:
  DocumentsOfCurators() : browser_(town_.SignedIn(town_.curator)) {}
  Answer Send(std::map<std::string, std::string> fields, const std::string& file) {
    fields.emplace("csrf", browser_.Token());
    const std::string body = Multipart(fields, file);
    return town_.web().Send("POST /resources/walk/documents HTTP/1.1\r\nHost: localhost\r\n" + Cookies() +
                            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
                            std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
  }
  std::string Cookies() const {
    std::string all;
    for (const auto& [name, value] : browser_.cookies()) all += (all.empty() ? "" : "; ") + name + "=" + value;
    return "Cookie: " + all + "\r\n";
  }
  size_t Kept() {
    return town_.web()
        .hub()
        .database->Read([](db::Session& s) -> Result<size_t> { return documents::Latest(s, "walk", 100).size(); })
        .value();
  }
  Browser browser_;
};

TEST_F(DocumentsOfCurators, APdfIsTakenInWithItsPermission) {
  const auto sent = Send({{"given", "yes"}, {"permission", "CC BY 4.0"}}, "%PDF-1.4\nmore");
  EXPECT_EQ(sent.status, 303) << sent.body;
  EXPECT_THAT(sent.Header("Location"), HasSubstr("/resources/walk/documents#document-"));
  EXPECT_THAT(browser_.Get("/resources/walk/documents").body,
              AllOf(HasSubstr("Señal.pdf"), HasSubstr("is being read"), HasSubstr("CC BY 4.0")));
  EXPECT_EQ(Send({{"given", "no"}}, "%PDF-1.4\nmore").status, 409) << "the same file again";
}

TEST_F(DocumentsOfCurators, AFormThatIsNotTakenComesBackFilledIn) {
  auto answer = Send({{"given", "yes"}, {"permission", " "}}, "%PDF-1.4\nmore");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("href=\"#permission\""), HasSubstr("permission-error"),
                                 HasSubstr("value=\"yes\" checked")));
  answer = Send({{"given", "yes"}, {"permission", "agreed <b>"}}, "no pdf");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("This file is not a PDF"), HasSubstr("agreed &lt;b&gt;</textarea>")));
  EXPECT_EQ(Send({{"permission", std::string(501, 'x')}}, "%PDF-1.4").status, 422);
  EXPECT_EQ(Send({}, "").status, 422);
  EXPECT_EQ(Kept(), 0u);
}

TEST_F(DocumentsOfCurators, WhatIsTooLargeIsRefusedWithTheLimitInWords) {
  const auto answer =
      town_.web().Send("POST /resources/walk/documents HTTP/1.1\r\nHost: localhost\r\n" + Cookies() +
                       "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 524288000\r\nExpect: "
                       "100-continue\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("larger than 100 MB"), HasSubstr("file-error")));
}

TEST_F(DocumentsOfCurators, ThePermissionIsGivenAndTakenAndTheDocumentRemoved) {
  const std::string file = File();
  EXPECT_EQ(browser_.Post(file + "/permission", {{"permission", ""}}).status, 303);
  EXPECT_EQ(Get(file).status, 404);
  EXPECT_EQ(browser_.Post(file + "/permission", {{"permission", "the publisher agreed"}}).status, 303);
  EXPECT_EQ(Get(file).status, 200);
  EXPECT_THAT(browser_.Get(file + "/remove").body, HasSubstr("Walking.pdf"));
  EXPECT_EQ(browser_.Post(file + "/remove", {}).status, 303);
  EXPECT_EQ(Get(file).status, 404);
  EXPECT_EQ(Kept(), 0u);
}

TEST_F(DocumentsOfCurators, OthersMayNotSendAnything) {
  const std::string body = Multipart({}, "%PDF-1.4");
  const auto answer = town_.web().Send(
      "POST /resources/walk/documents HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; "
      "boundary=b\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(Send({{"csrf", "wrong"}}, "%PDF-1.4").status, 403) << "nor a curator without the form's token";
  EXPECT_EQ(Kept(), 0u);
}

}  // namespace
}  // namespace concord::scenarios
