#!/bin/sh
# Endurance: sizes that no test of every day has; memory must stay what it is for a
# small input.  PARTS picks some of:
#   tally   PIPE_GB gigabytes of PIPE_LOG, again and again, through a pipe
#   scan    the same for scan, which writes a record for each reply
#   line    one line of LINE_GB gigabytes, to each of them
#   many    REPLIES distinct replies
#   starts  STARTS starts, eight at a time
#   follow  MINUTES of tail -F, RATE lines a second, rotated every ROTATE seconds
# Run so far with PIPE_GB=100 LINE_GB=10 MINUTES=60 STARTS=10000 REPLIES=1000000.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
PARTS=${PARTS:-tally scan line many starts follow}
PIPE_GB=${PIPE_GB:-1} PIPE_LOG=${PIPE_LOG:-$TESTS/scan.log} LINE_GB=${LINE_GB:-1}
STARTS=${STARTS:-1000} REPLIES=${REPLIES:-100000}
MINUTES=${MINUTES:-1} RATE=${RATE:-200} ROTATE=${ROTATE:-10}
MOST=${MOST:-6144}           # KiB of memory
MOST_PASTED=${MOST_PASTED:-40960} # paste reads all replies before it answers

has_part() {
    case " $PARTS " in *" $1 "*) return 0 ;; esac
    return 1
}

