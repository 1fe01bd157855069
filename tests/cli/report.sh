#!/bin/sh
# SPDX-License-Identifier: MIT
# The course's report: told from the journal, in lines and on the screen; where
# it leads; and where a question says to look.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

XDG_STATE_HOME=$tmp/state XDG_DATA_HOME=$tmp/none
TURNTABLE_LESSONSDIR=$tmp/lessons
export XDG_STATE_HOME XDG_DATA_HOME TURNTABLE_LESSONSDIR
unset TURNTABLE_PATH
cd "$tmp" || exit 99

# lesson NUMBER NAME TITLE SEE: two steps with a question each.
lesson() {
	cat >"lessons/en/$1-$2.md" <<END
# $3

What it is about.

## First

\`\`\`quiz one
Is $2 first?
* Yes.
- No. !blind  Look again at $2.
$4
\`\`\`

## Second

\`\`\`quiz one
Is $2 second?
* Yes.
- No. !slow  Count.
\`\`\`

\`\`\`misconceptions
blind = Who does not look sees nothing.
slow = Slow is last.
\`\`\`
END
}
mkdir -p lessons/en
lesson 01 apples Apples
lesson 02 pears Pears
lesson 03 test 'A test' 'see: 01-apples:2 02-pears'

exits 0 'nothing yet' "$TURNTABLE" report --plain
ok 'is told' grep -q 'begun: 0 of 3' out
exits 2 'of no lesson in particular' "$TURNTABLE" report 01
ok 'the list has it, too' sh -c "'$TURNTABLE' list commands | grep -q report"

# answers KEYS LESSON: what a student does.
answers() {
	echo "$1" >keys
	exits 0 "lesson $2" "$TURNTABLE" learn --frame --script keys "$2"
}
answers 'n 1 n 2 1 n' 01
answers 'n 1 n 1 n' 02
answers 'n 2 1 n 0 n frame down down frame enter' 03
ok 'the report of a lesson opens at its head' \
	sh -c "sed -n 3p out | grep -q '^ Questions: 2'"
ok 'it names the other lessons' grep -q 'lesson 01, Apples, step 2' out
ok 'and where no step is said' grep -q 'lesson 02, Pears$' out
ok 'enter leads there' sh -c "tail -24 out | head -1 | grep -q 'Apples  2 of 2'"

exits 0 'the report' "$TURNTABLE" report --plain
cat >expected <<'END'
Lessons begun: 3 of 3, gone through: 3. Questions: 6, right at the first try: 3.

01   Apples                             done, right at first: 1 of 2
02   Pears                              done, right at first: 2 of 2
03   A test                             done, right at first: 0 of 2

To look at again (turntable learn LESSON --step N):
- lesson 01, Apples, step 2: Second (2×)
- lesson 02, Pears
- lesson 03, A test, step 2: Second

What you seem to think, though it is not so:
1×  Who does not look sees nothing. (03)
1×  Slow is last. (01)
END
same 'has all of it' expected out
exits 0 'in Russian' "$TURNTABLE" report --plain --lang ru
ok 'it is' grep -q 'Уроков начато: 3 из 3' out

echo 'r frame down down down frame enter frame q frame' >keys
exits 0 'from the list' "$TURNTABLE" learn --frame --script keys
ok 'r shows it' grep -q 'What you know of the course' out
ok 'enter goes to the lesson and its step' grep -q 'A test  2 of 2' out
ok 'q leads to the list' sh -c "tail -24 out | grep -q 'Turntable: the lessons'"
exits 0 'from the command' "$TURNTABLE" report --frame
ok 'on the screen' grep -q 'enter on' out
echo 'q frame' >keys
exits 0 'q leads from it' "$TURNTABLE" report --frame --script keys
ok 'to the list, too' grep -q 'Turntable: the lessons' out

# --- how far one is stands on one line, with two figures each ---
{
	printf '# The scheduler of a system, at length\n'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		printf '\n## %s\n\n```quiz one\nIs it?\n' "$i"
		printf '* Yes.\n- No. !n%s  It is.\n```\n' "$i"
	done
} >lessons/en/04-long.md
answers 'n 0 n 0 n 0 n 0 n 0 n 0 n 0 n 0 n 0 n 0 n 0' 04
echo 'frame' >keys
exits 0 'the list again' "$TURNTABLE" learn --frame --script keys
ok 'is a line for each' grep -q 'at step 11, right at first: 0 of 11' out

# --- in lines ---
printf '\n2\n1\n\n0\n\n' >lines
exits 0 'a lesson in lines' \
	sh -c "'$TURNTABLE' learn --plain 03 --step 1 <lines"
ok 'ends in the commands to look again' \
	grep -q 'turntable learn 01-apples --step 2' out

# --- a translation sends to the same places ---
mkdir -p lessons/ru
sed -e 's/see: 01-apples:2/see: 01-apples:1/' -e 's/What it is/О чём/' \
	lessons/en/03-test.md >lessons/ru/03-test.md
exits 1 'another place' "$TURNTABLE" check lessons/ru/03-test.md
ok 'is told' grep -q 'what it says to look at again' err
tap_done
