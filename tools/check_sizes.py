#!/usr/bin/env python3
"""Keeps files and functions short enough to read.

A file of more than 400 lines is a warning, of more than 800 a fault; a function of more than 80 lines is a fault.
Data, lock files, SQL and documents are left out.

Usage: tools/check_sizes.py [ROOT]
"""
import ast
import re

import repo

FILE_WARNING, FILE_LIMIT, FUNCTION_LIMIT = 400, 800, 80
BRACED = (".h", ".cc", ".ts", ".mjs", ".js")
MEASURED = BRACED + (".py", ".sh", ".css", ".scss", ".tpl", ".html", ".cmake")
SCRIPTS = ("demo", "test", ".ci/run", "Makefile")
LEFT_OUT = re.compile(r"^(content|docs|build)/|(^|/)(testdata|samples|seeds|node_modules)/")

SCOPE = re.compile(r"\b(namespace|class|struct|union|enum|concept|interface)\b|\bextern\s*$")
BLOCK = re.compile(r"^\s*(if|else|for|while|switch|do|try|catch|return|export\s+(const|let)|const|let|var)\b")
ANGLES = re.compile(r"<[^<>]*>")
NAME = re.compile(r"([~\w:]+)\s*(?:<[^<>()]*>)?\s*\(")
JS_TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|`(?:\\.|[^`\\])*`|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
                      r"|(?<=[=(,:!&|?;{}])(\s*)/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+/", re.S)


def is_measured(path):
    return (path.endswith(MEASURED) or path in SCRIPTS) and not LEFT_OUT.search(path)


def blank_directives(text):
    """Without preprocessor lines: the branches of an #if may not balance."""
    return re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: "\n" * m.group(0).count("\n"), text, flags=re.M)


def strip(path, text):
    if path.endswith((".h", ".cc")):
        return re.sub(r"\b(public|private|protected)\s*:(?!:)", ";", blank_directives(repo.strip_cpp(text)))
    return JS_TOKEN.sub(lambda m: '""' + "\n" * m.group(0).count("\n"), text)


def is_function(head):
    """Whether the text before a brace, back to the last ; { or }, is that of a function's body."""
    if "(" not in head or BLOCK.match(head):
        return False
    before = head[:head.index("(")]
    while ANGLES.search(before):  # template <typename T = int>
        before = ANGLES.sub(" ", before)
    return not SCOPE.search(before) and "=" not in before.replace("==", "").replace("operator=", "")


def braced_functions(path, text):
    """[(name, first line, last line)] of functions with braces, outermost only. A heuristic, not a parser."""
    code = strip(path, text)
    found, stack, head_start, line = [], [], 0, 1
    for position, char in enumerate(code):
        if char == "\n":
            line += 1
        elif char == "{":
            head = code[head_start:position]
            inside = any(kind == "function" for kind, *_ in stack)
            if not inside and is_function(head):
                name = NAME.search(head)
                stack.append(("function", name.group(1) if name else "?", line - head.lstrip().count("\n")))
            else:
                stack.append(("block", "", line))
            head_start = position + 1
        elif char == "}":
            if stack:
                kind, name, first = stack.pop()
                if kind == "function":
                    found.append((name, first, line))
            head_start = position + 1
        elif char == ";" and code.count("(", head_start, position) == code.count(")", head_start, position):
            head_start = position + 1
    return found


def python_functions(text):
    return [(node.name, node.lineno, node.end_lineno) for node in ast.walk(ast.parse(text))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def shell_functions(text):
    found, start = [], None
    for number, line in enumerate(text.splitlines(), 1):
        opened = re.match(r"^(\w+)\(\) \{$", line)
        if opened:
            start = (opened.group(1), number)
        elif line == "}" and start:
            found.append((*start, number))
            start = None
    return found


def functions(path, text):
    if path.endswith(BRACED):
        return braced_functions(path, text)
    if path.endswith(".py"):
        return python_functions(text)
    if path.endswith(".sh") or path in SCRIPTS:
        return shell_functions(text)
    return []


def check(root):
    faults, warnings, count = [], [], 0
    for path in filter(is_measured, repo.files(root)):
        text = repo.read(root, path)
        lines = text.count("\n")
        count += 1
        if lines > FILE_LIMIT:
            faults.append(f"{path}: {lines} lines; the limit is {FILE_LIMIT}: split it by subject")
        elif lines > FILE_WARNING:
            warnings.append(f"{path}: {lines} lines; past {FILE_WARNING} it is hard to read")
        for name, first, last in functions(path, text):
            length = last - first + 1
            if length > FUNCTION_LIMIT:
                faults.append(f"{path}:{first}: {name} has {length} lines; the limit is {FUNCTION_LIMIT}")
    return faults, warnings, count


if __name__ == "__main__":
    found, warned, total = check(repo.root_argument())
    repo.report("sizes", found, warned, fine=f"{total} files are short enough to read")
