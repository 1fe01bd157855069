#!/bin/sh
# SPDX-License-Identifier: MIT
# Each refused lesson, with what is said against it in its first comment, where
# --&gt; stands for the end of a comment.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

cd "$TT_SRC/tests/bad/lessons" || exit 99
for file in *.md; do
	exits 1 "$file is refused" "$TURNTABLE" check "$file"
	sed -n '2,/^-->$/{/^-->$/d;s/--&gt;/-->/g;p;}' "$file" >"$tmp/expected"
	same "$file is told so" "$tmp/expected" "$tmp/err"
done
tap_done
