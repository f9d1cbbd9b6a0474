#!/bin/sh
# How well replies are found and judged, on tests/replies/labelled.tsv: precision
# and recall of finding, and how often enhanced code and cause are right, for
# each format and each cause. --check fails below the published limits;
# --wrong shows every line that went wrong.
set -eu
cd "$(dirname "$0")"
: "${SMTPCODE:=../smtpcode}"
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
tail -n +2 replies/labelled.tsv >"$T/labels"
cut -f 5 "$T/labels" | "$SMTPCODE" scan -f tsv | tail -n +2 >"$T/found"
awk -F '\t' -v mode="${1:-}" '
function ratio(a, b) { return b ? sprintf("%6.2f %%", 100 * a / b) : "     -" }
NR == FNR { code[$1] = $2; enhanced[$1] = $3; cause[$1] = $4; next }
{
    lines++
    is = ($2 != "-"); got = (FNR in cause)
    if (is) { labelled++; formats[$1]++; causes[$2]++ } else { empty++ }
    right = got && is && code[FNR] == $3
    if (right) { hits++; fhits[$1]++ }
    if (got && !right) wrong_found++
    if (right && enhanced[FNR] == $4) { ehits++; fe[$1]++ }
    if (right && cause[FNR] == $2) { chits++; fc[$1]++; cc[$2]++ }
    if (mode == "--wrong" && ((is && !(right && enhanced[FNR] == $4 && cause[FNR] == $2)) || (!is && got)))
        printf "%s: wanted %s %s %s, got %s %s %s: %s\n", $1, $3, $4, $2, code[FNR], enhanced[FNR], cause[FNR], $5
}
END {
    if (mode == "--wrong") exit
    printf "%d lines, %d with a reply, %d without\n", lines, labelled, empty
    printf "precision of finding  %s\n", ratio(hits, hits + wrong_found)
    printf "recall of finding     %s\n", ratio(hits, labelled)
    printf "enhanced code right   %s\n", ratio(ehits, labelled)
    printf "cause right           %s\n", ratio(chits, labelled)
    if (mode == "--check") {
        ok = hits >= 0.995 * (hits + wrong_found) && hits >= 0.995 * labelled && chits >= 0.97 * labelled &&
             lines >= 600 && empty >= 200
        exit !ok
    }
    printf "\n%-22s %8s %9s %9s\n", "format", "found", "enhanced", "cause"
    for (f in formats) printf "%-22s %s %s %s\n", f, ratio(fhits[f], formats[f]), ratio(fe[f], formats[f]), ratio(fc[f], formats[f]) | "sort"
    close("sort")
    printf "\n%-22s %8s %9s\n", "cause", "lines", "right"
    for (c in causes) printf "%-22s %8d %s\n", c, causes[c], ratio(cc[c], causes[c]) | "sort"
}' "$T/found" "$T/labels"
