import json

from support import TreeTest

import check_content


def resource(slug, **members):
    return {"slug": slug, "title": slug, "types": ["report"], "topics": ["trust"],
            "facts": [{"field": "topics", "basis": "Assigned from the title"}], **members}


class ContentTest(TreeTest):
    def setUp(self):
        super().setUp()
        both = {"en": "a", "es": "b"}
        self.catalog = {
            "topics": [{"slug": "trust", "title": both}], "types": [{"slug": "report", "title": both}],
            "modules": [{"slug": "trust", "title": both, "lead": both, "overview": both, "expectations": [both], "topics": ["trust"]}],
            "resources": [resource("one"), resource("two")],
        }
        self.write("content/synonyms.txt", "# comment\ncops, police\n")

    def faults(self):
        self.write("content/catalog/10.json", json.dumps({"format": "concord-catalog", "version": 1, **self.catalog}, indent=1, ensure_ascii=False))
        return check_content.check(self.root)[0]

    def assert_resource_fault(self, *parts, **members):
        self.catalog["resources"] = [resource("one", **members)]
        self.assert_one_fault(self.faults(), "one", *parts)

    def test_fine(self):
        self.assertEqual(self.faults(), [])

    def test_line_of_the_entry(self):
        self.catalog["resources"][1]["topics"] = ["nowhere"]
        (fault,) = self.faults()
        number = int(fault.split(":")[1])
        with open(f"{self.root}/content/catalog/10.json", encoding="utf-8") as file:
            self.assertIn('"slug": "two"', file.read().splitlines()[number - 1])

    def test_missing_translation(self):
        self.catalog["modules"][0]["lead"] = {"en": "only English"}
        self.assert_one_fault(self.faults(), '"lead" has no text in es')

    def test_paragraphs_differ(self):
        self.catalog["modules"][0]["overview"] = {"en": "a\n\nb", "es": "a"}
        self.assert_one_fault(self.faults(), "more paragraphs")

    def test_slug_twice(self):
        self.catalog["resources"] = [resource("one"), resource("one", title="another")]
        self.assert_one_fault(self.faults(), "stands in")

    def test_malformed_fields(self):
        self.assert_resource_fault("url", url="ftp://example.org/a")
        self.assert_resource_fault("doi", doi="10.1000/ABC")
        self.assert_resource_fault("ncj", ncj="NCJ 12")
        self.assert_resource_fault("isbn", isbn="978-1-935676-47-9")
        self.assert_resource_fault("year", year=3020, facts=[{"field": "topics", "basis": "x"}, {"field": "year", "basis": "x"}])
        self.assert_resource_fault("author", author="X")
        self.assert_resource_fault("name", authors=[{"given": "A"}])

    def test_well_formed_fields(self):
        self.catalog["resources"] = [resource("one", url="https://example.org/a?b=1", doi="10.1000/abc(1)", ncj="231851", isbn="1-932582-55-X")]
        self.assertEqual(self.faults(), [])

    def test_fact_without_basis(self):
        self.assert_resource_fault("comes from", summary="Written.")

    def test_fact_about_nothing(self):
        self.assert_resource_fault("color", facts=[{"field": "topics", "basis": "x"}, {"field": "color", "basis": "x"}])

    def test_damaged_text(self):
        self.assert_resource_fault("damaged", title="Slađana Đurić".encode().decode("cp1252", "replace"))
        self.assert_resource_fault("damaged", title="Trust &amp; safety")
        self.assert_resource_fault("damaged", title="Trust ")

    def test_doubles(self):
        self.catalog["resources"] = [resource("one", doi="10.1000/a"), resource("two", doi="10.1000/a")]
        self.assert_one_fault(self.faults(), "DOI of one")
        self.catalog["resources"] = [resource("one", title="Trust: a Guide"), resource("two", title="Trust – A guide")]
        self.assert_one_fault(self.faults(), "title and year of one")

    def test_not_json(self):
        self.write("content/catalog/20.json", '{\n"format": }')
        self.assert_one_fault(self.faults(), "20.json:2")

    def test_synonyms(self):
        self.write("content/synonyms.txt", "cops, police\nalone\nforce, Police\n")
        faults = self.faults()
        self.assertEqual([fault.split(":")[1] for fault in faults], ["2", "3"], faults)