# peak_of PID: the most memory it had so far, in KiB; nothing when it has ended.
peak_of() { sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status" 2>/dev/null; }

# measured NAME MOST COMMAND...: reads fd 5 and writes fd 6; its peak memory and time
# are shown, and the memory checked.
measured() {
    measured_name=$1
    measured_most=$2
    shift 2
    begun=$(date +%s)
    peak=0
    "$@" <&5 >&6 2>"$T/err" 5<&- 6>&- &
    measured_pid=$!
    exec 5<&- 6>&-
    while now=$(peak_of $measured_pid) && [ -n "$now" ]; do
        peak=$now
        sleep 0.1
    done
    wait $measured_pid
    measured_status=$?
    echo "$measured_name: $peak KiB, $(($(date +%s) - begun)) s"
    want "$measured_name: memory is known" [ "$peak" -gt 0 ]
    want "$measured_name: memory" [ "$peak" -le "$measured_most" ]
    want "$measured_name: status" [ "$measured_status" -le 1 ]
}

# How many replies a tally on standard input speaks of, its heading left out.
replies() { awk 'NR > 1 { n += $1 } END { printf "%d\n", n }'; }

# ---- a pipe ------------------------------------------------------------------------

mkfifo "$T/pipe" "$T/records"

# A block of about 10 MB, or one turn of a longer log.
fill_block() {
    [ ! -f "$T/block" ] || return 0
    size=$(wc -c <"$PIPE_LOG")
    awk -v n="$((10000000 / size + 1))" -v file="$PIPE_LOG" 'BEGIN { for (i = 0; i < n; i++) print file }' |
        xargs cat >"$T/block"
    size=$(wc -c <"$T/block")
    turns=$((PIPE_GB * 1000000000 / size + 1))
}

# All turns of the block, from the page cache, which costs less than to read them.
open_blocks() {
    awk -v n="$turns" -v file="$T/block" 'BEGIN { for (i = 0; i < n; i++) print file }' | xargs cat >"$T/pipe" &
    exec 5<"$T/pipe"
}

if has_part tally; then
    fill_block
    open_blocks
    exec 6>"$T/out"
    measured "$PIPE_GB GB through a pipe, tally" "$MOST" "$S" tally -f tsv
    want "every reply is counted" [ "$(replies <"$T/out")" -eq $((turns * $("$S" tally -f tsv "$T/block" | replies))) ]
fi

if has_part scan; then
    fill_block
    open_blocks
    wc -l <"$T/records" >"$T/counted" &
    counter=$!
    exec 6>"$T/records"
    measured "$PIPE_GB GB through a pipe, scan" "$MOST" "$S" scan -f tsv
    wait $counter
    want "every reply has a record" [ "$(cat "$T/counted")" -eq \
        $((turns * $("$S" scan -f tsv "$T/block" | tail -n +2 | wc -l) + 1)) ]
fi

# ---- one line ----------------------------------------------------------------------

if has_part line; then
    for command in tally scan; do
        { printf '550 5.1.1 '; head -c "${LINE_GB}000000000" /dev/zero | tr '\0' 'x'; } >"$T/pipe" &
        exec 5<"$T/pipe" 6>"$T/out"
        measured "a line of $LINE_GB GB, $command" "$MOST" "$S" "$command" -f tsv
        want "is one reply, $command" [ "$(wc -l <"$T/out")" -eq 2 ]
        want "of that kind, $command" grep -q 'user-unknown' "$T/out"
    done
fi

# ---- many --------------------------------------------------------------------------

if has_part many; then
    seq 1 "$REPLIES" | sed 's/.*/550 5.1.1 user & is not known here/' >"$T/many"
    exec 5<"$T/many" 6>"$T/out"
    measured "$REPLIES distinct replies, tally" "$MOST" "$S" tally -f tsv
    want "all are counted" [ "$(replies <"$T/out")" -eq "$REPLIES" ]
    exec 5<"$T/many" 6>"$T/out"
    measured "$REPLIES distinct replies, scan" "$MOST" "$S" scan -f tsv
    want "all have a record" [ "$(wc -l <"$T/out")" -eq $((REPLIES + 1)) ]
    exec 5<"$T/many" 6>"$T/out"
    measured "$REPLIES distinct replies, pasted" "$MOST_PASTED" "$S" --field cause -
fi

if has_part starts; then
    started=$(date +%s)
    seq 1 "$STARTS" | xargs -P 8 -n 1 sh -c '"$0" --field code 252 >/dev/null || echo bad' "$S" >"$T/bad"
    echo "$STARTS starts, eight at a time: $(($(date +%s) - started)) s"
    want "no start fails" [ ! -s "$T/bad" ]
fi

# ---- tail -F -----------------------------------------------------------------------

# caught_up: whether a record of each line written has come, or comes in a minute.
caught_up() {
    for _ in $(seq 600); do
        [ "$(wc -l <"$T/seen")" -gt "$lines" ] && return 0
        sleep 0.1
    done
    return 1
}

# Renamed with a new file in its place, or cut to nothing, by turns.  The log is quiet
# meanwhile, as what tail itself misses then would be held against us.
rotate() {
    caught_up || return
    if [ $((turns % 2)) -eq 0 ]; then
        mv "$T/live" "$T/live.old"
        : >"$T/live"
    else
        heard=$(wc -c <"$T/tail")
        : >"$T/live"
        for _ in $(seq 600); do
            [ "$(wc -c <"$T/tail")" -gt "$heard" ] && break
            sleep 0.1
        done
    fi
    turns=$((turns + 1))
}

if has_part follow; then
    : >"$T/live"
    : >"$T/tail"
    tail -n +1 -F "$T/live" >"$T/pipe" 2>"$T/tail" &
    tail=$!
    "$S" scan -f tsv <"$T/pipe" >"$T/seen" 2>"$T/err" &
    pid=$!
    begun=$(date +%s)
    end=$((begun + MINUTES * 60))
    next=$((begun + ROTATE))
    lines=0 turns=0 first=
    while now=$(date +%s) && [ "$now" -lt "$end" ]; do
        seq -f 'Nov 24 10:00:00 relay1 postfix/smtpd[125]: NOQUEUE: reject: RCPT from unknown[198.51.100.7]: 450 4.2.0 <u%.0f@example.com>: Recipient address rejected: Greylisted' \
            $((lines + 1)) $((lines + RATE / 5)) >>"$T/live"
        lines=$((lines + RATE / 5))
        sleep 0.2
        [ "$now" -lt "$next" ] || {
            rotate || break
            next=$((now + ROTATE))
            [ -n "$first" ] || first=$(peak_of $pid)
        }
    done
    want "tail -F: every line comes" caught_up
    last=$(peak_of $pid)
    kill $tail
    wait $pid
    want "tail -F: status" [ $? -eq 0 ]
    echo "tail -F, $(($(date +%s) - begun)) s, $turns rotations, $lines lines: $first KiB, then $last KiB"
    want "tail -F: memory" [ "$last" -le "$MOST" ]
    want "tail -F: memory does not grow" [ "$last" -le $((first + 256)) ]
    tail -n +2 "$T/seen" | sed 's/.*<u\([0-9]*\)@.*/\1/' >"$T/came"
    seq 1 "$lines" >"$T/went"
    want "tail -F: nothing is lost, doubled or out of order" cmp "$T/went" "$T/came"
fi
finish
