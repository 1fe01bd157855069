# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# To source from a test in sh: prints TAP. Call the checks, then tap_done.
# $TURNTABLE is the program, $TT_SRC the sources, $tmp a folder of the test's
# own that goes with it.

tap_count=0
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT

# tap_report STATUS NAME: one line of result.
tap_report() {
	tap_count=$((tap_count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tap_count - $2"
	else
		echo "not ok $tap_count - $2"
	fi
}

# ok NAME COMMAND...: the command ends with 0.
ok() {
	tap_name=$1
	shift
	"$@" >"$tmp/.said" 2>&1
	tap_status=$?
	[ $tap_status -eq 0 ] || sed 's/^/# /' "$tmp/.said"
	tap_report $tap_status "$tap_name"
}

# exits CODE NAME COMMAND...: the command ends with CODE; what it said is left
# in $tmp/out and $tmp/err.
exits() {
	tap_want=$1
	tap_name=$2
	shift 2
	"$@" >"$tmp/out" 2>"$tmp/err"
	tap_got=$?
	[ $tap_got -eq "$tap_want" ] || echo "# exit $tap_got, not $tap_want"
	[ $tap_got -eq "$tap_want" ]
	tap_report $? "$tap_name"
}

# same NAME EXPECTED GOT: two files hold the same bytes.
same() {
	ok "$1" diff -u "$2" "$3"
}

# skip NAME REASON: a test that could not run; it is counted as such.
skip() {
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

tap_done() {
	echo "1..$tap_count"
}
