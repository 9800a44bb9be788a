#!/usr/bin/env python3
"""Holds the instruments of self-review (content/instruments) to the format of docs/instruments.md: everything that is named
exists, both languages say everything, evidence keeps to the scale, and no text is longer than a phone shows.

Usage: tools/check_instruments.py [ROOT] [--sources=FOLDER]
  --sources  plain texts that the instruments must not share a run of words with
"""
import datetime
import json
import os
import re
import sys
import tomllib

import repo

FOLDER = "content/instruments"
FORMAT = "concord-instrument-1"
LANGUAGES = ("en", "es")
ASKS = ("leadership", "supervisor", "officer", "professional_staff", "community_partner", "overseer", "resident")
DIRECTIONS = ("improves", "worsens", "no_effect", "mixed")
CERTAINTIES = ("high", "moderate", "low")
LEVELS = 5
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
PATH = re.compile(FOLDER + r"/(?P<slug>[^/]+)/(?P<version>[1-9]\d*)(\.(?P<language>[a-z]{2}))?\.toml\Z")

# How many items an instrument has: the one of the first practice area is complete, the others are short.
FULL_COUNTS = {"community-trust-and-partnerships": (40, 50)}
COUNTS = (15, 25)
# In characters: what can be read on a phone without scrolling past the answers.
LENGTHS = {"title": 90, "statement": 200, "why": 320, "level": 220, "introduction of a dimension": 250, "name": 130}
WHY_SENTENCES = 2
COPIED_WORDS = 8

FILE_MEMBERS = {"format", "slug", "version", "area", "dated", "follows", "dimensions", "items"}
ITEM_MEMBERS = {"id", "dimension", "asks", "resources", "evidence", "was", "skip_if"}
EVIDENCE_MEMBERS = {"outcome", "direction", "certainty", "setting", "dated", "basis"}
TEXT_MEMBERS = {"title", "introduction", "dimensions", "items", "outcomes", "settings"}
# A reason that rests on a finding of nothing says so with one of these.
SAYS_NO = {"en": re.compile(r"\b(no|not|nobody|none|nothing|little|hardly|mixed|few|fewer)\b", re.I),
           "es": re.compile(r"\b(no|nadie|nada|ning[uú]n|ninguna|poco|poca|apenas|mixtos?|mixtas?)\b", re.I)}
SENTENCE_END = re.compile(r"(?<!EE)(?<! UU)[.!?]\s+(?=[«¿¡“\"]?[A-ZÁÉÍÓÚÑ])")


class Faults:
    """Findings, each with the file and the line where the entry begins."""

    def __init__(self, root):
        self.root, self.found, self.lines = root, [], {}

    def add(self, path, mark, message):
        """`mark`: a text of the line that the fault is about."""
        if path not in self.lines:
            self.lines[path] = repo.read(self.root, path).splitlines()
        line = next((n for n, text in enumerate(self.lines[path], 1) if mark and mark in text), 1)
        self.found.append(f"{path}:{line}: {message}")


def words(text):
    return re.findall(r"\w+", text.lower())


def runs(text):
    """Every run of COPIED_WORDS words."""
    found = words(text)
    return {tuple(found[i:i + COPIED_WORDS]) for i in range(len(found) - COPIED_WORDS + 1)}


def read_slugs(root):
    """(slugs of resources, slugs of practice areas) of the catalog."""
    resources, areas = set(), set()
    for path in repo.files(root):
        if re.fullmatch(r"content/catalog/[^/]+\.json", path):
            file = json.loads(repo.read(root, path))
            resources.update(entry["slug"] for entry in file.get("resources", []))
            areas.update(entry["slug"] for entry in file.get("modules", []))
    return resources, areas


def read_instruments(root, faults):
    """{slug: {version: {None: structure, language: texts}}}; the paths follow from these."""
    instruments = {}
    for path in repo.files(root):
        if not path.startswith(FOLDER + "/"):
            continue
        named = PATH.match(path)
        if not named:
            faults.add(path, None, "is neither <version>.toml nor <version>.<language>.toml")
            continue
        try:
            content = tomllib.loads(repo.read(root, path))
        except tomllib.TOMLDecodeError as error:
            faults.add(path, None, str(error))
            continue
        instruments.setdefault(named["slug"], {}).setdefault(int(named["version"]), {})[named["language"]] = content
    return instruments


def table(value):
    return value if isinstance(value, dict) else {}


