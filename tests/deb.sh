#!/bin/sh
# The Debian package is installed, runs, and leaves nothing behind. Needs root.
# Usage: deb.sh PACKAGE
set -eu
package=$1
sudo=''
[ "$(id -u)" -eq 0 ] || sudo=sudo
if dpkg -s smtpcode >/dev/null 2>&1; then
    echo 'smtpcode is installed already; this test would take it off' >&2
    exit 2
fi
$sudo dpkg -i "$package" >/dev/null
trap '$sudo dpkg -P smtpcode >/dev/null 2>&1' EXIT
dpkg -L smtpcode | while read -r file; do [ -f "$file" ] && echo "$file"; done >/tmp/deb-files.$$
for file in bin/smtpcode share/man/man1/smtpcode.1.gz \
    share/man/zh_CN/man1/smtpcode.1.gz share/bash-completion/completions/smtpcode \
    share/zsh/vendor-completions/_smtpcode share/fish/vendor_completions.d/smtpcode.fish; do
    grep -qx "/usr/$file" /tmp/deb-files.$$ || {
        echo "not in the package: /usr/$file" >&2
        exit 1
    }
done
[ "$(/usr/bin/smtpcode --field code 252)" = 252 ]
$sudo dpkg -P smtpcode >/dev/null
while read -r file; do
    [ ! -e "$file" ] || {
        echo "left behind: $file" >&2
        exit 1
    }
done </tmp/deb-files.$$
echo "deb: $(wc -l </tmp/deb-files.$$) files installed and taken off"
rm -f /tmp/deb-files.$$
