#!/usr/bin/env python3
"""Holds templates to what keeps pages safe and usable: every form that posts carries its token, none sends to another
site, nothing stands inline that the content security policy forbids, and every field has a name that is read aloud.

Usage: tools/check_templates.py [ROOT]
"""
import re

import repo

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S | re.I)
TOKEN = re.compile(r'name="csrf" value="\{\{(?:\w+_)?csrf\}\}"')
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=", re.I)
OUTSIDE = re.compile(r'<(?:script|img|iframe|link|form)\b[^>]*\b(?:src|href|action)="(?:https?:)?//', re.I)
FIELD = re.compile(r"<(?:input|select|textarea)\b([^>]*)>", re.I)
QUIET = re.compile(r'type="(?:hidden|submit|button)"', re.I)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def check_template(path, text):
    faults = []
    for form in FORM.finditer(text):
        if re.search(r'method="post"', form.group(1), re.I) and not TOKEN.search(form.group(2)):
            faults.append(f"{path}:{line_of(text, form.start())}: a form posts without its token: "
                          '<input type="hidden" name="csrf" value="{{csrf}}">')
    for found in INLINE.finditer(text):
        faults.append(f"{path}:{line_of(text, found.start())}: {found.group(0).strip()}: inline script and style are forbidden by the policy")
    for found in OUTSIDE.finditer(text):
        faults.append(f"{path}:{line_of(text, found.start())}: loads from, or sends to, another site")
    labels = set(re.findall(r'<label\b[^>]*\bfor="([^"]+)"', text))
    for field in FIELD.finditer(text):
        attributes = field.group(1)
        if QUIET.search(attributes) or "aria-label" in attributes or 'aria-hidden="true"' in attributes:
            continue
        name = re.search(r'\bid="([^"]+)"', attributes)
        before = text[:field.start()]
        if not (name and name.group(1) in labels) and before.rfind("<label") <= before.rfind("</label>"):
            faults.append(f"{path}:{line_of(text, field.start())}: a field without a label")
    return faults


def check(root):
    paths = [path for path in repo.files(root) if path.endswith(".tpl")]
    faults = []
    for path in paths:
        faults += check_template(path, re.sub(r"\{\{!.*?\}\}", "", repo.read(root, path), flags=re.S))
    return faults, len(paths)


if __name__ == "__main__":
    found, count = check(repo.root_argument())
    repo.report("templates", found, fine=f"{count} templates are safe and labelled")
