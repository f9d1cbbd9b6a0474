"""The HTML pages in a real browser: python3 tests/pages.py [FOLDER]

Screenshots go to FOLDER, for people to look at.  Ends with `N passed, N failed`.
"""

import os
import re
import subprocess
import sys
import tempfile

from browser import ENTER, TAB, Browser

TESTS = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ["SMTPCODE"]
VNU = os.environ["VNU"]
AXE = os.environ["AXE"]
PICTURES = sys.argv[1] if len(sys.argv) > 1 else None
COUNTS = {True: 0, False: 0}

HOSTILE = [
    "<script>document.title='owned'</script>", "\"><img src=x onerror=document.title='owned'>",
    "'><svg onload=document.title='owned'>", "</style><script>document.title='owned'</script>",
    "</title><iframe src=javascript:1>", "<a href=javascript:document.title='owned'>x</a>",
    "`<b>`", "&lt;script&gt; &#60;i&#62;", "]]><!--", "\u202egpj.exe", "<template><u>",
]

ENTRIES = "Array.from(document.querySelectorAll('.entry'))"
CONTRAST = """
function luminance(c) {
  const [r, g, b] = c.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
}
function numbers(text) { return text.match(/[\\d.]+/g).map(Number); }
function background(e) {
  for (; e; e = e.parentElement) {
    const c = numbers(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3);
  }
  return [255, 255, 255];
}
let worst = [99, ''];
for (const d of Array.from(document.querySelectorAll('details')).slice(0, 20)) d.open = true;
for (const e of Array.from(document.querySelectorAll('body *')).slice(0, 2500)) {
  if (!Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim()) || !e.getClientRects().length) continue;
  if (e.closest('script')) continue;
  const s = getComputedStyle(e), svg = e.namespaceURI.endsWith('svg');
  const a = luminance(numbers(svg ? s.fill : s.color).slice(0, 3)), b = luminance(background(e));
  const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 80)];
}
return worst;
"""


def want(name, good, seen=""):
    COUNTS[bool(good)] += 1
    if not good:
        print(f"not ok: {name} {seen}")


def page(folder, name, *args, text=""):
    path = os.path.join(folder, name + ".html")
    with open(path, "wb") as out:
        run = subprocess.run([PROGRAM, "-f", "html", *args], input=text.encode(), stdout=out,
                             stderr=subprocess.DEVNULL, check=False, cwd=folder)
    want(f"{name} is made", run.returncode in (0, 1))
    return path


def make_pages(folder):
    log = os.path.join(TESTS, "scan.log")
    pages = {"tally": page(folder, "tally", "tally", log)}
    pages["by"] = page(folder, "by", "tally", "--by", "cause,provider,class", log)
    pages["list"] = page(folder, "list", "list")
    pages["codes"] = page(folder, "codes", "list", "codes")
    pages["record"] = page(folder, "record", "252", "VRFY", "5.7.26", "greylisted", "550 5.1.1 no such user")
    pages["scan"] = page(folder, "scan", "scan", log)
    pages["search"] = page(folder, "search", "search", "auth")
    pages["compare"] = page(folder, "compare", "compare", "214", "252")
    pages["four"] = page(folder, "four", "compare", "421", "450", "451", "452")
    for lang in "zh-Hans", "ar", "th", "de":
        pages[f"compare-{lang}"] = page(folder, f"compare-{lang}", "-l", lang, "compare", "214", "252")
        pages[f"tally-{lang}"] = page(folder, f"tally-{lang}", "-l", lang, "tally", log)
    pages["list-ar"] = page(folder, "list-ar", "-l", "ar", "list")
    return pages


def check_valid(pages, folder):
    run = subprocess.run(["java", "-jar", VNU, *pages.values()], stderr=subprocess.PIPE, text=True, check=False)
    want("the pages are valid HTML and CSS", run.returncode == 0 and not run.stderr, run.stderr[:2000])
    broken = os.path.join(folder, "broken.html")
    with open(pages["compare"], encoding="utf-8") as good, open(broken, "w", encoding="utf-8") as bad:
        bad.write(good.read().replace("</table>", "<p>", 1))
    run = subprocess.run(["java", "-jar", VNU, broken], stderr=subprocess.PIPE, text=True, check=False)
    want("a broken page is noticed", run.returncode != 0 and "error" in run.stderr)


