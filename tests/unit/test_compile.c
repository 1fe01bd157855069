/* SPDX-License-Identifier: MIT */
/*
 * Statements to instructions: each with its operands, jumps and blocks.
 * An instruction is written `NAME a b c`, with - for what is absent, then
 * what flags and n say; a variable of the task's own is written @0.
 */
#include "unit/compiled.h"
#include "unit/unit.h"

static const char *const op_names[OP_COUNT] = {
	[OP_END] = "end",
	[OP_PASS] = "pass",
	[OP_WORK] = "work",
	[OP_WAIT] = "wait",
	[OP_BLOCK] = "block",
	[OP_SLEEP] = "sleep",
	[OP_YIELD] = "yield",
	[OP_OFFLOAD] = "offload",
	[OP_OFFLOAD_END] = "offload-end",
	[OP_PRINT] = "print",
	[OP_SPAWN] = "spawn",
	[OP_JOIN] = "join",
	[OP_GATHER] = "gather",
	[OP_WAIT_TASKS] = "wait-tasks",
	[OP_WAIT_FOR] = "wait-for",
	[OP_SHIELD] = "shield",
	[OP_GROUP] = "group",
	[OP_GROUP_END] = "group-end",
	[OP_CALL] = "call",
	[OP_RETURN] = "return",
	[OP_ACQUIRE] = "acquire",
	[OP_RELEASE] = "release",
	[OP_WITH] = "with",
	[OP_WITH_END] = "with-end",
	[OP_PUT] = "put",
	[OP_GET] = "get",
	[OP_WAIT_EVENT] = "wait-event",
	[OP_SET] = "set",
	[OP_CLEAR] = "clear",
	[OP_WAIT_ON] = "wait-on",
	[OP_NOTIFY] = "notify",
	[OP_DONE] = "done",
	[OP_WAIT_DONE] = "wait-done",
	[OP_ASSIGN] = "assign",
	[OP_ASSIGN_OVER] = "assign-over",
	[OP_REPEAT] = "repeat",
	[OP_AGAIN] = "again",
	[OP_JUMP] = "jump",
	[OP_JUMP_UNLESS] = "jump-unless",
	[OP_LEAVE] = "leave",
	[OP_TIMEOUT] = "timeout",
	[OP_TIMEOUT_END] = "timeout-end",
	[OP_CANCEL] = "cancel",
	[OP_FAIL] = "fail",
	[OP_FAIL_AGAIN] = "fail-again",
	[OP_TRY] = "try",
	[OP_TRY_END] = "try-end",
	[OP_EXCEPT] = "except",
	[OP_EXCEPT_END] = "except-end",
	[OP_FINALLY] = "finally",
	[OP_FINALLY_ENTER] = "finally-enter",
	[OP_FINALLY_END] = "finally-end",
};

static void add_operand(struct str *out, uint32_t operand)
{
	if (operand == NONE)
		str_add(out, " -");
	else if (operand & VAR_LOCAL)
		str_addf(out, " @%u", operand & ~VAR_LOCAL);
	else
		str_addf(out, " %u", operand);
}

static void add_insn(struct str *out, const struct insn *in)
{
	str_add(out, op_names[in->op]);
	add_operand(out, in->a);
	add_operand(out, in->b);
	add_operand(out, in->c);
	if (in->flags)
		str_addf(out, " flags %u", in->flags);
	if (in->n)
		str_addf(out, " n %u", in->n);
	str_add(out, "; ");
}

/* Everything a body may name; its task comes first. */
static const char things[] = "device disk latency 5\n"
			     "lock l\n"
			     "semaphore s 2\n"
			     "queue q\n"
			     "event e\n"
			     "condition c\n"
			     "var x = 3\n"
			     "var y = 4\n"
			     "task a times 3 on demand:\n"
			     "  pass\n"
			     "task b on demand:\n"
			     "  pass\n"
			     "routine r:\n"
			     "  return 5\n";

