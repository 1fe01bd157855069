#!/bin/sh
# SPDX-License-Identifier: MIT
# turntable run: its ways in and out, what it answers, and what it ends with.
# shellcheck disable=SC2016 # what sh -c gets is for it to expand
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

cat >"$tmp/two.tt" <<'END'
unit min
task kettle "Kettle":
    work 1 "fill it"
    wait 5
task bread:
    work 2 "cut it"
    print "bread, \"cut\""
END
cat >"$tmp/stuck.tt" <<'END'
lock left
lock right
task a:
    acquire left
    work 2
    acquire right
task b:
    acquire right
    work 2
    acquire left
END
cat >"$tmp/wrong.tt" <<'END'
task a:
    wrok 1
END
as_two='--as sync --as threads'

# run_two CODE NAME OPTIONS...: the first scenario under two setups.
run_two() {
	two_code=$1
	two_name=$2
	shift 2
	# shellcheck disable=SC2086
	exits "$two_code" "$two_name" \
		"$TURNTABLE" run $as_two "$@" "$tmp/two.tt"
}

run_two 0 'text is what comes out'
ok 'both setups are drawn' grep -q 'threads' "$tmp/out"
ok 'no colour where there is no terminal' sh -c \
	'! grep -q "$(printf "\033")" "$1"' - "$tmp/out"
run_two 0 'in ASCII' --ascii --width 60
ok 'it is ASCII' env LC_ALL=C awk '/[^ -~]/ { exit 1 }' "$tmp/out"
ok 'it is 60 wide' awk 'length > 60 { exit 1 }' "$tmp/out"
run_two 0 'in Russian' --lang ru
ok 'it is Russian' grep -q 'выполняется' "$tmp/out"

run_two 0 'jsonl' --format jsonl
ok 'every line is JSON' "${PYTHON3:-python3}" -c '
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    event = json.loads(line)
    assert list(event)[:3] == ["t", "ev", "setup"], event
' "$tmp/out"
exits 0 'jsonl of one setup' \
	"$TURNTABLE" run --as threads -f jsonl "$tmp/two.tt"
cat >"$tmp/want" <<'END'
{"t":0,"ev":"arrive","task":"kettle"}
{"t":0,"ev":"arrive","task":"bread"}
END
head -n 2 "$tmp/out" >"$tmp/got"
same 'it begins with the arrivals' "$tmp/want" "$tmp/got"
ok 'printed text is escaped' grep -qF '"text":"bread, \"cut\""' "$tmp/out"
ok 'labels are there' grep -qF '"for":60000000000,"label":"fill it"' "$tmp/out"

run_two 0 'csv' --format csv
ok 'csv has equally long rows' "${PYTHON3:-python3}" -c '
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")))
assert len(rows) == 1 + 2 * 3 and len({len(row) for row in rows}) == 1
last = dict(zip(rows[0], rows[3]))
assert last["task"] == "" and last["total_makespan"] == "480000000000", last
' "$tmp/out"
run_two 0 'table' --format table
ok 'the better one is marked' grep -q '^threads .*6 min\*' "$tmp/out"
ok 'and is told what the mark means' grep -q '^\* ' "$tmp/out"

exits 0 'standard input' sh -c '"$1" run --as sync -f csv - <"$2"' - \
	"$TURNTABLE" "$tmp/two.tt"
"$TURNTABLE" run --as sync -f csv "$tmp/two.tt" >"$tmp/want"
same 'gives the same' "$tmp/want" "$tmp/out"
exits 0 'into a file' \
	"$TURNTABLE" run --as sync -f csv -o "$tmp/file" "$tmp/two.tt"
same 'gives the same bytes' "$tmp/want" "$tmp/file"
ok 'nothing else is left' sh -c \
	'test "$(ls "$1" | grep -c "^file")" = 1' - "$tmp"
ln -s file "$tmp/link"
exits 0 'through a link' \
	"$TURNTABLE" run --as sync -f table -o "$tmp/link" "$tmp/two.tt"
ok 'the link stays one' test -L "$tmp/link"
ok 'what it names is new' grep -q '^setup' "$tmp/file"

