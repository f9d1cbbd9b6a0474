#!/bin/sh
# The build itself: reproducible, installable, and complete from a clean tree.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
CC=${CC:-cc}
unset MAKEFLAGS MFLAGS MAKEOVERRIDES # of the make that runs this test: its jobs are not ours

# Two builds in two places give the same bytes.
for place in one two; do
    mkdir -p "$T/$place"
    (cd "$ROOT" && cp -R Makefile src data completions "$T/$place/" 2>/dev/null)
    (cd "$T/$place" && SOURCE_DATE_EPOCH=1700000000 make -s CC="$CC" CFLAGS=-O1 smtpcode) \
        >"$T/out" 2>"$T/err"
    want "the copy '$place' is built" [ -x "$T/$place/smtpcode" ]
    want "without a warning" err_empty
done
want "two builds are byte-identical" cmp -s "$T/one/smtpcode" "$T/two/smtpcode"

# Install and uninstall leave nothing behind.
(cd "$T/one" && make -s CC="$CC" CFLAGS=-O1 DESTDIR="$T/root" PREFIX=/usr install) >"$T/out" 2>&1
want "the program is installed" [ -x "$T/root/usr/bin/smtpcode" ]
want "the manual is installed" [ -f "$T/root/usr/share/man/man1/smtpcode.1" ]
want "and the Chinese one" [ -f "$T/root/usr/share/man/zh_CN/man1/smtpcode.1" ]
run "$T/root/usr/bin/smtpcode" --field code 252
want "and runs" [ "$(cat "$T/out")" = 252 ]
(cd "$T/one" && make -s CC="$CC" DESTDIR="$T/root" PREFIX=/usr uninstall) >"$T/out" 2>&1
want "uninstall removes every file" [ -z "$(find "$T/root" -type f)" ]

# Nothing but libc is linked.
ldd "$S" 2>/dev/null | grep -v -e linux-vdso -e 'libc\.' -e ld-linux -e ld-musl -e asan -e ubsan \
    -e 'libm\.' -e libgcc -e pthread -e libdl -e libstdc -e librt -e resolv >"$T/out"
want "libc alone" out_empty
finish