static const struct {
	const char *body, *code;
} bodies[] = {
	{" pass", "pass - - -; "},
	{" work 5", "work 1 - -; "},
	{" wait 5", "wait 1 - -; "},
	{" wait 5 on disk", "wait 1 0 -; "},
	{" wait on disk", "wait - 0 -; "},
	{" wait on c", "wait-on 5 - -; "},
	{" block 5", "block 1 - -; "},
	{" block on disk", "block - 0 -; "},
	{" sleep (x * 2)s", "sleep 1 - -; "},
	{" yield", "yield - - -; "},
	{" offload block 5 \"a\"",
	 "offload - - 2; block 1 - -; offload-end - - -; "},
	{" offload call r into x",
	 "offload - - 2; call 0 0 0; offload-end - - -; "},
	{" print \"hi\" \"label\"", "print 0 - -; "},
	{" spawn a", "spawn 0 - - n 1; "},
	{" spawn next a", "spawn 0 - - flags 1 n 1; "},
	{" join a.2 into y", "join 0 1 - n 1; "},
	{" gather a b keep failures", "gather 0 - - flags 4 n 2; "},
	{" gather started b", "gather 0 - - flags 2 n 1; "},
	{" wait any a b within 5", "wait-tasks 0 1 - flags 8 n 2; "},
	{" wait all a", "wait-tasks 0 - - n 1; "},
	{" wait failure started a b", "wait-tasks 0 - - flags 18 n 2; "},
	{" wait for b within 5", "wait-for 0 1 1 n 1; "},
	{" wait for b within 5\n else:\n  pass\n yield",
	 "wait-for 0 1 2 n 1; pass - - -; yield - - -; "},
	{" wait for b within 5 else:\n  pass",
	 "wait-for 0 1 2 n 1; pass - - -; "},
	{" shield b", "shield 0 - - n 1; "},
	{" group a b:\n  pass",
	 "group 0 - 2 n 2; pass - - -; group-end - - -; "},
	{" call r", "call 0 - 0; "},
	{" call r into y", "call 0 1 0; "},
	{" return", "return - - -; "},
	{" return 5", "return 0 - -; "},
	{" acquire l\n release s", "acquire 1 - -; release 2 - -; "},
	{" with l:\n  pass", "with 1 - 2; pass - - -; with-end 1 - -; "},
	{" put q", "put 3 - -; "},
	{" put q x + 1", "put 3 0 -; "},
	{" get q", "get 3 - -; "},
	{" get q into x", "get 3 0 -; "},
	{" wait until e\n set e\n clear e",
	 "wait-event 4 - -; set 4 - -; clear 4 - -; "},
	{" notify c", "notify 5 - -; "},
	{" notify c 2", "notify 5 0 -; "},
	{" notify c all", "notify 5 - - flags 32; "},
	{" done q\n wait done q\n wait empty q",
	 "done 3 - -; wait-done 3 - -; wait-done 3 - -; "},
	{" x = 5", "assign 0 0 -; "},
	{" x += 5 over 2", "assign-over 0 0 1; "},
	{" my z = 1\n z = 2\n my w = z\n my z = 3",
	 "assign @0 0 -; assign @0 3 -; assign @1 6 -; assign @0 9 -; "},
	{" repeat 3:\n  pass", "repeat 0 - 3; pass - - -; again 1 - -; "},
	{" repeat 3:\n  break\n  continue",
	 "repeat 0 - 4; leave 4 - - n 1; jump 3 - -; again 1 - -; "},
	{" repeat 3:\n  with l:\n   break\n   continue",
	 "repeat 0 - 6; with 1 - 4; leave 6 - - n 2; leave 5 - - n 1; "
	 "with-end 1 - -; again 1 - -; "},
	{" while x:\n  break\n  continue",
	 "jump-unless 4 0 -; jump 4 - -; jump 0 - -; jump 0 - -; "},
	{" forever:\n  with l:\n   break\n  continue",
	 "with 1 - 2; leave 5 - - n 1; with-end 1 - -; jump 0 - -; "
	 "jump 0 - -; "},
	{" if x:\n  pass", "jump-unless 2 0 -; pass - - -; "},
	{" if x:\n  pass\n else:\n  yield",
	 "jump-unless 3 0 -; pass - - -; jump 4 - -; yield - - -; "},
	{" if x:\n  pass\n elif y:\n  pass\n else:\n  yield",
	 "jump-unless 3 0 -; pass - - -; jump 7 - -; jump-unless 6 3 -; "
	 "pass - - -; jump 7 - -; yield - - -; "},
	{" timeout 5:\n  pass",
	 "timeout 1 - 2; pass - - -; timeout-end - - 3; "},
	{" timeout 5:\n  pass\n else:\n  yield",
	 "timeout 1 - 2; pass - - -; timeout-end - - 4; yield - - -; "},
	{" cancel a.1\n cancel self",
	 "cancel 0 - - n 1; cancel - - - flags 64; "},
	{" fail Boom\n fail misuse\n fail Bang\n fail failures\n fail Boom",
	 "fail 7 - -; fail 3 - -; fail 8 - -; fail 2 - -; fail 7 - -; "},
	{" try:\n  pass\n except:\n  fail",
	 "try - - 3; pass - - -; try-end 6 - -; except 65535 - -; "
	 "fail-again - - -; except-end 6 - -; "},
	{" try:\n  pass\n except A:\n  pass\n except cancelled:\n  yield",
	 "try - - 3; pass - - -; try-end 9 - -; except 7 - 6; pass - - -; "
	 "except-end 9 - -; except 1 - -; yield - - -; except-end 9 - -; "},
	{" try:\n  pass\n finally:\n  yield",
	 "finally - - 2; pass - - -; finally-enter - - -; yield - - -; "
	 "finally-end - - -; "},
	{" try:\n  pass\n except:\n  pass\n finally:\n  yield",
	 "finally - - 7; try - - 4; pass - - -; try-end 7 - -; "
	 "except 65535 - -; pass - - -; except-end 7 - -; "
	 "finally-enter - - -; yield - - -; finally-end - - -; "},
	{" forever:\n  try:\n   break\n  except:\n   break\n  finally:\n   "
	 "break",
	 "finally - - 7; try - - 4; leave 11 - - n 2; try-end 7 - -; "
	 "except 65535 - -; leave 11 - - n 2; except-end 7 - -; "
	 "finally-enter - - -; leave 11 - - n 1; finally-end - - -; "
	 "jump 0 - -; "},
};

