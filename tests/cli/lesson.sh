#!/bin/sh
# SPDX-License-Identifier: MIT
# Lessons from the command line: those that are shipped are right; hostile ones
# get a clear error each; one is gone through in lines, and remembered.
# shellcheck source=tests/tap.sh disable=SC2016
. "$TT_SRC/tests/tap.sh"

XDG_STATE_HOME=$tmp/state
export XDG_STATE_HOME
cd "$tmp" || exit 99

# --- those that are shipped ---
for lesson in "$TT_SRC"/lessons/*/*.md; do
	exits 0 "$(basename "$(dirname "$lesson")")/$(basename "$lesson")" \
		"$TURNTABLE" check "$lesson"
done
for lesson in "$TT_SRC"/lessons/en/*.md; do
	ok "$(basename "$lesson") is there in Russian" \
		test -f "$TT_SRC/lessons/ru/$(basename "$lesson")"
done

# --- a translation is held to its original ---
mkdir -p l/en l/ru
cp "$TT_SRC/lessons/en/04-party.md" l/en/
sed -e 's/work 9/work 8/' -e 's/long.quantum 1..9/long.quantum 1..8/' \
	-e '/^- lena !goes_on/d' "$TT_SRC/lessons/ru/04-party.md" \
	>l/ru/04-party.md
exits 1 'a translation that differs' "$TURNTABLE" check l/ru/04-party.md
ok 'in its tasks' grep -q 'as in the original: its tasks' "$tmp/err"
ok 'in its answers' grep -q 'as in the original: its answers' "$tmp/err"
cp l/en/04-party.md l/ru/04-party.md
exits 1 'a translation that is none' "$TURNTABLE" check l/ru/04-party.md
ok 'is told so' grep -q 'this is not translated' "$tmp/err"

# --- Python's lines on threads that are not Python's ---
python_under() {
	printf '# Two\n\n## One\n\n'
	printf '```scenario\n%s\n```\n\n```stage\n%s\n```\n' \
		'task a:
    work 2 "total += f(x)"
task b:
    work 2 "counts (slowly)"' "$1"
}
python_under 'two: threads cores=2' >python.md
exits 0 'a warning is no error' "$TURNTABLE" check python.md
ok 'it is warned' grep -q 'python.md:12:.*: warning: two: these lines' \
	"$tmp/err"
python_under 'two: threads cores=2 gil=on' >python.md
exits 0 'with the lock' "$TURNTABLE" check python.md
ok 'it is not' test ! -s "$tmp/err"
python_under 'two: threads cores=2
gil: gil cores=2' >python.md
exits 0 'beside the lock' "$TURNTABLE" check python.md
ok 'it is not either' test ! -s "$tmp/err"

# --- new ---
for lang in en ru; do
	exits 0 "new --lang $lang" "$TURNTABLE" new --lang "$lang" "$lang.md"
	exits 0 'what it wrote is right' "$TURNTABLE" check "$lang.md"
done
ok 'the other one is Russian' grep -q 'Один прилавок' ru.md
exits 3 'it never overwrites' "$TURNTABLE" new en.md
exits 2 'new wants a file' "$TURNTABLE" new

# --- hostile ones: within seconds, and nothing raw on the terminal ---
clean() {
	! LC_ALL=C tr -d '\n\t -~\200-\377' <err | grep -q .
}

# All pages of it, pressed through.
for _ in 1 2 3 4 5 6 7 8 9 10; do
	echo 'do-not-know solution frame n p right end frame n'
done >keys
screen_clean() {
	! LC_ALL=C tr -d '\n\t -~\200-\377' <frame | grep -q .
}

hostile() {
	exits "$1" "$2" timeout 20 "$TURNTABLE" check hostile.md
	ok "$2: something is said" test -s err
	ok "$2: no control character" clean
	ok "$2: not much of it" test "$(wc -c <err)" -lt 20000
	XDG_STATE_HOME=$tmp/other timeout 20 "$TURNTABLE" learn ./hostile.md \
		--frame --script keys >frame 2>err
	ok "$2: on the screen, too" test $? -le 1
	ok "$2: nothing raw there" screen_clean
}

many() {
	awk -v n="$1" -v s="$2" 'BEGIN { while (n-- > 0) printf "%s", s }'
}

printf '# T\n\nred \033[31m and a title \033]0;x\007\n' >hostile.md
hostile 1 'escape sequences'
printf '# T\n\n\377\376\300\257 \355\240\200\n' >hostile.md
hostile 1 'invalid UTF-8'
printf '# T\n\n\000\n' >hostile.md
hostile 1 'a NUL'
{ printf '# T\n\n'; many 1000000 x; } >hostile.md
hostile 1 'a megabyte on one line'
{ printf '# T\n\n'; many 10000 '> '; echo x; } >hostile.md
hostile 1 'quotes 10,000 deep'
{ printf '# T\n\n'; many 10000 '- '; echo x; } >hostile.md
hostile 1 'lists 10,000 deep'
{ printf '# T\n\n'; many 50000 '![[]('; } >hostile.md
hostile 1 'a quarter of a megabyte of ![[]('
{ printf '# T\n\n'; many 80000 '*a_'; } >hostile.md
hostile 1 'emphasis without end'
{ printf '# T\n\n[a]: '; many 100000 x; printf '\n\n'
	many 30000 '[a] '; } >hostile.md
hostile 1 'a long link, often'
{ printf '# T\n\n<!-- note: '; many 200000 x; } >hostile.md
hostile 1 'a comment never closed'
{ printf '# T\n\n```scenario\ntask t:\n    work 1\n```\n```claim\n'
	many 100000 '('; printf '\n```\n'; } >hostile.md
hostile 1 'brackets 100,000 deep'
{ printf '# T\n\n```scenario\ntask t many 2:\n    forever:\n'
	printf '        work 1\n```\n```claim\n'
	many 900 'makespan(threads) = 1ms
'; printf '```\n'; } >hostile.md
hostile 1 'a scenario that would run for ever'
{ printf '# T\n\n```scenario\ntask t:\n    forever:\n        pass\n```\n'
	printf '```stage\ns: threads\n```\n```predict\nWhen?\n'
	printf 'answer: finish(t, s)\n- 1 ms ! no\n```\n'; } >hostile.md
hostile 1 'a scenario in which no time passes'
{ printf '# T\n\n```scenario\ntask t:\n    repeat 100000:\n'
	printf '        print "x"\n```\n'
	many 300 '```predict
What?
answer: prints(sync)
- a ! b
```
'; } >hostile.md
hostile 1 'lines without end'
{ printf '# T\n\n'
	many 2 '```scenario same
task t:
    work 1
```
'; } >hostile.md
hostile 1 'two blocks of one name'
ln -s loop.md loop.md
exits 3 'a link to itself' "$TURNTABLE" check loop.md
ln -s nowhere.md dangling.md
exits 3 'a link to nothing' "$TURNTABLE" check dangling.md
ln -s /dev/zero zero.md
exits 3 'a link to a device' "$TURNTABLE" check zero.md
mkfifo pipe.md
exits 3 'a pipe' timeout 20 "$TURNTABLE" check pipe.md
mkdir folder.md
exits 3 'a folder' "$TURNTABLE" check folder.md
ln -s en.md link.md
exits 0 'a link to a lesson' "$TURNTABLE" check link.md
exits 3 'the worst of several counts' "$TURNTABLE" check en.md pipe.md
exits 2 'check wants a file' "$TURNTABLE" check

# --- going through one ---
learn() {
	"$TURNTABLE" learn --plain en.md >out 2>err
}

printf '\n3\n\n1\n\nturns.quantum=9\nhint\nturns.quantum=1\n' | learn
ok 'a lesson can be gone through' grep -q 'Questions: 2' out
ok 'its predictions are explained' grep -q 'Why: Boris: 1 min of work' out
ok 'what may not be changed is not' grep -q 'may not be changed so' out
ok 'the goal is reached' grep -q 'The goal is reached' out
progress=$XDG_STATE_HOME/turntable/progress
ok 'answers are remembered' grep -q '^answer	en	' "$progress"
ok 'the end is, too' grep -q '^done	en	' "$progress"
printf '\n0\n\nquit\n' | learn
ok 'to quit is not to be done' \
	test "$(grep -c '^done' "$progress")" -eq 1
printf 'quit\n' | learn
ok 'it goes on where one was' grep -q '^Step 2 of 2' out
printf 'words\nnotes\nquit\n' | "$TURNTABLE" learn --step 1 en.md >out
ok 'the table of words' grep -q 'core: the shop assistant' out
ok 'the notes' grep -q 'Note: What only the instructor' out
exits 2 'a step that is not there' "$TURNTABLE" learn --step 9 en.md
exits 2 'a lesson that is not there' "$TURNTABLE" learn 04-parti
ok 'the nearest is named' grep -q 'perhaps 04-party is meant' "$tmp/err"
printf 'quit\n' | "$TURNTABLE" learn 4 --lang ru >out
ok 'by its number, in Russian' grep -q 'Диджей' out
"$TURNTABLE" learn 4 --lang ru --format text >out
ok 'lanes have titles' grep -q '^ Свободно  потоки' out
ok 'no ids' sh -c '! grep -q "^ free " out'
printf 'lens\n\n\n' | "$TURNTABLE" learn --step 1 "$TT_SRC"/lessons/en/04* \
	>out
ok 'what happens in the words of the story' grep -q '0 min, Vera plays' out

printf 'work 12 = wrk\nwork 12 = work 3\\nyield\\nwork 9\nquit\n' |
	"$TURNTABLE" learn --plain --step 4 2 >out 2>err
ok 'a line that is wrong is told' grep -q 'no statement begins' out
ok 'a line of the scenario is changed' grep -q 'goal is not reached' \
	out

# --- finding them ---
mkdir -p shelf data/turntable/lessons
cp en.md shelf/90-mine.md
cp en.md data/turntable/lessons/91-other.md
env TURNTABLE_PATH="$tmp/shelf:/nowhere" XDG_DATA_HOME="$tmp/data" \
	"$TURNTABLE" list lessons >out
ok 'lessons of TURNTABLE_PATH' grep -q '90-mine *A lesson of my own' out
ok 'lessons of XDG_DATA_HOME' grep -q '91-other' out
ok 'lessons that are shipped' grep -q '04-party *The party DJ' out
exits 0 'what can be asked is listed' "$TURNTABLE" list functions
ok 'with its arguments' grep -q 'finish(TASK, SETUP)' out

# The manual has the same table.
COLUMNS=300 "$TURNTABLE" list functions |
	sed -E 's/^ +([a-z_]+\([^)]*\)) +/\1|/' >listed
sed -n '/^\.\\" functions$/,/^\.\\" end of functions$/p' \
	"$TT_SRC/man/turntable-lesson.5" |
	awk '/^\.It Li/ { sub(/^\.It Li /, ""); printf "%s|", $0; next }
		!/^\./' >manual
same 'the manual lists the functions' listed manual
"$TURNTABLE" list terms >out
ok 'the terms of the lens are listed' grep -q '^  preempt ' out

# The manual has them, too, in every language.
manual_lists_terms() {
	COLUMNS=300 "$TURNTABLE" list terms --lang "$1" |
		sed -E 's/^ +([a-z]+) +/\1|/' >listed
	sed -n '/^\.\\" terms$/,/^\.\\" end of terms$/p' "$TT_SRC/$2" |
		awk '/^\.It Li/ { sub(/^\.It Li /, ""); printf "%s|", $0; next }
			!/^\./' >manual
	same "$2 lists the terms" listed manual
}
manual_lists_terms en man/turntable-lesson.5
manual_lists_terms ru man/ru/turntable-lesson.5

# --- a home that cannot be written ---
printf 'quit\n' | env XDG_STATE_HOME=/dev/null "$TURNTABLE" learn en.md \
	>out 2>err
ok 'it says so' grep -q 'progress cannot be saved' "$tmp/err"
ok 'and goes on' grep -q '^A lesson of my own' out
tap_done
