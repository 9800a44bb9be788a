import os

from support import TreeTest

import check_docs


class DocsTest(TreeTest):
    def setUp(self):
        super().setUp()
        for document in check_docs.DOCUMENTS:
            self.write(document, "")
        self.write("base/http/server.h", "")

    def faults(self):
        return check_docs.check(self.root)[0]

    def test_paths_that_exist(self):
        self.write("README.md", "See `base/http/server.h`, `base/<name>/*.h`, [the server](base/http/server.h#top), "
                                "`https://example.org/a/b`, `/search/suggest`, `make lint`, `var/`.\n```\nno/such/path\n```\n")
        self.assertEqual(self.faults(), [])

    def test_a_folder_that_git_ignores_is_made_later(self):
        self.git("init", "-q")
        self.write(".gitignore", "/tests/browser/out/\n")
        self.write("README.md", "`tests/browser/out/` and `tests/browser/in/`\n")
        self.assert_one_fault(self.faults(), "tests/browser/in/")

    def test_path_in_backticks_is_gone(self):
        self.write("ARCHITECTURE.md", "\nSee `base/http/client.h`.\n")
        self.assert_one_fault(self.faults(), "ARCHITECTURE.md:2", "base/http/client.h")

    def test_picture_is_gone(self):
        self.write("README.md", "![Home](docs/images/home.png)\n")
        self.assert_one_fault(self.faults(), "docs/images/home.png")

    def test_pattern_without_a_match(self):
        self.write("CONTRIBUTING.md", "`features/<name>/<name>.h`\n")
        self.assert_one_fault(self.faults(), "features/<name>/<name>.h")

    def test_missing_document(self):
        os.remove(f"{self.root}/ARCHITECTURE.md")
        self.assert_one_fault(self.faults(), "ARCHITECTURE.md: is missing")

    def test_machine_paths_and_hosts(self):
        self.write("base/a.cc", 'f("/wor' 'k/main/x");  // https://example.org/our/wor' 'k/here is an address\n')
        self.write("assets/.npmrc", "registry=https://registry.npm" "js.org/\n")
        faults = self.faults()
        self.assertEqual(len(faults), 2, faults)

    def test_lock_file_with_addresses(self):
        self.write("assets/package-lock.json", '{"resolved": "x"}')
        self.assert_one_fault(self.faults(), "carries addresses")

    def test_only_tests_look_beside(self):
        self.write("base/a.cc", 'Open("../shar' 'ed/data");')
        self.write("base/a_test.cc", 'Open("../shar' 'ed/data");')
        self.assert_one_fault(self.faults(), "base/a.cc", "only tests may")