def tables(value):
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def doubles(values):
    return sorted({str(value) for value in values if values.count(value) > 1})


class Structure:
    """One `<version>.toml`, checked; remembers which texts it needs."""

    def __init__(self, path, content, faults):
        self.path, self.content, self.faults = path, content, faults
        self.dimensions = [entry.get("id") for entry in tables(content.get("dimensions"))]
        self.items = tables(content.get("items"))
        self.ids = [item.get("id") for item in self.items]
        evidence = [entry for item in self.items for entry in tables(item.get("evidence"))]
        self.outcomes = {entry.get("outcome") for entry in evidence}
        self.settings = {entry.get("setting") for entry in evidence}

    def fault(self, item, message):
        mark = f'id = "{item}"' if item else None
        self.faults.add(self.path, mark, f"{item}: {message}" if item else message)

    def check(self, slug, version, earlier, known):
        """`earlier`: {version: Structure} of the versions before. `known`: what read_slugs gives."""
        content = self.content
        expected = {"format": FORMAT, "slug": slug, "version": version}
        for name, value in expected.items():
            if content.get(name) != value:
                self.fault(None, f"{name} is {content.get(name)!r}, not {value!r}")
        for name in sorted(set(content) - FILE_MEMBERS):
            self.fault(None, f"has an unknown member {name}")
        if content.get("area") not in known[1]:
            self.fault(None, f"there is no practice area {content.get('area')}")
        if not isinstance(content.get("dated"), datetime.date):
            self.fault(None, "dated is not a date")
        self.check_dimensions()
        least, most = FULL_COUNTS.get(slug, COUNTS)
        if not least <= len(self.items) <= most:
            self.fault(None, f"has {len(self.items)} items, not {least} to {most}")
        before = self.before(earlier)
        for name in doubles(self.ids):
            self.fault(name, "stands twice")
        for position, item in enumerate(self.items):
            self.check_item(item, position, before, known[0])

    def check_dimensions(self):
        for name in doubles(self.dimensions):
            self.fault(name, "stands twice among the dimensions")
        for name in self.dimensions:
            if not isinstance(name, str) or not ID.match(name):
                self.fault(None, f"{name!r} is no id of a dimension")
            elif not any(item.get("dimension") == name for item in self.items):
                self.fault(name, "no item is in this dimension")
        order = [item.get("dimension") for item in self.items if item.get("dimension") in self.dimensions]
        if order != sorted(order, key=self.dimensions.index):
            self.fault(None, "items stand in another order than their dimensions")

    def before(self, earlier):
        """The Structure that this one follows."""
        follows = self.content.get("follows")
        if follows is None:
            if earlier:
                self.fault(None, "does not say which version it follows")
            return None
        if follows not in earlier:
            self.fault(None, f"follows version {follows}, which is not before it")
        return earlier.get(follows)

    def check_item(self, item, position, before, resources):
        name = item.get("id")
        if not isinstance(name, str) or not ID.match(name):
            self.fault(None, f"{name!r} is no id of an item")
        for member in sorted(set(item) - ITEM_MEMBERS):
            self.fault(name, f"has an unknown member {member}")
        if item.get("dimension") not in self.dimensions:
            self.fault(name, f"there is no dimension {item.get('dimension')}")
        asks, linked = item.get("asks") or [], item.get("resources", [])
        if not asks:
            self.fault(name, "nobody is asked")
        for role in [role for role in asks if role not in ASKS]:
            self.fault(name, f"nobody is called {role}")
        for value in doubles(asks) + doubles(linked):
            self.fault(name, f"names {value} twice")
        for slug in [slug for slug in linked if slug not in resources]:
            self.fault(name, f"there is no resource {slug}")
        for old in item.get("was", []):
            if before is None or old not in before.ids:
                self.fault(name, f"was {old}, which the version before does not have")
        for rule in item.get("skip_if", []):
            rule = table(rule)
            if rule.get("item") not in self.ids[:position]:
                self.fault(name, f"is skipped by {rule.get('item')}, which is not asked before it")
            if type(rule.get("at_most")) is not int or not 0 <= rule["at_most"] < LEVELS - 1:
                self.fault(name, f"is skipped at a level that cannot be: {rule.get('at_most')}")
            if set(rule) != {"item", "at_most"}:
                self.fault(name, "has a skip rule that is not { item, at_most }")
        if not isinstance(item.get("evidence"), list):
            self.fault(name, "says nothing on evidence; `evidence = []` where there is none")
        for entry in tables(item.get("evidence")):
            self.check_evidence(name, entry, resources)
        rated = [(entry.get("outcome"), entry.get("basis")) for entry in tables(item.get("evidence"))]
        if len(set(rated)) < len(rated):
            self.fault(name, "rates one outcome twice from one basis")

    def check_evidence(self, name, entry, resources):
        for member in sorted(set(entry) ^ EVIDENCE_MEMBERS):
            self.fault(name, f"evidence {'has an unknown member' if member in entry else 'lacks'} {member}")
        if entry.get("direction") not in DIRECTIONS:
            self.fault(name, f"evidence has the direction {entry.get('direction')!r}, not one of {', '.join(DIRECTIONS)}")
        if entry.get("certainty") not in CERTAINTIES:
            self.fault(name, f"evidence has the certainty {entry.get('certainty')!r}, not one of {', '.join(CERTAINTIES)}")
        if entry.get("basis") not in resources:
            self.fault(name, f"evidence rests on {entry.get('basis')}, which is no resource")
        dated, year = self.content.get("dated"), entry.get("dated")
        if not isinstance(year, int) or not 1950 <= year <= getattr(dated, "year", 9999):
            self.fault(name, f"evidence is dated {year!r}")


