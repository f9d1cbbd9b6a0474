#!/bin/sh
# Hostile text: injections for terminals, in every command and format; none gets through raw.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE

# What strangers may put into a reply: printf's octal escapes, a line each.
cat >"$T/corpus" <<'END'
\033[2J\033[1;1Hroot# 
\033]0;title\007
\033]8;;https://evil.example/\033\\link\033]8;;\033\\
\033P+q544e\033\\
\033[31mred\033[0m
\033(0lqk\033(B
\033[>c\033[6n
\033]52;c;cm0gLXJm\007
\033[200~paste\033[201~
\0332J8bit\033
\302\2332Jc1
\302\2350;title\302\234
\b\b\b\b\b\bhidden
\177\177del
\rover
\013\014tabs
\342\200\256gnirts
\342\201\246isolate\342\201\251
\330\234alm
zero\342\200\213width\342\200\215join\357\273\277bom
\342\200\250line\342\200\251para
\363\240\200\201tag\363\240\201\277
\300\257overlong\355\240\200half\364\220\200\200far
\016shift\017
\001\002\003\004\005\006
END

# Nothing in an output but printable UTF-8, tabs and line ends; each file named that has more is told.
cat >"$T/safe.py" <<'END'
import re, sys
UNSAFE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
bad = 0
for name in sys.argv[1:]:
    text = open(name, "rb").read()
    head, _, text = text.partition(b"\n")
    try:
        found = re.search(UNSAFE, text.decode("utf-8"))
    except UnicodeDecodeError as error:
        found = error
    if found or not text:
        bad += 1
        print(head.decode("utf-8", "replace"), found)
sys.exit(bad > 0)
END
mkdir "$T/kept"
count=0

# keep NAME: what the last run said, to be looked at in the end.
keep() {
    count=$((count + 1))
    { printf '%s\n' "$1"; cat "$T/out" "$T/err"; } >"$T/kept/$count"
}

printf 'raw\n550 \033[2J' >"$T/raw"
want "the check itself can fail" sh -c "! python3 '$T/safe.py' '$T/raw' 2>/dev/null"

: >"$T/log"
while IFS= read -r line; do
    # shellcheck disable=SC2059
    text=$(printf "$line")
    printf 'host mx.example.com said: 550 5.7.1 %s refused\n' "$text" >>"$T/log"
    printf '%s: 550-5.7.1 %s\n' "$text" "$text" >>"$T/log"
    for thing in "550 5.7.1 $text" "$text" "5.7.1$text"; do
        run "$S" "$thing"
        keep "a thing: $line"
        run "$S" compare "$thing" 550
        keep "compare: $line"
    done
    for option in --format --lang --only --by --cause --rules --width "--$text"; do
        run "$S" tally "$option" "$text"
        keep "a message about $option: $line"
    done
    run "$S" scan "/nonexistent/$text"
    keep "a message about a file: $line"
    run "$S" search "$text"
    keep "search: $line"
done <"$T/corpus"

for format in text json tsv markdown html; do
    for locale in C C.UTF-8; do
        for options in "scan" "scan --redact" "tally" "" "--redact"; do
            cp "$T/log" "$T/in"
            # shellcheck disable=SC2086
            run env LC_ALL=$locale "$S" $options -f $format
            keep "$options -f $format in $locale"
            want "$options -f $format in $locale says something" [ -s "$T/out" ]
        done
    done
done
want "all $count outputs are safe" python3 "$T/safe.py" "$T"/kept/*
cat "$T/want"
finish
