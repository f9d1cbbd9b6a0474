#!/bin/sh
# The analysers of gcc and clang over src/ and src/gen/: every finding is mended, or named in
# tests/analyze.known with a reason.  What is named there and not found any more is told, too.
# sh tests/analyze.sh [FILE...]
set -u
cd "$(dirname "$0")/.." || exit 2
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
[ $# -gt 0 ] || set -- src/*.c src/gen/*.c
FLAGS='-std=c11 -D_POSIX_C_SOURCE=200809L -DSMTPCODE_VERSION=__FILE__ -Isrc'
for file; do
    # shellcheck disable=SC2086
    gcc $FLAGS -O1 -fanalyzer -c -o "$T/object" "$file" 2>"$T/log" || exit 2
    sed -n 's/^\(src[^:]*\):[0-9]*:[0-9]*: warning: \(.*\) \[\(CWE[^]]*\] \[\)\{0,1\}\(-Wanalyzer[^]]*\)\]$/\1	\4	\2/p' "$T/log"
    # shellcheck disable=SC2086
    clang $FLAGS --analyze -Xclang -analyzer-output=text -o "$T/object" "$file" 2>"$T/log" || exit 2
    sed -n 's/^\(src[^:]*\):[0-9]*:[0-9]*: warning: \(.*\) \[\([a-z][^]]*\)\]$/\1	\3	\2/p' "$T/log"
done | sort -u >"$T/found"
grep -v '^#' tests/analyze.known | cut -f 1,2 | sort -u >"$T/known"
new=$(cut -f 1,2 "$T/found" | sort -u | comm -23 - "$T/known")
gone=$(cut -f 1,2 "$T/found" | sort -u | comm -13 - "$T/known")
printf '%s\n' "$new" | while IFS= read -r line; do
    [ -z "$line" ] || grep -F "$line" "$T/found" | sed 's/^/not ok: /'
done
[ -z "$gone" ] || printf 'not found any more: %s\n' "$gone"
echo "analyze: $# files, $(cut -f 1,2 "$T/found" | sort -u | wc -l) findings, $(printf '%s' "$new" | grep -c .) not explained"
[ -z "$new" ]
