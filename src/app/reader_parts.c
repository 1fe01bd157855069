/* SPDX-License-Identifier: MIT */
/*
 * Questions and exercises, asked and answered in lines.
 */
#include "app/reader_parts.h"

#include "app/recap.h"
#include "base/i18n.h"
#include "base/text.h"
#include "lesson/asking.h"
#include "lesson/exercise.h"
#include "lesson/misconception.h"
#include "lesson/para.h"

#include <stdlib.h>
#include <string.h>

/* --- questions --- */

/* The option that stands at a place on the list. */
static size_t option_at(const struct question *q, size_t place)
{
	return q->kind == QUIZ_ORDER ? q->shown[place] : place;
}

static void say_options(struct reading *r, const struct asking *a)
{
	const struct question *q = a->question;
	struct str line = {0};

	for (size_t i = 0; i < q->n_options; i++) {
		const struct option *o = q->options + option_at(q, i);

		str_clear(&line);
		str_addf(&line, "%zu. %s%s", i + 1, o->text,
			 a->struck >> i & 1 ? _(" (not this)") : "");
		reading_say(r, str_text(&line));
	}
	str_fini(&line);
	fprintf(r->out, "0. %s\n", _("I don't know"));
}

/* The numbers typed, at most so many; false: something else was. */
static bool read_numbers(const char *text, size_t most, size_t *numbers,
			 size_t *n)
{
	char *end;

	for (*n = 0; *text;) {
		unsigned long number;

		text += strspn(text, " ,");
		if (!*text)
			break;
		number = strtoul(text, &end, 10);
		if (end == text || number > most || *n == CHOICES_MAX)
			return false;
		numbers[(*n)++] = number;
		text = end;
	}
	return *n > 0;
}

/* From the typed line to an answer. */
static void read_given(const struct question *q, const char *line,
		       struct given *given)
{
	size_t numbers[CHOICES_MAX], n;

	*given = (struct given){.typed = line};
	memset(given->order, 0xff, sizeof given->order);
	given->is_unknown = strcmp(line, "0") == 0 || strcmp(line, "?") == 0;
	if (q->kind == QUIZ_NUMBER) {
		given->is_unknown = strcmp(line, "?") == 0;
		return;
	}
	if (given->is_unknown ||
	    !read_numbers(line, q->n_options, numbers, &n) ||
	    (q->kind == QUIZ_ONE && n != 1))
		return;
	for (size_t i = 0; i < n; i++) {
		if (numbers[i] == 0)
			return;
		given->chosen |= 1u << (numbers[i] - 1);
		given->order[i] = (uint8_t)option_at(q, numbers[i] - 1);
	}
}

static const char *how(enum quiz_kind kind)
{
	static const char *const texts[QUIZ_KINDS] = {
		[QUIZ_ONE] = N_("Your answer (a number):"),
		[QUIZ_MANY] = N_("Your answer (numbers, all that are right):"),
		[QUIZ_NUMBER] = N_("Your answer (? if you don't know):"),
		[QUIZ_ORDER] = N_("Your order (all the numbers):"),
	};

	return _(texts[kind]);
}

static void say_hit(struct reading *r, const struct asking *a)
{
	struct str why = {0};

	asking_explain(&why, a);
	reading_part(r, asking_verdict(a), str_text(&why));
	if (!a->is_over)
		reading_say(r, _("One more try."));
	str_fini(&why);
}

static void say_answer(struct reading *r, const struct question *q)
{
	for (size_t i = 0; i < q->n_options; i++) {
		if (q->options[i].is_right || q->kind == QUIZ_ORDER)
			reading_part(r, _("The answer:"), q->options[i].text);
	}
}

static void save_answer(struct reading *r, const struct asking *a, size_t part)
{
	struct fact fact = fact_of(FACT_ANSWER, r->id, (unsigned)part);
	const struct option *hit =
		a->first_hit == SIZE_MAX ? NULL
					 : a->question->options + a->first_hit;

	if (a->first_right)
		fact.result = RESULT_FIRST;
	else if (a->is_right)
		fact.result = RESULT_SECOND;
	else
		fact.result = a->tries == 1 ? RESULT_UNKNOWN : RESULT_WRONG;
	if (hit)
		fact_set_name(&fact, hit->name);
	journal_add(r->journal, &fact);
}

