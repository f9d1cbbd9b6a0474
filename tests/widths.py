"""Output of every language on a real terminal (tmux): python3 tests/widths.py PROGRAM LOG FOLDER

What the terminal shows must be what was printed: were our count of columns
another than the terminal's, lines would wrap there. Then the lines themselves
are looked at: none too wide, columns straight, no line that begins or ends
with a mark that may not.
"""

import os
import re
import subprocess
import sys
import time
import unicodedata

PROGRAM, LOG, FOLDER = sys.argv[1:]
LANGUAGES = ["en", "zh-Hans", "ja", "ko", "th", "hi", "ar", "vi", "ru", "de"]
THINGS = [["252"], ["compare", "214", "252"], ["5.7.26"], ["greylisted"], ["list", "causes"], ["tally", LOG],
          ["550 5.1.1 <u@example.com>: User unknown"]]
NOT_FIRST = "、。，．：；！？）」』》】〉〕’”ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々・"
NOT_LAST = "（「『《【〈〔‘“"
ENV = dict(os.environ, TERM="screen-256color", LC_ALL="C.UTF-8")
TMUX = ["tmux", "-L", f"smtpcode-{os.getpid()}", "-f", "/dev/null"]
failed = []


def want(name, good, seen=""):
    if not good:
        failed.append(name)
        print(f"{name}: {seen}")


def columns(text):
    """By Python's tables, not by ours."""
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def printed(width, language):
    return "".join(subprocess.run([PROGRAM, "-l", language, "--width", str(width), *thing], env=ENV, text=True,
                                  stdout=subprocess.PIPE, check=True).stdout for thing in THINGS)


def on_terminal(width, colour):
    """The screen after all languages and things, in one session."""
    script = os.path.join(FOLDER, "script")
    with open(script, "w", encoding="utf-8") as f:
        for language in LANGUAGES:
            for thing in THINGS:
                words = " ".join(f"'{word}'" for word in thing)
                f.write(f"'{PROGRAM}' -l {language} --color {colour} {words}\n")
        f.write(f"echo the end\ntmux -L smtpcode-{os.getpid()} wait-for -S done\nsleep 60\n")
    subprocess.run([*TMUX, "kill-server"], stderr=subprocess.DEVNULL, check=False)
    subprocess.run([*TMUX, "-u", "new-session", "-d", "-x", str(width), "-y", "50", "sleep 60"], env=ENV, check=True)
    subprocess.run([*TMUX, "set-option", "-g", "history-limit", "50000"], check=True)
    subprocess.run([*TMUX, "new-window", f"sh '{script}'"], env=ENV, check=True)
    subprocess.run([*TMUX, "wait-for", "done"], timeout=50, check=True)
    shown = ""
    for _ in range(50):
        shown = subprocess.run([*TMUX, "capture-pane", "-p", "-S", "-"], env=ENV, stdout=subprocess.PIPE, text=True,
                               check=True).stdout
        if "the end" in shown:
            break
        time.sleep(0.1)
    subprocess.run([*TMUX, "kill-server"], check=True)
    return shown[:shown.rindex("the end")]


def check_lines(name, text, width):
    for line in text.splitlines():
        want(f"{name}: no line is wider", columns(line) <= width, line)
        body = line.strip()
        want(f"{name}: no line begins so", not body or body[0] not in NOT_FIRST, line)
        want(f"{name}: no line ends so", not body or body[-1] not in NOT_LAST, line)
        want(f"{name}: no letter that is silent in Thai begins it", body[1:2] != "\u0e4c", line)
        want(f"{name}: no mark stands alone", not body or unicodedata.category(body[0]) != "Mn", line)


def check_columns(name, text):
    """The second name stands in the same column as the values below it."""
    lines = text.splitlines()
    at = [i for i, line in enumerate(lines) if re.match(r" +214 +252$", line)]
    want(f"{name}: things stand side by side", at)
    for i in at:
        column = columns(lines[i][:lines[i].index("252")])
        for line in lines[i + 1:]:
            if not line.strip():
                break
            left, used = "", 0
            for c in line:
                if used >= column:
                    break
                left, used = left + c, used + columns(c)
            want(f"{name}: columns are straight", len(line) <= len(left) or (used == column and left.endswith(" ")),
                 line)


for width in 40, 80, 120:
    expected = "".join(printed(width, language) for language in LANGUAGES)
    for language in LANGUAGES:
        text = printed(width, language)
        check_lines(f"{language} at {width}", text, width)
        if width >= 80 and language != "ar":
            check_columns(f"{language} at {width}", text)
        if language == "ar":
            want("right to left is stacked", not re.search(r"^ +214 +252$", text, re.M))
    for colour in "never", "always":
        seen = [line.rstrip() for line in on_terminal(width, colour).splitlines()]
        for a, b in zip(expected.splitlines(), seen):
            want(f"the terminal of {width} columns, colour {colour}, shows what was printed", a == b, (a, b))
            if a != b:
                break
        want("all of it", len(seen) >= len(expected.splitlines()), (len(seen), len(expected.splitlines())))
sys.exit(1 if failed else 0)
