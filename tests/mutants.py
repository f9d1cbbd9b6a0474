"""Small faults put into the sources one at a time; for each a test must fail.

MUTANTS=300 SEED=1 GOAL=90 CC=cc python3 tests/mutants.py BUILD [MODULE...]

SHARD=1/2 takes the first of two halves of the sample, RETRY=LOG the survivors of an earlier run.

BUILD holds the objects of the unit tests. A mutant changes one operator or one constant of one
file under src/. It counts as
  same      the compiler makes the same code of it: no mutant at all
  known     tests/mutants.same says why nobody could tell
  killed    a test fails, or takes too long
  survived  all quick suites pass
Fails when fewer than GOAL percent of killed and survived are killed.
"""

import filecmp
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys

BUILD = os.path.abspath(sys.argv[1])
SHARD, SHARDS = (int(n) for n in os.environ.get("SHARD", "1/1").split("/"))
WORK = os.path.join(BUILD, f"mutants{SHARD}")
# A copy of all, so that who edits the sources meanwhile is not in the way.
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.join(WORK, "copy")
CC = os.environ.get("CC", "cc").split()
FLAGS = ["-std=c11", "-D_POSIX_C_SOURCE=200809L", '-DSMTPCODE_VERSION="0.0.0"', "-O2", "-w", "-pthread", "-I" + ROOT + "/src"]
SUITE_SECONDS = 60

# The modules that find, judge, count and keep; not what only arranges them on a page.
CORE = """ascii automaton catalog cause compare count data dialogue explain filter finder fold kernel kernel_vector.h
matcher message options out rec record redact rules schema show status stream suggest tally thing utf8 words""".split()
GENERATOR = "gen/main gen/emit ascii automaton data fold matcher rec schema status utf8 words".split()

# The shell suites, and which of them are asked first about a module; the others follow.
SHELL = "explain entries scan tally golden compare list search paste options formats trouble generator".split()
FIRST = {
    "automaton": "generator", "data": "generator", "rec": "generator", "schema": "generator", "count": "tally",
    "tally": "tally", "dialogue": "paste", "options": "options", "redact": "variants", "explain": "entries", "catalog": "entries", "filter": "scan", "finder": "variants",
    "stream": "scan", "compare": "compare", "suggest": "search", "utf8": "formats", "message": "trouble",
}  # fmt: skip

# Unit tests that take seconds, and whom they are asked about.
SLOW = {"utf8": ["utf8", "ascii", "show"], "kernel": ["kernel"]}

SWAPS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
    "+": "-", "-": "+", "*": "+", "/": "*", "%": "+", "&": "|", "|": "&", "^": "|", "<<": ">>", ">>": "<<",
    "+=": "-=", "-=": "+=", "|=": "&=", "&=": "|=", "++": "--", "--": "++", "true": "false", "false": "true",
}  # fmt: skip
TOKEN = re.compile(
    r"(?P<word>\b(?:true|false)\b)|(?P<step>\+\+|--(?!>))|(?P<not>!(?=[\w(]))"
    r"|(?P<infix>(?<= )(?:<<|>>|<=|>=|==|!=|&&|\|\||\+=|-=|\|=|&=|[-<>+*/%&|^])(?=[ \n]))"
    r"|(?P<number>\b(?:0x[0-9a-fA-F]+|[1-9]\d*|0)\b(?![.\w]))|(?P<leave>\b(?:break|continue);)"
)
BLANKED = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', re.S | re.M)
SIZE = re.compile(r"^\s*(?:static |const |unsigned |struct \w+ |char |bool |int |size_t |uint\d+_t )[^=(]*\[\d+\]")


def blank(text):
    """The text with comments, strings and directives as spaces: only code is changed."""
    return BLANKED.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def mutations(name):
    """(file, line number, column, old, new) of every change that could be made."""
    text = open(os.path.join(ROOT, "src", name), encoding="utf-8").read()
    for number, line in enumerate(blank(text).split("\n"), 1):
        if "assert" in line or SIZE.match(line) or line.count("0x") > 2:
            continue
        for m in TOKEN.finditer(line + "\n"):
            old = m.group()
            if m.lastgroup == "number":
                minus = line[m.start() - 1 : m.start()] == "-" and line[m.start() - 2 : m.start() - 1] != "-"
                new = "0" if minus and old == "1" else str(int(old, 0) + 1)
            elif m.lastgroup == "not":
                new = ""
            elif m.lastgroup == "leave":
                new = ";"
            else:
                new = SWAPS[old]
            if new != old:
                yield name, number, m.start(), old, new


