#!/usr/bin/env python3
"""Holds content/ to its own shape: what the catalog names exists, what pages show is there in both languages,
addresses and numbers are well formed, nothing stands twice, and synonyms are groups of at least two.

Usage: tools/check_content.py [ROOT]
"""
import datetime
import json
import os
import re
import unicodedata

import repo

LANGUAGES = ("en", "es")
SECTIONS = ("topics", "types", "audiences", "access", "languages", "bases", "modules", "resources", "sites", "collections")
FIELDS = set("""slug title subtitle summary publisher container volume issue pages series edition place authors editors
    year date types topics audiences languages keywords url doi ncj isbn issn access status superseded_by note facts
    evidence""".split())
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
FORMS = {
    "url": re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?\Z"),
    "doi": re.compile(r"10\.\d{4,9}/[^\sA-Z]+\Z"),
    "ncj": re.compile(r"\d{4,6}\Z"),
}
FIRST_YEAR = 1800
# UTF-8 that was read as Windows-1252, entities, and white space that no one meant.
DAMAGE = re.compile(r"[ÃÂÄ][\x80-\xbf€‚ƒ„…†‡‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|\ufffd|&(?:#\d+|amp|quot|lt|gt|nbsp);|^\s|\s$|[\t\r]|  ")


class Faults:
    """Findings, each with the file and the line where the entry begins."""

    def __init__(self, root):
        self.root, self.found, self.lines = root, [], {}

    def lines_of(self, path):
        if path not in self.lines:
            self.lines[path] = repo.read(self.root, path).splitlines()
        return self.lines[path]

    def add(self, path, slug, message):
        mark = f'"slug": {json.dumps(slug, ensure_ascii=False)}'
        line = next((n for n, text in enumerate(self.lines_of(path), 1) if slug and mark in text), 1)
        self.found.append(f"{path}:{line}: {slug + ': ' if slug else ''}{message}")


