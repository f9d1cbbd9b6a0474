"""Markdown as forges render it, by cmark-gfm: python3 tests/markdown.py PROGRAM LOG FOLDER"""

import html.parser
import os
import subprocess
import sys

PROGRAM, LOG, FOLDER = sys.argv[1:]
OURS = set("h1 h2 h3 p ul ol li table thead tbody tr th td code pre strong a".split())
HOSTILE = [
    "<script>alert(1)</script>", "a | b || c", "\\| \\\\| x\\", "`one` ``two`` ```", "`", "| `a|b` |", "*b* _i_ ~~s~~ **",
    "[a](javascript:b) ![i](x)", "&lt;b&gt; &amp; &#60;", "@channel @user a@example.com", "#1 GH-1 !2 $math$ :smile:",
    "http://evil.example/ www.evil.example", "- [ ] x", "1. one", "# head", "> quote", "=== ---", "<!-- c -->", "\\", "a\\",
    "||", "`|", "\\`|", "~~~", "    code",
]
failed = []


def want(name, good, seen=""):
    if not good:
        failed.append(name)
        print(f"{name}: {seen}")


class Reader(html.parser.HTMLParser):
    """Elements, links, rows of tables, and the text of cells and of everything."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.rows, self.text, self.codes = set(), [], [], "", []
        self.open = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.open.append(tag)
        self.links += [value for name, value in attrs if name == "href"]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "code":
            self.codes.append("")

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        self.text += data
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data
        if "code" in self.open:
            self.codes[-1] += data


def rendered(*args, text=""):
    markdown = subprocess.run([PROGRAM, "-f", "markdown", *args], input=text.encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, check=False, cwd=FOLDER).stdout
    page = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e",
                           "tasklist"], input=markdown, stdout=subprocess.PIPE, check=True).stdout.decode()
    return Reader(page)


def check(name, *args, columns=None, text=""):
    seen = rendered(*args, text=text)
    want(f"{name}: only our elements", seen.tags <= OURS, seen.tags - OURS)
    want(f"{name}: something is there", seen.text.strip())
    want(f"{name}: no table is broken", "| ---" not in seen.text and "--- |" not in seen.text, seen.text[-400:])
    rows = seen.rows[2:] if "tally" in args else seen.rows  # behind its totals
    if columns:
        want(f"{name}: rows of {columns} cells", rows and all(len(row) == columns for row in rows), rows)
    return seen


for command, columns in (["252"], 2), (["5.7.26"], 2), (["VRFY"], 2), (["PIPELINING"], 2), (["auth-failed"], 2), \
        (["4xx"], 2), (["gmail-dmarc-policy"], 2), (["252", "550", "421"], 2), (["compare", "214", "252"], 3), \
        (["compare", "421", "450", "451", "452"], 5), (["list"], 6), (["list", "enhanced"], 5), \
        (["list", "causes"], 4), (["list", "commands"], 3), (["list", "keywords"], 3), (["list", "rules"], 5), \
        (["search", "auth"], 3), (["scan", LOG], 8), (["tally", "--by", "cause,provider", LOG], 4), \
        (["tally", "--by", "cause", "--top", "1", LOG], 4), (["tally", LOG], None):
    for language in "en", "zh-Hans", "ar":
        page = check(" ".join(command), "-l", language, *command, columns=columns)
        want(f"{command}: links are ours", all(link.startswith("https://") for link in page.links), page.links)

page = check("sender-auth-failed", "sender-auth-failed")
want("a pipe in code is a pipe", any(" | grep spf1" in code for code in page.codes), page.codes)
codes = subprocess.run([PROGRAM, "list", "--field", "code"], stdout=subprocess.PIPE, check=True, text=True).stdout.split()
causes = subprocess.run([PROGRAM, "list", "causes", "--field", "cause"], stdout=subprocess.PIPE, check=True, text=True)
page = check("all of them", *codes, *causes.stdout.split(), columns=2)
want("every code has its heading", all(f"{code} - " in page.text for code in codes))

rules = os.path.join(FOLDER, "rules.rec")
for text in HOSTILE:
    shown = " ".join(text.split())
    reply = f"550 5.1.1 no such user {text}"
    page = check(f"reply {text!r}", reply, columns=2)
    cell = next((row[1] for row in page.rows if row[0] == "Text"), "")
    want(f"reply {text!r}: shown as it is", shown in " ".join(cell.split()), cell)
    want(f"reply {text!r}: no link", not page.links, page.links)
    page = check(f"scan {text!r}", "scan", text=reply + "\n", columns=8)
    want(f"scan {text!r}: shown as it is", shown in " ".join(page.rows[-1][-1].split()), page.rows[-1])
    want(f"scan {text!r}: no link", not page.links, page.links)
    check(f"thing {text!r}", "--", text)
    check(f"compare {text!r}", "compare", "--", reply, "252", columns=3)
    with open(rules, "w", encoding="utf-8") as f:
        f.write(f"%rec: rule\n\nid: own\nprovider: x {text}\nphrase: no such user\ncause: user-unknown\nfixer: sender\n"
                f"retry: never\nwhy: W {text}\nfix: F {text}\nreference: R {text}\nexample: 550 no such user\n")
    check(f"rule {text!r}", "--rules", rules, reply, "own", columns=2)
    check(f"tally {text!r}", "--rules", rules, "tally", "--by", "provider", text=reply + "\n", columns=3)
sys.exit(1 if failed else 0)