START_TEST(a_body_is_compiled)
{
	struct str text = {0}, code = {0};
	struct program *p;

	str_addf(&text, "task t:\n%s\n%s", bodies[_i].body, things);
	p = compiled(str_text(&text));
	for (uint32_t pc = 0; p->code[pc].op != OP_END; pc++)
		add_insn(&code, &p->code[pc]);
	ck_assert_str_eq(str_text(&code), bodies[_i].code);
	program_free(p);
	str_fini(&text);
	str_fini(&code);
}
END_TEST

/* Postfix words, written as they stand; a constant as its value. */
static const struct {
	const char *expr;
	uint32_t words[16];
} exprs[] = {
	{"5", {EXPR_CONST, 0, EXPR_END}},
	{"x", {EXPR_GLOBAL, 0, EXPR_END}},
	{"number", {EXPR_NUMBER, EXPR_END}},
	{"1 + 2 * 3",
	 {EXPR_CONST, 0, EXPR_CONST, 1, EXPR_CONST, 2, EXPR_MUL, EXPR_ADD}},
	{"(1 + 2) * 3",
	 {EXPR_CONST, 0, EXPR_CONST, 1, EXPR_ADD, EXPR_CONST, 2, EXPR_MUL}},
	{"1 - 2 - 3",
	 {EXPR_CONST, 0, EXPR_CONST, 1, EXPR_SUB, EXPR_CONST, 2, EXPR_SUB}},
	{"-x // 2 % y",
	 {EXPR_GLOBAL, 0, EXPR_NEG, EXPR_CONST, 0, EXPR_DIV, EXPR_GLOBAL, 1,
	  EXPR_MOD}},
	{"not x == y", {EXPR_GLOBAL, 0, EXPR_GLOBAL, 1, EXPR_EQ, EXPR_NOT}},
	{"x < 1 + y",
	 {EXPR_GLOBAL, 0, EXPR_CONST, 0, EXPR_GLOBAL, 1, EXPR_ADD, EXPR_LT}},
	{"x and y", {EXPR_GLOBAL, 0, EXPR_AND, 6, EXPR_GLOBAL, 1, EXPR_END}},
	{"x or y and 1",
	 {EXPR_GLOBAL, 0, EXPR_OR, 10, EXPR_GLOBAL, 1, EXPR_AND, 10, EXPR_CONST,
	  0, EXPR_END}},
	{"not x or y",
	 {EXPR_GLOBAL, 0, EXPR_NOT, EXPR_OR, 7, EXPR_GLOBAL, 1, EXPR_END}},
	{"size(q) + value(s)", {EXPR_SIZE, 3, EXPR_VALUE, 2, EXPR_ADD}},
	{"isset(e)", {EXPR_ISSET, 4, EXPR_END}},
	{"held(l)", {EXPR_HELD, 1, EXPR_END}},
	{"done(a.2)", {EXPR_DONE, 0, EXPR_END}},
	{"failed(b)", {EXPR_FAILED, 0, EXPR_END}},
	{"x != y", {EXPR_GLOBAL, 0, EXPR_GLOBAL, 1, EXPR_NE}},
	{"x >= y", {EXPR_GLOBAL, 0, EXPR_GLOBAL, 1, EXPR_GE}},
	{"x <= y", {EXPR_GLOBAL, 0, EXPR_GLOBAL, 1, EXPR_LE}},
	{"x > y", {EXPR_GLOBAL, 0, EXPR_GLOBAL, 1, EXPR_GT}},
};