def is_null(item):
    return any(entry.get("direction") in ("no_effect", "mixed") for entry in tables(item.get("evidence")))


class Texts:
    """One `<version>.<language>.toml`, held against its structure."""

    def __init__(self, path, language, content, structure, faults):
        self.path, self.language, self.content = path, language, content
        self.structure, self.faults = structure, faults

    def fault(self, mark, message):
        self.faults.add(self.path, mark, message)

    def text(self, mark, what, value, longest=None):
        """`value`, or "" where it is no text."""
        if not isinstance(value, str) or not value.strip():
            self.fault(mark, f"{what} is missing or empty")
            return ""
        if value != value.strip() and what != "introduction" or re.search(r"  |\t|\ufffd", value):
            self.fault(mark, f"{what} has white space that no one meant")
        if longest and len(value) > longest:
            self.fault(mark if what.split()[-1] != "level" else value[:40], f"{what} has {len(value)} characters, more than {longest}")
        return value

    def check(self):
        for name in sorted(set(self.content) - TEXT_MEMBERS):
            self.fault(name, f"has an unknown member {name}")
        self.text(None, "title", self.content.get("title"), LENGTHS["title"])
        self.text("introduction", "introduction", self.content.get("introduction"))
        for section, names in (("dimensions", self.structure.dimensions), ("items", self.structure.ids),
                               ("outcomes", self.structure.outcomes), ("settings", self.structure.settings)):
            entries = table(self.content.get(section))
            for name in sorted(set(entries) - set(names)):
                self.fault(name, f"{section}.{name} has a text and is not in the structure")
            for name in [name for name in sorted(set(names) - set(entries), key=str) if isinstance(name, str)]:
                self.fault(None, f"{section}.{name} has no text")
        for name, entry in table(self.content.get("dimensions")).items():
            mark = f"[dimensions.{name}]"
            self.text(mark, f"{name}: title", table(entry).get("title"), LENGTHS["title"])
            self.text(mark, f"{name}: introduction", table(entry).get("introduction"), LENGTHS["introduction of a dimension"])
        for section in ("outcomes", "settings"):
            for name, value in table(self.content.get(section)).items():
                self.text(f"{name} = ", f"{section}.{name}", value, LENGTHS["name"])
        for item in self.structure.items:
            entry = table(self.content.get("items")).get(item.get("id"))
            if isinstance(entry, dict):
                self.check_item(item, entry)

    def check_item(self, item, entry):
        name = item["id"]
        mark = f"[items.{name}]"
        for member in sorted(set(entry) - {"statement", "why", "levels"}):
            self.fault(mark, f"{name}: has an unknown member {member}")
        statement = self.text(mark, f"{name}: statement", entry.get("statement"), LENGTHS["statement"])
        if statement and (len(SENTENCE_END.split(statement)) > 1 or not statement.rstrip().endswith(".")):
            self.fault(mark, f"{name}: statement is not one sentence")
        why = self.text(mark, f"{name}: why", entry.get("why"), LENGTHS["why"])
        if len(SENTENCE_END.split(why)) > WHY_SENTENCES:
            self.fault(mark, f"{name}: why has more than {WHY_SENTENCES} sentences")
        if why and is_null(item) and not SAYS_NO[self.language].search(why):
            self.fault(mark, f"{name}: why does not say that a study found nothing, or mixed results")
        levels = entry.get("levels")
        if not isinstance(levels, list) or len(levels) != LEVELS:
            self.fault(mark, f"{name}: has not {LEVELS} levels")
            return
        for number, level in enumerate(levels):
            self.text(mark, f"{name}: {number} level", level, LENGTHS["level"])

    def sayings(self):
        """[(mark, text)] of what belongs to one item alone."""
        found = []
        for name, entry in table(self.content.get("items")).items():
            entry = table(entry)
            levels = entry.get("levels") if isinstance(entry.get("levels"), list) else []
            found += [(name, text) for text in [entry.get("statement"), *levels] if isinstance(text, str)]
        return found

    def everything(self):
        """[(mark, text)] of every text."""
        def walk(mark, value):
            if isinstance(value, str):
                yield mark, value
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
                yield from walk(key if isinstance(key, str) and isinstance(inner, dict) else mark, inner)
        return list(walk("", self.content))


