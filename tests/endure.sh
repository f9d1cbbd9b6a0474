#!/bin/sh
# Endurance: sizes that no test of every day has.  PIPE_GB, LINE_GB, MINUTES, STARTS
# and REPLIES set how much; memory must stay what it is for a small input.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
LOG=$TESTS/scan.log
PIPE_GB=${PIPE_GB:-1} LINE_GB=${LINE_GB:-1} MINUTES=${MINUTES:-1} STARTS=${STARTS:-1000} REPLIES=${REPLIES:-100000}
MOST=${MOST:-6144} # KiB of memory

for _ in 1 2 3 4 5 6 7 8 9 10; do cat "$LOG" "$LOG" "$LOG" "$LOG" "$LOG" "$LOG" "$LOG" "$LOG"; done >"$T/log"
for _ in 1 2 3 4 5 6 7 8 9 10; do cat "$T/log" "$T/log" "$T/log" "$T/log" "$T/log" "$T/log" "$T/log"; done >"$T/block"
size=$(wc -c <"$T/block")

# blocks GIGABYTES: so much of the log.
blocks() {
    awk -v n="$(($1 * 1000000000 / size))" -v file="$T/block" 'BEGIN { for (i = 0; i < n; i++) print file }' | xargs cat
}

# measured NAME COMMAND...: its peak memory and time are shown, and the memory checked.
measured() {
    measured_name=$1
    shift
    begun=$(date +%s)
    peak=0
    "$@" <&5 >"$T/out" 2>"$T/err" &
    measured_pid=$!
    while now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$measured_pid/status" 2>/dev/null) && [ -n "$now" ]; do
        peak=$now
        sleep 0.1
    done
    wait $measured_pid
    measured_status=$?
    echo "$measured_name: $peak KiB, $(($(date +%s) - begun)) s"
    want "$measured_name: memory" [ "$peak" -le "$MOST" ]
    want "$measured_name: status" [ "$measured_status" -le 1 ]
}

blocks=$((PIPE_GB * 1000000000 / size))
mkfifo "$T/pipe"
blocks "$PIPE_GB" >"$T/pipe" &
exec 5<"$T/pipe"
measured "$PIPE_GB GB through a pipe" "$S" tally -f tsv
want "every line is counted" [ "$(awk '{ n += $1 } END { print n }' "$T/out")" -eq \
    $((blocks * $("$S" tally -f tsv "$T/block" | awk '{ n += $1 } END { print n }'))) ]
{ printf '550 5.1.1 '; head -c "${LINE_GB}000000000" /dev/zero | tr '\0' 'x'; } >"$T/pipe" &
exec 5<"$T/pipe"
measured "a line of $LINE_GB GB" "$S" tally -f tsv
want "is one reply" [ "$(tail -n 1 "$T/out" | cut -f 1)" = 1 ]

seq 1 "$REPLIES" | sed 's/.*/550 5.1.1 user & is not known here/' >"$T/many"
measured "$REPLIES distinct replies, tally" "$S" tally -f tsv "$T/many"
exec 5<"$T/many"
MOST=40960
measured "$REPLIES distinct replies, pasted" "$S" --field cause -

started=$(date +%s)
seq 1 "$STARTS" | xargs -P 8 -n 1 sh -c '"$0" --field code 252 >/dev/null || echo bad' "$S" >"$T/bad"
echo "$STARTS starts, eight at a time: $(($(date +%s) - started)) s"
want "no start fails" [ ! -s "$T/bad" ]

# A log that grows and is rotated, as tail -F follows it.
: >"$T/live"
timeout $((MINUTES * 60 + 3)) tail -n +1 -F "$T/live" 2>/dev/null | "$S" scan -f tsv >"$T/seen" &
pid=$!
end=$(($(date +%s) + MINUTES * 60 - 2))
lines=0
turn=0
while [ "$(date +%s)" -lt $end ]; do
    cat "$LOG" >>"$T/live"
    lines=$((lines + 1))
    turn=$((turn + 1))
    sleep 0.1
    if [ $((turn % 100)) -eq 0 ]; then
        sleep 1.5
        mv "$T/live" "$T/live.old"
        : >"$T/live"
    fi
done
wait $pid
echo "$MINUTES minutes of tail -F, $turn writes: $(wc -l <"$T/seen") records"
want "nothing is lost, nothing comes twice" [ "$(tail -n +2 "$T/seen" | wc -l)" -eq $((lines * $("$S" scan -f tsv "$LOG" | tail -n +2 | wc -l))) ]
finish