def ratio(a, b):
    def luminance(colour):
        colour = colour.lstrip("#")
        if len(colour) == 3:
            colour = "".join(c * 2 for c in colour)
        parts = [int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check_colours(path):
    with open(path, encoding="utf-8") as f:
        schemes = re.findall(r":root\{([^}]*)\}", f.read())
    want("a light and a dark scheme", len(schemes) == 2)
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+):(#\w+)", scheme))
        for text in "text", "dim", "link", "good", "warn", "bad":
            for back in "back", "soft":
                want(f"contrast of {text} on {back}", ratio(colours[text], colours[back]) >= 4.5)
        want("contrast of bars", ratio(colours["bar"], colours["back"]) >= 3)


def check_looks(browser, name, path):
    for width in 360, 1280:
        for dark in False, True:
            where = f"{name}, {width} px, {'dark' if dark else 'light'}"
            browser.screen(width, dark=dark)
            browser.go(path)
            wide = browser.js("return document.documentElement.scrollWidth - innerWidth")
            want(f"{where}: nothing sticks out", wide <= 0, wide)
            worst = browser.js(CONTRAST)
            want(f"{where}: contrast", worst[0] >= 4.5, worst)
            back = browser.js("return getComputedStyle(document.body).backgroundColor")
            want(f"{where}: the colours are those", (back == "rgb(255, 255, 255)") != dark, back)
            if PICTURES:
                browser.go(path)
                browser.picture(os.path.join(PICTURES, f"{name}-{width}-{'dark' if dark else 'light'}.png"))
    said = browser.console()
    want(f"{name}: the console is silent", not said, said)
    language = re.sub(r"^(compare|tally|list)-", "", name) if "-" in name else "en"
    want(f"{name}: lang and dir", browser.js("return [document.documentElement.lang, document.documentElement.dir]")
         == [language, "rtl" if language == "ar" else "ltr"])
    want(f"{name}: one h1, and no heading is left out", browser.js("""
        const levels = Array.from(document.querySelectorAll('h1,h2,h3,h4'), h => +h.tagName[1]);
        return levels.filter(l => l === 1).length === 1 && levels[0] === 1 &&
            levels.every((l, i) => i === 0 || l <= levels[i - 1] + 1);"""))
    want(f"{name}: nothing is fetched", browser.js("return performance.getEntriesByType('resource').length") == 0)


def check_tables(browser, name, path):
    browser.screen(360)
    browser.go(path)
    want(f"{name}: tables have a caption and heads with scope", browser.js("""
        return Array.from(document.querySelectorAll('.scroll table')).every(t => t.caption &&
            t.caption.textContent && Array.from(t.querySelectorAll('th')).every(th => th.scope));"""))
    regions = browser.js("return document.querySelectorAll('.scroll').length")
    reached = set()
    for _ in range(regions + 5):
        browser.keys(TAB)
        reached.add(browser.js("""
            const e = document.activeElement;
            return e.matches('.scroll[role=region][aria-label]') && getComputedStyle(e).outlineStyle !== 'none'
                ? Array.from(document.querySelectorAll('.scroll')).indexOf(e) : -1"""))
    want(f"{name}: the keyboard reaches every table", len(reached - {-1}) == regions > 0, (reached, regions))


def check_charts(browser, path):
    browser.screen(360)
    browser.go(path)
    want("charts of classes, causes and providers are there", browser.js("""
        const named = Array.from(document.querySelectorAll('svg[role=img]'));
        const bars = Array.from(document.querySelectorAll('.chart'));
        return named.length === 1 && named[0].getAttribute('aria-label') && named[0].querySelectorAll('rect').length >= 3 &&
            bars.length === 2 && bars.every(c => Array.from(c.children).every(li =>
                li.querySelector('.label').textContent.trim() && li.querySelectorAll('rect').length === 2));"""))
    want("the biggest bar is as wide as the chart, and none is wider", browser.js("""
        return Array.from(document.querySelectorAll('.chart')).every(c => {
            const widths = Array.from(c.querySelectorAll('.c0'), r => r.getBoundingClientRect().width);
            const whole = c.getBoundingClientRect().width;
            return Math.abs(widths[0] - whole) < 1 && widths.every(w => w > 0 && w <= whole + 1); })"""))
    want("no label lies over its number", browser.js("""
        return Array.from(document.querySelectorAll('.chart .label')).every(l => {
            const a = l.children[0].getBoundingClientRect(), b = l.children[1].getBoundingClientRect();
            return a.right <= b.left || b.right <= a.left; })"""))


def check_accessible(browser, pages):
    """What axe-core has to say, on the pages and on one with a mistake."""
    with open(AXE, encoding="utf-8") as f:
        axe = f.read()
    # Of the catalogue one section is enough: all are made alike.
    run = "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v => [v.id, v.nodes[0].html])), done)"
    browser.screen(1280)
    for name, path in pages.items():
        browser.go(path)
        if name == "list":
            browser.js("document.querySelectorAll('section ~ section').forEach(s => s.remove())")
        browser.js(axe + ";")
        seen = browser.js_later(run)
        want(f"{name}: axe finds nothing", seen == [], seen)
    browser.js("document.documentElement.removeAttribute('lang')")
    want("axe finds a mistake", browser.js_later(run) != [])


def type_words(browser, words):
    browser.js("const w = document.getElementById('words'); w.value = ''; w.focus()")
    browser.keys(words)
    return browser.js(f"return {ENTRIES}.filter(e => !e.hidden).map(e => e.querySelector('b').textContent)")


def check_search(browser, path):
    browser.screen(1280)
    browser.go(path)
    total = browser.js(f"return {ENTRIES}.length")
    want("all entries are shown at first", total > 800 and
         browser.js(f"return {ENTRIES}.every(e => !e.hidden && !e.open)"))
    seen = type_words(browser, "greylist")
    want("search: greylist", "greylisted" in seen and len(seen) < 40, seen)
    want("search: the number is said", browser.js(
        "return document.getElementById('number').textContent") == str(len(seen)))
    want("search: empty sections go", browser.js("return document.getElementById('keywords').offsetParent === null"))
    want("search: a class of an enhanced code", type_words(browser, "5.7.26")[:1] == ["X.7.26"])
    want("search: every word must match", type_words(browser, "mailbox full")[0] != type_words(browser, "full")[0]
         or len(type_words(browser, "mailbox full")) < len(type_words(browser, "full")))
    want("search: case does not matter", type_words(browser, "PIPELINING") == type_words(browser, "pipelining"))
    want("search: whole texts when no heading fits", len(type_words(browser, "doveadm quota")) > 0)
    want("search: nothing", type_words(browser, "zzzzqq") == [] and
         not browser.js("return document.getElementById('none').hidden"))
    type_words(browser, "5.7.26")
    browser.keys(ENTER)
    want("search: Enter opens the first", browser.js(
        "const e = document.activeElement.closest('.entry'); return e && e.open && !e.hidden"))
    browser.js("location.hash = '#550'")
    want("a link to what the search hides shows it", browser.js(
        "const e = document.getElementById('550').closest('.entry'); return e.open && !e.hidden"))
    want("search: emptied, all is there", len(type_words(browser, "x\ue003")) == total)


def check_links(browser, path, folder):
    plain = os.path.join(folder, "plain.html")
    with open(path, encoding="utf-8") as f, open(plain, "w", encoding="utf-8") as out:
        out.write(re.sub(r"<script>.*</script>", "", f.read(), flags=re.S))
    for width in 360, 1280:
        browser.screen(width)
        for where in path, plain:
            for place in "550", "4.7.26", "252-vs-214", "greylisted":
                browser.go(where, "#" + place)
                seen = browser.js("""
                    const t = document.getElementById(arguments[0]), e = t.closest('.entry');
                    const top = e.firstElementChild.getBoundingClientRect().top;
                    return [e.open, top >= -1 && top < innerHeight, top]""", place)
                want(f"#{place} is opened and seen at {width} px", seen[0] and seen[1], (where, seen))
    want("without script there is no search field", browser.js("return document.getElementById('search').hidden"))
    browser.go(path)
    browser.keys(TAB)
    want("the first Tab shows the skip link", browser.js("""
        const e = document.activeElement, r = e.getBoundingClientRect();
        return e.className === 'skip' && r.left >= 0 && r.top >= 0"""))
    browser.keys(ENTER)
    want("which leads to the content", browser.js("return document.activeElement.id") == "content")
    browser.keys(TAB)
    want("and on to the first entry", browser.js("return document.activeElement.tagName") == "SUMMARY")
    browser.keys(ENTER)
    want("which Enter opens", browser.js("return document.activeElement.parentElement.open"))
    want("every field has a label", browser.js(
        "return Array.from(document.querySelectorAll('input')).every(i => i.labels.length === 1)"))


def hostile_pages(folder):
    """Hostile texts on every way into a page, and what each page has to show of them."""
    rules, log = os.path.join(folder, "rules.rec"), "./" + "".join(HOSTILE).replace("/", "_")[:200]
    replies = [f"550 5.1.1 phrase{i} {text} here" for i, text in enumerate(HOSTILE)]
    with open(rules, "w", encoding="utf-8") as f:
        f.write("%rec: rule\n")
        for i, text in enumerate(HOSTILE):
            f.write(f"\nid: own-{i}\nprovider: {text}\nphrase: phrase{i}\ncause: user-unknown\nfixer: sender\n"
                    f"retry: never\nwhy: {text}\nfix: {text}\nreference: https://x/\"><b>{i}\n"
                    f"example: 550 phrase{i}\n")
    with open(os.path.join(folder, log), "w", encoding="utf-8") as f:
        f.write("\n".join(replies) + "\n")
    owned = ["--rules", rules]
    ids = [f"own-{i}" for i in range(len(HOSTILE))]
    yield "hostile replies", HOSTILE, page(folder, "replies", *replies)
    yield "hostile things", HOSTILE, page(folder, "things", "--", *HOSTILE)
    yield "hostile lines", HOSTILE, page(folder, "lines", "scan", log)
    yield "hostile paste", HOSTILE, page(folder, "paste", text="\n".join(replies))
    yield "hostile comparison", [], page(folder, "comparison", "compare", *replies[:8])
    yield "hostile rules", HOSTILE, page(folder, "rules", *owned, *replies, *ids)
    yield "hostile providers", HOSTILE, page(folder, "providers", *owned, "tally", "--by", "provider,rule", log)
    yield "hostile report", HOSTILE, page(folder, "report", *owned, "tally", log)


def check_injection(browser, folder):
    """They show as they are and make no element."""
    browser.console()
    for name, texts, path in hostile_pages(folder):
        browser.go(path)
        seen = browser.js("""
            const ours = new Set(('html head meta link title style body main article section div p h1 h2 h3 h4 ol ul li '
                + 'dl dt dd pre code bdi span strong br a svg rect text table caption thead tbody tr th td').split(' '));
            const bad = [];
            for (const e of document.querySelectorAll('*')) {
              if (!ours.has(e.localName)) bad.push(e.outerHTML.slice(0, 80));
              for (const a of e.attributes)
                if (a.name.startsWith('on') || /javascript:/i.test(a.value) && a.name !== 'aria-label')
                  bad.push(a.name + '=' + a.value);
            }
            return [bad, document.title, document.body.textContent]""")
        want(f"{name}: no element of the input", not seen[0], seen[0])
        want(f"{name}: no script ran", "owned" != seen[1])
        for text in texts:
            text = text.replace("\u202e", " ").replace("`", "")
            want(f"{name}: {text} is shown as it is", text in seen[2].replace("`", ""), seen[2][-300:])
    said = browser.console()
    want("no script was even tried", not said, said)


def main():
    for path in VNU, AXE:
        if not os.path.exists(path):
            raise SystemExit(f"{path} is missing")
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        pages = make_pages(folder)
        check_valid(pages, folder)
        check_colours(pages["tally"])
        for name, path in pages.items():
            check_looks(browser, name, path)
        for name in "tally", "by", "compare", "codes", "scan":
            check_tables(browser, name, pages[name])
        for name in "tally", "tally-zh-Hans", "tally-ar", "tally-th", "tally-de":
            check_charts(browser, pages[name])
        check_accessible(browser, {name: pages[name] for name in ("compare", "compare-ar", "record", "scan", "tally",
                                                                  "tally-zh-Hans", "by", "search", "list")})
        check_search(browser, pages["list"])
        check_links(browser, pages["list"], folder)
        check_injection(browser, folder)
        want("the console is silent", not browser.console())
    print(f"{COUNTS[True]} passed, {COUNTS[False]} failed")
    return 1 if COUNTS[False] or not COUNTS[True] else 0


sys.exit(main())
