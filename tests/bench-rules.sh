#!/bin/sh
# What twice the rules cost: a second program is built with a changed copy of
# every rule, and both count the same log. Usage: bench-rules.sh LOG
set -eu
cd "$(dirname "$0")/.."
LOG=$1
rm -rf build/double
mkdir -p build/double
cp -R Makefile src data completions build/double/
python3 - data/rules.rec build/double/data/rules.rec <<'END'
import re, sys
text = open(sys.argv[1], encoding='utf-8').read()
head, *records = re.split(r'\n\n(?=id: )', text.rstrip('\n'))
change = str.maketrans('aeiou', 'eioua')
def key(record):
    return [(48, int(x)) if x.isdigit() else (ord(x), 0)
            for x in re.findall(r'\d+|\D', record.split('\n')[0][4:].lower())]
def copy(record):
    lines = [line for line in record.split('\n') if not line.startswith('example: ')]
    lines = [re.sub(r'^phrase: (.*)', lambda m: 'phrase: zq' + m[1].translate(change), line) for line in lines]
    lines[0] += '-copy'
    phrase = next(line for line in lines if line.startswith('phrase: '))[8:]
    codes = [line.split()[1] for line in lines if line.startswith('codes: ')]
    status = [line.split()[1] for line in lines if line.startswith('enhanced_codes: ')]
    lines.append(f"example: {codes[0] if codes else 550} {status[0] if status else ''} {phrase.replace('*', ' x ')}".replace('  ', ' '))
    return '\n'.join(lines)
records = sorted(records + [copy(r) for r in records], key=key)
open(sys.argv[2], 'w', encoding='utf-8').write('\n\n'.join([head] + records) + '\n')
END
make -s -C build/double smtpcode
echo "rules: $(./smtpcode list rules | wc -l) and $(build/double/smtpcode list rules | wc -l)"
hyperfine --style none --warmup 1 --runs 7 --export-json build/rules.json \
    "./smtpcode tally --jobs 1 -f tsv $LOG" "build/double/smtpcode tally --jobs 1 -f tsv $LOG" >/dev/null
jq -r '[.results[].min] | "once  \(.[0] * 1000 | round) ms\ntwice \(.[1] * 1000 | round) ms\nratio \(.[1] / .[0] * 100 | round / 100)   (at most 1.05)"' build/rules.json
