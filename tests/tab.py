"""What a real shell offers when TAB is pressed.

Usage: tab.py SHELL COMPLETION_FILE WORDS
Starts the shell on a terminal of its own, loads the completions, types WORDS
and TAB twice, and prints what the terminal shows from then on.
"""
import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

shell, completions, words = sys.argv[1:4]
COMMANDS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
SETUP = {
    "bash": f"PS1='ready> '; bind 'set page-completions off'; bind 'set completion-query-items 0'; source '{completions}'\n",
    "zsh": f"PS1='ready> '; LISTMAX=10000; fpath=('{os.path.dirname(completions)}' $fpath); autoload -U compinit; "
    "compinit -u -D\n",
    "fish": f"function fish_prompt; echo 'ready> '; end; source '{completions}'\n",
}
TIMEOUT = 30


def read_until(fd, pattern, seconds):
    """All that comes until pattern is seen, or nothing more for a while after it."""
    seen, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        ready, _, _ = select.select([fd], [], [], 0.2)
        if ready:
            try:
                seen += os.read(fd, 65536)
            except OSError:
                break
        elif pattern.search(seen):
            break
    return seen


pid, fd = pty.fork()
if pid == 0:
    os.environ.update(TERM="xterm", LC_ALL="C.UTF-8")
    os.execvp(COMMANDS[shell][0], COMMANDS[shell])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
read_until(fd, re.compile(b"."), 10)
os.write(fd, SETUP[shell].encode())
read_until(fd, re.compile(b"ready> .*ready> |\nready> |ready> $", re.S), 10)
os.write(fd, words.encode())
read_until(fd, re.compile(re.escape(words[-3:].encode())), 5)
os.write(fd, b"\t")
shown = read_until(fd, re.compile(b"."), 3)
os.write(fd, b"\t")
shown += read_until(fd, re.compile(b"."), 3)
os.close(fd)
try:
    os.kill(pid, 9)
except ProcessLookupError:
    pass
os.waitpid(pid, 0)
text = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>78]|\x1b\][^\x07]*\x07|\r", b"", shown)
sys.stdout.buffer.write(text + b"\n")
