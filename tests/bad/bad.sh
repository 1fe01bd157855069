#!/bin/sh
# SPDX-License-Identifier: MIT
# Each refused scenario, with what is said against it in its lines `#! ...`.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

refuse=$(pwd)/tests/bad/refuse
cd "$TT_SRC/tests/bad" || exit 99
for file in *.tt; do
	exits 0 "$file is refused" "$refuse" "$file"
	sed -n 's/^#! \{0,1\}//p' "$file" >"$tmp/expected"
	same "$file is told so" "$tmp/expected" "$tmp/out"
done
tap_done
