#!/usr/bin/env python3
"""Finds names that mean another thing where a folder's sources are compiled together (CONCORD_JOIN).

Two functions of one name in unnamed namespaces of one folder are overloads of each other then: where their parameters
convert into each other, a call may reach the other file's. One that is named as a function of an outer namespace hides
that one from the folder's other files. The compiler tells of neither.

Usage: tools/check_names.py [ROOT]
"""
import collections
import os
import re

import repo

UNJOINED = re.compile(r"(_bench|_fuzz|(^|/)main)\.cc$|^bench/")
NAMESPACE = re.compile(r"^(?:inline )?namespace ([\w:]*) ?\{$")
NAMESPACE_END = re.compile(r"^\}  // namespace\b")
FUNCTION = re.compile(r"^(?!(?:using|return|struct|class|enum|union|template|namespace|typedef|friend)\b)"
                      r"(?:\[\[\w+\]\] )?[\w:<>,*& ]+?[ *&](\w+)\(((?:[^()]|\([^()]*\))*)\)", re.S)
TEXT = re.compile(r"^(std::)?(string|string_view)$|^char\*$")
NUMBER = re.compile(r"^(unsigned )?(bool|char|short|int|long|size_t|float|double|u?int(8|16|32|64)_t)$")


def parameters_of(text):
    """["string", "number", "Resource", ...], and how many of them a call must give."""
    parts, depth, part = [], 0, ""
    for letter in text:
        depth += letter in "<(["
        depth -= letter in ">)]"
        if letter == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += letter
    if part.strip():
        parts.append(part)
    kinds, needed = [], 0
    for part in parts:
        needed += "=" not in part
        words = re.sub(r"\bconst\b|&", " ", part.split("=")[0]).replace(" *", "*").split()
        kind = " ".join(words[:-1]) if len(words) > 1 else "".join(words)
        kind = re.sub(r"\*(\w+)$", "*", kind)
        kinds.append("text" if TEXT.match(kind) else "number" if NUMBER.match(kind) else kind)
    return kinds, needed


def alike(one, other):
    """Whether some call fits both."""
    for (few, needed_few), (many, needed_many) in ((one, other), (other, one)):
        if needed_many <= len(few) <= len(many) and few == many[:len(few)]:
            return True
        if needed_few <= len(many) <= len(few) and many == few[:len(many)]:
            return True
    return False


def functions_of(text):
    """[(namespace, is unnamed, name, parameters, line)] of what a file declares at the scope of namespaces."""
    found, scopes = [], []
    whole, lines = text.split("\n"), repo.strip_cpp(text).split("\n")
    for at, line in enumerate(lines):
        opened = NAMESPACE.match(line)
        if opened:
            scopes.append(opened.group(1))
        elif line.startswith("}") and scopes and NAMESPACE_END.match(whole[at]):
            scopes.pop()
        elif line and line[0] not in " }#/" and scopes:
            match = FUNCTION.match("\n".join(lines[at:at + 6]))
            if match:
                named = "::".join(scope for scope in scopes if scope)
                found.append((named, "" in scopes or line.startswith("static "), match.group(1),
                              parameters_of(match.group(2)), at + 1))
    return found


def check(root):
    declared = collections.defaultdict(list)  # name -> [(namespace, parameters, path)]
    folders = collections.defaultdict(list)
    for path in repo.files(root):
        if path.endswith(".h"):
            for namespace, _, name, parameters, _ in functions_of(repo.read(root, path)):
                declared[name].append((namespace, parameters, path))
        elif path.endswith(".cc") and not UNJOINED.search(path):
            folders[os.path.dirname(path), path.endswith("_test.cc")].append(path)
    faults = []
    for paths in folders.values():
        seen = collections.defaultdict(list)
        for path in paths:
            for namespace, unnamed, name, parameters, line in functions_of(repo.read(root, path)):
                if not unnamed:
                    continue
                for other_namespace, other, where in seen[name]:
                    if where != path and namespace == other_namespace and alike(parameters, other):
                        faults.append(f"{path}:{line}: {name} is a function of {where} too, and a call may reach the other")
                if len(paths) > 1:
                    for outer, other, where in declared[name]:
                        if namespace.startswith(outer + "::") and alike(parameters, other):
                            faults.append(f"{path}:{line}: {name} hides the one of {where} from the folder's other files")
                seen[name].append((namespace, parameters, path))
    return faults, sum(map(len, folders.values()))


if __name__ == "__main__":
    found, count = check(repo.root_argument())
    repo.report("names", found, fine=f"{count} sources mean the same together")
