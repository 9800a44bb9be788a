#!/usr/bin/env python3
"""Holds documents and files to what is there: a path that a document names exists; no tracked file names a machine's
folders or a package host; no lock file carries addresses; only tests look beside the repository.

Usage: tools/check_docs.py [ROOT]
"""
import os
import re

import repo

DOCUMENTS = ("ARCHITECTURE.md", "README.md", "CONTRIBUTING.md")
# `path/in/backticks`, and the targets of links and pictures.
NAMED = re.compile(r"`([^`\n]+)`|\]\(([^)#\s]+)(?:#[^)]*)?\)|\b(?:src|href)=\"([^\"#]+)\"")
PATH = re.compile(r"^\.?/?[\w.-]+(/[\w.*<>-]+)*/?$")
LOCK = re.compile(r"(^|/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock)$")
# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a machine's folder": re.compile(r"(?<![\w./:%-])/(?:wor" r"k|roo" r"t|home/\w+)/(?=\w)"),
    "a package host": re.compile(r"registry\.(?:npm" r"js|yarn" r"pkg)|deb\.debian\.o" r"rg|repo\.maven\."),
}
BESIDE = re.compile(r"\.\./share" r"d\b")
DATA = re.compile(r"^content/|\.(?:png|jpg|woff2|ico|gz|pdf)$|(^|/)(?:testdata|samples)/")


def named_paths(text):
    """[(line, path)] that a document names, as far as they look like paths of this repository."""
    fence_free = re.sub(r"^```.*?^```", lambda m: "\n" * m.group(0).count("\n"), text, flags=re.M | re.S)
    found = []
    for match in NAMED.finditer(fence_free):
        candidate = next(group for group in match.groups() if group)
        if "://" in candidate or candidate.startswith(("mailto:", "-", "#", "/")) or not PATH.match(candidate):
            continue
        is_link = match.group(1) is None
        if is_link or "/" in candidate:
            found.append((fence_free.count("\n", 0, match.start()) + 1, candidate))
    return found


def exists(root, path):
    """A path of the repository; <name> and * stand for any name; what git ignores is made later."""
    path = path.removeprefix("./").rstrip("/")
    if path.split("/")[0] in ("build", "var") or repo.is_ignored(root, path):
        return True
    if "<" in path or "*" in path:
        whole = re.compile("^" + re.sub(r"<\w+>|\\\*", "[^/]+", re.escape(path).replace("\\<", "<").replace("\\>", ">")) + "(/|$)")
        return any(whole.match(name) for name in repo.files(root))
    return os.path.exists(os.path.join(root, path))


def check_documents(root):
    faults = []
    for document in DOCUMENTS:
        if not os.path.exists(os.path.join(root, document)):
            faults.append(f"{document}: is missing")
            continue
        for line, path in named_paths(repo.read(root, document)):
            if not exists(root, path):
                faults.append(f"{document}:{line}: names {path}, which is not there")
    return faults


def may_look_beside(path):
    return path.startswith(("tests/", "bench/", "tools/tests/")) or path.endswith(("_test.cc", "_bench.cc")) \
        or path.startswith("base/testing/")


def check_words(root, paths):
    faults = []
    for path in paths:
        if DATA.search(path):
            continue
        text = repo.read(root, path)
        for what, pattern in FORBIDDEN.items():
            for found in pattern.finditer(text):
                line = text.count("\n", 0, found.start()) + 1
                faults.append(f"{path}:{line}: names {what} ({found.group(0)})")
        if not may_look_beside(path) and BESIDE.search(text):
            faults.append(f"{path}: looks beside the repository; only tests may")
        if LOCK.search(path) and '"resolved"' in text:
            faults.append(f"{path}: carries addresses; set omit-lockfile-registry-resolved=true in .npmrc and write it anew")
    return faults


def check(root):
    paths = repo.files(root)
    return check_documents(root) + check_words(root, paths), len(paths)


if __name__ == "__main__":
    found_faults, count = check(repo.root_argument())
    repo.report("documents", found_faults, fine=f"the documents' paths exist, and {count} files name no machine")
