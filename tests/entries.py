"""Whatever the data say comes out, field by field, in each language: python3 tests/entries.py SMTPCODE DATA

The records are read from the data files here in Python, and again from the program as JSON.
"""

import glob
import json
import os
import subprocess
import sys

PROGRAM, DATA = sys.argv[1:3]
FILES = {"reply": "replies", "enhanced": "enhanced", "category": "categories", "cause": "causes", "command": "commands",
         "answer": "commands", "keyword": "keywords", "pair": "pairs", "rule": "rules"}  # fmt: skip
KEYS = {"reply": "code", "enhanced": "code", "category": "id", "cause": "cause", "command": "command", "answer": "answer",
        "keyword": "keyword", "pair": "pair", "rule": "id"}  # fmt: skip
wrong = looked = 0


def complain(what):
    global wrong
    wrong += 1
    print(f"not ok: {what}")


def records(path, kind):
    """Key and fields (name: list of values) of each record of a kind."""
    result, record, wanted = {}, {}, False

    def end():
        nonlocal record
        if record and wanted:
            result[record[KEYS[kind]][0]] = record
        record = {}

    if not os.path.exists(path):
        return result
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line.strip():
            end()
        elif line[0] == "+":
            record[field][-1] += " " + (line[2:] if line[1:2] == " " else line[1:])
        elif line.startswith("%rec:"):
            end()
            wanted = line.partition(":")[2].strip() == kind
        elif line[0] not in "#%":
            field, _, value = line.partition(":")
            record.setdefault(field, []).append(value.strip())
    end()
    return result


def load(kind, lang=None):
    """The records of a language, those fields that it has not in English."""
    english = records(os.path.join(DATA, FILES[kind] + ".rec"), kind)
    if lang:
        own = records(os.path.join(DATA, "lang", lang, FILES[kind] + ".rec"), kind)
        return {key: {**fields, **own.get(key, {})} for key, fields in english.items()}
    return english


def run(*arguments):
    done = subprocess.run([PROGRAM, "-f", "json", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def expect(where, got, want):
    global looked
    looked += 1
    if got != want:
        complain(f"{where}: {got!r} instead of {want!r}")


def compare(where, fields, entry, skip=()):
    """Each field of the data against the same of the output."""
    for field, values in fields.items():
        if field in skip:
            continue
        got = entry.get(field)
        if isinstance(got, list):
            if got and isinstance(got[0], str) and len(values) == 1 and got != values:
                values = values[0].split(" ")
            expect(f"{where} {field}", got, values)
        elif isinstance(got, int):
            expect(f"{where} {field}", str(got), values[0])
        else:
            expect(f"{where} {field}", got, values[0])
    for field, got in entry.items():
        if got and field not in fields and field in OPTIONAL:
            complain(f"{where} {field}: {got!r} is not in the data")


# Fields that come from the data alone.
OPTIONAL = {"use", "note", "example", "related", "reads_like", "closes", "when", "source", "reference", "parameters", "not"}


def check(lang):
    option = ["-l", lang] if lang else []
    name = lang or "en"
    for kind in "reply", "enhanced", "cause", "rule":
        rows = load(kind, lang)
        entries = run(*option, "--", *rows)
        expect(f"{name} {kind}: entries", len(entries), len(rows))
        for (key, fields), entry in zip(rows.items(), entries):
            skip = ["id", "classes", "codes", "cause_4", "fixer_4", "retry_4"]
            fields = dict(fields)
            if kind == "enhanced":
                expect(f"{name} {key}", entry["enhanced"], fields.pop("code")[0])
                if fields["cause"] == ["accepted"]:  # as an error it says nothing
                    skip += ["cause", "fixer", "retry"]
            if fields.get("commands") == ["none"]:
                expect(f"{name} {key} commands", entry["commands"], [])
                skip.append("commands")
            compare(f"{name} {key}", fields, entry, skip)
    check_commands(name, option, lang)
    check_categories(name, option, lang)
    check_pairs(name, option, lang)


def check_commands(name, option, lang):
    commands, keywords, answers = load("command", lang), load("keyword", lang), load("answer", lang)
    keys = [k for k in commands if k.isupper() and k.isalpha()]
    for key, entry in zip(keys, run(*option, "--", *keys)):
        fields = dict(commands[key])
        if key in keywords:
            fields["note"] = keywords[key]["description"]
        compare(f"{name} {key}", fields, entry, ["parameters"])
        mine = [(k.split(" ")[1], f) for k, f in answers.items() if k.split(" ")[0] == key]
        expect(f"{name} {key} answers", [str(a["code"]) for a in entry["answers"]], [code for code, _ in mine])
        for answer, (code, fields) in zip(entry["answers"], mine):
            fields = {f: v for f, v in fields.items() if f != "answer"}
            compare(f"{name} {key} {code}", fields, answer)
    keys = [k for k in keywords if k not in commands]
    for key, entry in zip(keys, run(*option, "--", *keys)):
        compare(f"{name} {key}", keywords[key], entry)


def check_categories(name, option, lang):
    categories = load("category", lang)
    for key, fields in categories.items():
        if key[0] in "12345" and key.endswith("yz"):
            thing, role, place = key[0] + "xx", "severity", "description"
        elif key[0] == "x":
            thing, role, place = "4" + key[1] + "x", "category", "note"
        elif key[0] == "X":
            thing, role, place = "5." + key[2], "category", "description"
        else:
            continue
        for entry in run(*option, "--", thing):
            if entry["kind"] == "series":
                expect(f"{name} {thing} {role}", entry[role], fields["name"][0])
                expect(f"{name} {thing} {place}", entry[place], fields["description"][0])


def check_pairs(name, option, lang):
    for key, fields in load("pair", lang).items():
        for entry in run(*option, "compare", "--", *key.split(" ")):
            expect(f"{name} {key} introduction", entry["introduction"], fields["introduction"][0])
            expect(f"{name} {key} difference", entry["difference"], fields["difference"])
            expect(f"{name} {key} choose", [f"{c['thing']}: {c['text']}" for c in entry["choose"]], fields["choose"])


def check_near():
    """Codes that nobody knows name known ones: of their series first, then with the same last two digits."""
    rows = {code: fields["status"][0] for code, fields in load("reply").items()}
    usual = [code for code, status in rows.items() if status not in ("unofficial", "historic")]
    unknown = [str(code) for code in range(100, 1000) if str(code) not in rows]
    for code, entry in zip(unknown, run("--", *unknown)):
        near = [c for c in usual if c[:2] == code[:2]] + [c for c in usual if c[1:] == code[1:] and c[:2] != code[:2]]
        expect(f"{code} near", entry["near"], near[:4])


check_near()
for tag in [None] + sorted(os.path.basename(p) for p in glob.glob(os.path.join(DATA, "lang", "*"))):
    check(tag)
if looked < 20000:
    complain("too little was looked at")
print(f"{looked} fields looked at, {wrong} wrong")
sys.exit(wrong > 0)
