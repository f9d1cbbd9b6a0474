#!/bin/sh
# run.sh ENGINE FOLDER SECONDS TARGET...: fuzzes each target for its share of the
# time (libfuzzer, afl), or runs all seeds once (replay).  Seeds are the lines of
# tests/replies, the data files, and tests/fuzz/seeds/TARGET.  FUZZ_LOG takes a
# line for each target: its name and how many inputs were run.
set -u
engine=$1
folder=$2
seconds=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
share=$((seconds / $#))
[ "$share" -gt 0 ] || share=1
status=0
total=0
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1:symbolize=0:allocator_release_to_os_interval_ms=-1

# What a target begins with, made anew in $folder/seeds/TARGET.
make_seeds() {
    seeds=$folder/seeds/$1
    rm -rf "$seeds"
    mkdir -p "$seeds" "$folder/corpus/$1" "$folder/found/$1"
    case $1 in
    rules | generator)
        awk -v RS= -v to="$seeds/rec" 'NR % 29 == 2 { printf "%s\n\n%s\n", "%rec: rule", $0 > (to NR); close(to NR) }' "$root/data/rules.rec"
        [ "$1" = rules ] || for file in "$root"/data/*.rec; do
            awk -v RS= 'NR <= 4 { printf "%s\n\n", $0 }' "$file" >"$seeds/$(basename "$file")"
        done
        ;;
    merge) ;;
    *)
        tail -n +2 "$root/tests/replies/labelled.tsv" | cut -f 5 |
            awk -v to="$seeds/line" -v lead="$2" 'NR % 9 == 1 { printf "%s%s\n", substr(lead, 1, length(lead)), $0 > (to NR); close(to NR) }'
        ;;
    esac
    [ ! -d "$here/seeds/$1" ] || cp "$here/seeds/$1"/* "$seeds/"
}

# Bytes at the start of an input that choose how the target is driven.
lead_of() {
    case $1 in
    text | tsv | json | markdown | html | redact) printf 'DAB' ;;
    kernel | stream | tally | merge | memo) printf 'A' ;;
    *) ;;
    esac
}

# Only data files are complained about through stdio.
quiet_of() {
    case $1 in
    rules | generator) echo 2 ;;
    *) echo 0 ;;
    esac
}

# Cheap parsers have short inputs: more runs a second.
length_of() {
    case $1 in
    status) echo 40 ;;
    dialogue | options) echo 200 ;;
    finder | memo | matcher | twins | redact) echo 400 ;;
    kernel | merge) echo 500 ;;
    tally | stream | text | tsv | json | markdown | html) echo 800 ;;
    *) echo 3000 ;;
    esac
}

for target; do
    make_seeds "$target" "$(lead_of "$target")"
    log=$folder/$target.log
    case $engine in
    libfuzzer)
        "$folder/$target" -max_total_time="$share" -max_len="$(length_of "$target")" -close_fd_mask="$(quiet_of "$target")" \
            -dict="$here/smtp.dict" -artifact_prefix="$folder/found/$target/" -print_final_stats=1 -timeout=10 \
            -rss_limit_mb=1500 "$folder/corpus/$target" "$folder/seeds/$target" >"$log" 2>&1 || {
            status=1
            echo "not ok: $target"
            grep -a -e 'does not hold' -e ERROR -e 'runtime error' -e SUMMARY -e 'Test unit written' "$log" | head -n 5
        }
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        ;;
    afl)
        AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 \
            afl-fuzz -i "$folder/seeds/$target" -o "$folder/found/$target" -x "$here/smtp.dict" -V "$share" -m none -t 1000+ \
            -- "$folder/$target" >"$log" 2>&1 || {
            status=1
            echo "not ok: $target"
            tail -n 5 "$log"
        }
        runs=$(sed -n 's/^execs_done *: //p' "$folder/found/$target/default/fuzzer_stats")
        crashes=$(find "$folder/found/$target/default/crashes" -name 'id:*' | wc -l)
        [ "$crashes" -eq 0 ] || {
            status=1
            echo "not ok: $target: $crashes inputs in $folder/found/$target/default/crashes"
        }
        ;;
    replay)
        find "$folder/seeds/$target" -type f -exec "$folder/$target" {} + >"$log" 2>&1 || {
            status=1
            echo "not ok: $target"
            grep -a -v '^ ' "$log" | tail -n 5
        }
        runs=$(find "$folder/seeds/$target" -type f | wc -l)
        ;;
    esac
    echo "$target: ${runs:-0} inputs"
    [ -z "${FUZZ_LOG:-}" ] || echo "$engine $target ${runs:-0}" >>"$FUZZ_LOG"
    total=$((total + ${runs:-0}))
done
echo "$total inputs"
exit $status
