from support import TreeTest

import check_names

HEAD = "namespace concord::library {\nnamespace {\n\n"
FOOT = "\n}  // namespace\n}  // namespace concord::library\n"


class NamesTest(TreeTest):
    def faults(self):
        return check_names.check(self.root)[0]

    def source(self, name, body):
        self.write(f"features/library/{name}", HEAD + body + FOOT)

    def test_overloads_that_convert(self):
        self.source("a.cc", "std::string PathOf(const std::string& url) { return url; }")
        self.source("b.cc", "std::string PathOf(std::string_view url) {\n  return std::string(url);\n}")
        self.assert_one_fault(self.faults(), "b.cc:4", "PathOf", "a.cc")

    def test_numbers_convert(self):
        self.source("a.cc", "[[noreturn]] void Broken(int64_t number) {}")
        self.source("b.cc", "void Broken(uint64_t number, bool last = true) {}")
        self.assert_one_fault(self.faults(), "b.cc:4", "Broken")

    def test_other_types_and_counts_do_not(self):
        self.source("a.cc", "Json ToJson(const Harvest& harvest) { return {}; }\nint Of(int a, int b) { return a; }")
        self.source("b.cc", "Json ToJson(const Report& report) { return {}; }\nint Of(int a) { return a; }")
        self.assertEqual(self.faults(), [])

    def test_tests_and_programs_of_their_own_are_apart(self):
        self.source("a.cc", "int Of(int a) { return a; }")
        self.source("a_test.cc", "int Of(int a) { return a; }")
        self.source("a_bench.cc", "int Of(int a) { return a; }")
        self.assertEqual(self.faults(), [])

    def test_an_outer_function_is_hidden(self):
        self.write("base/core/text.h", "namespace concord {\nbool IsOneOf(std::string_view text);\n}  // namespace concord\n")
        self.source("a.cc", "bool IsOneOf(const std::string& text) { return text.empty(); }")
        self.assertEqual(self.faults(), [], "alone it hides nothing from others")
        self.source("b.cc", "int Other(int a) { return a; }")
        self.assert_one_fault(self.faults(), "a.cc:4", "IsOneOf", "base/core/text.h")

    def test_of_the_same_namespace_nothing_is_hidden(self):
        self.write("features/library/l.h", "namespace concord::library {\nbool Is(int a);\n}  // namespace concord::library\n")
        self.source("a.cc", "bool Has(const Resource& one) { return true; }")
        self.source("b.cc", "int Other(int a) { return a; }")
        self.assertEqual(self.faults(), [])
