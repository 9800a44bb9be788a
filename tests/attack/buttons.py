#!/usr/bin/env python3
"""Reads a page from standard input and prints the form token and the value of the demonstration's first sign-in button
whose form holds the text that the argument is a regular expression for.

Usage: buttons.py PATTERN <page.html
"""
import html
import re
import sys


def attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found.group(1)) if found else ""


def main():
    page = sys.stdin.read()
    for form in re.findall(r"<form\b.*?</form>", page, re.S):
        if attribute(form.split(">", 1)[0], "action") != "/demo/sign-in":
            continue
        token = next((attribute(tag, "value") for tag in re.findall(r"<input[^>]*>", form)
                      if attribute(tag, "name") == "csrf"), "")
        # One form for each person, or one with a button for each.
        for part in re.findall(r"<button\b.*?</button>", form, re.S):
            person = attribute(part, "value") or next(
                (attribute(tag, "value") for tag in re.findall(r"<input[^>]*>", form) if attribute(tag, "name") == "person"), "")
            around = form if form.count("<button") == 1 else part
            if person and re.search(sys.argv[1], html.unescape(re.sub(r"<[^>]*>", " ", around)), re.I):
                print(token, person)
                return 0
    print(f"no button matches {sys.argv[1]}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
