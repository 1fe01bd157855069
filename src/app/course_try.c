/* SPDX-License-Identifier: MIT */
/*
 * A page's exercise: what may be changed is turned like a knob, and the stage,
 * the goal and its figures follow at once.
 */
#include "app/course.h"

#include "base/i18n.h"
#include "base/must.h"
#include "base/text.h"

#include <string.h>

enum { UNDO_MOST = 1000, NOTCHES_MOST = 100 };

static const struct exercise *exercise(const struct course *c)
{
	return course_act(c)->exercise;
}

static const struct change *change_of(const struct course *c, size_t knob)
{
	return exercise(c)->changes + c->trial.knobs[knob].change;
}

/* --- which knobs there are --- */

static void add_knob(struct trial *t, size_t change, size_t setup)
{
	if (t->n_knobs < TRIAL_KNOBS)
		t->knobs[t->n_knobs++] = (struct trial_knob){change, setup};
}

static void add_knobs(struct course *c, size_t i)
{
	const struct change *change = exercise(c)->changes + i;
	const struct attempt *a = &c->trial.attempt;

	if (change->kind == CHANGE_LINE) {
		add_knob(&c->trial, i, SIZE_MAX);
		return;
	}
	for (size_t k = 0; k < a->n_setups; k++)
		if ((change->setup == SIZE_MAX || change->setup == k) &&
		    setup_takes((enum setup_model)a->setups[k].setup.model,
				change->key))
			add_knob(&c->trial, i, k);
}

/* --- the stage, the goal --- */

static const char *text_of(const struct course *c)
{
	const struct attempt *a = &c->trial.attempt;

	return a->own ? a->own->source
		      : course_page(c)->stage->scope.program->source;
}

/* A copy of what the exercise is now. */
static struct variant variant_of(const struct course *c)
{
	const struct trial *t = &c->trial;
	struct variant v;

	variant_take(&v, &t->attempt, text_of(c), t->lines.at, t->lines.len);
	return v;
}

static void show_runs(struct course *c)
{
	struct variant v = variant_of(c);

	variant_show(&v, c->session);
	variant_fini(&v);
}

static void save(struct course *c)
{
	struct trial *t = &c->trial;
	struct fact fact = fact_of(FACT_SOLVED, str_text(&c->id),
				   (unsigned)course_page(c)->act);

	fact.result = t->shown    ? RESULT_WRONG
		      : t->hinted ? RESULT_SECOND
				  : RESULT_FIRST;
	c->results.at[c->page] = (uint8_t)fact.result;
	t->is_saved = true;
	course_keep(c, &fact);
}

static void look(struct course *c)
{
	struct trial *t = &c->trial;
	enum query_status status;

	show_runs(c);
	str_clear(&t->note);
	status = attempt_check(&t->attempt, c->lesson, course_page(c)->act,
			       &t->holds, &t->note);
	if (status != QUERY_OK) {
		str_clear(&t->note);
		str_add(&t->note, query_status_text(status));
	}
	if (t->holds && !t->is_saved)
		save(c);
	c->session->dirty = true;
}

/* --- what it was --- */

static void set_line(struct course *c, size_t change, const char *text)
{
	char **line = c->trial.lines.at + change;
	size_t n = text ? strlen(text) + 1 : 0;

	mem_free(*line);
	*line = text ? memcpy(mem_new(n), text, n) : NULL;
}

static void remember(struct course *c)
{
	struct trial *t = &c->trial;

	if (t->before.len == UNDO_MOST) {
		variant_fini(t->before.at);
		vec_del(&t->before, 0);
	}
	vec_push(&t->before, variant_of(c));
}

/* The variant becomes the attempt. */
static void recall(struct course *c, const struct variant *v)
{
	struct trial *t = &c->trial;
	const char *text = str_text(&v->text);
	const struct source source = {"", text, v->text.len};
	struct diags diags = {0};

	if (strcmp(text, text_of(c)) != 0)
		must(attempt_set_text(&t->attempt, c->lesson,
				      course_page(c)->act, &source, &diags));
	for (size_t i = 0; i < t->attempt.n_setups; i++)
		t->attempt.setups[i].setup = v->setups[i];
	for (size_t i = 0; i < t->lines.len; i++)
		set_line(c, i, v->lines.at[i]);
	diags_fini(&diags);
}

static struct solved *solved_on(const struct course *c, size_t page)
{
	for (size_t i = 0; i < c->solved.len; i++)
		if (c->solved.at[i].page == page)
			return c->solved.at + i;
	return NULL;
}

/* --- begin and end --- */

void trial_begin(struct course *c)
{
	struct trial *t = &c->trial;
	const struct solved *solved = solved_on(c, c->page);

	t->is_there = true;
	attempt_init(&t->attempt, c->lesson, course_page(c)->act);
	vec_extend(&t->lines, exercise(c)->n_changes);
	for (size_t i = 0; i < exercise(c)->n_changes; i++)
		add_knobs(c, i);
	if (solved)
		recall(c, &solved->variant);
	t->is_saved = solved != NULL;
	session_show(c->session, VIEW_TRY);
	look(c);
}

