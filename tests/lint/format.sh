#!/bin/sh
# SPDX-License-Identifier: MIT
# clang-format would change nothing.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

cd "$TT_SRC" || exit 99
formatted() {
	clang-format "$1" | diff -u "$1" -
}
for file in $(find src tests bench examples -name '*.[ch]' | sort); do
	ok "$file is formatted" formatted "$file"
done
tap_done