static void ask(struct reading *r, struct asking *a, size_t part)
{
	const struct question *q = a->question;

	reading_say(r, q->text);
	while (!a->is_over) {
		struct given given;
		enum verdict verdict;

		if (q->kind != QUIZ_NUMBER)
			say_options(r, a);
		if (!reading_ask(r, how(q->kind), part))
			return;
		read_given(q, str_text(&r->line), &given);
		verdict = asking_answer(a, &given);
		if (verdict == VERDICT_UNREADABLE)
			reading_say(r, _("This is no answer; one of the "
					 "numbers is wanted."));
		if (verdict == VERDICT_WRONG)
			say_hit(r, a);
	}
	reading_say(r, a->is_right ? _("That is right.") : "");
	if (!a->is_right)
		say_answer(r, q);
	reading_part(r, _("Why:"), q->why);
	fputc('\n', r->out);
	save_answer(r, a, part);
}

void reading_question(struct reading *r, size_t part)
{
	struct question q;
	struct asking asking;

	if (question_init(&q, r->lesson, part, &r->showings, NULL) ==
	    QUERY_OK) {
		asking_init(&asking, &q);
		ask(r, &asking, part);
	}
	question_fini(&q);
	if (!r->is_over)
		reading_ask(r, _("[Enter]"), part);
}

/* --- exercises --- */

struct tried {
	size_t part;
	bool hinted, shown;
	bool is_over;
};

static void save_solved(struct reading *r, const struct tried *t)
{
	struct fact fact = fact_of(FACT_SOLVED, r->id, (unsigned)t->part);

	fact.result = t->shown    ? RESULT_WRONG
		      : t->hinted ? RESULT_SECOND
				  : RESULT_FIRST;
	journal_add(r->journal, &fact);
}

/* What has come of the attempt, and whether that is the goal. */
static void look(struct reading *r, struct attempt *a, struct tried *t)
{
	struct str note = {0}, said = {0};
	bool holds;
	enum query_status status =
		attempt_check(a, r->lesson, t->part, &holds, &note);

	if (status != QUERY_OK)
		reading_say(r, query_status_text(status));
	text_capital(&said, str_text(&note), note.len);
	reading_part(r, "", str_text(&said));
	reading_say(r, holds ? _("The goal is reached.")
			     : _("The goal is not reached yet."));
	t->is_over = holds;
	if (holds)
		save_solved(r, t);
	str_fini(&note);
	str_fini(&said);
}

static void show_solution(struct reading *r, struct tried *t)
{
	const struct exercise *e = r->lesson->parts.at[t->part].exercise;
	struct diags diags = {0};
	struct attempt a;

	for (size_t i = 0; i < e->n_cures; i++) {
		const struct cure *c = e->cures + i;

		if (i > 0 && c->begin == e->cures[i - 1].begin)
			continue;
		fprintf(r->out, "  %.*s\n", (int)(c->end - c->begin),
			r->lesson->source.text + c->begin);
	}
	t->shown = true;
	attempt_init(&a, r->lesson, t->part);
	if (attempt_solve(&a, r->lesson, t->part, &diags))
		look(r, &a, t);
	t->is_over = true;
	attempt_fini(&a);
	diags_fini(&diags);
}

/* What is typed behind one of the lines that may change and a `=`, or NULL. */
static const char *new_line_of(const struct exercise *e, const char *typed,
			       const char **old)
{
	for (size_t i = 0; i < e->n_changes; i++) {
		const char *line = e->changes[i].line, *at = typed;

		if (e->changes[i].kind != CHANGE_LINE ||
		    strncmp(typed, line, strlen(line)) != 0)
			continue;
		at += strlen(line);
		at += strspn(at, " ");
		if (*at++ != '=')
			continue;
		*old = line;
		return at + strspn(at, " ");
	}
	return NULL;
}

/* `LINE = ANOTHER LINE`; false: it is something else. */
static bool try_statement(struct reading *r, struct attempt *a, struct tried *t)
{
	const struct exercise *e = r->lesson->parts.at[t->part].exercise;
	const char *old = NULL;
	const char *line = new_line_of(e, str_text(&r->line), &old);
	const char *text = a->own ? a->own->source : "";
	struct source source = {"", NULL, 0};
	struct diags diags = {0};
	struct str changed = {0};

	if (!line)
		return false;
	if (!strstr(text, old))
		text = lesson_stage(r->lesson, t->part)->scope.program->source;
	exercise_replace(&changed, text, old, line);
	source.text = str_text(&changed);
	source.len = changed.len;
	if (attempt_set_text(a, r->lesson, t->part, &source, &diags))
		look(r, a, t);
	else
		reading_say(r, diags.len > 0 ? diags.list[0].message : "");
	diags_fini(&diags);
	str_fini(&changed);
	return true;
}

