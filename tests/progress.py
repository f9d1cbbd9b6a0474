"""Progress and signals, on terminals made here: python3 tests/progress.py PROGRAM LOG FOLDER"""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

PROGRAM, LOG, FOLDER = sys.argv[1:]
ENV = dict(os.environ, TERM="xterm", LC_ALL="C.UTF-8")
FAILED = []
TEXT = open(LOG, "rb").read()
LINE = rb"\r[0-9.]+ [kMGT]?B.*?\x1b\[K"


def want(name, good, seen=""):
    if not good:
        FAILED.append(name)
        print(f"{name}: {seen!r}")


def read_all(fd, until=0.0):
    """What a terminal showed until its other end is closed (or for some seconds)."""
    seen, end = b"", time.time() + until
    while True:
        ready = select.select([fd], [], [], max(0, end - time.time()) if until else None)[0]
        if not ready:
            return seen
        try:
            part = os.read(fd, 65536)
        except OSError:
            return seen
        if not part:
            return seen
        seen += part


class Run:
    """A program whose stderr is a terminal and whose stdout is a file."""

    def __init__(self, *args, stdin=subprocess.DEVNULL, terminal=True, both=False):
        self.screen, slave = pty.openpty() if terminal else os.pipe()
        self.out = tempfile.TemporaryFile(dir=FOLDER)
        # A job in the background has SIGINT ignored, and hands that on.
        self.process = subprocess.Popen([PROGRAM, *args], stdin=stdin, stdout=slave if both else self.out,
                                        stderr=slave, env=ENV,
                                        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        os.close(slave)

    def pause(self, seconds):
        """Makes any machine slow enough."""
        time.sleep(0.05)
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGCONT)

    def end(self):
        errors = read_all(self.screen)
        status = self.process.wait(20)
        self.out.seek(0)
        return status, self.out.read(), errors


def shown(errors):
    """What is left on the screen: each erased line gone."""
    return re.sub(rb"\r[^\r\n]*\x1b\[K", b"", errors)


def slowly(run, seconds):
    for _ in range(int(seconds * 10)):
        run.process.stdin.write(TEXT)
        run.process.stdin.flush()
        time.sleep(0.1)


def check_line(*args):
    plain = subprocess.run([PROGRAM, "tally", "-f", "tsv"], input=TEXT * 16, stdout=subprocess.PIPE, check=True).stdout
    run = Run(*args, stdin=subprocess.PIPE)
    slowly(run, 1.6)
    run.process.stdin.close()
    status, out, errors = run.end()
    want(f"{args[0]} ends well", status == 0, status)
    want(f"{args[0]}: a line after a second", len(re.findall(LINE, errors)) >= 2, errors)
    want(f"{args[0]}: it is erased", shown(errors) == b"" and errors.endswith(b"\r\x1b[K"), errors)
    want(f"{args[0]}: the output is clean", b"\r" not in out and b"\x1b" not in out)
    if args[0] == "tally":
        want("the same is counted", out == plain)


def check_none(name, *args, **options):
    run = Run(*args, stdin=subprocess.PIPE, **options)
    slowly(run, 1.4)
    run.process.stdin.close()
    want(name, not re.search(LINE, run.end()[2]))


def check_short():
    want("none on a short file", Run("tally", "-f", "tsv", LOG).end()[2] == b"")


def check_file():
    """A long file: share and time left are known."""
    big = os.path.join(FOLDER, "big")
    with open(big, "wb") as f:
        f.write(TEXT)
        f.truncate(2 << 30)
    for command, jobs in ("tally", "1"), ("tally", "2"), ("scan", "1"), ("scan", "2"):
        run = Run(command, "--jobs", jobs, "-f", "tsv", big)
        jobs = f"{command}, {jobs}"
        run.pause(1.2)
        first = os.read(run.screen, 4096) if select.select([run.screen], [], [], 10)[0] else b""
        run.process.send_signal(signal.SIGINT)
        status, out, errors = run.end()
        errors = first + errors
        want(f"{jobs}: share, rate and time left", re.search(rb"B / 2\.1 GB  \d+ %  .*B/s  ETA \d+:\d\d", errors), errors)
        want(f"{jobs}: SIGINT is exit 130", status == 130, status)
        want(f"{jobs}: what was counted is printed", out.startswith((b"count\t", b"line\t")) and out.count(b"\n") > 3, out)
        want(f"{jobs}: and the line is gone", shown(errors) == b"", errors)
    os.unlink(big)


def check_interrupt():
    for args in ["tally", "-f", "tsv"], ["scan", "-f", "tsv"], ["scan"]:
        run = Run(*args, stdin=subprocess.PIPE)
        run.process.stdin.write(TEXT + b"550 5.1.1 half a line")
        run.process.stdin.flush()
        time.sleep(0.3)
        began = time.time()
        run.process.send_signal(signal.SIGINT)
        status, out, errors = run.end()
        want(f"{args}: SIGINT while waiting is exit 130", status == 130, status)
        want(f"{args}: at once", time.time() - began < 2)
        whole = subprocess.run([PROGRAM, *args], input=TEXT, stdout=subprocess.PIPE, check=True).stdout
        want(f"{args}: what was read is printed", out == whole, out)
        want(f"{args}: nothing else", errors == b"", errors)
    run = Run("tally", "-f", "html", stdin=subprocess.PIPE)
    run.process.stdin.write(TEXT)
    run.process.stdin.flush()
    time.sleep(0.3)
    run.process.send_signal(signal.SIGINT)
    want("a page is closed", run.end()[1].endswith(b"</html>\n"))


def check_asking():
    for number in signal.SIGUSR1, getattr(signal, "SIGINFO", signal.SIGUSR1):
        run = Run("tally", "-f", "tsv", stdin=subprocess.PIPE, terminal=False)
        run.process.stdin.write(TEXT)
        run.process.stdin.flush()
        time.sleep(0.3)
        run.process.send_signal(number)
        time.sleep(0.2)
        seen = read_all(run.screen, 0.5)
        want("SIGUSR1 is answered while waiting", re.fullmatch(rb"smtpcode: [\d.]+ k?B  [\d.]+ k?B/s  0:00\n", seen), seen)
        run.process.stdin.write(TEXT)
        run.process.stdin.close()
        status, out, errors = run.end()
        want("and reading goes on", status == 0 and errors == b"", (status, errors))
        want("all is counted", sum(int(row.split(b"\t")[0]) for row in out.splitlines()[1:]) > 10)


with ThreadPoolExecutor(16) as pool:
    checks = [
        pool.submit(check_line, "tally", "-f", "tsv"),
        pool.submit(check_line, "scan", "-f", "tsv"),
        pool.submit(check_none, "-q silences it", "tally", "-q", "-f", "tsv"),
        pool.submit(check_none, "none without a terminal", "tally", "-f", "tsv", terminal=False),
        pool.submit(check_none, "none where scan's own output is", "scan", both=True),
        pool.submit(check_short),
        pool.submit(check_interrupt),
        pool.submit(check_asking),
    ]
    for check in checks:
        check.result()
check_file()
sys.exit(1 if FAILED else 0)
