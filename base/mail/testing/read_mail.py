#!/usr/bin/python3
"""Reads mail with Python's email package, which shares nothing with Concord.

Usage: read_mail.py FILE...   Prints a JSON array with one object a file.
"""
import email
import email.policy
import itertools
import json
import re
import sys
from email.header import decode_header, make_header
from email.utils import getaddresses


def boxes(message, plain, name):
    """[[name, address]] of a header. The newer parser tells how many addresses there are; it leaves spaces between the
    encoded-words of a long name (github.com/python/cpython/issues/128110), so the older one reads the names."""
    names = [str(make_header(decode_header(box[0]))) for box in getaddresses([plain[name].replace("\r\n", "")])]
    addresses = [box.addr_spec for box in message[name].addresses]
    return [list(box) for box in itertools.zip_longest(names, addresses, fillvalue="?")]


def text_of(part):
    return part.get_content().replace("\r\n", "\n") if part else None


def read(data):
    message = email.message_from_bytes(data, policy=email.policy.SMTP)
    plain = email.message_from_bytes(data, policy=email.policy.compat32)
    defects = [str(d) for part in message.walk() for d in part.defects]
    defects += [f"{name}: {d}" for name, value in message.items() for d in value.defects]
    return {
        "headers": [[name, str(value)] for name, value in message.items()],
        "from": boxes(message, plain, "From"), "to": boxes(message, plain, "To"),
        "type": message.get_content_type(),
        "date": message["Date"].datetime.isoformat(),
        "text": text_of(message.get_body(("plain",))), "html": text_of(message.get_body(("html",))),
        "parts": [part.get_content_type() for part in message.walk()],
        "defects": defects,
        "longest_line": max(map(len, data.split(b"\r\n"))),
        "bare_ends": len(re.findall(rb"(?<!\r)\n|\r(?!\n)", data)),
        "ascii": data.isascii(),
    }


def main():
    found = []
    for name in sys.argv[1:]:
        with open(name, "rb") as file:
            found.append(read(file.read()))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
