"""Writes the slugs of the catalog that an instrument may name, one a line: "resource <slug>", "area <slug>".
Called when the program is built: catalog_slugs.py OUT FILE..."""
import json
import sys

lines = set()
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    for kind, member in (("resource", "resources"), ("area", "modules")):
        lines.update(f"{kind} {entry['slug']}" for entry in content.get(member, []))
with open(sys.argv[1], "w", encoding="utf-8") as out:
    out.write("".join(line + "\n" for line in sorted(lines)))