static void keep_solved(struct course *c)
{
	struct solved *solved = solved_on(c, c->page);

	if (solved)
		variant_fini(&solved->variant);
	else
		solved = vec_add(&c->solved);
	solved->page = c->page;
	solved->variant = variant_of(c);
}

void trial_end(struct course *c)
{
	struct trial *t = &c->trial;

	if (!t->is_there)
		return;
	if (t->holds)
		keep_solved(c);
	for (size_t i = 0; i < t->before.len; i++)
		variant_fini(t->before.at + i);
	for (size_t i = 0; i < t->lines.len; i++)
		mem_free(t->lines.at[i]);
	vec_fini(&t->before);
	vec_fini(&t->lines);
	str_fini(&t->note);
	attempt_fini(&t->attempt);
	*t = (struct trial){0};
}

void trial_forget(struct course *c)
{
	for (size_t i = 0; i < c->solved.len; i++)
		variant_fini(&c->solved.at[i].variant);
	vec_fini(&c->solved);
}

const struct variant *trial_left(const struct course *c)
{
	const struct staging *stage = course_page(c)->stage;
	size_t page = c->page;

	for (size_t i = page; i < c->pages.len; i++)
		if (c->pages.at[i].stage == stage &&
		    c->pages.at[i].act != SIZE_MAX &&
		    c->lesson->parts.at[c->pages.at[i].act].kind != PART_QUIZ)
			return NULL;
	while (page-- > 0 && c->pages.at[page].stage == stage)
		if (solved_on(c, page))
			return &solved_on(c, page)->variant;
	return NULL;
}

/* --- another text --- */

static void say_wrong(struct course *c, const struct diag *diag)
{
	if (diag && diag->hint)
		session_say(c->session, "%s (%s)", diag->message, diag->hint);
	else
		session_say(c->session, _("so the scenario is wrong: %s"),
			    diag ? diag->message : "");
}

/* What is wrong with the text is said; true: it is the attempt's now. */
static bool set_text(struct course *c, const char *text)
{
	const struct source source = {"", text, strlen(text)};
	struct diags diags = {0};
	bool ok = attempt_set_text(&c->trial.attempt, c->lesson,
				   course_page(c)->act, &source, &diags);

	if (!ok)
		say_wrong(c, diags.len > 0 ? diags.list : NULL);
	diags_fini(&diags);
	return ok;
}

static void new_text(struct str *out, const struct course *c)
{
	const struct exercise *e = exercise(c);
	struct str next = {0};

	str_add(out, course_page(c)->stage->scope.program->source);
	for (size_t i = 0; i < e->n_changes; i++) {
		if (!c->trial.lines.at[i] ||
		    !strstr(str_text(out), e->changes[i].line))
			continue;
		str_clear(&next);
		exercise_replace(&next, str_text(out), e->changes[i].line,
				 c->trial.lines.at[i]);
		str_clear(out);
		str_addn(out, str_text(&next), next.len);
	}
	str_fini(&next);
}

bool trial_line(struct course *c, const char *text)
{
	struct trial *t = &c->trial;
	struct str all = {0};
	struct variant before;
	bool ok;

	if (!t->is_there || !trial_is_line(c))
		return true;
	remember(c);
	set_line(c, t->knobs[t->knob].change, text);
	new_text(&all, c);
	ok = set_text(c, str_text(&all));
	if (ok) {
		look(c);
	} else {
		before = vec_pop(&t->before);
		recall(c, &before);
		variant_fini(&before);
	}
	str_fini(&all);
	return ok;
}

bool trial_is_line(const struct course *c)
{
	return c->trial.n_knobs > 0 &&
	       change_of(c, c->trial.knob)->kind == CHANGE_LINE;
}

void trial_undo(struct course *c)
{
	struct trial *t = &c->trial;
	struct variant last;

	if (!t->is_there || t->before.len == 0) {
		session_say(c->session, "%s", _("nothing has been changed"));
		return;
	}
	last = vec_pop(&t->before);
	recall(c, &last);
	variant_fini(&last);
	look(c);
}

/* --- knobs --- */

void trial_choose(struct course *c, int64_t down)
{
	struct trial *t = &c->trial;
	int64_t knob = (int64_t)t->knob + down;

	knob = knob < (int64_t)t->n_knobs ? knob : (int64_t)t->n_knobs - 1;
	t->knob = knob > 0 ? (size_t)knob : 0;
	c->session->dirty = true;
}

static int64_t next_allowed(const struct change *change, int64_t value,
			    int64_t notches)
{
	int64_t by = notches < 0 ? 63 : 1, at = value;

	for (int64_t n = notches < 0 ? -notches : notches; n > 0; n--) {
		do
			at = (at + by) % 64;
		while (at != value && !(change->allowed >> at & 1));
	}
	return at;
}

