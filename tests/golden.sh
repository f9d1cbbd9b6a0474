#!/bin/sh
# Whole outputs, word for word. `make golden` rewrites them; read the diff then.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
GOLDEN=$TESTS/golden
WRITE=${1:-}

# golden NAME ARGUMENT...: standard input comes from golden/NAME.in, if there is one.
golden() {
    name=$1
    shift
    if [ -f "$GOLDEN/$name.in" ]; then cp "$GOLDEN/$name.in" "$T/in"; fi
    run "$S" "$@"
    {
        cat "$T/out"
        sed 's/^/stderr: /' "$T/err"
        echo "exit $status"
    } >"$T/all"
    if [ "$WRITE" = --write ]; then cp "$T/all" "$GOLDEN/$name.out"; fi
    if diff -u "$GOLDEN/$name.out" "$T/all" >"$T/diff" 2>&1; then
        pass
    else
        failed=$((failed + 1))
        echo "not ok: golden/$name differs"
        head -n 30 "$T/diff"
    fi
}

golden code-252 252
golden code-550-narrow --width 40 550
golden code-252-json -f json 252
golden code-252-tsv -f tsv 252
golden code-unknown 599
golden enhanced 5.7.26
golden enhanced-x X.1.1
golden enhanced-unknown 5.7.62
golden series-4xx 4xx
golden series-57 5.7
golden command VRFY
golden keyword PIPELINING
golden cause greylisted
golden reply '550 5.1.1 <u@example.com>: Recipient address rejected: User unknown'
golden reply-json -f json '550 5.1.1 <u@example.com>: Recipient address rejected: User unknown'
golden reply-mismatch '550 4.4.7 Message expired'
golden compare-214-252 compare 214 252
golden compare-214-252-narrow --width 40 compare 214 252
golden compare-214-252-wide --width 120 --color always compare 214 252
golden compare-three compare 421 450 451
golden compare-json -f json compare 214 252
golden compare-computed compare 250 503
golden list-4 list --class 4
golden list-causes list causes
golden search-greylist search greylist
golden paste-transcript
golden paste-bounce -f json
golden help --help
finish
