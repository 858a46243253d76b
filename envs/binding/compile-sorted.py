#!/usr/bin/env python3
"""Compiles what JavaCPP generated, in an order of its own.

usage: compile-sorted.py COMPILER-OPTION...

JavaCPP writes functions and members in the order in which the JVM lists methods, which differs from
run to run: they are sorted, so that one source gives one library.
"""

import re
import subprocess
import sys
from pathlib import Path

MEMBERS = "static const char* JavaCPP_members["
OFFSETS = "static int JavaCPP_offsets["
FUNCTION = re.compile(r"^JNIEXPORT [^\n]* Java_[^\n]* \{\n.*?^}\n", re.MULTILINE | re.DOTALL)


def table(lines, title):
    """Where the rows of a table lie in the text: first and behind the last."""
    start = next(at for at, line in enumerate(lines) if line.startswith(title)) + 1
    return start, next(at for at in range(start, len(lines)) if "}" in lines[at] and ";" in lines[at])


def row(line):
    """What comes before the first entry, the entries, what comes after the last."""
    inside = re.fullmatch(r"(\s*\{ )(.*?)( \}.*)", line, re.DOTALL)
    return inside[1], re.split(r", (?![^(]*\))", inside[2]), inside[3]


def sort_members(lines):
    """Each class's members by name, its size first; their offsets, which lie in a second table, likewise."""
    names, last = table(lines, MEMBERS)
    offsets, _ = table(lines, OFFSETS)
    for at in range(last - names + 1):
        before, members, after = row(lines[names + at])
        begin, places, end = row(lines[offsets + at])
        if len(members) > 1:
            if len(members) != len(places) or len(set(members)) < len(members):
                sys.exit(f"{lines[names + at]}: members and offsets must be pairs, each once")
            order = [0] + sorted(range(1, len(members)), key=members.__getitem__)
            lines[names + at] = before + ", ".join(members[one] for one in order) + after
            lines[offsets + at] = begin + ", ".join(places[one] for one in order) + end


def ordered(text):
    lines = text.splitlines(keepends=True)
    if any(line.startswith(MEMBERS) for line in lines):
        sort_members(lines)
    text = "".join(lines)
    functions = list(FUNCTION.finditer(text))
    first, last = functions[0].start(), functions[-1].end()
    others = FUNCTION.sub("", text[first:last])  # what functions stand on, in its own order
    return text[:first] + others + "".join(sorted(one[0] for one in functions)) + text[last:]


for word in sys.argv[1:]:
    if word.endswith(".cpp"):
        Path(word).write_text(ordered(Path(word).read_text()))
sys.exit(subprocess.call(["g++", *sys.argv[1:]]))
