from support import TreeTest

import check_security

SUMMARY = """| state | level 1 | level 2 |
|---|---|---|
| met | 1 | 1 |
| not met | 0 | 1 |
| operator | 0 | 0 |
| no such part | 0 | 0 |
| together | 1 | 2 |

- **V1.1.3** Because.

"""
ROWS = ["| V1.1.1 | 1 | asks | met | `base/a.cc` | `base/a_test.cc` |",
        "| V1.1.2 | 2 | asks | met | `base/a.cc` | read |",
        "| V1.1.3 | 2 | asks | not met | nobody has built it | |"]


class SecurityTest(TreeTest):
    def setUp(self):
        super().setUp()
        self.write(check_security.LEVELS, "# facts\nV1.1.1 1\nV1.1.2 2\nV1.1.3 2\n")
        self.write("base/a.cc", "")
        self.write("base/a_test.cc", "")

    def faults(self, rows, summary=SUMMARY):
        self.write(check_security.DOCUMENT, summary + "\n".join(rows) + "\n")
        return check_security.check(self.root)[0]

    def test_whole(self):
        self.assertEqual(self.faults(ROWS), [])

    def test_missing_and_twice(self):
        text = "\n".join(self.faults([ROWS[0], ROWS[0], ROWS[2]]))
        self.assertIn("V1.1.2 is missing", text)
        self.assertIn("V1.1.1 stands there 2 times", text)

    def test_unknown_requirement(self):
        faults = self.faults(ROWS + ["| V9.9.9 | 2 | asks | no such part | there is none | |"])
        self.assertIn("V9.9.9 is no requirement", "\n".join(faults))

    def test_level(self):
        faults = self.faults([ROWS[0].replace("| 1 |", "| 2 |")] + ROWS[1:])
        self.assertIn("V1.1.1 is of level 1, not 2", "\n".join(faults))

    def test_path_is_gone(self):
        self.assert_one_fault(self.faults([ROWS[0].replace("a_test", "b_test")] + ROWS[1:]), "base/b_test.cc")

    def test_met_without_a_place(self):
        self.assert_one_fault(self.faults([ROWS[0].replace("`base/a.cc`", "somewhere")] + ROWS[1:]), "no path says where")

    def test_section(self):
        row = ROWS[0].replace("`base/a.cc`", "[Limits](#the-limits)")
        self.assertEqual(self.faults([row] + ROWS[1:], "## The limits\n\n" + SUMMARY), [])
        self.assert_one_fault(self.faults([row] + ROWS[1:]), "the-limits")

    def test_what_must_not_be_there(self):
        self.write("base/b.cc", "int a = system(\"ls\");  // std::regex\nstd::regex b;\n")
        self.write("base/b_test.cc", "#include \"base/b_helper.h\"\npopen(\"ls\");\n")
        self.write("base/b_helper.h", "execve(a);\n")
        self.write("base/mail/testing/c.cc", "posix_spawn(a);\n")
        self.write("assets/src/d.ts", "a.innerHTML = b;\neval(c);\nevaluate(d);\n")
        faults = "\n".join(self.faults(ROWS))
        for part in ("base/b.cc:1", "base/b.cc:2", "assets/src/d.ts:1", "assets/src/d.ts:2"):
            self.assertIn(part, faults)
        for part in ("base/b_test.cc", "b_helper", "testing", "assets/src/d.ts:3"):
            self.assertNotIn(part, faults)

    def test_one_place_starts_a_process(self):
        self.write("base/pdf/child.cc", "posix_spawn(a);\n")
        self.assertEqual(self.faults(ROWS), [])
        self.write("base/pdf/child_more.cc", "posix_spawn(a);\n")
        self.write("base/other/pdf/child.cc", "posix_spawn(a);\n")
        faults = "\n".join(self.faults(ROWS))
        self.assertIn("base/pdf/child_more.cc:1", faults)
        self.assertIn("base/other/pdf/child.cc:1", faults)

    def test_met_without_a_test(self):
        self.assert_one_fault(self.faults([ROWS[0].replace("`base/a_test.cc`", "")] + ROWS[1:]), "how that is known")

    def test_not_met_without_a_reason(self):
        self.assert_one_fault(self.faults(ROWS[:2] + [ROWS[2].replace("nobody has built it", "no")]), "says why")

    def test_state(self):
        faults = self.faults(ROWS[:2] + [ROWS[2].replace("not met", "nearly")])
        self.assertIn("'nearly'", "\n".join(faults))

    def test_counts(self):
        self.assert_one_fault(self.faults(ROWS, SUMMARY.replace("| met | 1 | 1 |", "| met | 1 | 7 |")), "'met'", "1 of level 2")

    def test_list_of_what_is_not_met(self):
        self.assert_one_fault(self.faults(ROWS, SUMMARY.replace("V1.1.3", "V1.1.2"))[:1], "V1.1.3 is not met")
        self.assertIn("its row says otherwise", "\n".join(self.faults(ROWS, SUMMARY.replace("V1.1.3", "V1.1.2"))))

    def test_columns(self):
        faults = self.faults(ROWS[:2] + ["| V1.1.3 | 2 | not met | nobody has built it | |"])
        self.assertIn("has 5 columns", "\n".join(faults))
