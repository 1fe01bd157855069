#!/bin/sh
# SPDX-License-Identifier: MIT
# What a word may become; the shells only ask.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

# becomes EXPECTED WORD...: what the last of the words may become.
becomes() {
	printf '%s' "$1" >"$tmp/expected"
	shift
	"$TURNTABLE" complete -- "$@" | cut -f 1 | tr '\n' ' ' >"$tmp/out"
	same "$*" "$tmp/expected" "$tmp/out"
}

becomes 'run ' ru
becomes '--help ' --h
becomes '--seed ' run --see
becomes 'jsonl ' run -f js
becomes 'jsonl ' run --format js
becomes '--format=jsonl ' run --format=js
becomes 'async ' run --as as
becomes 'all ' run --as async x.tt --as al
becomes 'threads policy= ' play --as 'threads pol'
becomes 'threads policy=eevdf ' run --as 'threads policy=ee'
becomes '' run --as 'sync quant'
becomes '' run --as 'nothing po'
becomes '' run --seed ''
becomes '' run x
becomes '' nothing x
becomes 'setups ' list set
becomes '04-party ' learn 04
becomes 'report ' rep
becomes '--plain ' report --p
becomes 'ru ' learn --lang r

exits 0 'with what it means' "$TURNTABLE" --lang ru complete -- run --as syn
ok 'in Russian' grep -q 'один поток' "$tmp/out"
exits 0 'without words' "$TURNTABLE" complete
ok 'commands' grep -q '^play' "$tmp/out"
tap_done
