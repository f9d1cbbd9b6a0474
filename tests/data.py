"""The data against facts of its own: python3 tests/data.py FOLDER

tests/facts/enhanced.tsv  the codes of IANA's registry of enhanced status codes, and their titles
tests/facts/answers.tsv   commands, kinds and codes of RFC 5321 section 4.3.2 and the extensions
"""

import glob
import os
import re
import sys

ROOT = sys.argv[1]
FACTS = os.path.join(ROOT, "tests", "facts")
wrong = 0


def complain(what):
    global wrong
    wrong += 1
    print(f"not ok: {what}")


def records(name):
    """Field and value pairs of each record, with the line it begins in."""
    record, start = [], 0
    for number, line in enumerate(open(os.path.join(ROOT, "data", name), encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if not line:
            if record:
                yield start, record
            record = []
        elif line[0] == "+" and record:
            record[-1] = (record[-1][0], record[-1][1] + " " + line[2:])
        elif line[0] not in "#%":
            start = start if record else number
            field, _, value = line.partition(": ")
            record.append((field, value))
    if record:
        yield start, record


def facts(name):
    return {tuple(line.rstrip("\n").split("\t")) for line in open(os.path.join(FACTS, name), encoding="utf-8")}


def numbers(text):
    """`3.1-3.8` and the like as a set."""
    result = set()
    for item in text.split():
        first, _, last = item.partition("-")
        head, _, tail = first.rpartition(".")
        low, high = int(tail), int((last or first).rpartition(".")[2])
        result |= {(head + "." if head else "") + str(n) for n in range(low, high + 1)}
    return result


# The numbering of the RFCs that are cited most, from their tables of contents.
SECTIONS = {
    "5321": numbers(
        "1-10 1.1-1.3 2.1-2.4 2.2.1-2.2.3 2.3.1-2.3.11 3.1-3.9 3.4.1-3.4.2 3.5.1-3.5.3 3.6.1-3.6.3 3.7.1-3.7.5 3.9.1-3.9.2 "
        "4.1-4.5 4.1.1-4.1.5 4.1.1.1-4.1.1.11 4.2.1-4.2.5 4.3.1-4.3.2 4.5.1-4.5.5 4.5.3.1-4.5.3.2 4.5.3.1.1-4.5.3.1.10 "
        "4.5.3.2.1-4.5.3.2.7 4.5.4.1-4.5.4.2 5.1-5.2 6.1-6.4 7.1-7.9 10.1-10.2"),
    "3463": numbers("1-7 3.1-3.8"),
    "7505": numbers("1-7 4.1-4.3"),
    "4954": numbers("1-12 4.1-4.4"),
    "3207": numbers("1-9 1.1-1.1 4.1-4.3"),
    "821": numbers("1-4 3.1-3.8 4.1-4.5 4.1.1-4.1.2 4.2.1-4.2.2 4.5.1-4.5.3"),
}

codes = {dict(r)["code"] for _, r in records("enhanced.rec")}
registry = {row[0] for row in facts("enhanced.tsv")}
for code in sorted(registry - codes):
    complain(f"{code} is registered, but not in enhanced.rec")
for code in sorted(codes - registry):
    complain(f"{code} is in enhanced.rec, but not registered")

answers = set()
for _, record in records("commands.rec"):
    fields = dict(record)
    if "answer" in fields:
        command, code = fields["answer"].rsplit(" ", 1)
        answers.add((command, fields["kind"], code))
for row in sorted(facts("answers.tsv") - answers):
    complain(f"not in commands.rec: {' '.join(row)}")
for row in sorted(answers - facts("answers.tsv")):
    complain(f"not in the facts: {' '.join(row)}")

links = sections = 0
for path in sorted(glob.glob(os.path.join(ROOT, "data", "*.rec"))):
    name = os.path.basename(path)
    for line, record in records(name):
        for field, value in record:
            if field in ("phrase", "example"):
                continue
            for link in re.findall(r"\bhttps?:\S*", value):
                links += 1
                link = link.rstrip(".,;:)`")
                if not re.fullmatch(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(/[\w.~%/#?&=+:@!*()<>{}-]*)?", link, re.I):
                    complain(f"{name}:{line}: no link: {link}")
            for rfc, section in re.findall(r"\bRFC (\d+) sections? ([0-9][0-9.]*)", value):
                sections += 1
                section = section.rstrip(".")
                if not re.fullmatch(r"[1-9][0-9]*(\.[1-9][0-9]*)*", section):
                    complain(f"{name}:{line}: no section: RFC {rfc} section {section}")
                elif section not in SECTIONS.get(rfc, {section}):
                    complain(f"{name}:{line}: RFC {rfc} has no section {section}")
            for rfc in re.findall(r"\bRFC ?(\S+)", value):
                if not re.match(r"[1-9][0-9]{2,4}\b", rfc) and rfc[0].isdigit():
                    complain(f"{name}:{line}: no RFC: {rfc}")
if links < 20 or sections < 300:
    complain(f"too little was looked at: {links} links, {sections} sections")
print(f"{len(codes)} codes, {len(answers)} answers, {links} links, {sections} sections looked at, {wrong} wrong")
sys.exit(wrong > 0)
