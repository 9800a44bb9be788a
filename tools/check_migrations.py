#!/usr/bin/env python3
"""Holds migrations to their rules: a well-formed name, a number of its own, both dialects or neither, never edited.

migrations/DIGESTS lists every migration as "<sha256>  <name>" (what sha256sum writes). It only grows: a line that stands in the
last commit or in the last release stands unchanged.

Usage: tools/check_migrations.py [ROOT]             check
       tools/check_migrations.py --record [ROOT]    add the digests of new migrations
"""
import hashlib
import os
import re
import subprocess
import sys

import repo

NAME = re.compile(r"^(?P<number>\d{12})_(?P<feature>[a-z][a-z0-9]*)_(?P<what>[a-z0-9_]+?)(?:\.(?P<dialect>sqlite|postgres))?\.sql$")
FOLDER, LIST = "migrations", "migrations/DIGESTS"


def list_migrations(root):
    folder = os.path.join(root, FOLDER)
    return sorted(name for name in os.listdir(folder) if name.endswith(".sql")) if os.path.isdir(folder) else []


def digest(root, name):
    with open(os.path.join(root, FOLDER, name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def parse_digests(text):
    """{name: digest} in the order of the list."""
    lines = (line.split() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {name: value for value, name in lines}


def read_digests(root):
    return parse_digests(repo.read(root, LIST)) if os.path.exists(os.path.join(root, LIST)) else {}


def earlier_digests(root):
    """[(where, {name: digest})]: the list as of the last commit and of the last release, where git knows them."""
    def git(*arguments):
        done = subprocess.run(["git", "-C", root, *arguments], capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None

    release = git("describe", "--tags", "--match", "v*", "--abbrev=0")
    points = [("the last commit", "HEAD")] + ([(f"release {release.strip()}", release.strip())] if release else [])
    lists = ((where, git("show", f"{point}:{LIST}")) for where, point in points)
    return [(where, parse_digests(text)) for where, text in lists if text is not None]


def check_names(names):
    faults, numbers = [], {}
    for name in names:
        parts = NAME.match(name)
        if not parts:
            faults.append(f"{FOLDER}/{name}: the name is not YYYYMMDDHHMM_<feature>_<what>[.sqlite|.postgres].sql")
            continue
        if not is_moment(parts["number"]):
            faults.append(f"{FOLDER}/{name}: {parts['number']} is not a date and time")
        stem = f"{parts['feature']}_{parts['what']}"
        numbers.setdefault(parts["number"], {}).setdefault(stem, set()).add(parts["dialect"] or "both")
    for number, stems in sorted(numbers.items()):
        if len(stems) > 1:
            faults.append(f"{FOLDER}/{number}: {' and '.join(sorted(stems))} share this number")
        for stem, dialects in sorted(stems.items()):
            if dialects not in ({"both"}, {"sqlite", "postgres"}):
                faults.append(f"{FOLDER}/{number}_{stem}: there is {' and '.join(sorted(dialects))}; "
                              "it takes one file for both, or one for sqlite and one for postgres")
    return faults


def is_moment(number):
    month, day, hour, minute = (int(number[i:i + 2]) for i in (4, 6, 8, 10))
    return 1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60


def check_digests(root, names):
    recorded, faults = read_digests(root), []
    for name in names:
        if name not in recorded:
            faults.append(f"{FOLDER}/{name}: not in {LIST}; run tools/check_migrations.py --record")
        elif recorded[name] != digest(root, name):
            faults.append(f"{FOLDER}/{name}: edited after it was recorded; write a new migration instead")
    faults += [f"{LIST}: {name} is recorded and gone" for name in recorded if name not in names]
    for where, earlier in earlier_digests(root):
        faults += [f"{LIST}: the line of {name} is not what it was in {where}"
                   for name, value in earlier.items() if recorded.get(name) != value]
    return faults


def check(root):
    names = list_migrations(root)
    return check_names(names) + check_digests(root, names), len(names)


def record(root):
    """Adds what is new; never changes a line. Returns the names added."""
    recorded = read_digests(root)
    new = [name for name in list_migrations(root) if name not in recorded]
    with open(os.path.join(root, LIST), "a", encoding="utf-8") as file:
        file.writelines(f"{digest(root, name)}  {name}\n" for name in new)
    return new


if __name__ == "__main__":
    root_folder = repo.root_argument()
    if "--record" in sys.argv[1:]:
        for added in record(root_folder):
            print(f"migrations: recorded {added}")
    found, count = check(root_folder)
    repo.report("migrations", found, fine=f"{count} migrations are as they were recorded")
