#!/bin/sh
# SPDX-License-Identifier: MIT
# The archives below app neither print, exit, read files, a clock or the
# environment, nor keep state of their own; only the two hooks of base do.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

forbidden='v?f?printf f?puts f?putc putchar fwrite stdout stderr stdin
	f?open freopen fdopen remove rename tmpfile read write _*[eE]xit abort
	quick_exit atexit signal system getenv setlocale time clock
	timespec_get clock_gettime s?rand malloc calloc realloc free strtok
	localtime gmtime'
forbidden="^($(printf %s "$forbidden" | tr -s '\n\t ' '|'))\$"
hooks='/(mem|must)\.o$'

# calls ARCHIVE: "/object symbol" for what it takes from elsewhere.
calls() {
	nm -A -u "$1" |
		sed -E 's,^[^:]*:([^:]*):.* (__)?([^ ]*)$,/\1 \3,; s,_chk$,,'
}

# no_calls ARCHIVE: lists what is called but must not be.
no_calls() {
	calls "$1" | awk -v hooks="$hooks" -v bad="$forbidden" '
		$1 !~ hooks && $2 ~ bad { print; found = 1 }
		END { exit found }'
}

# no_state ARCHIVE: lists objects with data that can be written.
no_state() {
	size -A "$1" | awk -v hooks="$hooks" '
		/\.o / { name = "/" $1 }
		/^\.(t?data|t?bss) / && $2 > 0 && name !~ hooks {
			print name, $1, $2
			found = 1
		}
		END { exit found }'
}

cat >"$tmp/planted.c" <<'END'
#include <stdio.h>
int state;
void planted(void) { printf("%d\n", ++state); }
END
${TT_CC:-cc} -c -o "$tmp/planted.o" "$tmp/planted.c" &&
	ar cr "$tmp/planted.a" "$tmp/planted.o"
exits 1 'a planted call is seen' no_calls "$tmp/planted.a"
exits 1 'a planted global is seen' no_state "$tmp/planted.a"
for archive in libturntable.a libstory.a libface.a; do
	ok "$archive does not reach out" no_calls "$archive"
	ok "$archive keeps no state" no_state "$archive"
done
tap_done
