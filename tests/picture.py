"""Draws what a terminal shows as an SVG picture.

Usage: picture.py COLUMNS PROGRAM < commands > picture.svg
Each line of input is a command; `smtpcode` in it is PROGRAM, and `| head -n N`
cuts its output. The output is real, with its colours.
"""
import re
import subprocess
import sys
from html import escape

COLUMNS, PROGRAM = int(sys.argv[1]), sys.argv[2]
WIDTH, HEIGHT, PAD = 8.43, 19, 16
COLORS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#76e3ea"}


def output_of(command):
    words = re.sub(r"^smtpcode ", f"'{PROGRAM}' --color always --width {COLUMNS} ", command)
    return subprocess.run(["sh", "-c", words], stdout=subprocess.PIPE, check=False).stdout.decode()


def spans(line):
    """(style, text) of a line with its SGR sequences."""
    style = {}
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        sequence = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if not sequence:
            if part:
                yield dict(style), part
            continue
        for code in sequence[1].split(";"):
            if code in ("", "0"):
                style = {}
            elif code == "1":
                style["font-weight"] = "bold"
            elif code == "2":
                style["fill"] = "#8b949e"
            elif code in COLORS:
                style["fill"] = COLORS[code]


lines = []
for command in sys.stdin.read().splitlines():
    lines += [[({"fill": "#7ee787"}, "$ "), ({"font-weight": "bold"}, command)]]
    lines += [list(spans(line)) for line in output_of(command).rstrip("\n").split("\n")]
    lines += [[]]
lines.pop()
width, height = COLUMNS * WIDTH + 2 * PAD, len(lines) * HEIGHT + 2 * PAD
print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" role="img" '
      'aria-label="smtpcode on a terminal">')
print(f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#0d1117"/>')
print('<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,\'DejaVu Sans Mono\',monospace" font-size="14" '
      'fill="#e6edf3">')
for number, line in enumerate(lines):
    if not line:
        continue
    column, out = 0, ""
    for style, text in line:
        attributes = "".join(f' {k}="{v}"' for k, v in sorted(style.items()))
        for run in re.split(r"(  +|^ )", text):  # runs of blanks would collapse
            if run.strip():
                out += (f'<tspan x="{PAD + column * WIDTH:.1f}" textLength="{len(run) * WIDTH:.1f}"{attributes}>'
                        f"{escape(run)}</tspan>")
            column += len(run)
    print(f'<text y="{PAD + number * HEIGHT + 14}">{out}</text>')
print("</g>\n</svg>")
