#!/bin/sh
# The prose of the data under aspell's American and British dictionaries.  Names and terms that
# they do not know stand in spelling.words; one that no sentence uses any more is an error too.
cd "$(dirname "$0")/.." || exit 2
command -v aspell >/dev/null || { echo 'aspell is missing'; exit 2; }

# shellcheck disable=SC2016
prose() {
    grep -hvE '^(code|source|link|phrase|related|enhanced|example|url|id|key|%|#)' data/*.rec |
        sed -E 's/`[^`]*`//g; s/"[^"]*"//g'
}

unknown() {
    for language in en_US en_GB; do
        prose | aspell list -l $language --ignore-case --lang=$language | sort -u
    done | sort | uniq -d
}

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
prose | aspell list -l en_US >/dev/null && prose | aspell list -l en_GB >/dev/null || exit 2
export LC_ALL=C.UTF-8
unknown | LC_ALL=C sort >"$work/unknown"
[ "$1" != --write ] || cp "$work/unknown" tests/spelling.words
if ! LC_ALL=C diff "$work/unknown" tests/spelling.words; then
    echo 'spelling: < is in no dictionary, > is not needed in tests/spelling.words'
    exit 1
fi
echo "spelling: $(prose | wc -w) words of the data, $(wc -l <tests/spelling.words) names and terms"
