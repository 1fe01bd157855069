#!/bin/sh
# SPDX-License-Identifier: MIT
# mandoc has nothing to say about any man page.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

cd "$TT_SRC" || exit 99
for page in man/*.[1-8]; do
	ok "$page is sound" mandoc -T lint -W warning "$page"
done

# mandoc knows the names of sections in English only.
translated() {
	mandoc -T lint -W warning "$1" >"$tmp/lint"
	! grep -vE 'first section is not|outside NAME section' "$tmp/lint"
}

# The original's macros in their order; what is told may stand in other lines.
form() {
	grep -oE '^\.(Sh|Ss|It|Bl|El|Bd|Ed|Pa|D1|Dl)' "$1"
}

for page in man/ru/*.[1-8]; do
	ok "$page is sound" translated "$page"
	form "$page" >"$tmp/form"
	form "man/${page##*/}" >"$tmp/original"
	same "$page has the form of its original" "$tmp/original" "$tmp/form"
done
tap_done
