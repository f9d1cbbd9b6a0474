#!/bin/sh
# The unit tests on another machine, by qemu-user: sh tests/machine.sh s390x|aarch64|i686
# Debian's libcheck for it is fetched as a file and unpacked below build/; nothing is installed.
set -eu
cd "$(dirname "$0")/.."
machine=$1
case $machine in
i686) debian=i386 emulator='' ;;
aarch64) debian=arm64 emulator=qemu-aarch64-static ;;
*) debian=$machine emulator=qemu-$machine-static ;;
esac
root=build/$machine/check
options="-q -o APT::Architectures::=$(dpkg --print-architecture) -o APT::Architectures::=$debian
    -o Dir::State::Lists=$PWD/$root/lists -o Dir::Cache=$PWD/$root/cache -o APT::Sandbox::User=root"
find "$root" -name libcheck.a 2>/dev/null | grep -q . || {
    mkdir -p "$root/lists/partial" "$root/cache/archives/partial"
    # shellcheck disable=SC2086
    apt-get $options update >/dev/null 2>&1 || :
    # shellcheck disable=SC2086
    (cd "$root" && apt-get $options download "check:$debian" "libsubunit-dev:$debian" >/dev/null)
    for package in "$root"/*.deb; do dpkg-deb -x "$package" "$root"; done
}
# Without fork() in the tests, which qemu-user does not like in numbers.
sources=$(printf "%s\n" src/*.c | grep -v "^src/main\.c$")
# shellcheck disable=SC2046,SC2086
"$machine-linux-gnu-gcc" -std=c11 -pthread -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 -O1 -Wno-psabi -Isrc \
    -isystem "$(dirname "$(find "$root" -name check.h)")" -static -o "build/$machine/unit" $sources build/tables.c \
    tests/test_*.c tests/unit.c -L"$(dirname "$(find "$root" -name libcheck.a)")" -lcheck -lsubunit -lm -lrt
passed=0
failed=0
# shellcheck disable=SC2013
for suite in $(sed -n 's/^ *X(\([a-z0-9]*\)).*/\1/p' tests/suites.h); do
    log=build/$machine/unit.log
    # shellcheck disable=SC2086
    if CK_FORK=no CK_RUN_SUITE=$suite timeout 300 $emulator "build/$machine/unit" >"$log" 2>&1 && grep -q '^100%' "$log"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        cat "$log"
        echo "not ok: $suite"
    fi
done
echo "$machine: $passed suites passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 20 ]
