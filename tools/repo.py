"""What the checks share: the repository's files, C++ without its comments, and the way a check reports and ends."""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def files(root):
    """Every file that git tracks or would, as sorted paths relative to `root`; every file where there is no git."""
    listing = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                             capture_output=True, check=False)
    if listing.returncode == 0:
        names = [name for name in listing.stdout.decode().split("\0") if name]
    else:
        names = [os.path.relpath(os.path.join(folder, name), root)
                 for folder, _, found in os.walk(root) for name in found]
    return sorted(name for name in set(names) if os.path.isfile(os.path.join(root, name)))


def is_ignored(root, path):
    """Whether git leaves `path` out, as a folder or a file."""
    def ask(name):
        return subprocess.run(["git", "-C", root, "check-ignore", "-q", name], capture_output=True, check=False).returncode == 0
    return ask(path) or ask(path + "/")


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
        return file.read()


_CPP_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'                              # comments
    r'|R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'   # raw strings
    r'|"(?:\\.|[^"\\\n])*"'                            # strings
    r"|(?<![0-9a-fA-FxX'])'(?:\\.|[^'\\\n])+'",        # characters, not digit separators
    re.S)


def strip_cpp(text, keep_strings=False):
    """`text` with comments blanked, and strings too unless `keep_strings`; every line keeps its number."""
    def blank(match):
        token = match.group(0)
        is_comment = token.startswith("/")
        if keep_strings and not is_comment:
            return token
        filler = " " if is_comment else token[0] + token[-1] if token[0] in "\"'" else '""'
        return filler + "\n" * token.count("\n")
    return _CPP_TOKEN.sub(blank, text)


def root_argument():
    """The root that the command line names, else this repository's."""
    rest = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    return os.path.abspath(rest[0]) if rest else ROOT


def report(name, faults, warnings=(), fine=""):
    """Prints a line for each finding and ends with 1 where there is a fault."""
    for warning in warnings:
        print(f"{name}: warning: {warning}")
    for fault in faults:
        print(f"{name}: {fault}")
    if not faults:
        print(f"{name}: {fine or 'nothing found'}")
    sys.exit(1 if faults else 0)
