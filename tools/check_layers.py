#!/usr/bin/env python3
"""Holds the code against the house's layers.

app -> features -> base, with no arrow back and no circle; base names no feature; a feature sees another one only
through <name>.h; each outside library stays in its folder; and a folder's CMake USES says what its files include.

Usage: tools/check_layers.py [ROOT]
"""
import os
import re

import repo

CODE = (".h", ".cc")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
TEST_FILE = re.compile(r"(_(test|bench|fuzz)\.cc|_fixture\.h)$")
# Outside library -> (its includes, the one folder that may have them). A header there may too, where nothing outside
# the folder includes it; Boost.Beast is slow to compile and stays out of headers.
CONFINED = {
    "Boost.Beast": (re.compile(r"^boost/beast"), "base/http"),
    "Boost.Asio": (re.compile(r"^boost/asio"), "base/http"),
    "SOCI": (re.compile(r"^soci([/-]|\.h)"), "base/db"),
    "ctemplate": (re.compile(r"^ctemplate/"), "base/html"),
    "Xapian": (re.compile(r"^xapian"), "base/search"),
    "expat": (re.compile(r"^expat"), "features/library/harvest/reading"),
    "date": (re.compile(r"^date/"), "base/zones"),
    "poppler": (re.compile(r"^poppler[-/]"), "base/pdf/reader"),
    "qpdf": (re.compile(r"^qpdf/"), "base/pdf/reader"),
}
NO_HEADER = ("Boost.Beast",)
HOUSE = ("app", "base", "features")


def includes_of(text):
    """[(line, path, quoted)] of a source text."""
    text = repo.strip_cpp(text, keep_strings=True)
    return [(text.count("\n", 0, m.start()) + 1, m.group(2), m.group(1) == '"') for m in INCLUDE.finditer(text)]


def layer_of(path):
    return path.split("/")[0]


def unit_of(path):
    """The base folder, the feature, or app, that a path belongs to: base/http, features/library, app."""
    parts = path.split("/")
    return "/".join(parts[:1 if parts[0] == "app" else 2])


def may_see_migrations(path):
    """The composition root hands them on; tests bring their databases up with them."""
    return path.startswith(("app/", "base/testing/")) or TEST_FILE.search(path) is not None


def check_arrow(path, line, target):
    """The fault of `path` including `target`, or None."""
    here, there = layer_of(path), layer_of(target)
    if there == "migrations" and may_see_migrations(path):
        return None
    if here == "base" and there != "base":
        return f"{path}:{line}: base includes {target}: base knows only base"
    if here == "features" and there == "app":
        return f"{path}:{line}: a feature includes {target}: only app knows app"
    if here == "features" and there == "features" and unit_of(path) != unit_of(target):
        name = unit_of(target).split("/")[1]
        if target != f"features/{name}/{name}.h":
            return f"{path}:{line}: {target} is private to its feature: include features/{name}/{name}.h"
    if there == "migrations" and here in HOUSE:
        return f"{path}:{line}: {target}: only app hands migrations on"
    if there in ("tests", "bench") and here in HOUSE:
        return f"{path}:{line}: {target} is not part of the program"
    return None


def check_confined(path, line, target, public_headers):
    """`public_headers`: those that another folder includes."""
    for library, (pattern, folder) in CONFINED.items():
        if not pattern.match(target):
            continue
        if os.path.dirname(path) != folder:
            return f"{path}:{line}: includes {target}: {library} belongs in {folder} alone"
        if path.endswith(".h") and library in NO_HEADER:
            return f"{path}:{line}: includes {target}: {library} belongs in {folder}/*.cc alone"
        if path in public_headers:
            return f"{path}:{line}: includes {target}, and other folders include {path}"
    return None


def find_public_headers(includes):
    """Headers that another folder includes, at first hand or through others."""
    public = {target for path, found in includes.items() for _, target, _ in found
              if os.path.dirname(target) != os.path.dirname(path)}
    waiting = list(public)
    while waiting:
        for _, target, _ in includes.get(waiting.pop(), ()):
            if target in includes and target not in public:
                public.add(target)
                waiting.append(target)
    return public


def check_names(path, text, features):
    """base speaks of no feature, not even by its namespace."""
    code = repo.strip_cpp(text)
    faults = []
    for feature in features:
        for found in re.finditer(rf"\b(?:concord::)?{feature}::", code):
            line = code.count("\n", 0, found.start()) + 1
            faults.append(f"{path}:{line}: base names the feature {feature}")
    return faults


