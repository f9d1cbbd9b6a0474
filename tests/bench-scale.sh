#!/bin/sh
# Time grows with the input, memory does not: a log is read again and again
# through a pipe. Usage: bench-scale.sh LOG MEGABYTES...
set -eu
cd "$(dirname "$0")/.."
LOG=$1
shift
size=$(wc -c <"$LOG")
BUILD=${BUILD:-build}

repeat() {
    i=0
    while [ $i -lt "$1" ]; do
        cat "$LOG"
        i=$((i + 1))
    done
}

echo '| input | time | rate | peak memory |'
echo '| --- | --- | --- | --- |'
for megabytes in "$@"; do
    times=$(((megabytes * 1000000 + size - 1) / size))
    began=$(date +%s%N)
    repeat $times | env time -o "$BUILD/memory" -f '%M' ./smtpcode tally -f tsv >/dev/null
    took=$((($(date +%s%N) - began) / 1000000))
    echo "| $((times * size / 1000000)) MB | $took ms | $((times * size / 1000 / (took + 1))) MB/s | $(tail -n 1 "$BUILD/memory") KiB |"
done