/* One, or the scenario's unit, or a tenth of a range that is less; tens or
 * more where the range is long, so that its end is not out of reach. */
static int64_t notch_of(const struct change *change, int64_t unit)
{
	int64_t range = change->hi - change->lo, notch = 1;

	if (setup_keys[change->key].kind == KEY_DURATION) {
		notch = unit > 0 && range >= unit ? unit : range / 10;
		notch = notch > 0 ? notch : 1;
	}
	while (range / notch > NOTCHES_MOST)
		notch *= 10;
	return notch;
}

static int64_t turned(const struct change *change, int64_t value,
		      int64_t notches, int64_t unit)
{
	int64_t notch = notch_of(change, unit), far;

	if (setup_keys[change->key].kind == KEY_CHOICE)
		return next_allowed(change, value, notches % 64);
	if (value < change->lo || value > change->hi)
		value = value < change->lo ? change->lo : change->hi;
	far = notches > 0 ? (change->hi - value) / notch
			  : (value - change->lo) / notch;
	if ((notches > 0 ? notches : -notches) > far)
		return notches > 0 ? change->hi : change->lo;
	return value + notches * notch;
}

void trial_turn(struct course *c, int64_t notches)
{
	struct trial *t = &c->trial;
	const struct change *change;
	struct query_setup *setup;
	int64_t value;

	if (t->n_knobs == 0 || trial_is_line(c)) {
		session_say(c->session, "%s", _("enter changes this line"));
		return;
	}
	change = change_of(c, t->knob);
	setup = t->attempt.setups + t->knobs[t->knob].setup;
	value = turned(change, setup->setup.key[change->key], notches,
		       setup->program->unit);
	if (value == setup->setup.key[change->key]) {
		session_say(c->session, "%s", _("no further"));
		return;
	}
	remember(c);
	setup_give(&setup->setup, change->key, value);
	look(c);
}

/* --- help with it --- */

void trial_hint(struct course *c)
{
	c->trial.hinted = true;
	c->session->dirty = true;
	if (!exercise(c)->hint)
		session_say(c->session, "%s", _("There is no hint."));
}

void trial_solve(struct course *c)
{
	const struct exercise *e = exercise(c);
	struct trial *t = &c->trial;
	struct diags diags = {0};

	remember(c);
	t->shown = true;
	if (attempt_solve(&t->attempt, c->lesson, course_page(c)->act, &diags))
		for (size_t i = 0; i < e->n_cures; i++)
			for (size_t k = 0; k < e->n_changes; k++)
				if (e->cures[i].kind == CHANGE_LINE &&
				    e->changes[k].kind == CHANGE_LINE &&
				    strcmp(e->cures[i].line,
					   e->changes[k].line) == 0)
					set_line(c, k, e->cures[i].new_line);
	diags_fini(&diags);
	look(c);
}

/* --- what they say --- */

/* "quantum", and where the reader's language has a word of its own with the
 * key beside it; the story's word if that is shown. */
static void add_key(struct str *out, const struct course *c, enum setup_key key)
{
	static const char *const nouns[SETUP_KEYS] = {
		[KEY_CORES] = N_("cores"),
		[KEY_WORKERS] = N_("workers"),
		[KEY_POLICY] = N_("policy"),
		[KEY_QUANTUM] = N_("quantum"),
		[KEY_SWITCH] = N_("switch cost"),
		[KEY_START] = N_("start cost"),
		[KEY_INTERVAL] = N_("interval"),
	};
	const char *name = setup_keys[key].name;
	const char *noun = nouns[key] ? _(nouns[key]) : name;
	const char *word = words_or(&c->session->words, name, noun);

	str_add(out, word);
	if (word == noun && strcmp(noun, name) != 0)
		str_addf(out, " (%s)", name);
}

void trial_name(struct str *out, const struct course *c, size_t knob)
{
	const struct change *change = change_of(c, knob);
	const struct attempt *a = &c->trial.attempt;

	if (change->kind == CHANGE_LINE) {
		str_add(out, _("line"));
		return;
	}
	if (a->n_setups > 1)
		str_addf(out, "%s  ",
			 a->setups[c->trial.knobs[knob].setup].title);
	add_key(out, c, change->key);
}

void trial_value(struct str *out, const struct course *c, size_t knob)
{
	const struct trial_knob *k = c->trial.knobs + knob;
	const struct change *change = change_of(c, knob);
	const struct query_setup *setup = c->trial.attempt.setups + k->setup;
	const char *line = change->line;

	if (change->kind == CHANGE_KEY) {
		exercise_value(out, setup, change->key);
		return;
	}
	if (c->trial.lines.at[k->change])
		line = c->trial.lines.at[k->change];
	text_safe(out, line, strlen(line));
}

void trial_range(struct str *out, const struct course *c, size_t knob)
{
	const struct change *change = change_of(c, knob);
	const struct trial *t = &c->trial;

	if (change->kind == CHANGE_KEY)
		exercise_range(out, t->attempt.setups + t->knobs[knob].setup,
			       change);
}
