#!/bin/sh
# SPDX-License-Identifier: MIT
# Every file of each target's corpus, once more, without a fuzzer.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

build=$(pwd)
cd "$TT_SRC/tests/fuzz" || exit 99
for corpus in corpus-*; do
	target=${corpus#corpus-}
	ok "the corpus of $target is not empty" test -n "$(ls "$corpus")"
	for file in "$corpus"/*; do
		ok "$file" "$build/tests/fuzz/$target" "$file"
	done
done
tap_done
