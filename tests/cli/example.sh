#!/bin/sh
# SPDX-License-Identifier: MIT
# The engine as a library does what the example says.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

exits 0 'the example runs' "$(dirname "$TURNTABLE")/examples/engine"
cat >"$tmp/expected" <<-'END'
	sync: tea ends at 6 ms
	sync: toast ends at 10 ms
	async: toast ends at 4 ms
	async: tea ends at 6 ms
END
same 'it says when tasks end' "$tmp/expected" "$tmp/out"
tap_done
