#!/bin/sh
# Markdown as forges render it (cmark-gfm): tables hold, and no input is markup.
. "$(dirname "$0")/lib.sh"
command -v cmark-gfm >/dev/null || {
    echo "cmark-gfm is missing"
    exit 1
}
want "Markdown of every command" python3 "$TESTS/markdown.py" "$SMTPCODE" "$TESTS/scan.log" "$T"
[ "$failed" -eq 0 ] || head -n 30 "$T/want"
finish