def check_repeated(all_texts, faults):
    """A description that fits two practices describes neither."""
    for language in LANGUAGES:
        seen = {}
        for texts in [texts for texts in all_texts if texts.language == language]:
            for name, text in texts.sayings():
                other = seen.setdefault(" ".join(words(text)), (texts, name))
                # A new version may keep what it carries on.
                if other != (texts, name) and (other[0].path == texts.path or os.path.dirname(other[0].path) != os.path.dirname(texts.path)):
                    faults.add(texts.path, f"[items.{name}]", f"{name}: \"{text}\" stands word for word in {other[1]} too")
                elif other == (texts, name) and texts.sayings().count((name, text)) > 1:
                    faults.add(texts.path, f"[items.{name}]", f"{name}: \"{text}\" stands twice in it")


def check_languages_differ(first, second, faults):
    others = {text for _, text in second.sayings()}
    for name, text in first.sayings():
        if text in others:
            faults.add(second.path, f"[items.{name}]", f"{name}: \"{text}\" is the same in both languages")


def check_copied(all_texts, folder, faults):
    sources = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
            for run in runs(file.read()):
                sources.setdefault(run, name)
    for texts in all_texts:
        for mark, text in texts.everything():
            for run in sorted(runs(text) & set(sources))[:1]:
                faults.add(texts.path, text[:40], f"{mark}: shares \"{' '.join(run)}\" with {sources[run]}")


def check(root, sources=None):
    faults, all_texts, count = Faults(root), [], 0
    known = read_slugs(root)
    instruments = read_instruments(root, faults)
    for slug, versions in sorted(instruments.items()):
        earlier = {}
        for version, files in sorted(versions.items()):
            path = f"{FOLDER}/{slug}/{version}.toml"
            if None not in files:
                faults.found.append(f"{path}: is missing or cannot be read")
                continue
            structure = Structure(path, files[None], faults)
            structure.check(slug, version, earlier, known)
            earlier[version] = structure
            count += len(structure.items)
            texts = {}
            for language in LANGUAGES:
                if language not in files:
                    faults.found.append(f"{path[:-5]}.{language}.toml: is missing or cannot be read")
                    continue
                texts[language] = Texts(f"{path[:-5]}.{language}.toml", language, files[language], structure, faults)
                texts[language].check()
            all_texts += texts.values()
            if len(texts) == len(LANGUAGES):
                check_languages_differ(*(texts[language] for language in LANGUAGES), faults)
    used = {table(files.get(None)).get("area") for versions in instruments.values() for files in versions.values()}
    faults.found += [f"{FOLDER}: the practice area {area} has no instrument" for area in sorted(known[1] - used)]
    check_repeated(all_texts, faults)
    if sources:
        check_copied(all_texts, sources, faults)
    return faults.found, (len(instruments), count)


if __name__ == "__main__":
    named = next((argument.split("=", 1)[1] for argument in sys.argv[1:] if argument.startswith("--sources=")), None)
    found_faults, (found_instruments, found_items) = check(repo.root_argument(), named)
    repo.report("instruments", found_faults, fine=f"{found_instruments} instruments with {found_items} items hold to their format")
