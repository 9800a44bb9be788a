#!/usr/bin/env python3
"""Holds docs/security.md to OWASP ASVS 5.0: each requirement of level 1 and 2 stands in its tables exactly once, with
its level; what is called met names where, and each path that is named exists; the counts in the summary and the list of
what is not met are those of the tables. Some rows rest on what the code does not do at all (no process
started but in one place, no regular expression, no HTML written by a script): that is looked for too.

A row: | V1.2.3 | 1 | what it asks | state | where it is met, or why not | where it is tested |
States: "met", "not met", "operator" (met by whoever runs the hub, as the guide says), "no such part" (the program has
nothing that it speaks of).

Usage: tools/check_security.py [ROOT]
"""
import collections
import re

import check_docs
import repo

DOCUMENT = "docs/security.md"
LEVELS = "tools/asvs_5.0_levels.txt"
STATES = ("met", "not met", "operator", "no such part")
ROW = re.compile(r"^\|\s*(V\d+\.\d+\.\d+)\s*\|(.*)\|\s*$")
PATH = re.compile(r"`([\w.-]+(?:/[\w.*<>-]+)+/?)`")
ANCHOR = re.compile(r"\]\(#([\w-]+)\)")
SUMMARY = re.compile(r"^\|\s*(met|not met|operator|no such part|together)\s*\|\s*(\d+)\s*\|\s*(\d+)\s*\|\s*$", re.M)
LISTED = re.compile(r"^- \*\*(V\d+\.\d+\.\d+)\*\*", re.M)

# What must not stand in the program or in its scripts, and the row that rests on it.
ABSENT = (
    (re.compile(r"^(?:app|base|features)/(?!.*testing/)(?!pdf/child\.cc$).*(?<!_test)(?<!_bench)\.(?:cc|h)$"), (
        ("V1.2.5", re.compile(r"\b(?:system|popen|fork|vfork|execv?[lpe]*|posix_spawnp?)\s*\(")),
        ("V1.2.9", re.compile(r"std::w?regex|<regex>|\bregcomp\s*\(|pcre2?_"))),
     ),
    (re.compile(r"^assets/src/.*\.ts$"), (
        ("V3.2.2", re.compile(r"\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment")),
        ("V1.3.2", re.compile(r"\beval\s*\(|\bnew\s+Function\b")),
        ("V3.5.5", re.compile(r"\bpostMessage\b"))),
     ),
    # Answers that wait for a connection are the one exception, which the row names.
    (re.compile(r"^assets/src/(?!answers\.ts$).*\.ts$"), (
        ("V14.3.3", re.compile(r"\blocalStorage\b|\bindexedDB\b|document\.cookie")),),
     ),
)

Row = collections.namedtuple("Row", "line id level asks state where tested")


def read_levels(root):
    """{id: "1" or "2"}"""
    lines = repo.read(root, LEVELS).splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def read_rows(text):
    """([Row], faults)"""
    rows, faults = [], []
    for number, line in enumerate(text.splitlines(), 1):
        match = ROW.match(line)
        if not match:
            continue
        cells = [cell.strip() for cell in match.group(2).split("|")]
        if len(cells) != 5:
            faults.append(f"{DOCUMENT}:{number}: {match.group(1)} has {len(cells) + 1} columns, not 6")
        else:
            rows.append(Row(number, match.group(1), *cells))
    return rows, faults


def check_ids(rows, levels):
    counts = collections.Counter(row.id for row in rows)
    faults = [f"{DOCUMENT}: {identifier} is missing" for identifier in levels if identifier not in counts]
    for row in rows:
        if row.id not in levels:
            faults.append(f"{DOCUMENT}:{row.line}: {row.id} is no requirement of level 1 or 2")
        elif row.level != levels[row.id]:
            faults.append(f"{DOCUMENT}:{row.line}: {row.id} is of level {levels[row.id]}, not {row.level}")
    return faults + [f"{DOCUMENT}: {identifier} stands there {count} times"
                     for identifier, count in counts.items() if count > 1]


def check_row(row):
    where, place = PATH.findall(row.where) + ANCHOR.findall(row.where), f"{DOCUMENT}:{row.line}: {row.id}"
    faults = []
    if row.state not in STATES:
        faults.append(f"{place} has the state {row.state!r}; there are {', '.join(STATES)}")
    if not row.asks:
        faults.append(f"{place} does not say what it asks")
    if row.state in ("met", "operator") and not where:
        faults.append(f"{place} is {row.state}, and no path says where")
    if row.state == "met" and not row.tested:
        faults.append(f"{place} is met, and nothing says how that is known")
    if row.state in ("not met", "no such part") and len(row.where) < 8:
        faults.append(f"{place} is {row.state}, and nothing says why")
    return faults


def check_places(root, text):
    """Every path and every section that the document names."""
    faults = [f"{DOCUMENT}:{line}: names {path}, which is not there"
              for line, path in check_docs.named_paths(text)
              if not check_docs.exists(root, path) and not check_docs.exists(root, "docs/" + path)]
    sections = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
                for title in re.findall(r"^#+ (.*)$", text, re.M)}
    return faults + [f"{DOCUMENT}: has no section {name}" for name in ANCHOR.findall(text) if name not in sections]


def is_for_tests_alone(path, texts):
    """A header that tests include and nothing else does."""
    including = [other for other, text in texts.items() if f'#include "{path}"' in text]
    return path.endswith(".h") and bool(including) and all(other.endswith("_test.cc") for other in including)


def check_absent(root):
    faults = []
    texts = {path: repo.read(root, path) for path in repo.files(root) if path.endswith((".cc", ".h", ".ts"))}
    for path in texts:
        for kind, patterns in ABSENT:
            if not kind.match(path) or is_for_tests_alone(path, texts):
                continue
            text = repo.strip_cpp(texts[path])
            faults += [f"{path}:{text.count(chr(10), 0, found.start()) + 1}: {found.group(0)}: {DOCUMENT} says of "
                       f"{identifier} that there is none" for identifier, pattern in patterns
                       for found in pattern.finditer(text)]
    return faults


def check_summary(text, rows):
    """The table of counts (state, level 1, level 2, of the tables) and the list of what is not met."""
    faults, told = [], {state: (int(one), int(two)) for state, one, two in SUMMARY.findall(text)}
    for state in (*STATES, "together"):
        chosen = [row for row in rows if state in (row.state, "together")]
        counted = tuple(sum(row.level == level for row in chosen) for level in ("1", "2"))
        if told.get(state) != counted:
            faults.append(f"{DOCUMENT}: the summary should say of {state!r}: {counted[0]} of level 1, {counted[1]} of level 2")
    listed, unmet = LISTED.findall(text), [row.id for row in rows if row.state == "not met"]
    faults += [f"{DOCUMENT}: {identifier} is not met, and the list above does not say so"
               for identifier in unmet if identifier not in listed]
    return faults + [f"{DOCUMENT}: {identifier} is listed as not met, and its row says otherwise"
                     for identifier in listed if identifier not in unmet]


def check(root):
    text, levels = repo.read(root, DOCUMENT), read_levels(root)
    rows, faults = read_rows(text)
    faults += check_ids(rows, levels)
    for row in rows:
        faults += check_row(row)
    return faults + check_places(root, text) + check_summary(text, rows) + check_absent(root), len(rows)


if __name__ == "__main__":
    found_faults, count = check(repo.root_argument())
    repo.report("security", found_faults, fine=f"{DOCUMENT} answers each of {count} requirements of ASVS 5.0")
