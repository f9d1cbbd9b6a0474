#!/bin/sh
# Runs every `$ ` command in README.md's console blocks and compares the output.
# --write puts the real output in instead.
. "$(dirname "$0")/lib.sh"
README=$ROOT/README.md
mkdir -p "$T/bin" "$T/home"
ln -s "$SMTPCODE" "$T/bin/smtpcode"
printf '#!/bin/sh\nSMTPCODE=%s sh %s/accuracy.sh\n' "$SMTPCODE" "$TESTS" >"$T/bin/make"
chmod +x "$T/bin/make"
PATH=$T/bin:$PATH
cd "$T/home" || exit 2

in_block=no
skip=no
commands=0
: >"$T/new"
while IFS= read -r line || [ -n "$line" ]; do
    case $in_block:$line in
    no:'```console') in_block=yes skip=no ;;
    yes:'```') in_block=no ;;
    yes:'$ '*)
        printf '%s\n' "$line" >>"$T/new"
        sh -c "${line#??}" </dev/null >>"$T/new" 2>&1
        commands=$((commands + 1))
        skip=yes
        continue
        ;;
    esac
    if [ $in_block = no ] || [ $skip = no ]; then printf '%s\n' "$line" >>"$T/new"; fi
done <"$README"
if [ "${1:-}" = --write ]; then cp "$T/new" "$README"; fi
want "README has commands" [ $commands -ge 5 ]
diff -u "$README" "$T/new" >"$T/out"
want "README shows what the program prints" out_empty

# The picture is what the program prints now.
python3 "$TESTS/picture.py" 86 "$SMTPCODE" <"$TESTS/picture.commands" >"$T/picture.svg"
want "the picture is true" cmp -s "$T/picture.svg" "$ROOT/.github/terminal.svg"

# The install block names the packages that the tests need.
want "README names libcheck's package" grep -q 'apt-get install .*check' "$README"
finish
