import os

from support import TreeTest

import check_migrations

ONE = "migrations/202601020304_library_catalog.sql"


class MigrationsTest(TreeTest):
    def faults(self):
        return check_migrations.check(self.root)[0]

    def record(self):
        return check_migrations.record(self.root)

    def test_recorded_migrations_pass(self):
        self.write(ONE, "create table a (b int);")
        self.write("migrations/202601020305_library_text.sqlite.sql", "1")
        self.write("migrations/202601020305_library_text.postgres.sql", "2")
        self.assertEqual(len(self.record()), 3)
        self.assertEqual(self.record(), [])
        self.assertEqual(self.faults(), [])

    def test_new_one_is_not_recorded(self):
        self.write(ONE, "1")
        self.assert_one_fault(self.faults(), "--record")

    def test_edited(self):
        self.write(ONE, "1")
        self.record()
        self.write(ONE, "2")
        self.record()  # never changes a line
        self.assert_one_fault(self.faults(), "edited")

    def test_edited_together_with_its_line(self):
        self.write(ONE, "1")
        self.record()
        self.git("init", "-q")
        self.git("add", ".")
        self.git("commit", "-qm", "1")
        self.write(ONE, "2")
        self.write("migrations/DIGESTS", f"{check_migrations.digest(self.root, ONE.split('/')[1])}  {ONE.split('/')[1]}\n")
        self.assert_one_fault(self.faults(), "not what it was in the last commit")
        self.git("tag", "v0.1.0")
        self.git("commit", "-qam", "2")
        self.assert_one_fault(self.faults(), "not what it was in release v0.1.0")

    def test_gone(self):
        self.write(ONE, "1")
        self.record()
        self.write("migrations/202601020305_library_more.sql", "1")
        self.record()
        os.remove(f"{self.root}/{ONE}")
        self.assert_one_fault(self.faults(), "recorded and gone")

    def test_names(self):
        self.write("migrations/0001_first.sql", "1")
        self.write("migrations/202613020304_library_month13.sql", "1")
        self.record()
        faults = self.faults()
        self.assertEqual(len(faults), 2, faults)

    def test_shared_number(self):
        self.write(ONE, "1")
        self.write("migrations/202601020304_voice_message.sql", "1")
        self.record()
        self.assert_one_fault(self.faults(), "share this number")

    def test_one_dialect_of_two(self):
        self.write("migrations/202601020305_library_text.sqlite.sql", "1")
        self.record()
        self.assert_one_fault(self.faults(), "one for sqlite and one for postgres")
