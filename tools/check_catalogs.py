#!/usr/bin/env python3
"""Holds the message catalogs (<folder>/i18n/<language>.toml) against each other and against the code.

Both languages have the same keys, the same parameters and every plural category; nothing is left untranslated;
every key that is used exists, and every key that exists is used.

A key counts as used where a template says [[key]] or a *.cc file has it as a string. A string that ends in . _ or -
("library.topic." + slug) uses every key that begins with it; other keys built in code are named in a catalog's comment:
    # built in code: library.facet.*
Exceptions stand in tools/catalogs.toml: `same` (keys whose texts are rightly the same in both languages; key.* too) and
`not_messages` (strings in code that look like keys and are none).

Usage: tools/check_catalogs.py [ROOT]
"""
import fnmatch
import os
import re
import tomllib

import repo

LANGUAGES = ("en", "es")
# CLDR 44, cardinal categories: https://www.unicode.org/cldr/charts/44/supplemental/language_plural_rules.html
# Spanish has "many" for round millions ("un millón de recursos"); a message may leave it to "other".
CATEGORIES = {"en": {"one", "other"}, "es": {"one", "many", "other"}}
NEEDED_CATEGORIES = {"one", "other"}
ALL_CATEGORIES = {"zero", "one", "two", "few", "many", "other"}
EXCEPTIONS = "tools/catalogs.toml"
CATALOG = re.compile(r"^(?P<folder>(.+/)?i18n(/[a-z_]+)?)/(?P<language>[a-z]{2})\.toml$")
PARAMETER = re.compile(r"\{(\w+)\}")
IN_TEMPLATE = re.compile(r"\[\[\s*([\w.-]+)\s*\]\]")
IN_CODE = re.compile(r'"((?:[a-z][a-z0-9_-]*\.)+(?:[a-z0-9_-]+)?)"')
PREFIX_END = (".", "_", "-")
BUILT = re.compile(r"#\s*built in code:\s*([\w.*-]+)")


def flatten(table, prefix=""):
    """{key: text, or {category: text} for a plural}."""
    messages = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if not isinstance(value, dict):
            messages[key] = value
        elif "other" in value and set(value) <= ALL_CATEGORIES and all(isinstance(v, str) for v in value.values()):
            messages[key] = dict(value)
        else:
            messages.update(flatten(value, f"{key}."))
    return messages


def parameters(message):
    texts = message.values() if isinstance(message, dict) else [message]
    return set().union(*(PARAMETER.findall(text) for text in texts))


def check_shape(folder, language, messages):
    faults = []
    for key, message in messages.items():
        where = f"{folder}/{language}.toml: {key}"
        if isinstance(message, dict):
            missing, extra = NEEDED_CATEGORIES - set(message), set(message) - CATEGORIES[language]
            faults += [f"{where} lacks the plural form '{category}'" for category in sorted(missing)]
            faults += [f"{where} has the form '{category}', which the language does not" for category in sorted(extra)]
            forms = [text.strip() for text in message.values()]
        elif isinstance(message, str):
            forms = [message.strip()]
        else:
            faults.append(f"{where} is not a text")
            continue
        if not all(forms):
            faults.append(f"{where} is empty")
    return faults


def is_same_text(one, other):
    """Whether two messages say the same in letters, beyond a short sign or name."""
    if isinstance(one, dict) != isinstance(other, dict):
        return False
    if isinstance(one, dict):
        return all(is_same_text(one[c], other[c]) for c in set(one) & set(other))
    letters = "".join(filter(str.isalpha, PARAMETER.sub("", re.sub(r"<[^>]*>", "", one))))
    return one == other and len(letters) > 4


def check_pair(folder, first, second, same_allowed):
    """`first`, `second`: {key: message} of en and es."""
    faults = []
    for key in sorted(set(first) ^ set(second)):
        missing = LANGUAGES[0] if key in second else LANGUAGES[1]
        faults.append(f"{folder}/{missing}.toml: lacks {key}")
    for key in sorted(set(first) & set(second)):
        one, other = first[key], second[key]
        if not isinstance(one, (str, dict)) or not isinstance(other, (str, dict)):
            continue
        if isinstance(one, dict) != isinstance(other, dict):
            faults.append(f"{folder}: {key} has plural forms in one language only")
        elif parameters(one) != parameters(other):
            differing = ", ".join(f"{{{name}}}" for name in sorted(parameters(one) ^ parameters(other)))
            faults.append(f"{folder}: {key} has {differing} in one language only")
        elif is_same_text(one, other) and not matches(key, same_allowed):
            faults.append(f"{folder}/es.toml: {key} is not translated (\"{one}\"); if that is right, add it to {EXCEPTIONS}")
    return faults


