import json

from support import TreeTest

import check_instruments

SLUG = "openness"
FOLDER = f"content/instruments/{SLUG}"


def item(number, **members):
    return {"id": f"item-{number}", "dimension": "data", "asks": ["resident"], "resources": ["guide"], "evidence": [], **members}


def evidence(**members):
    return {"outcome": "trust", "direction": "improves", "certainty": "low", "setting": "cities", "dated": 2019, "basis": "study", **members}


def texts(number, language):
    return {"statement": f"A practice {language} {number}.", "why": f"A reason {language}.",
            "levels": [f"Level {level} of {language} {number}" for level in range(5)]}


def toml(value):
    """`value` in TOML, every table inline."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


class InstrumentsTest(TreeTest):
    def setUp(self):
        super().setUp()
        catalog = {"resources": [{"slug": "guide"}, {"slug": "study"}], "modules": [{"slug": SLUG}]}
        self.write("content/catalog/10.json", json.dumps(catalog))
        self.structure = {"format": "concord-instrument-1", "slug": SLUG, "version": 1, "area": SLUG,
                          "dimensions": [{"id": "data"}], "items": [item(number) for number in range(15)]}
        self.texts = {language: {"title": f"Title {language}", "introduction": "Some words",
                                 "dimensions": {"data": {"title": "Data", "introduction": "What is open"}},
                                 "items": {f"item-{number}": texts(number, language) for number in range(15)}}
                      for language in ("en", "es")}

    def rate(self, **members):
        """Gives the first item a rating, and texts for it."""
        self.structure["items"][0]["evidence"] = [evidence(**members)]
        for content in self.texts.values():
            content.update(outcomes={"trust": "Trust"}, settings={"cities": "Cities"})

    def text(self, language="en", number=0):
        return self.texts[language]["items"][f"item-{number}"]

    def faults(self, **options):
        def lines(content):
            return "".join(f"{key} = {toml(value)}\n" for key, value in content.items())

        self.write(f"{FOLDER}/1.toml", lines(self.structure) + "dated = 2026-11-21\n")
        for language, content in self.texts.items():
            self.write(f"{FOLDER}/1.{language}.toml", lines(content))
        return check_instruments.check(self.root, **options)[0]

    def test_fine(self):
        self.rate()
        self.assertEqual(self.faults(), [])

    def test_line_of_the_item(self):
        self.faults()
        lines = ['format = "concord-instrument-1"', f'slug = "{SLUG}"', "version = 1", f'area = "{SLUG}"', "dated = 2026-11-21",
                 "[[dimensions]]", 'id = "data"']
        for number in range(15):
            lines += ["[[items]]", f'id = "item-{number}"', 'dimension = "data"', 'asks = ["resident"]',
                      f'resources = ["{"nowhere" if number == 3 else "guide"}"]', "evidence = []"]
        self.write(f"{FOLDER}/1.toml", "\n".join(lines))
        (fault,) = check_instruments.check(self.root)[0]
        line = lines.index('id = "item-3"') + 1
        self.assertEqual(fault, f"{FOLDER}/1.toml:{line}: item-3: there is no resource nowhere")

    def test_broken_file(self):
        self.faults()
        self.write(f"{FOLDER}/1.en.toml", 'title = "Open\n')
        self.assertTrue(any("1.en.toml" in fault and "line 1" in fault for fault in check_instruments.check(self.root)[0]))

    def test_file_with_another_name(self):
        self.write(f"{FOLDER}/first.toml", "")
        self.assert_one_fault(self.faults(), "first.toml", "is neither")

    def test_language_is_missing(self):
        del self.texts["es"]
        self.assert_one_fault(self.faults(), "1.es.toml: is missing")

    def test_slug_of_another_folder(self):
        self.structure["slug"] = "elsewhere"
        self.assert_one_fault(self.faults(), "slug is 'elsewhere'")

    def test_area_without_instrument(self):
        self.write("content/catalog/20.json", json.dumps({"modules": [{"slug": "wellness"}]}))
        self.assert_one_fault(self.faults(), "wellness has no instrument")

    def test_area_that_is_not_there(self):
        self.write("content/catalog/20.json", json.dumps({"modules": [{"slug": "wellness"}]}))
        self.structure["area"] = "nowhere"
        self.assertIn("there is no practice area nowhere", " ".join(self.faults()))

    def test_too_few_and_too_many_items(self):
        self.structure["items"].pop()
        self.texts["en"]["items"].popitem()
        self.texts["es"]["items"].popitem()
        self.assert_one_fault(self.faults(), "has 14 items, not 15 to 25")
        self.structure["items"] = [item(number) for number in range(26)]
        for language, content in self.texts.items():
            content["items"] = {f"item-{number}": texts(number, language) for number in range(26)}
        self.assert_one_fault(self.faults(), "has 26 items, not 15 to 25")

    def test_id_twice(self):
        self.structure["items"][1]["id"] = "item-0"
        self.assertTrue(any("item-0: stands twice" in fault for fault in self.faults()))

    def test_malformed_id(self):
        self.structure["items"][0]["id"] = "Item_0"
        self.assertTrue(any("'Item_0' is no id" in fault for fault in self.faults()))

    def test_unknown_member(self):
        self.structure["items"][0]["weight"] = 2
        self.assert_one_fault(self.faults(), "item-0", "unknown member weight")

    def test_dimension_that_is_not_there(self):
        self.structure["items"][0]["dimension"] = "rules"
        self.assert_one_fault(self.faults(), "there is no dimension rules")

    def test_dimension_without_items(self):
        self.structure["dimensions"].append({"id": "rules"})
        for content in self.texts.values():
            content["dimensions"]["rules"] = {"title": "Rules", "introduction": "What holds"}
        self.assert_one_fault(self.faults(), "rules: no item is in this dimension")

    def test_dimensions_out_of_order(self):
        self.structure["dimensions"].append({"id": "rules"})
        self.structure["items"][0]["dimension"] = "rules"
        for content in self.texts.values():
            content["dimensions"]["rules"] = {"title": "Rules", "introduction": "What holds"}
        self.assert_one_fault(self.faults(), "another order")

    def test_nobody_is_asked(self):
        self.structure["items"][0]["asks"] = []
        self.assert_one_fault(self.faults(), "item-0: nobody is asked")

    def test_asks_someone_unknown(self):
        self.structure["items"][0]["asks"] = ["citizen"]
        self.assert_one_fault(self.faults(), "nobody is called citizen")

    def test_resource_that_is_not_there(self):
        self.structure["items"][0]["resources"] = ["guide", "nowhere"]
        self.assert_one_fault(self.faults(), "there is no resource nowhere")

    def test_evidence_is_not_mentioned(self):
        del self.structure["items"][0]["evidence"]
        self.assert_one_fault(self.faults(), "item-0: says nothing on evidence")

    def test_evidence_off_the_scale(self):
        for member, value in (("direction", "rises"), ("certainty", "very high"), ("dated", 2030), ("basis", "nowhere")):
            with self.subTest(member):
                self.rate(**{member: value})
                self.assert_one_fault(self.faults(), "item-0: evidence", str(value))

    def test_evidence_without_its_texts(self):
        self.structure["items"][0]["evidence"] = [evidence()]
        faults = self.faults()
        self.assertEqual(len(faults), 4, faults)
        self.assertIn("outcomes.trust has no text", faults[0])

    def test_text_that_nothing_uses(self):
        self.rate()
        self.texts["es"]["settings"]["villages"] = "Pueblos"
        self.assert_one_fault(self.faults(), "1.es.toml", "settings.villages has a text and is not in the structure")

    def test_null_finding_that_the_reason_keeps_quiet(self):
        self.rate(direction="no_effect")
        self.text("es")["why"] = "No se halló efecto."
        self.assert_one_fault(self.faults(), "1.en.toml", "why does not say")
        self.text()["why"] = "A trial found no effect."
        self.assertEqual(self.faults(), [])

    def test_skip_rule(self):
        self.structure["items"][1]["skip_if"] = [{"item": "item-0", "at_most": 0}]
        self.assertEqual(self.faults(), [])
        self.structure["items"][1]["skip_if"] = [{"item": "item-2", "at_most": 0}]
        self.assert_one_fault(self.faults(), "item-1: is skipped by item-2, which is not asked before it")
        self.structure["items"][1]["skip_if"] = [{"item": "item-0", "at_most": 4}]
        self.assert_one_fault(self.faults(), "at a level that cannot be: 4")

    def test_item_without_text(self):
        del self.texts["es"]["items"]["item-4"]
        self.assert_one_fault(self.faults(), "1.es.toml", "items.item-4 has no text")

    def test_four_levels(self):
        self.text()["levels"].pop()
        self.assert_one_fault(self.faults(), "item-0: has not 5 levels")

    def test_empty_level(self):
        self.text()["levels"][2] = " "
        self.assert_one_fault(self.faults(), "item-0: 2 level is missing or empty")

    def test_too_long_for_a_phone(self):
        self.text()["statement"] = "A" * 200 + "."
        self.assert_one_fault(self.faults(), "item-0: statement has 201 characters, more than 200")
        self.text()["statement"] = "A practice."
        self.text("es")["levels"][1] = "A" * 221
        self.assert_one_fault(self.faults(), "1.es.toml", "item-0: 1 level has 221 characters, more than 220")

    def test_two_sentences_in_a_statement(self):
        self.text()["statement"] = "One practice. Another one."
        self.assert_one_fault(self.faults(), "item-0: statement is not one sentence")

    def test_reason_of_three_sentences(self):
        self.text()["why"] = "One. Two. Three."
        self.assert_one_fault(self.faults(), "item-0: why has more than 2 sentences")

    def test_level_that_fits_two_items(self):
        self.text(number=1)["levels"][3] = self.text()["levels"][3]
        self.assert_one_fault(self.faults(), "stands word for word in item-0 too")

    def test_untranslated(self):
        self.text("es")["levels"][0] = self.text()["levels"][0]
        self.assert_one_fault(self.faults(), "1.es.toml", "is the same in both languages")

    def test_shares_words_with_a_source(self):
        self.write("sources/page.txt", "It was, they say, a page with words that\nothers wrote long before us.")
        self.text()["why"] = "Here stands a page with words that others wrote."
        self.assertEqual(self.faults(sources=f"{self.root}/sources"), [])
        self.text()["why"] = "Here stands a page with words that others wrote long."
        self.assert_one_fault(self.faults(sources=f"{self.root}/sources"), "1.en.toml", "others wrote long", "page.txt")

    def second_version(self, **members):
        self.faults()
        content = {**self.structure, "version": 2, **members}
        self.write(f"{FOLDER}/2.toml", "".join(f"{key} = {toml(value)}\n" for key, value in content.items()) + "dated = 2027-11-21\n")
        for language, words in self.texts.items():
            self.write(f"{FOLDER}/2.{language}.toml", "".join(f"{key} = {toml(value)}\n" for key, value in words.items()))
        return check_instruments.check(self.root)[0]

    def test_second_version(self):
        self.assertEqual(self.second_version(follows=1), [])
        self.assert_one_fault(self.second_version(), "2.toml", "does not say which version it follows")
        self.structure["items"][0]["was"] = ["item-99"]
        faults = self.second_version(follows=1)
        self.assertTrue(any("2.toml" in fault and "was item-99" in fault for fault in faults), faults)