exits 3 'a file that is not there' "$TURNTABLE" run "$tmp/none.tt"
ok 'it is named' grep -q 'none\.tt: No such file' "$tmp/err"
exits 3 'a folder' "$TURNTABLE" run "$tmp"
exits 3 'standard input that is closed' sh -c '"$1" run - <&-' - "$TURNTABLE"
ok 'it is named, too' grep -q 'cannot read standard input: ' "$tmp/err"
head -c 1048577 /dev/zero | tr '\0' '#' >"$tmp/large.tt"
exits 1 'a scenario that is too large' "$TURNTABLE" run "$tmp/large.tt"
ok 'its limit is told' grep -q 'large\.tt is larger than the 1024 K' "$tmp/err"
exits 2 'a script that is' "$TURNTABLE" play --frame --script "$tmp/large.tt" \
	"$tmp/two.tt"
ok 'as well' grep -q 'large\.tt is larger than the 1024 KiB' "$tmp/err"
cp "$tmp/large.tt" "$tmp/large.md"
exits 1 'a lesson that is' "$TURNTABLE" check "$tmp/large.md"
ok 'so is its' grep -q 'large\.md is larger than the 256 KiB' "$tmp/err"
exits 1 'a wrong scenario' "$TURNTABLE" run "$tmp/wrong.tt"
ok 'line and column are told' grep -q 'wrong\.tt:2:5: error' "$tmp/err"
ok 'the nearest word is named' grep -q 'work' "$tmp/err"
ok 'nothing is written' test ! -s "$tmp/out"
exits 1 'check says so too' "$TURNTABLE" check "$tmp/wrong.tt"
exits 0 'check of a right one' "$TURNTABLE" check "$tmp/two.tt"
ok 'is silent' test ! -s "$tmp/out"

exits 2 'an unknown setup' "$TURNTABLE" run --as thread "$tmp/two.tt"
ok 'the nearest setup is named' grep -q 'threads' "$tmp/err"
exits 2 'an unknown key' "$TURNTABLE" run --as 'threads core=2' "$tmp/two.tt"
ok 'the nearest key is named' grep -q 'cores' "$tmp/err"
exits 2 'a value out of range' \
	"$TURNTABLE" run --as 'threads cores=65' "$tmp/two.tt"
exits 2 'an unknown format' "$TURNTABLE" run -f jsnl "$tmp/two.tt"
ok 'the nearest format is named' grep -q 'perhaps jsonl' "$tmp/err"
exits 2 'a width that is none' "$TURNTABLE" run --width x "$tmp/two.tt"
exits 2 'a time that is none' \
	"$TURNTABLE" run --as sync --until soon "$tmp/two.tt"
exits 2 'no file' "$TURNTABLE" run --as sync
exits 2 'two files' "$TURNTABLE" run --as sync "$tmp/two.tt" "$tmp/two.tt"

for format in text jsonl csv table; do
	exits 3 "$format onto a full disk" sh -c '"$1" run --as sync \
		-f "$3" "$2" >/dev/full' - "$TURNTABLE" "$tmp/two.tt" $format
	ok 'is told' grep -q 'standard output: No space left' "$tmp/err"
	exits 3 "$format to standard output closed" sh -c '"$1" run \
		--as sync -f "$3" "$2" >&-' - \
		"$TURNTABLE" "$tmp/two.tt" $format
done
exits 3 'a device that is full' \
	"$TURNTABLE" run --as sync -o /dev/full "$tmp/two.tt"
exits 3 'a file without a name' \
	"$TURNTABLE" run --as sync -o '' "$tmp/two.tt"
ok 'is not there' grep -q 'No such file' "$tmp/err"
exits 3 'a folder that is not there' \
	"$TURNTABLE" run --as sync -o "$tmp/none/file" "$tmp/two.tt"
cat >"$tmp/long.tt" <<'END'
task a:
    repeat 20000:
        work 1
END
exits 0 'a reader who goes away' sh -c '{ "$1" run --as sync -f jsonl "$2"; \
	echo $? >"$3"; } | head -n 1' - "$TURNTABLE" "$tmp/long.tt" "$tmp/code"
