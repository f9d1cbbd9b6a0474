#!/usr/bin/env python3
"""layout.py MAP FIRST-TRACE TRACE... > src/static.ld

Prints the linker script that puts side by side what an explanation needs.
MAP is what the linker wrote about a static program that was linked without
the script (-Wl,-Map), a TRACE what valgrind's lackey saw of a run of it
(--trace-mem=yes).  `make layout` calls it.
"""
import bisect
import os
import re
import sys

HEAD = """/*
 * Where things lie in the static program: what the explanation of a code needs
 * stands together at the beginning, so that a short run touches few pages.
 * Each page, and each 64 KiB of the file, costs a fault, and faults are most of
 * what starting costs.  Printed by `make layout` (tests/layout.py); a name that
 * is gone matches nothing, a new one lies where it always lay.
 */
"""
# Kept whole and in this order, the tables' strings last: they go on for megabytes.
TABLES = ["category_cells", "cause_cells", "ui_cells", "tables_kinds", "tables_columns", "tables_field_labels", "tables_word_labels",
          "*_labels", "tables_replies", "reply_cells", "reply_lists", "tables_pool"]
# Of these the beginning is touched.
LARGE = ["explained", "output"]
# What the compiler and the linker add to the name of a function or an object.
ADDED = re.compile(r"(\.(constprop|isra|part|cold|[0-9]+))+$")


def sections(path):
    """(address, size, section, file) of all that was linked."""
    found, name = [], None
    for line in open(path):
        whole = re.match(r" (\.\S+)$", line)
        if whole:
            name = whole.group(1)
            continue
        rest = re.match(r" (\.\S+)?\s+0x([0-9a-f]+)\s+0x([0-9a-f]+) (\S+)", line)
        if rest and (rest.group(1) or name) and int(rest.group(2), 16) > 0 and int(rest.group(3), 16) > 0:
            found.append((int(rest.group(2), 16), int(rest.group(3), 16), rest.group(1) or name, rest.group(4)))
        name = None
    return sorted(found)


def touched(found, path):
    """The sections that hold an address of a trace."""
    starts = [at for at, _, _, _ in found]
    seen = set()
    for line in open(path):
        access = re.match(r"(?:I | [LSM]) +([0-9a-f]+),", line)
        if access:
            address = int(access.group(1), 16)
            i = bisect.bisect_right(starts, address) - 1
            if i >= 0 and address < found[i][0] + found[i][1]:
                seen.add(found[i])
    return seen


def patterns(seen, prefix, left_out=()):
    """The names of the touched sections that begin with prefix, numbers of the compiler as *."""
    names = set()
    for _, _, section, _ in seen:
        base = ADDED.sub("", section)
        if base.startswith(prefix + ".") and base[len(prefix) + 1:] not in left_out:
            names.add(base if base == section else base + ".*")
    return sorted(names)


def members(seen, prefix):
    """Files whose whole section is touched because it has no name of its own: assembly, crt*.o."""
    files = set()
    for _, _, section, path in seen:
        if section == prefix:
            member = re.match(r".*\((\w+)\.\w+\)$", path)
            files.add("*" + (member.group(1) if member else os.path.basename(path).split(".")[0]) + ".*")
    return sorted(files)


def put(lines, texts, files="*"):
    """One statement of the script, in lines of a readable length."""
    if not texts:
        return
    line = "    %s(" % files
    for text in texts:
        if len(line) + len(text) > 108:
            lines.append(line.rstrip())
            line = "      "
        line += text + " "
    lines.append(line.rstrip() + ")")


def main():
    found = sections(sys.argv[1])
    seen = touched(found, sys.argv[2])
    others = set().union(*(touched(found, path) for path in sys.argv[3:])) - seen
    tables = set(TABLES) | {s[len(".rodata."):] for _, _, s, _ in found if s.endswith("_labels")}
    lines = ["SECTIONS", "{", "  .start : {", "    KEEP(*(SORT_NONE(.init)))", "    KEEP(*(SORT_NONE(.fini)))"]
    for file in members(seen, ".text"):
        put(lines, [".text"], file)
    put(lines, patterns(seen, ".text"))
    put(lines, [".rodata"])
    put(lines, patterns(seen, ".rodata", tables))
    for table in TABLES:
        put(lines, [".rodata." + table])
    put(lines, patterns(others, ".text"))
    put(lines, patterns(others, ".rodata", tables))
    lines += ["  }", "}", "INSERT BEFORE .init;", "SECTIONS", "{", "  .rest_data : {"]
    put(lines, patterns(set(found) - seen, ".data"))
    lines += ["  }", "  .start_data : ALIGN(CONSTANT(COMMONPAGESIZE)) {"]
    put(lines, patterns(seen, ".data"))
    lines += ["  }", "}", "INSERT BEFORE .init_array;", "SECTIONS", "{", "  .start_bss (NOLOAD) : {"]
    for file in members(seen, ".bss"):
        put(lines, [".bss"], file)
    put(lines, patterns(seen, ".bss", LARGE))
    for name in LARGE:
        put(lines, [".bss." + name + ".*"])
    put(lines, patterns(others, ".bss"))
    lines += ["  }", "}", "INSERT BEFORE .bss;"]
    sys.stdout.write(HEAD + "\n".join(lines) + "\n")


main()
