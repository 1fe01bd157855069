#!/bin/sh
# SPDX-License-Identifier: MIT
# make install into an empty root: the program runs from there; and make
# uninstall leaves no file and no folder of its own.
# shellcheck disable=SC2016 # what sh -c gets is for it to expand
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

built=$(dirname "$TURNTABLE")
root=$tmp/root

# made TARGET: make's target into the root.
made() {
	make -s -C "$built" "$1" DESTDIR="$root"
}

ok 'it is installed' made install
program=$(find "$root" -type f -name turntable -path '*/bin/*')
shared=$(find "$root" -type d -name turntable -path '*/share/*')
exits 0 'it speaks' env TURNTABLE_LOCALEDIR="${shared%/*}/locale" \
	TURNTABLE_LESSONSDIR="$shared/lessons" "$program" \
	run --lang ru --as sync "$shared/lessons/kitchen.tt"
ok 'in Russian' grep -q 'выполняется' "$tmp/out"
ok 'it is uninstalled' made uninstall
ok 'no file is left' sh -c 'test -z "$(find "$1" -type f)"' - "$root"
ok 'nor a folder of its own' test ! -e "$shared"
tap_done