ok 'ends it with 3' grep -qx 3 "$tmp/code"
ok 'in silence' test ! -s "$tmp/err"

exits 0 'a deadlock is no error' "$TURNTABLE" run --as threads "$tmp/stuck.tt"
ok 'it is told' grep -q 'left.*held by a' "$tmp/out"
exits 4 'but with --strict' "$TURNTABLE" run --as threads --strict \
	"$tmp/stuck.tt"
exits 0 'a good end is good with --strict' "$TURNTABLE" run --as threads \
	--strict "$tmp/two.tt"
exits 0 'a horizon' "$TURNTABLE" run --as sync --until 3 -f csv "$tmp/two.tt"
ok 'leaves tasks unfinished' grep -q '^sync,kettle,unfinished,' "$tmp/out"
exits 0 'a limit' "$TURNTABLE" run --as sync --limit 100 -f jsonl \
	"$tmp/long.tt"
ok 'is told' grep -q 'cut off after 100 events' "$tmp/err"
ok 'is kept' sh -c 'test "$(wc -l <"$1")" -le 110' - "$tmp/out"

exits 0 'all setups' "$TURNTABLE" run --as all -f table "$tmp/two.tt"
named() {
	"$TURNTABLE" list "$1" | sed -n 's/^  \([a-z0-9]\{1,\}\) .*/\1/p'
}
ok 'there are policies' test "$(named policies | wc -l)" -ge 15
for policy in $(named policies); do
	[ "$policy" = rr ] && continue
	ok "policy $policy is among them" \
		grep -q "^threads policy=$policy " "$tmp/out"
done
for setup in $(named setups); do
	ok "setup $setup is" grep -q "^$setup " "$tmp/out"
done
ok 'loops in processes are' grep -q '^processes each=async ' "$tmp/out"
ok 'the best are marked' grep -q '^async .*[*]' "$tmp/out"
printf 'event e\ntask a:\n    wait until e\ntask b:\n    work 2\n    set e\n' \
	>"$tmp/later.tt"
exits 0 'one that is stuck' "$TURNTABLE" run --as sync --as async -f table \
	"$tmp/later.tt"
ok 'is best in nothing' sh -c '! grep -q "^sync .*[*]" "$1"' - "$tmp/out"

exits 0 'periodic tasks' "$TURNTABLE" run --as 'threads policy=rm' \
	--as 'threads policy=edf' --width 120 \
	"$TT_SRC/tests/rules/policy-edf-up-to-a-whole-core.tt"
ok 'what they ask for, and the bound' \
	grep -q 'rm: periodic tasks ask for 97.1% .* up to 82.8%' "$tmp/out"
ok 'that of edf is the whole core' \
	grep -q 'edf: periodic tasks ask for 97.1% .* up to 100.0%' "$tmp/out"
ok 'a deadline missed' grep -q '7 ms: t2.1 misses its deadline' "$tmp/out"

printf 'task a:\n    work 1..1000\n' >"$tmp/random.tt"
"$TURNTABLE" run --as sync -f jsonl --seed 1 "$tmp/random.tt" >"$tmp/one"
"$TURNTABLE" run --as sync -f jsonl --seed 1 "$tmp/random.tt" >"$tmp/again"
"$TURNTABLE" run --as sync -f jsonl --seed 2 "$tmp/random.tt" >"$tmp/other"
same 'one seed, the same bytes' "$tmp/one" "$tmp/again"
ok 'another seed, another run' sh -c '! cmp -s "$1" "$2"' - \
	"$tmp/one" "$tmp/other"
# Every form says so when it cannot be written, and is the same each time.
for form in text jsonl csv table chrome svg html cast python; do
	exits 3 "$form: a full disk is told" "$TURNTABLE" run --as async \
		--format "$form" -o /dev/full "$tmp/two.tt"
	"$TURNTABLE" run --as async -f "$form" "$tmp/two.tt" >"$tmp/once"
	LC_ALL=C.UTF-8 TZ=Asia/Tokyo COLUMNS=80 "$TURNTABLE" run --as async \
		-f "$form" "$tmp/two.tt" >"$tmp/again"
	same "$form: the same bytes again" "$tmp/once" "$tmp/again"
done
tap_done
