from support import TreeTest

import check_layers


class LayersTest(TreeTest):
    def faults(self):
        return check_layers.check(self.root)[0]

    def test_clean_house(self):
        self.write("base/core/a.h", "#include <string>\n")
        self.write("base/core/CMakeLists.txt", "concord_library(base_core)\n")
        self.write("features/library/library.cc", '#include "base/core/a.h"\n')
        self.write("features/library/CMakeLists.txt", "concord_library(library USES base_core)\n")
        self.assertEqual(self.faults(), [])

    def test_base_includes_feature(self):
        self.write("base/core/a.cc", '\n#include "features/library/library.h"\n')
        self.assert_one_fault(self.faults(), "base/core/a.cc:2", "base knows only base")

    def test_base_names_feature_in_code_not_in_comment(self):
        self.write("features/library/library.h", "")
        self.write("base/core/a.h", "// like library::Find\nvoid F(concord::library::Resource r);\n")
        self.assert_one_fault(self.faults(), "base/core/a.h:2", "names the feature library")

    def test_feature_includes_app(self):
        self.write("features/voice/voice.cc", '#include "app/hub.h"\n')
        self.assert_one_fault(self.faults(), "only app knows app")

    def test_feature_sees_another_only_through_its_header(self):
        self.write("features/voice/voice.cc", '#include "features/library/library.h"\n#include "features/library/store.h"\n')
        self.assert_one_fault(self.faults(), "voice.cc:2", "private")

    def test_feature_reads_anothers_embedded_files(self):
        self.write("features/library/CMakeLists.txt", "concord_embed(library_embedded NAMESPACE n)\n")
        self.write("base/html/a.cc", '#include "library_embedded.h"\n')
        self.assert_one_fault(self.faults(), "base/html/a.cc:1", "base knows only base")

    def test_circle_in_base(self):
        self.write("base/db/a.h", '#include "base/jobs/b.h"\n')
        self.write("base/jobs/b.h", '#include "base/search/c.h"\n')
        self.write("base/search/c.h", '#include "base/db/a.h"\n')
        self.assert_one_fault(self.faults(), "base/db -> base/jobs -> base/search -> base/db")

    def test_confined_libraries(self):
        self.write("base/http/server.cc", "#include <boost/beast.hpp>\n")
        self.write("base/http/connection.h", "#include <boost/asio/io_context.hpp>\n")
        self.write("base/http/server.h", "#include <boost/beast/http.hpp>\n")
        self.write("features/library/store.cc", "#include <soci/soci.h>\n")
        self.write("app/main.cc", "#include <xapian.h>\n#include <ctemplate/template.h>\n")
        faults = self.faults()
        self.assertEqual(len(faults), 4, faults)

    def test_a_private_header_may_have_its_folders_library(self):
        self.write("base/search/shard.h", "#include <xapian.h>\n")
        self.write("base/search/index.h", "#include <string>\n")
        self.write("base/search/index.cc", '#include "base/search/shard.h"\n')
        self.write("features/library/find.cc", '#include "base/search/index.h"\n')
        self.assertEqual(self.faults(), [])
        self.write("base/search/index.h", '#include "base/search/shard.h"\n')
        self.assert_one_fault(self.faults(), "base/search/shard.h:1", "other folders include")

    def test_only_app_and_tests_see_migrations(self):
        self.write("migrations/CMakeLists.txt", "concord_embed(migrations_embedded NAMESPACE n)\n")
        for path in ("app/hub.cc", "base/testing/fresh.cc", "base/db/migrations_test.cc", "base/db/migrations.cc"):
            self.write(path, '#include "migrations_embedded.h"\n')
        self.assert_one_fault(self.faults(), "base/db/migrations.cc:1")

    def test_uses_lacks_what_is_included(self):
        self.write("base/core/a.h", "")
        self.write("base/core/CMakeLists.txt", "concord_library(base_core)\n")
        self.write("base/db/b.cc", '#include "base/core/a.h"\n')
        self.write("base/db/CMakeLists.txt", "concord_library(base_db)\n")
        self.assert_one_fault(self.faults(), "base/db/CMakeLists.txt", "USES lacks base_core")

    def test_uses_names_what_is_not_included(self):
        self.write("base/db/b_test.cc", '#include "base/core/a.h"\n')
        self.write("base/core/CMakeLists.txt", "concord_library(base_core)\n")
        self.write("base/db/CMakeLists.txt", "concord_library(base_db USES base_core)  # only a test does\n")
        self.assert_one_fault(self.faults(), "USES names base_core")

    def test_what_only_tests_include_belongs_in_test_uses(self):
        self.write("base/core/CMakeLists.txt", "concord_library(base_core)\n")
        self.write("base/db/b_test.cc", '#include "base/core/a.h"\n')
        self.write("base/db/CMakeLists.txt", "concord_library(base_db)\n")
        self.assert_one_fault(self.faults(), "TEST_USES lacks base_core")
        self.write("base/db/CMakeLists.txt", "concord_library(base_db TEST_USES base_core)\n")
        self.assertEqual(self.faults(), [])

    def test_what_tests_share_counts_as_a_test(self):
        self.write("base/core/CMakeLists.txt", "concord_library(base_core)\n")
        self.write("base/db/b_fixture.h", '#include "base/core/a.h"\n')
        self.write("base/db/CMakeLists.txt", "concord_library(base_db TEST_USES base_core)\n")
        self.assertEqual(self.faults(), [])
