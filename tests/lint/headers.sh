#!/bin/sh
# SPDX-License-Identifier: MIT
# Every header of src/ compiles alone, with no feature macro but on the
# floors that have one. $TT_CC is the compiler.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

macro() {
	case $1 in
	*/src/app/* | */src/term/* | */src/cli/*) echo -D_GNU_SOURCE ;;
	esac
}

alone() {
	# shellcheck disable=SC2046,SC2086
	${TT_CC:-cc} -std=c11 -pedantic -Wall -Wextra -Werror -fsyntax-only \
		$(macro "$1") -I "$TT_SRC/src" -x c - <<-END
		#include "$1"
		typedef int something;
	END
}

for header in $(find "$TT_SRC/src" -name '*.h' | sort); do
	ok "${header#"$TT_SRC/"} compiles alone" alone "$header"
done
echo 'size_t needs_a_header(void);' >"$tmp/planted.h"
exits 1 'a header that needs another is seen' alone "$tmp/planted.h"
tap_done
