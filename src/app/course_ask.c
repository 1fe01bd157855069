/* SPDX-License-Identifier: MIT */
/*
 * A page's question: options chosen, marked and answered; the guess put on the
 * timeline; the answer revealed with the cursor at the event that decided.
 */
#include "app/course.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

/* --- begin and end --- */

static enum view view_of(const struct course *c)
{
	return c->ask.question.kind == QUIZ_NUMBER ? VIEW_NUMBER : VIEW_ASK;
}

void ask_end(struct course *c)
{
	question_fini(&c->ask.question);
	str_fini(&c->ask.guess);
	vec_fini(&c->ask.raised);
	c->ask = (struct asking_page){0};
}

size_t ask_places(const struct course *c)
{
	return c->ask.question.kind == QUIZ_NUMBER
		       ? 1
		       : c->ask.question.n_options + 1;
}

size_t ask_option(const struct course *c, size_t place)
{
	const struct question *q = &c->ask.question;

	return q->kind == QUIZ_ORDER && place < q->n_options ? q->shown[place]
							     : place;
}

bool ask_is_told(const struct course *c)
{
	return c->ask.is_there && c->ask.is_told;
}

bool ask_is_voted(const struct course *c)
{
	enum quiz_kind kind = c->ask.question.kind;

	return c->voting && c->ask.is_there &&
	       (kind == QUIZ_ONE || kind == QUIZ_MANY);
}

/* --- the reveal --- */

static enum fact_result result_of(const struct asking *a)
{
	if (a->first_right)
		return RESULT_FIRST;
	if (a->is_right)
		return RESULT_SECOND;
	return a->tries <= 1 ? RESULT_UNKNOWN : RESULT_WRONG;
}

static void save(struct course *c)
{
	const struct asking *a = &c->ask.asking;
	struct fact fact = fact_of(FACT_ANSWER, str_text(&c->id),
				   (unsigned)course_page(c)->act);

	fact.result = result_of(a);
	c->results.at[c->page] = (uint8_t)fact.result;
	if (a->first_hit != SIZE_MAX)
		fact_set_name(&fact, a->question->options[a->first_hit].name);
	course_keep(c, &fact);
}

/* The cursor behind the event that decided, if the stage has it; not before
 * the moment that was asked about. */
static void go_to_event(struct course *c)
{
	struct session *s = c->session;
	const struct question *q = &c->ask.question;
	int64_t moment = query_moment(course_act(c)->asked->answer);
	size_t run = ask_run(c);

	if (run == SESSION_RUNS)
		return;
	if (q->event == QUERY_NO_EVENT || q->event >= session_trace(s, run)->n)
		session_seek(s, moment >= 0 ? moment : session_end(s));
	else if (trace_at(session_trace(s, run), q->event)->t < moment)
		session_seek(s, moment);
	else
		session_place(s, run, q->event);
	if (c->revealed != c->staged || s->t >= c->revealed_to)
		c->revealed_to = s->t + 1;
	c->revealed = c->staged;
}

static void reveal(struct course *c)
{
	struct session *s = c->session;

	save(c);
	if (s->program && course_act(c)->kind == PART_PREDICT) {
		session_set_gate(s, SESSION_NO_GATE, 0);
		go_to_event(c);
		course_gate(c);
	}
	ask_ghosts(c);
	session_show(s, s->base);
	c->ask.is_told = true;
}

/* Answered on an earlier visit: the cursor where that led. */
static void recall(struct course *c, enum fact_result result)
{
	struct asking *a = &c->ask.asking;

	a->is_over = true;
	a->first_right = result == RESULT_FIRST;
	a->is_right = a->first_right || result == RESULT_SECOND;
	if (c->session->program && course_act(c)->kind == PART_PREDICT) {
		session_set_gate(c->session, SESSION_NO_GATE, 0);
		go_to_event(c);
	}
}

void ask_retell(struct course *c)
{
	struct question *q = &c->ask.question;

	if (!c->ask.is_there)
		return;
	question_fini(q);
	question_init(q, c->lesson, course_page(c)->act, &c->showings, NULL);
}

void ask_begin(struct course *c)
{
	struct asking_page *a = &c->ask;
	enum query_status status =
		question_init(&a->question, c->lesson, course_page(c)->act,
			      &c->showings, NULL);

	a->problem = query_status_text(status);
	a->is_there = status == QUERY_OK;
	asking_init(&a->asking, &a->question);
	if (!a->is_there)
		return;
	ask_look(c);
	if (c->results.at[c->page] == RESULT_NONE)
		session_show(c->session, view_of(c));
	else
		recall(c, (enum fact_result)c->results.at[c->page]);
}

/* --- answering --- */

static void add_guess(struct course *c, const struct given *given)
{
	const struct question *q = &c->ask.question;
	struct str *guess = &c->ask.guess;

	str_clear(guess);
	if (given->typed)
		text_safe(guess, given->typed, strlen(given->typed));
	for (size_t i = 0; i < q->n_options && !given->typed; i++) {
		size_t option = q->kind == QUIZ_ORDER ? given->order[i] : i;

		if (q->kind != QUIZ_ORDER && !(given->chosen >> i & 1))
			continue;
		if (guess->len > 0)
			str_add(guess, "; ");
		text_add_bare(guess, q->options[option].text);
	}
}

/* What is wrong with an answer that is none. */
static const char *why_none(const struct question *q)
{
	switch (q->kind) {
	case QUIZ_MANY:
		return _("first mark with the number keys what is right");
	case QUIZ_ORDER:
		return _("first say all of them, one after another, by number");
	case QUIZ_NUMBER:
		return _("that cannot be read as an answer to this");
	case QUIZ_ONE:
	case QUIZ_KINDS:
		break;
	}
	return _("that one is struck out; choose another");
}