START_TEST(an_expression_is_postfix)
{
	struct str text = {0};
	struct program *p;

	str_addf(&text, "task t:\n x = %s\n%s", exprs[_i].expr, things);
	p = compiled(str_text(&text));
	for (uint32_t i = 0; i < 16 && p->exprs[i] != EXPR_END; i++)
		ck_assert_uint_eq(p->exprs[i], exprs[_i].words[i]);
	program_free(p);
	str_fini(&text);
}
END_TEST

#define MS INT64_C(1000000)

static const struct {
	const char *text;
	enum dur_kind kind;
	int64_t lo, hi, step;
} durs[] = {
	{"5", DUR_CONST, 5 * MS, 5 * MS, 0},
	{"1.5s", DUR_CONST, 1500 * MS, 1500 * MS, 0},
	{"3..5", DUR_RANGE, 3 * MS, 5 * MS, MS},
	{"1..2s", DUR_RANGE, 1000 * MS, 2000 * MS, 1000 * MS},
	{"1s..1500ms", DUR_RANGE, 1000 * MS, 1500 * MS, MS},
	{"1.5..2", DUR_RANGE, 1500000, 2 * MS, 1},
	{"2..2", DUR_RANGE, 2 * MS, 2 * MS, MS},
	{"(x)", DUR_EXPR, 0, 0, MS},
	{"(x) us", DUR_EXPR, 0, 0, 1000},
	{"(x)h", DUR_EXPR, 0, 0, 3600000 * MS},
};

START_TEST(a_duration_is_in_nanoseconds)
{
	struct str text = {0};
	struct program *p;

	str_addf(&text, "task t:\n work %s\n%s", durs[_i].text, things);
	p = compiled(str_text(&text));
	ck_assert_int_eq(p->durs[1].kind, durs[_i].kind);
	ck_assert_int_eq(p->durs[1].lo, durs[_i].lo);
	ck_assert_int_eq(p->durs[1].hi, durs[_i].hi);
	if (durs[_i].kind != DUR_CONST)
		ck_assert_int_eq(p->durs[1].step, durs[_i].step);
	program_free(p);
	str_fini(&text);
}
END_TEST

START_TEST(a_printed_text_is_pieces)
{
	struct program *p = compiled("var n = 1\ntask t:\n my m = 2\n print "
				     "\"a{{}}\\n{n}\\\"{m}{number}{task}\"\n");
	static const uint8_t kinds[] = {PIECE_TEXT, PIECE_VAR,    PIECE_TEXT,
					PIECE_VAR,  PIECE_NUMBER, PIECE_TASK};

	ck_assert_uint_eq(p->texts[0].n, 6);
	for (int i = 0; i < 6; i++)
		ck_assert_int_eq(p->pieces[i].kind, kinds[i]);
	ck_assert_str_eq(p->pieces[0].text, "a{}\n");
	ck_assert_uint_eq(p->pieces[1].var, 0);
	ck_assert_str_eq(p->pieces[2].text, "\"");
	ck_assert_uint_eq(p->pieces[3].var, VAR_LOCAL | 0);
	program_free(p);
}
END_TEST

START_TEST(statements_know_their_place)
{
	const char *text = "task t \"Tea\":\n  work 5 \"boil\"   # not this\n";
	struct program *p = compiled(text);
	const struct prog_stmt *work = &p->stmts[p->code[0].stmt];
	const struct prog_stmt *end = &p->stmts[p->code[1].stmt];

	ck_assert_uint_eq(work->line, 2);
	ck_assert_mem_eq(text + work->begin, "work 5 \"boil\"", 13);
	ck_assert_uint_eq(work->end - work->begin, 13);
	ck_assert_str_eq(work->label, "boil");
	ck_assert_uint_eq(end->line, 1);
	ck_assert_str_eq(end->label, "Tea");
	program_free(p);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("compile");
	TCase *tests = tcase_create("compile");

	tcase_add_loop_test(tests, a_body_is_compiled, 0,
			    sizeof bodies / sizeof *bodies);
	tcase_add_loop_test(tests, an_expression_is_postfix, 0,
			    sizeof exprs / sizeof *exprs);
	tcase_add_loop_test(tests, a_duration_is_in_nanoseconds, 0,
			    sizeof durs / sizeof *durs);
	tcase_add_test(tests, a_printed_text_is_pieces);
	tcase_add_test(tests, statements_know_their_place);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
