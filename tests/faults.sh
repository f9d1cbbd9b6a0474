#!/bin/sh
# Faults: each call of the system made to fail once, one after the other, and
# input and output that come and go in odd ways.  A fault is told, with exit 2,
# and what was printed before it is right; where it can be lived with, nothing changes.
. "$(dirname "$0")/lib.sh"
: "${GENERATOR:?the data generator}"
S=$SMTPCODE
LOG=$TESTS/scan.log
cd "$T" || exit 2

# shellcheck disable=SC2086
${CC:-cc} -shared -fPIC -O1 -std=c11 -o faults.so "$TESTS/faults/faults.c" -ldl
want "the faults are built" [ -f faults.so ]

for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do cat "$LOG"; done >log
i=0
while [ $i -lt 10 ]; do
    cat log
    i=$((i + 1))
done >long # more than one block, and than the output's buffer
"$S" tally -f tsv log >tally.tsv
printf '%%rec: rule\n\nid: mine\nprovider: me\nphrase: user unknown\ncause: user-unknown\nfixer: sender\nretry: never\nwhy: Not here.\nfix: Ask.\nreference: me\nexample: 550 user unknown\n' >rules.rec

# what_is_wrong NAME STATUS: compares with the undisturbed run ($3: that had status).
# Faults that can be lived with leave all as it was; others are told.
what_is_wrong() {
    if [ "$2" -ge 124 ]; then
        echo "status $2"
    elif cmp -s out plain.out && [ "$2" -eq "$3" ] && cmp -s err plain.err; then
        :
    elif [ "$4" = harmless ]; then
        echo "a harmless fault changes something (status $2)"
    elif [ "$2" -ne 2 ]; then
        echo "status $2 instead of 2"
    elif [ ! -s err ] && [ "$4" != mute ]; then
        echo "no message"
    elif [ "$4" != counts ] && ! cmp -s -n "$(wc -c <out)" out plain.out; then
        echo "wrong output before the fault"
    fi
}

# fault NAME CALL HOW KIND COMMAND...: with each call of CALL in turn.  KIND says what may follow.
fault() {
    fault_name=$1
    call=$2
    how=$3
    kind=$4
    shift 4
    plain=0
    "$@" <input >plain.out 2>plain.err || plain=$?
    n=1
    while [ $n -lt 60 ]; do
        rm -f mark
        code=0
        timeout 20 env LD_PRELOAD="$T/faults.so" FAULT_CALL="$call" FAULT_HOW="$how" FAULT_AT=$n FAULT_MARK="$T/mark" \
            "$@" <input >out 2>err || code=$?
        [ -s mark ] || break
        wrong=$(what_is_wrong "$fault_name" $code $plain "$kind")
        if [ -z "$wrong" ]; then pass; else
            fail "$fault_name, $call number $n ($how): $wrong"
        fi
        n=$((n + 1))
    done
}

# all_faults NAME KIND COMMAND...: KIND is `counts` where a fault leaves a smaller count behind.
all_faults() {
    all_name=$1
    all_kind=$2
    shift 2
    for call in read write open malloc; do
        fault "$all_name" $call fail "$all_kind" "$@"
    done
    for call in read write open poll; do
        [ $call = open ] || fault "$all_name" $call eintr harmless "$@"
    done
    fault "$all_name" read short harmless "$@"
    fault "$all_name" write short harmless "$@"
    for call in poll thread stat lseek tty signal; do
        fault "$all_name" $call fail "$all_kind" "$@"
    done
}

: >input
all_faults "a code" told "$S" 252
all_faults "help" told "$S" --help
all_faults "compare" told "$S" compare 214 252
all_faults "list" told "$S" list enhanced
all_faults "search" told "$S" search greylist
all_faults "rules" told "$S" --rules rules.rec '550 user unknown'
all_faults "scan of a file" told "$S" scan log long
all_faults "scan, three threads" told "$S" scan --jobs 3 -f tsv long
all_faults "scan with rules" told "$S" scan --rules rules.rec -f tsv log
all_faults "tally, one thread" counts "$S" tally --jobs 1 -f tsv long log
all_faults "tally, three threads" counts "$S" tally --jobs 3 -f tsv long
all_faults "merge" counts "$S" tally --merge -f tsv tally.tsv
cp "$TESTS/golden/paste-bounce.in" input
all_faults "the paste box" told "$S"
cp long input
all_faults "scan of standard input" told "$S" scan -f json -
all_faults "tally of standard input" counts "$S" tally -f tsv -

