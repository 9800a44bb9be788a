from support import TreeTest

import check_sizes

LONG = "  x();\n" * 80


class SizesTest(TreeTest):
    def check(self):
        faults, warnings, _ = check_sizes.check(self.root)
        return faults, warnings

    def test_long_file_warns_then_fails(self):
        self.write("base/a.cc", "int x;\n" * 401)
        self.write("base/b.cc", "int x;\n" * 801)
        self.write("base/c.cc", "int x;\n" * 400)
        faults, warnings = self.check()
        self.assert_one_fault(faults, "base/b.cc", "801 lines")
        self.assert_one_fault(warnings, "base/a.cc", "401 lines")

    def test_data_is_not_measured(self):
        self.write("content/catalog/a.py", "x = 1\n" * 900)
        self.write("assets/package-lock.json", "{}\n" * 900)
        self.assertEqual(self.check(), ([], []))

    def test_cpp_function(self):
        self.write("a.cc", "namespace n {\nint Short() { return 1; }\nResult<int> C::Long(int a,\n    int b) const {\n" + LONG + "}\n}\n")
        self.assert_one_fault(self.check()[0], "a.cc:3", "C::Long has 83 lines")

    def test_cpp_method_in_class(self):
        self.write("a.h", "class C {\n public:\n  void Long() {\n" + LONG + "  }\n};\n")
        self.assert_one_fault(self.check()[0], "Long has 82 lines")

    def test_cpp_constructor_with_braced_members(self):
        self.write("a.cc", "C::C(int a)\n    : a_{a}, b_(a) {\n" + LONG + "}\n")
        self.assert_one_fault(self.check()[0], "lines; the limit is 80")

    def test_cpp_template_with_default(self):
        self.write("a.cc", "template <typename T = int>\nvoid Long(T t) {\n" + LONG + "}\n")
        self.assert_one_fault(self.check()[0], "Long")

    def test_cpp_braces_in_strings_comments_and_directives_do_not_count(self):
        self.write("a.cc", 'void F() {\n  // {\n  f("{"); g(\'{\'); h(R"({{)");\n#ifdef X\n  if (a) {\n#else\n  if (b) {\n#endif\n'
                           "  }}\n}\n" + "void G() {\n" + LONG + "}\n")
        self.assertTrue(any("G has 82 lines" in fault for fault in self.check()[0]), self.check())

    def test_cpp_tables_and_classes_are_not_functions(self):
        self.write("a.cc", "const std::map<int, int> kTable = {\n" + "  {1, 2},\n" * 100 + "};\nstruct S {\n" + "  int a;\n" * 100 + "};\n")
        self.assertEqual(self.check()[0], [])

    def test_typescript_python_and_shell(self):
        self.write("a.ts", "export function longOne(a: number): void {\n" + LONG + "}\n")
        self.write("b.py", "def long_one():\n" + "    x()\n" * 80)
        self.write("c.sh", "long_one() {\n" + LONG + "}\n")
        faults = self.check()[0]
        self.assertEqual(len(faults), 3, faults)