static void answer(struct course *c, const struct given *given)
{
	struct asking_page *a = &c->ask;
	enum verdict verdict = asking_answer(&a->asking, given);

	c->session->dirty = true;
	if (verdict == VERDICT_UNREADABLE) {
		session_say(c->session, "%s", why_none(&a->question));
		return;
	}
	if (!given->is_unknown)
		add_guess(c, given);
	a->placed = 0;
	if (a->asking.is_over) {
		a->marked = 0;
		reveal(c);
	} else {
		/* what was ticked stays, to be mended */
		ask_ghosts(c);
	}
	if (!a->asking.is_over && a->question.kind == QUIZ_ONE)
		ask_choose(c, 0);
}

void ask_unknown(struct course *c)
{
	const struct given given = {.is_unknown = true};

	if (ask_is_voted(c) && !c->ask.asking.is_over)
		ask_answer(c, ask_places(c));
	else if (course_is_open(c))
		answer(c, &given);
}

/* --- a class --- */

static void raise_hand(struct course *c, size_t place)
{
	struct asking_page *a = &c->ask;

	a->votes[a->round][place]++;
	vec_push(&a->raised, (uint8_t)place);
}

static void end_round(struct course *c)
{
	struct asking_page *a = &c->ask;

	vec_clear(&a->raised);
	if (a->round + 1 < VOTE_ROUNDS) {
		a->round++;
		session_say(c->session, "%s",
			    _("now talk it over, and count again"));
		return;
	}
	a->asking.is_over = true;
	reveal(c);
}

/* --- what the keys do --- */

static bool is_struck(const struct course *c, size_t place)
{
	return place < c->ask.question.n_options &&
	       c->ask.asking.struck >> place & 1;
}

void ask_choose(struct course *c, int64_t down)
{
	int64_t places = (int64_t)ask_places(c);
	int64_t place = (int64_t)c->ask.choice;
	int64_t by = down < 0 ? -1 : 1;

	if (!course_is_open(c))
		return;
	if (down == 0 && is_struck(c, c->ask.choice))
		down = 1;
	down = down > places ? places : down < -places ? -places : down;
	for (; down != 0; down -= by) {
		do
			place = (place + by + places) % places;
		while (is_struck(c, (size_t)place));
	}
	c->ask.choice = (size_t)place;
	c->session->dirty = true;
}

static bool is_placed(const struct asking_page *a, size_t option)
{
	for (size_t i = 0; i < a->placed; i++)
		if (a->order[i] == option)
			return true;
	return false;
}

static void mark_place(struct course *c, size_t place)
{
	struct asking_page *a = &c->ask;
	size_t option = ask_option(c, place);

	a->choice = place;
	if (place >= a->question.n_options)
		return;
	if (a->question.kind == QUIZ_MANY)
		a->marked ^= UINT32_C(1) << option;
	else if (a->question.kind == QUIZ_ORDER && !is_placed(a, option))
		a->order[a->placed++] = (uint8_t)option;
	c->session->dirty = true;
}

void ask_mark(struct course *c)
{
	if (course_is_open(c) && !ask_is_voted(c))
		mark_place(c, c->ask.choice);
}

void ask_unmark(struct course *c)
{
	struct asking_page *a = &c->ask;

	if (ask_is_voted(c) && a->raised.len > 0)
		a->votes[a->round][vec_pop(&a->raised)]--;
	else if (a->question.kind == QUIZ_MANY)
		a->marked = 0;
	else if (a->placed > 0)
		a->placed--;
	c->session->dirty = true;
}

/* What has been marked so far, if that can be an answer. */
static bool take_marks(struct course *c, struct given *given)
{
	struct asking_page *a = &c->ask;

	given->chosen = a->marked;
	memset(given->order, 0xff, sizeof given->order);
	memcpy(given->order, a->order, a->placed);
	return a->question.kind == QUIZ_MANY
		       ? a->marked != 0
		       : a->placed == a->question.n_options;
}

static void answer_marks(struct course *c, size_t place)
{
	struct given given = {0};

	if (place > 0)
		mark_place(c, place - 1);
	else if (take_marks(c, &given))
		answer(c, &given);
	else if (c->ask.choice == c->ask.question.n_options)
		ask_unknown(c);
	else
		mark_place(c, c->ask.choice);
}

void ask_answer(struct course *c, size_t place)
{
	struct asking_page *a = &c->ask;
	struct given given = {0};
	size_t chosen = place > 0 ? place - 1 : a->choice;

	if (!course_is_open(c))
		return;
	if (place > ask_places(c)) {
		session_say(c->session, "%s",
			    _("there is no answer with that number"));
		return;
	}
	if (ask_is_voted(c)) {
		if (place > 0)
			raise_hand(c, place - 1);
		else
			end_round(c);
	} else if (a->question.kind != QUIZ_ONE) {
		answer_marks(c, place);
	} else if (chosen >= a->question.n_options) {
		ask_unknown(c);
	} else {
		given.chosen = UINT32_C(1) << chosen;
		answer(c, &given);
	}
	c->session->dirty = true;
}

void ask_typed(struct course *c, const char *text)
{
	struct given given = {.typed = text};

	if (!course_is_open(c))
		return;
	if (strcmp(text, "?") == 0)
		ask_unknown(c);
	else
		answer(c, &given);
}