def matches(key, patterns):
    return any(fnmatch.fnmatchcase(key, pattern) for pattern in patterns)


def read_catalogs(root, paths):
    """({folder: {language: messages}}, {patterns of keys built in code}, faults)."""
    catalogs, built, faults = {}, set(), []
    for path in paths:
        found = CATALOG.match(path)
        if not found or path.startswith(("tools/", "tests/")):
            continue
        text = repo.read(root, path)
        built.update(BUILT.findall(text))
        if found["language"] not in LANGUAGES:
            faults.append(f"{path}: no such language is offered")
            continue
        try:
            messages = flatten(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            faults.append(f"{path}: {error}")
            continue
        catalogs.setdefault(found["folder"], {})[found["language"]] = messages
    return catalogs, built, faults


def find_uses(root, paths, spaces):
    """({key: where}, {prefix with its dot: where}, {key: where} of templates), of keys whose first word is in `spaces`."""
    keys, prefixes, in_templates = {}, {}, {}
    for path in paths:
        if not path.startswith(("app/", "base/", "features/")) or path.endswith(("_test.cc", "_bench.cc", "_fuzz.cc")):
            continue
        if path.endswith((".tpl", ".html")):
            text, pattern, into = repo.read(root, path), IN_TEMPLATE, in_templates
        elif path.endswith((".cc", ".h")) and not path.startswith("base/testing/"):
            text, pattern, into = repo.strip_cpp(repo.read(root, path), keep_strings=True), IN_CODE, keys
        else:
            continue
        for found in pattern.finditer(text):
            key = found.group(1)
            where = f"{path}:{text.count(chr(10), 0, found.start()) + 1}"
            if into is keys and key.split(".")[0] not in spaces:
                continue
            (prefixes if key.endswith(PREFIX_END) else into).setdefault(key, where)
    return keys, prefixes, in_templates


def check_use(known, uses, built):
    """`known`: {key: folder}. `uses`: what find_uses gives."""
    keys, prefixes, in_templates = uses
    # A string in code that only looks like a key ("search.json") is told from one by its last word.
    file_like = re.compile(r"\.(json|xml|html|css|js|svg|png|toml|txt|db|sqlite|sql|tpl|bib|ris|csv|org|com|gov)$")
    faults = [f"{where}: there is no message {key}" for key, where in sorted({**keys, **in_templates}.items())
              if key not in known and not (key in keys and file_like.search(key)) and not is_group(key, known)]
    used = set(keys) | set(in_templates)
    for key, folder in sorted(known.items()):
        if key not in used and not key.startswith(tuple(prefixes)) and not matches(key, built):
            faults.append(f"{folder}: nothing uses {key}")
    return faults


def is_group(key, known):
    """Whether keys lie beneath: "library.topic" + "." + slug."""
    return any(other.startswith(key + ".") for other in known)


def read_exceptions(root):
    """(same, not_messages): two lists of keys and patterns."""
    path = os.path.join(root, EXCEPTIONS)
    table = tomllib.loads(repo.read(root, EXCEPTIONS)) if os.path.exists(path) else {}
    return table.get("same", []), table.get("not_messages", [])


def check(root):
    paths = repo.files(root)
    catalogs, built, faults = read_catalogs(root, paths)
    (same_allowed, not_messages), known = read_exceptions(root), {}
    for folder, languages in sorted(catalogs.items()):
        missing = [language for language in LANGUAGES if language not in languages]
        if missing:
            faults += [f"{folder}/{language}.toml: is missing" for language in missing]
            continue
        for language, messages in languages.items():
            faults += check_shape(folder, language, messages)
        faults += check_pair(folder, languages["en"], languages["es"], same_allowed)
        for key in languages["en"]:
            if key in known:
                faults.append(f"{folder}: {key} is in {known[key]} too")
            known[key] = folder
    keys, prefixes, in_templates = find_uses(root, paths, {key.split(".")[0] for key in known})
    # What the journal calls an act looks like a key, and has its words under journal.action.
    keys = {key: where for key, where in keys.items()
            if not matches(key, not_messages) and f"journal.action.{key}" not in known}
    return faults + check_use(known, (keys, prefixes, in_templates), built), len(known)


if __name__ == "__main__":
    found_faults, count = check(repo.root_argument())
    repo.report("catalogs", found_faults, fine=f"{count} messages are in both languages and in use")
