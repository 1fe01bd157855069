#!/bin/sh
# SPDX-License-Identifier: MIT
# Help and lists come out of the tables; what is misspelt is answered.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

exits 0 'list names the lists' "$TURNTABLE" list
ok 'setups is one' grep -q '^  setups' "$tmp/out"
exits 0 'list setups' "$TURNTABLE" list setups
for setup in sync async threads; do
	ok "$setup is listed" grep -q "^  $setup " "$tmp/out"
done
exits 0 'list policies' "$TURNTABLE" list policies
for policy in fcfs sjf srtf ring rr priority fifo99 rr99 mlfq lottery stride \
	cfs eevdf edf rm; do
	ok "$policy is listed" grep -q "^  $policy " "$tmp/out"
done
exits 0 'list formats' "$TURNTABLE" list formats
for format in text jsonl csv table; do
	ok "$format is listed" grep -q "^  $format " "$tmp/out"
done
exits 0 'list knobs' "$TURNTABLE" list knobs
ok 'quantum is listed' grep -q '^  quantum ' "$tmp/out"
ok 'a key says whose it is' grep -q 'of policy ring, mlfq' "$tmp/out"
exits 2 'an unknown list' "$TURNTABLE" list setup
ok 'the nearest is named' grep -q 'perhaps setups is meant' "$tmp/err"
exits 2 'two lists' "$TURNTABLE" list setups keys

for command in check list play run; do
	exits 0 "$command --help" "$TURNTABLE" "$command" --help
	ok "$command --help begins with the usage" \
		grep -q "^Usage: turntable $command " "$tmp/out"
	ok "$command --help fits 80 columns" \
		awk 'length > 80 { exit 1 }' "$tmp/out"
done
exits 0 'no command' "$TURNTABLE"
ok 'lists the lessons' grep -q '04-party' "$tmp/out"
exits 2 'an unknown command' "$TURNTABLE" rum
ok 'the nearest command is named' grep -q 'perhaps run is meant' "$tmp/err"
exits 0 'help by its name' "$TURNTABLE" help
ok 'has the commands' grep -q '^  run ' "$tmp/out"
exits 0 'help of a command' "$TURNTABLE" help run
ok 'has its options' grep -q -e '--as SETUP' "$tmp/out"
exits 2 'help of what there is not' "$TURNTABLE" help rum
exits 2 'a setup in two words' "$TURNTABLE" run "$TT_SRC/lessons/kitchen.tt" \
	--as threads quantum=2
ok 'is to be quoted' grep -q -e '--as "threads quantum=2"' "$tmp/err"
exits 2 'an unknown option' "$TURNTABLE" run --formt=csv x
ok 'the nearest option is named' grep -q -e '--format' "$tmp/err"
exits 2 'an option without its argument' "$TURNTABLE" run --format
exits 2 'an unknown language' "$TURNTABLE" --lang=xx list

cp "$TURNTABLE" "$tmp/alone"
exits 0 'without Russian words' env -u TURNTABLE_LOCALEDIR \
	"$tmp/alone" --lang=ru list setups
ok 'it says so, or they are installed' \
	grep -q -e 'no words of ru' -e 'один поток' "$tmp/err" "$tmp/out"
exits 0 'with a catalogue beside the program' env -u TURNTABLE_LOCALEDIR \
	"$TURNTABLE" --lang=ru list setups
ok 'it speaks Russian' grep -q 'один поток' "$tmp/out"
mkdir -p "$tmp/tree/build"
cp "$TURNTABLE" "$tmp/tree/build/turntable"
ln -s "$TT_SRC/lessons" "$tmp/tree/lessons"
exits 0 'lessons beside the program' env -u TURNTABLE_LESSONSDIR \
	HOME="$tmp" "$tmp/tree/build/turntable" list lessons
ok 'it has lessons' grep -q '^ *04-party' "$tmp/out"
exits 0 'list in Russian' "$TURNTABLE" list setups --lang ru
ok 'it is Russian' grep -q 'один поток' "$tmp/out"
exits 0 'help in Russian' env LANGUAGE=ru "$TURNTABLE" --help
ok 'its usage is Russian' grep -q '^Использование' "$tmp/out"
exits 0 'a locale that was never made' \
	env LC_ALL=ru_RU.UTF-8 "$TURNTABLE" --help
ok 'speaks its language' grep -q '^Использование' "$tmp/out"
exits 0 'plain C is English' env LC_ALL=C LANGUAGE=ru "$TURNTABLE" --help
ok 'plain C has ASCII only' \
	env LC_ALL=C awk '/[^ -~]/ { exit 1 }' "$tmp/out"

# The manuals have the same tables of events and fields, actions and keys.
table() {
	awk -v from=".\\\\\" $1" -v to=".\\\\\" end of $1" '
		$0 == to { on = 0 }
		on
		$0 == from { on = 1 }' "$2" |
		sed 's/^\.It Cm //; s/ Ta Cm / /; s/ Ta / /g; s/\\&//g'
}

for page in man man/ru; do
	lang=${page#man}
	lang=${lang#/}
	for what in events keys; do
		COLUMNS=300 "$TURNTABLE" list "$what" --lang "${lang:-en}" |
			awk '{ $1 = $1; print }' >"$tmp/said"
		table "$what" "$TT_SRC/$page/turntable.1" >"$tmp/manual"
		same "$page has the table of $what" "$tmp/said" "$tmp/manual"
	done
done
tap_done
