#!/bin/sh
# SPDX-License-Identifier: MIT
# clang-tidy has nothing to say; .clang-tidy lists what it is asked.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

build=$(pwd)
cd "$TT_SRC" || exit 99
tidy() {
	find src -name '*.c' -print0 | sort -z |
		xargs -0 -I FILE -P "$(nproc)" \
			clang-tidy --quiet --warnings-as-errors='*' FILE -- \
			-std=c11 -D_GNU_SOURCE '-DLOCALEDIR=""' \
			'-DLESSONSDIR=""' -I src \
			-I "$build"
}
ok 'clang-tidy finds nothing' tidy
tap_done