def find_circle(edges):
    """One circle in {node: {node}}, as a list that ends where it began, or []."""
    done, trail = set(), []

    def visit(node):
        if node in trail:
            return trail[trail.index(node):] + [node]
        if node in done:
            return []
        trail.append(node)
        for following in sorted(edges.get(node, ())):
            circle = visit(following)
            if circle:
                return circle
        trail.pop()
        done.add(node)
        return []

    for node in sorted(edges):
        circle = visit(node)
        if circle:
            return circle
    return []


def read_cmake(root, paths):
    """({folder: (target, USES, TEST_USES, LINK)}, {embedded target: folder}) from every CMakeLists.txt of the house."""
    libraries, embedded = {}, {}
    for path in paths:
        if os.path.basename(path) != "CMakeLists.txt":
            continue
        text = re.sub(r"#[^\n]*", "", repo.read(root, path))
        embedded.update(dict.fromkeys(re.findall(r"concord_embed\(\s*(\w+)", text), os.path.dirname(path)))
        for body in re.findall(r"concord_library\(([^)]*)\)", text):
            name, *words = body.split()
            lists, current = {"USES": [], "LINK": [], "TEST_USES": []}, None
            for word in words:
                if word in lists:
                    current = word
                elif current:
                    lists[current].append(word)
            libraries[os.path.dirname(path)] = (name, set(lists["USES"]), set(lists["TEST_USES"]), set(lists["LINK"]))
    return libraries, embedded


def check_uses(libraries, embedded, includes):
    """`includes`: {path: [(line, target path, quoted)]}. A folder's lists and its includes must say the same."""
    faults, ours = [], set(embedded) | {name for name, *_ in libraries.values()}
    for folder, (name, uses, test_uses, link) in sorted(libraries.items()):
        if layer_of(folder) not in HOUSE:
            continue
        needed, needed_by_tests = {}, {}
        for path, found in includes.items():
            if os.path.dirname(path) != folder:
                continue
            wanted = needed_by_tests if TEST_FILE.search(path) else needed
            for _, target, quoted in found:
                library = libraries.get(os.path.dirname(target), (None,))[0]
                if quoted and "/" not in target and target.removesuffix(".h") in embedded:
                    library = target.removesuffix(".h")
                if library and library != name:
                    wanted.setdefault(library, path)
        where = f"{folder}/CMakeLists.txt"
        for library, path in sorted(needed.items()):
            if library not in uses | link:
                faults.append(f"{where}: USES lacks {library}, which {path} includes")
        for library, path in sorted(needed_by_tests.items()):
            if library not in uses | test_uses | link:
                faults.append(f"{where}: TEST_USES lacks {library}, which {path} includes")
        faults += [f"{where}: USES names {library}, which nothing here includes" for library in sorted(uses & ours - set(needed))]
        faults += [f"{where}: TEST_USES names {library}, which no test here includes"
                   for library in sorted(test_uses & ours - set(needed_by_tests))]
    return faults


def check(root):
    paths = repo.files(root)
    sources = [p for p in paths if p.endswith(CODE) and layer_of(p) in HOUSE + ("tests",)]
    base = {p.split("/")[1] for p in sources if p.startswith("base/")}
    features = {p.split("/")[1] for p in sources if p.startswith("features/")} - base
    libraries, embedded = read_cmake(root, paths)
    texts = {path: repo.read(root, path) for path in sources}
    includes = {path: includes_of(text) for path, text in texts.items()}
    public_headers, faults, edges = find_public_headers(includes), [], {}
    for path in sources:
        for line, target, quoted in includes[path]:
            real = f"{embedded.get(target.removesuffix('.h'), '')}/{target}".lstrip("/")
            faults += filter(None, [check_arrow(path, line, real) if quoted else None, check_confined(path, line, target, public_headers)])
            if quoted and target.startswith("base/") and path.startswith("base/") and not TEST_FILE.search(path):
                if unit_of(target) != unit_of(path):
                    edges.setdefault(unit_of(path), set()).add(unit_of(target))
        if path.startswith("base/"):
            faults += check_names(path, texts[path], features)
    circle = find_circle(edges)
    if circle:
        faults.append("base has a circle: " + " -> ".join(circle))
    return faults + check_uses(libraries, embedded, includes), len(sources)


if __name__ == "__main__":
    found, count = check(repo.root_argument())
    repo.report("layers", found, fine=f"{count} files keep to their layers")
