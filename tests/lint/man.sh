#!/bin/sh
# SPDX-License-Identifier: MIT
# mandoc has nothing to say about any man page.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

cd "$TT_SRC" || exit 99
for page in man/*.[1-8]; do
	ok "$page is sound" mandoc -T lint -W warning "$page"
done
tap_done
