"""Writes the assembler, source and header that put files into the program. Called by concord_embed().

`listing` is a file with one path a line, or a folder: then every file beneath it is taken."""
import os
import sys

target, namespace, base, listing, out = sys.argv[1:6]
if os.path.isdir(listing):
    files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(listing) for name in names)
else:
    files = sorted(line.strip() for line in open(listing) if line.strip())
named = sorted((os.path.relpath(f, base), f) for f in files)

with open(f"{out}/{target}.S", "w") as s:
    s.write('    .section .rodata\n')
    for i, (_, path) in enumerate(named):
        s.write(f'    .balign 16\n    .global {target}_{i}\n    .global {target}_{i}_end\n'
                f'{target}_{i}:\n    .incbin "{path}"\n{target}_{i}_end:\n    .byte 0\n')
    s.write('    .section .note.GNU-stack,"",%progbits\n')

with open(f"{out}/{target}.h", "w") as h:
    h.write(f'#pragma once\n#include <span>\n#include "base/embed/file.h"\n'
            f'namespace {namespace} {{\nstd::span<const concord::embed::File> Files();\n}}\n')

with open(f"{out}/{target}.cc", "w") as c:
    c.write(f'#include "{target}.h"\n#include <array>\nextern "C" {{\n')
    for i in range(len(named)):
        c.write(f'extern const char {target}_{i}[], {target}_{i}_end[];\n')
    c.write(f'}}\nnamespace {namespace} {{\nstd::span<const concord::embed::File> Files() {{\n'
            f'  static const std::array<concord::embed::File, {len(named)}> files{{{{\n')
    for i, (name, _) in enumerate(named):
        c.write(f'      {{"{name}", {{{target}_{i}, static_cast<size_t>({target}_{i}_end - {target}_{i})}}}},\n')
    c.write('  }};\n  return files;\n}\n}\n')