static bool has_lines(const struct exercise *e)
{
	for (size_t i = 0; i < e->n_changes; i++)
		if (e->changes[i].kind == CHANGE_LINE)
			return true;
	return false;
}

static void try_line(struct reading *r, struct attempt *a, struct tried *t)
{
	const struct exercise *e = r->lesson->parts.at[t->part].exercise;
	const char *line = str_text(&r->line);
	struct str why = {0};

	if (!*line) {
		t->is_over = true;
	} else if (strcmp(line, "hint") == 0) {
		t->hinted = true;
		reading_say(r, e->hint ? e->hint : _("There is no hint."));
	} else if (strcmp(line, "solution") == 0) {
		show_solution(r, t);
	} else if (try_statement(r, a, t)) {
		;
	} else if (attempt_set(a, r->lesson, t->part, line, &why)) {
		look(r, a, t);
	} else {
		reading_say(r, str_text(&why));
	}
	str_fini(&why);
}

void reading_try(struct reading *r, size_t part)
{
	const struct exercise *e = r->lesson->parts.at[part].exercise;
	const struct staging *stage = lesson_stage(r->lesson, part);
	struct tried t = {.part = part};
	struct str changes = {0}, goal = {0};
	struct attempt a;

	reading_say(r, e->text);
	exercise_goal(&goal, r->lesson, part);
	reading_part(r, _("Goal:"), str_text(&goal));
	exercise_changes(&changes, e, stage);
	fprintf(r->out, _("You may change:\n%s"), str_text(&changes));
	fputs(_("Type KEY=VALUE; or hint, or solution; Enter goes on.\n"),
	      r->out);
	if (has_lines(e))
		fputs(_("A line is changed by: LINE = ANOTHER LINE; \\n begins "
			"one more.\n"),
		      r->out);
	attempt_init(&a, r->lesson, part);
	while (!t.is_over && reading_ask(r, ">", part))
		try_line(r, &a, &t);
	attempt_fini(&a);
	str_fini(&changes);
	str_fini(&goal);
	fputc('\n', r->out);
}

/* --- the report --- */

static void add_misconception(struct str *out, const struct misconception *m,
			      const struct lesson *l)
{
	struct str what = {0};

	misconception_say(&what, l, m->name);
	str_addf(out, _("Misconception: %s (%u)\n"), str_text(&what), m->times);
	str_fini(&what);
}

/* "step 3: When...?", and where else it says to look. */
static void add_again(struct str *out, unsigned number, const struct lesson *l)
{
	const struct part *part = l->parts.at + number;

	if (number >= l->parts.len || !part_asks(part))
		return; /* the lesson has changed since */
	str_addf(out, _("step %zu: %s\n"), part->step, part_asks(part));
	for (size_t i = 0; part->asked && i < part->asked->n_see; i++) {
		const struct look *see = part->asked->see + i;

		str_addf(out, "  turntable learn %s", see->lesson);
		if (see->step > 0)
			str_addf(out, " --step %zu", see->step);
		str_addc(out, '\n');
	}
}

void reading_report(FILE *out, const struct journal *j, const struct lesson *l,
		    const char *id)
{
	struct recap recap;
	struct str text = {0};

	recap_init(&recap, j, id);
	str_addf(&text,
		 _("Questions: %u. Right at the first try: %u, at the second: "
		   "%u. Exercises solved: %u."),
		 recap.asked, recap.first, recap.second, recap.solved);
	str_addc(&text, '\n');
	for (size_t i = 0; i < recap.misconceptions.len; i++)
		add_misconception(&text, recap.misconceptions.at + i, l);
	if (recap.again.len > 0)
		str_addf(&text, _("To look at again: %zu\n"), recap.again.len);
	for (size_t i = 0; i < recap.again.len; i++)
		add_again(&text, recap.again.at[i].number, l);
	fputs(str_text(&text), out);
	str_fini(&text);
	recap_fini(&recap);
}