# The generator: no memory, or data that cannot be read.
"$GENERATOR" "$ROOT"/data/*.rec >tables.c
for call in malloc read open; do
    n=1
    while :; do
        rm -f mark
        code=0
        timeout 20 env LD_PRELOAD="$T/faults.so" FAULT_CALL=$call FAULT_HOW=fail FAULT_AT=$n FAULT_MARK="$T/mark" \
            "$GENERATOR" "$ROOT"/data/*.rec >out 2>err || code=$?
        [ -s mark ] || break
        # A read behind the end of a file may fail.
        if [ $code -eq 2 ] || { [ $call = read ] && [ $code -eq 0 ] && cmp -s out tables.c; }; then pass; else fail "the generator, $call number $n: status $code"; fi
        n=$((n + n / 4 + 1))
    done
    want "the generator has calls of $call" [ $n -gt 3 ]
    want "which do no harm when they work" cmp -s out tables.c
done

# Every call short, every other one interrupted.
for how in short eintr; do
    for call in read write; do
        "$S" scan -f json <log >plain.out
        timeout 60 env LD_PRELOAD="$T/faults.so" FAULT_CALL="$call" FAULT_HOW=$how FAULT_AT=0 FAULT_MARK="$T/mark" \
            "$S" scan -f json <log >out 2>err
        want "$call always $how" cmp -s out plain.out
    done
done

# Closed descriptors, and disks that fill up half-way.
run sh -c "'$S' scan log >/dev/full"
want "scan to a full disk" is_status 2
want "says so" err_has "standard output"
run sh -c "'$S' tally log >/dev/full"
want "tally to a full disk" is_status 2
run sh -c "'$S' scan log >&-"
want "scan with standard output closed" is_status 2
run sh -c "'$S' scan -f tsv log 2>&- | tail -n +2 | wc -l"
want "scan with standard error closed" [ "$(cat "$T/out")" -eq "$("$S" scan -f tsv log | tail -n +2 | wc -l)" ]
for command in scan tally ''; do
    run sh -c "'$S' $command <&-"
    want "standard input closed: ${command:-paste}" [ "${status:-0}" -ne 0 ] && want "is told" err_is_one_line
done
run sh -c "ulimit -f 64; trap '' XFSZ; '$S' scan -f json long >start"
want "a limit of the file's size is exit 2" is_status 2
"$S" scan -f json long >plain.out
want "what is there is the beginning" cmp -s -n "$(wc -c <start)" start plain.out
run sh -c "ulimit -f 64; trap '' XFSZ; '$S' scan --jobs 3 -f json long >start"
want "and with threads" is_status 2
want "which leave the beginning, too" cmp -s -n "$(wc -c <start)" start plain.out

# Little memory, few descriptors, no /proc.
"$S" tally -f tsv --jobs 1 long >plain.out
run sh -c "ulimit -v 32768; '$S' tally -f tsv --jobs 1 long"
want "32 MiB of address space" cmp -s "$T/out" plain.out
run sh -c "ulimit -v 32768; '$S' tally -f tsv --jobs 16 long"
want "and sixteen threads that do not fit" cmp -s "$T/out" plain.out
run sh -c "ulimit -v 32768; '$S' scan -f tsv long"
want "scan in 32 MiB" is_status 0
"$S" scan -f tsv --jobs 1 long >whole.out
run sh -c "ulimit -v 32768; '$S' scan -f tsv --jobs 16 long"
want "and with sixteen threads that do not fit" cmp -s "$T/out" whole.out
run sh -c "ulimit -n 4; '$S' scan -f tsv --jobs 3 long"
want "scan with four descriptors" cmp -s "$T/out" whole.out
run sh -c "ulimit -n 4; '$S' tally -f tsv --jobs 1 long"
want "four descriptors" cmp -s "$T/out" plain.out
run sh -c "ulimit -n 4; '$S' tally -f tsv --jobs 3 long"
want "four descriptors and three threads: told, or done" sh -c "[ $status -eq 2 ] && [ -s '$T/err' ] || cmp -s '$T/out' plain.out"
if unshare -m true 2>/dev/null; then
    run unshare -m sh -c "umount -l /proc; '$S' tally -f tsv long"
    want "no /proc" cmp -s "$T/out" plain.out
fi

# Stopped and continued; a file that grows, shrinks and is rotated while it is read.
records() { "$S" scan -f tsv "$1" | tail -n +2 | wc -l; }
"$S" scan -f tsv <long >plain.out
(
    i=0
    while [ $i -lt 10 ]; do
        cat log
        sleep 0.02
        i=$((i + 1))
    done
) | "$S" scan -f tsv >out &
pid=$!
for i in 1 2 3 4 5; do
    kill -STOP $pid 2>/dev/null
    sleep 0.05
    kill -CONT $pid 2>/dev/null
done
wait $pid
want "stopped and continued" cmp -s out plain.out
cp log growing
"$S" scan -f tsv - <growing >out
cat log >>growing
want "a file that grew is read to its end" [ "$(records growing)" -eq $((2 * $(records log))) ]
cp long shrinking
mkfifo reader
(
    exec 8>reader
    sleep 0.3
) &
sh -c "'$S' scan -f tsv shrinking - <reader" >out 2>err &
pid=$!
: >shrinking
wait $pid
want "a file that is cut off is no error" [ ! -s err ]
: >rotated
timeout 3 tail -n +1 -F rotated 2>/dev/null | "$S" scan -f tsv >out &
pid=$!
sleep 0.3
cat log >>rotated
sleep 1.2
mv rotated rotated.2
cp log rotated
wait $pid
want "tail -F over a rotation loses and doubles nothing" [ "$(tail -n +2 out | wc -l)" -eq $((2 * $(records log))) ]
finish
