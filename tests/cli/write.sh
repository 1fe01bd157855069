#!/bin/sh
# SPDX-License-Identifier: MIT
# The key w: what is seen goes to a file, in every form, and never over another
# file unasked.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

cd "$tmp" || exit 99
cp "$TT_SRC/lessons/kitchen.tt" .

# keys CODE NAME WORDS...: plays a script; the last frame is in out.
keys() {
	keys_code=$1
	keys_name=$2
	shift 2
	echo "$@" >keys
	exits "$keys_code" "$keys_name" "$TURNTABLE" play kitchen.tt \
		--as async --as threads --still --frame --script keys
}

keys 0 'a picture is offered' w
ok 'with a name' grep -q 'Write to kitchen.svg' out
ok 'nothing is written yet' test ! -e kitchen.svg
keys 0 'a picture is written' w enter
ok 'it says so' grep -q 'written: kitchen.svg' out
ok 'it is one' grep -q '<svg' kitchen.svg

echo mine >kitchen.svg
keys 0 'what is there' w enter
ok 'stays, and is told of' grep -q 'kitchen.svg is there already' out
ok 'as it was' grep -qx mine kitchen.svg
keys 0 'asked for once more' w enter enter
ok 'it is replaced' grep -q '<svg' kitchen.svg
echo mine >kitchen.svg
keys 0 'asked for again after something else' w enter esc w esc w enter
ok 'it is replaced, too: it was asked for twice' grep -q '<svg' kitchen.svg

for form in html txt cast py json jsonl csv; do
	downs="$downs down"
	keys 0 "$form is offered and written" w "$downs" enter
	ok "$form: it is there" test -s "kitchen.$form"
done
ok 'the program is one' "${PYTHON3:-python3}" -m py_compile kitchen.py
ok 'the trace is JSON' "${PYTHON3:-python3}" -m json.tool kitchen.json
"$TURNTABLE" run kitchen.tt --as async --as threads -f svg >run.svg
same 'run writes the same picture' run.svg kitchen.svg

keys 0 'an ending that is none' w end 'type ".doc" enter'
ok 'is told of' grep -q 'kitchen.svg.doc: no form has this ending' out
keys 0 'a folder that is not there' w 'type "/no/such.svg"' enter
ok 'is told of, too' grep -q 'cannot write /no/such.svg' out

printf 'write plain.csv\nquit\n' >lines
exits 0 'in lines' sh -c "'$TURNTABLE' play kitchen.tt --plain <lines"
ok 'it is written' test -s plain.csv
tap_done