def file_of(module):
    return module if module.endswith(".h") else module + ".c"


def object_of(module):
    return os.path.join(WORK, module.replace("/", "_") + ".o")


def compile_object(module, into):
    source = os.path.join(ROOT, "src", module + ".c")
    return subprocess.run(CC + FLAGS + ["-c", "-o", into, source], stderr=subprocess.DEVNULL).returncode == 0


def link(into, objects, libraries=()):
    subprocess.run(CC + ["-pthread", "-o", into] + objects + list(libraries), check=True)


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 28, 1 << 28))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def passes(command, **environment):
    """The command succeeds in time; whatever it started is ended with it."""
    process = subprocess.Popen(
        command, env=dict(os.environ, **environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=limits,
    )  # fmt: skip
    try:
        return process.wait(SUITE_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


class Trial:
    """The programs under test, of which one object at a time is another one."""

    def __init__(self):
        os.mkdir(self.path("tmp"))
        sources = [n[:-2] for n in sorted(os.listdir(os.path.join(ROOT, "src"))) if n.endswith(".c")]
        self.objects = {m: object_of(m) for m in sources}
        for module in sources + GENERATOR[:2]:
            if not compile_object(module, object_of(module)):
                sys.exit(f"{module}.c does not compile")
        self.tables = os.path.join(WORK, "tables.o")
        self.make_tables(os.path.join(BUILD, "tables.c"))
        shutil.copytree(os.path.join(BUILD, "tests"), self.path("tests"))
        shutil.copy(os.path.join(BUILD, "tables.c"), self.path("tables.right"))
        self.tests = [self.path("tests/" + n) for n in sorted(os.listdir(self.path("tests"))) if n.endswith(".o")]
        self.check = subprocess.run(["pkg-config", "--libs", "check"], stdout=subprocess.PIPE, text=True).stdout.split()
        self.suites = re.findall(r"X\((\w+)\)", open(os.path.join(ROOT, "tests", "suites.h")).read())
        self.data = [os.path.join(d, f) for d, _, names in os.walk(os.path.join(ROOT, "data")) for f in names]
        self.data = sorted(f for f in self.data if f.endswith(".rec") and os.sep + "lang" + os.sep not in f) + sorted(
            f for f in self.data if f.endswith(".rec") and os.sep + "lang" + os.sep in f
        )

    def make_tables(self, source):
        subprocess.run(CC + FLAGS + ["-c", "-o", self.tables, source], check=True)

    def path(self, name):
        return os.path.join(WORK, name)

    def killer(self, module, replaced):
        """The name of the suite that tells the difference, or None."""
        objects = dict(self.objects)
        if replaced:
            objects[module] = replaced
        everything = list(objects.values()) + [self.tables]
        library = [o for m, o in objects.items() if m != "main"] + [self.tables]
        link(self.path("smtpcode"), everything)
        link(self.path("unit"), self.tests + library, self.check)
        link(self.path("generator"), [objects.get(m, object_of(m)) for m in GENERATOR])
        environment = {
            "SMTPCODE": self.path("smtpcode"), "GENERATOR": self.path("generator"), "CC": " ".join(CC),
            "TMPDIR": self.path("tmp"), "CK_FORK": "no", "FAIL_FAST": "1", "VARIANTS": self.path("variants"),
        }  # fmt: skip
        if module in GENERATOR:
            with open(self.path("tables.c"), "wb") as out:
                made = subprocess.run(
                    ["timeout", "20", self.path("generator")] + [os.path.relpath(f, ROOT) for f in self.data],
                    cwd=ROOT, stdout=out, stderr=subprocess.DEVNULL, preexec_fn=limits,
                )  # fmt: skip
            if made.returncode != 0:
                return "the data"
            if not filecmp.cmp(self.path("tables.c"), self.path("tables.right"), False):
                return "other tables"
        first = FIRST.get(module, "explain")
        shell = [first] + [s for s in SHELL if s != first]
        units = [s for s in self.suites if s != module and module in SLOW.get(s, [module])]
        order = [("unit", module)] if module in self.suites else []
        order += [("sh", first)] + [("unit", s) for s in units] + [("sh", s) for s in shell[1:]]
        for kind, suite in order:
            if kind == "unit" and not passes([self.path("unit")], CK_RUN_SUITE=suite, **environment):
                return "unit " + suite
            if kind == "sh" and not passes(["sh", os.path.join(ROOT, "tests", "run.sh"), suite], **environment):
                return suite
        return None

    def judge(self, mutation):
        name, number, column, old, new = mutation
        module = re.sub(r"_vector\.h$|\.c$", "", name)
        source = os.path.join(ROOT, "src", name)
        text = open(source, encoding="utf-8").read()
        lines = text.split("\n")
        line = lines[number - 1]
        lines[number - 1] = line[:column] + new + line[column + len(old) :]
        with open(source, "w", encoding="utf-8") as out:
            out.write("\n".join(lines))
        mutant = self.path("mutant.o")
        compiled = compile_object(module, mutant)
        with open(source, "w", encoding="utf-8") as out:
            out.write(text)
        if not compiled:
            return "same", None
        if filecmp.cmp(mutant, object_of(module), False):
            return "same", None
        killer = self.killer(module, mutant)
        shutil.rmtree(self.path("tmp"), ignore_errors=True)
        os.mkdir(self.path("tmp"))
        return ("killed", killer) if killer else ("survived", None)


def described(mutation):
    """The change, and the line it is in, without what moves when other lines do."""
    name, number, column, old, new = mutation
    line = open(os.path.join(ROOT, "src", name), encoding="utf-8").read().split("\n")[number - 1]
    return f"{old} -> {new or 'nothing'} at {column - (len(line) - len(line.lstrip())) + 1}", line.strip()


def survivors(log):
    """Those of an earlier run."""
    found = re.findall(r"^survived: src/(\S+):\d+: (.*? at \d+): (.*)$", open(log, encoding="utf-8").read(), re.M)
    return {(name, change, line) for name, change, line in found}


def known():
    """File, line of source and change of the mutants that nobody could tell, each with its reason."""
    result = {}
    for line in open(os.path.join(ROOT, "tests", "mutants.same"), encoding="utf-8"):
        if line.strip() and line[0] != "#":
            name, source, change, reason = line.rstrip("\n").split("\t")
            result[name, source, change] = reason
    return result


def main():
    count = int(os.environ.get("MUTANTS", "300"))
    seed = os.environ.get("SEED", "1")
    goal = int(os.environ.get("GOAL", "90"))
    modules = sys.argv[2:] or CORE
    shutil.rmtree(WORK, ignore_errors=True)
    for folder in ["src", "tests", "data", "completions"]:
        shutil.copytree(os.path.join(HERE, folder), os.path.join(ROOT, folder))
    for file in ["README.md", "Makefile"]:
        shutil.copy(os.path.join(HERE, file), ROOT)
    every = [m for module in modules for m in mutations(file_of(module))]
    chosen = list(every)
    random.Random(seed).shuffle(chosen)
    chosen = chosen[SHARD - 1 :: SHARDS]
    if "RETRY" in os.environ:
        again = survivors(os.environ["RETRY"])
        chosen = [m for m in every if (m[0],) + described(m) in again]
    reasons = known()
    trial = Trial()
    if trial.killer("main", None):
        sys.exit("the tests fail without a mutant")
    tally = dict.fromkeys(["same", "known", "killed", "survived"], 0)
    for mutation in chosen:
        if tally["killed"] + tally["survived"] == count:
            break
        name, number = mutation[:2]
        change, line = described(mutation)
        if (name, line, change) in reasons:
            verdict, killer = "known", None
        else:
            verdict, killer = trial.judge(mutation)
        tally[verdict] += 1
        if verdict == "survived" or os.environ.get("VERBOSE"):
            print(f"{verdict}: src/{name}:{number}: {change}: {killer or line}", flush=True)
    judged = tally["killed"] + tally["survived"]
    percent = 100 * tally["killed"] / max(judged, 1)
    print(
        f"{len(every)} mutants, {judged} tried: {tally['killed']} killed, {tally['survived']} survived ({percent:.1f} % killed); "
        f"{tally['same']} without effect on the code, {tally['known']} known to be the same"
    )
    sys.exit(judged == 0 or percent < goal)


main()