def folded(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def isbn_holds(isbn):
    """The check digit of ISBN-10 or ISBN-13 (ISO 2108)."""
    digits = isbn.replace("-", "").upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum((10 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits)) % 11 == 0
    return bool(re.fullmatch(r"\d{13}", digits)) and sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0


def texts(value):
    """Every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)


def read_catalog(root, faults):
    """{section: {slug: (path, entry)}} of every file in content/catalog."""
    sections = {name: {} for name in SECTIONS}
    for path in repo.files(root):
        if not re.fullmatch(r"content/catalog/[^/]+\.json", path):
            continue
        try:
            file = json.loads(repo.read(root, path))
        except ValueError as error:
            faults.found.append(f"{path}:{getattr(error, 'lineno', 1)}: is not JSON: {error}")
            continue
        if file.get("format") != "concord-catalog" or file.get("version") != 1:
            faults.add(path, "", 'does not begin with "format": "concord-catalog", "version": 1')
        for name, entries in file.items():
            if name not in SECTIONS:
                if name not in ("format", "version"):
                    faults.add(path, "", f'has a section "{name}" that nothing reads')
                continue
            for entry in entries:
                slug = entry.get("slug", "")
                if not SLUG.match(slug) or len(slug) > 80:
                    faults.add(path, slug, f'{name}: the slug "{slug}" is not of a-z, 0-9 and single hyphens, at most 80')
                elif slug in sections[name]:
                    faults.add(path, slug, f"{name}: the slug stands in {sections[name][slug][0]} already")
                else:
                    sections[name][slug] = (path, entry)
                for text in texts(entry):
                    if DAMAGE.search(text):
                        faults.add(path, slug, f"damaged text: {text[:60]!r}")
    return sections


def check_languages(faults, sections):
    """What pages show of vocabulary, modules, sites and collections is there in both languages."""
    shown = {"modules": ("title", "lead", "overview", "expectations"), "sites": ("summary", "practices"),
             "collections": ("title", "introduction")}
    for name in SECTIONS:
        if name == "resources":
            continue
        for slug, (path, entry) in sections[name].items():
            for member in shown.get(name, ("title",)):
                values = entry.get(member, {})
                for value in values if isinstance(values, list) else [values]:
                    for language in LANGUAGES:
                        if not (isinstance(value, dict) and value.get(language)):
                            faults.add(path, slug, f'"{member}" has no text in {language}')
            counts = {len(entry["overview"].get(language, "").split("\n\n")) for language in LANGUAGES} if name == "modules" else {1}
            if len(counts) > 1:
                faults.add(path, slug, "the overview has more paragraphs in one language than in the other")


def check_references(faults, sections):
    """A slug that an entry names is one of the catalog's own."""
    named = {"modules": (("topics", "topics"), ("related_topics", "topics")), "sites": (("modules", "modules"),),
             "collections": (("resources", "resources"),),
             "resources": (("topics", "topics"), ("types", "types"), ("audiences", "audiences"), ("languages", "languages"))}
    for name, members in named.items():
        for slug, (path, entry) in sections[name].items():
            for member, kind in members:
                for target in entry.get(member, []):
                    if target not in sections[kind]:
                        faults.add(path, slug, f'"{member}" names {target}, which is not among the {kind}')
    for slug, (path, entry) in sections["resources"].items():
        if "access" in entry and entry["access"] not in sections["access"]:
            faults.add(path, slug, f'access "{entry["access"]}" is not in the vocabulary')


def check_resource(faults, path, slug, entry):
    def fault(message):
        faults.add(path, slug, message)
    for member in entry.keys() - FIELDS:
        fault(f'"{member}" is no field of a record')
    if not entry.get("title"):
        fault("has no title")
    for member in ("types", "topics", "facts"):
        if not entry.get(member):
            fault(f"has no {member}")
    for member, form in FORMS.items():
        if member in entry and not form.match(entry[member]):
            fault(f'{member} "{entry[member]}" is not well formed')
    if "isbn" in entry and not isbn_holds(entry["isbn"]):
        fault(f'isbn "{entry["isbn"]}" fails its check digit')
    year = entry.get("year")
    if year is not None and not (isinstance(year, int) and FIRST_YEAR <= year <= datetime.date.today().year + 1):
        fault(f"year {year} cannot be right")
    for person in entry.get("authors", []) + entry.get("editors", []):
        if not (person.get("family") or person.get("literal")) or person.keys() - {"family", "given", "literal"}:
            fault(f"a name without family or literal: {person}")
    for fact in entry.get("facts", []):
        if not (fact.get("field") and fact.get("basis")) or fact.keys() - {"field", "basis", "source"}:
            fault(f"a fact without field or basis: {fact}")
        if fact.get("field") not in FIELDS | {"record"}:
            fault(f'a fact about "{fact.get("field")}", which is no field of a record')
        source = fact.get("source", "")
        if "://" in source and not FORMS["url"].match(source):
            fault(f"a fact's source is no address: {source}")
    facts = {fact.get("field") for fact in entry.get("facts", [])}
    for member in ("summary", "year", "topics", "languages", "audiences", "access"):
        if member in entry and member not in facts:
            fault(f"nothing says where its {member} comes from")


def check_doubles(faults, resources):
    """No two resources have the same DOI, number, address, or title and year."""
    keys = {
        "DOI": lambda r: r.get("doi"), "NCJ number": lambda r: r.get("ncj"), "ISBN": lambda r: r.get("isbn"),
        "address": lambda r: re.sub(r"^https?://(www\.)?|/$", "", r.get("url", "")),
        "title and year": lambda r: f"{folded(r.get('title', ''))} {r.get('year', '')}",
    }
    for name, key in keys.items():
        first = {}
        for slug, (path, entry) in resources.items():
            value = key(entry)
            if value and first.setdefault(value, slug) != slug:
                faults.add(path, slug, f"has the {name} of {first[value]}")


def check_synonyms(root, faults):
    path, seen, groups = "content/synonyms.txt", {}, 0
    if not os.path.exists(os.path.join(root, path)):
        faults.found.append(f"{path}:1: is missing")
        return 0
    for number, line in enumerate(repo.read(root, path).splitlines(), 1):
        words = [word.strip() for word in line.split("#")[0].split(",")]
        if words == [""]:
            continue
        groups += 1
        if len(words) < 2 or "" in words:
            faults.found.append(f"{path}:{number}: a group is two or more expressions, parted by commas")
        for word in words:
            if seen.setdefault(folded(word), number) != number:
                faults.found.append(f'{path}:{number}: "{word}" stands in line {seen[folded(word)]} already')
    return groups


def check(root):
    """([fault], what was counted)"""
    faults = Faults(root)
    sections = read_catalog(root, faults)
    for name in ("topics", "types", "modules", "resources"):
        if not sections[name]:
            faults.found.append(f"content/catalog:1: holds no {name}")
    check_languages(faults, sections)
    check_references(faults, sections)
    for slug, (path, entry) in sections["resources"].items():
        check_resource(faults, path, slug, entry)
    check_doubles(faults, sections["resources"])
    groups = check_synonyms(root, faults)
    return faults.found, ", ".join(f"{len(sections[name])} {name}" for name in SECTIONS) + f", {groups} groups of synonyms"


if __name__ == "__main__":
    found, counts = check(repo.root_argument())
    repo.report("content", found, fine=counts)
