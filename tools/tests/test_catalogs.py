from support import TreeTest

import check_catalogs

FOLDER = "features/library/i18n"


class CatalogsTest(TreeTest):
    def catalogs(self, en, es, code=""):
        self.write(f"{FOLDER}/en.toml", en)
        self.write(f"{FOLDER}/es.toml", es)
        self.write("features/library/pages.cc", code)
        return check_catalogs.check(self.root)[0]

    def test_clean(self):
        en = '[library]\ntitle = "Library of {name}"\nfound.one = "{count} result"\nfound.other = "{count} results"\n'
        es = ('[library]\ntitle = "Biblioteca de {name}"\nfound.one = "{count} resultado"\n'
              'found.many = "{count} de resultados"\nfound.other = "{count} resultados"\n')
        self.write("features/library/templates/home.tpl", "<h1>[[library.title]]</h1>")
        self.assertEqual(self.catalogs(en, es, 'Plural(tag, "library.found", n);'), [])

    def test_key_in_one_language(self):
        faults = self.catalogs('library.a = "Hello"\n', '', 'T("library.a");')
        self.assert_one_fault(faults, "es.toml", "lacks library.a")

    def test_parameters_differ(self):
        faults = self.catalogs('library.a = "Hello {name}"\n', 'library.a = "Hola {nombre}"\n', 'T("library.a");')
        self.assert_one_fault(faults, "{name}", "{nombre}")

    def test_plural_lacks_a_category(self):
        faults = self.catalogs('library.a.one = "one"\nlibrary.a.other = "more"\n', 'library.a.many = "x"\nlibrary.a.other = "varios"\n', 'T("library.a");')
        self.assert_one_fault(faults, "es.toml: library.a lacks the plural form 'one'")

    def test_plural_has_a_category_of_another_language(self):
        faults = self.catalogs('library.a.one = "one"\nlibrary.a.few = "few"\nlibrary.a.other = "more"\n',
                               'library.a.one = "uno"\nlibrary.a.other = "varios"\n', 'T("library.a");')
        self.assert_one_fault(faults, "has the form 'few'")

    def test_plural_in_one_language(self):
        faults = self.catalogs('library.a = "one"\n', 'library.a.one = "uno"\nlibrary.a.many = "x"\nlibrary.a.other = "varios"\n', 'T("library.a");')
        self.assert_one_fault(faults, "plural forms in one language only")

    def test_untranslated(self):
        text = 'library.a = "Search the library"\nlibrary.b = "DOI"\nlibrary.c = "General"\n'
        self.write(check_catalogs.EXCEPTIONS, 'same = ["library.c"]\n')
        faults = self.catalogs(text, text, 'T("library.a"); T("library.b"); T("library.c");')
        self.assert_one_fault(faults, "library.a is not translated")

    def test_empty_text(self):
        faults = self.catalogs('library.a = "Hello"\n', 'library.a = " "\n', 'T("library.a");')
        self.assert_one_fault(faults, "is empty")

    def test_used_and_not_there(self):
        self.write("features/library/templates/home.tpl", "<h1>\n[[library.missing]]</h1>")
        faults = self.catalogs('library.a = "Hello"\n', 'library.a = "Hola"\n', 'T("library.a"); T("library.gone"); F("library.json");')
        self.assertEqual(len(faults), 2, faults)
        self.assertIn("pages.cc:1: there is no message library.gone", faults[0])
        self.assertIn("home.tpl:2: there is no message library.missing", faults[1])

    def test_there_and_not_used(self):
        faults = self.catalogs('library.a = "Hello"\n', 'library.a = "Hola"\n', '// "library.a" in a comment is no use')
        self.assert_one_fault(faults, "nothing uses library.a")

    def test_a_test_is_no_use(self):
        self.write("features/library/pages_test.cc", 'T("library.a");')
        self.assert_one_fault(self.catalogs('library.a = "Hello"\n', 'library.a = "Hola"\n'), "nothing uses library.a")

    def test_keys_built_in_code(self):
        en = '# built in code: library.facet.*\nlibrary.facet.topic = "Topic"\nlibrary.sort.newest = "Newest"\n'
        es = 'library.facet.topic = "Tema"\nlibrary.sort.newest = "Lo nuevo"\n'
        self.assertEqual(self.catalogs(en, es, 'T("library.sort." + name);'), [])

    def test_keys_built_from_a_part_of_the_last_word(self):
        en, es = 'library.sort_newest = "Newest"\n', 'library.sort_newest = "Lo nuevo"\n'
        self.assertEqual(self.catalogs(en, es, 'T("library.sort_" + name);'), [])

    def test_strings_that_only_look_like_keys(self):
        self.write(check_catalogs.EXCEPTIONS, 'not_messages = ["library.resource.create"]\n')
        faults = self.catalogs('library.a = "Hello"\n', 'library.a = "Hola"\n', 'T("library.a"); J("library.resource.create");')
        self.assertEqual(faults, [])

    def test_key_twice(self):
        self.write("base/html/i18n/en.toml", 'library.a = "Hello"\n')
        self.write("base/html/i18n/es.toml", 'library.a = "Hola"\n')
        faults = self.catalogs('library.a = "Hello"\n', 'library.a = "Hola"\n', 'T("library.a");')
        self.assert_one_fault(faults, "is in base/html/i18n too")

    def test_broken_file(self):
        faults = self.catalogs('library.a = "Hello\n', 'library.a = "Hola"\n')
        self.assertTrue(any("en.toml" in fault and "line 1" in fault for fault in faults), faults)
