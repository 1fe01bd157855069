#!/bin/sh
# SPDX-License-Identifier: MIT
# --version and --help answer on standard output and end with 0.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

exits 0 'version ends with 0' "$TURNTABLE" --version
ok 'version names the program' grep -q '^turntable [0-9]' "$tmp/out"
exits 0 'help ends with 0' "$TURNTABLE" --help
ok 'help begins with the usage' grep -q '^Usage:' "$tmp/out"
tap_done
