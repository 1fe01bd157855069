/* SPDX-License-Identifier: MIT */
/*
 * Declarations: what stands at the margin. Two tables, of the words that
 * begin one and of the attributes that tasks, devices and queues take.
 */
#include "scenario/parse.h"

#include "base/i18n.h"
#include "base/near.h"
#include "scenario/habit.h"

#include <string.h>

typedef bool tail_fn(struct parser *p, struct decl *decl);

static bool twice(struct parser *p, enum word word)
{
	return parse_error(p, _("given twice: %s"), word_name(word));
}

/* --- Attributes --- */

static bool number_between(struct parser *p, int64_t *value, int64_t min,
			   int64_t max)
{
	const struct token *first = p->now;

	if (!parse_constant(p, value))
		return false;
	if (*value >= min && *value <= max)
		return true;
	if (max >= UINT32_MAX - 1 && *value < min)
		diag_add(p->diags, DIAG_ERROR, first->begin, p->now[-1].end,
			 _("this number must be at least %lld"),
			 (long long)min);
	else
		diag_add(p->diags, DIAG_ERROR, first->begin, p->now[-1].end,
			 _("this number must lie between %lld and %lld"),
			 (long long)min, (long long)max);
	return false;
}

static bool fixed(struct parser *p, struct duration **d)
{
	*d = parse_fixed_duration(p);
	return *d != NULL;
}

static bool take_at(struct parser *p, struct decl *decl)
{
	return fixed(p, &decl->release);
}

static bool take_every(struct parser *p, struct decl *decl)
{
	bool ok;

	decl->every_at.begin = p->now->begin;
	ok = fixed(p, &decl->every);
	decl->every_at.end = p->now[-1].end;
	return ok;
}

static bool take_deadline(struct parser *p, struct decl *decl)
{
	return fixed(p, &decl->deadline);
}

static bool take_times(struct parser *p, struct decl *decl)
{
	bool ok;

	decl->times_at.begin = p->now->begin;
	ok = number_between(p, &decl->times, 1, UINT32_MAX - 1);
	decl->times_at.end = p->now[-1].end;
	return ok;
}

/* Linux's range. */
static bool take_nice(struct parser *p, struct decl *decl)
{
	return number_between(p, &decl->nice, -20, 19);
}

static bool take_priority(struct parser *p, struct decl *decl)
{
	return number_between(p, &decl->priority, -1000000, 1000000);
}

static bool take_tickets(struct parser *p, struct decl *decl)
{
	return number_between(p, &decl->tickets, 1, 1000000);
}

static bool take_data(struct parser *p, struct decl *decl)
{
	return number_between(p, &decl->data, 0, 1000000000);
}

static bool take_on(struct parser *p, struct decl *decl)
{
	decl->on_demand = true;
	decl->demand_at = (struct span){p->now[-1].begin, p->now->end};
	return parse_expect_word(p, WORD_DEMAND);
}

static bool take_daemon(struct parser *p, struct decl *decl)
{
	decl->daemon = true;
	decl->daemon_at = (struct span){p->now[-1].begin, p->now[-1].end};
	return true;
}

/* A device's latency may be drawn anew by whoever asks. */
static bool take_latency(struct parser *p, struct decl *decl)
{
	return fixed(p, &decl->latency);
}

static bool take_capacity(struct parser *p, struct decl *decl)
{
	return number_between(p, &decl->amount, 1, UINT32_MAX);
}

struct attribute {
	uint8_t word;
	tail_fn *take;
};

static const struct attribute task_attributes[] = {
	{WORD_AT, take_at},
	{WORD_TIMES, take_times},
	{WORD_EVERY, take_every},
	{WORD_NICE, take_nice},
	{WORD_PRIORITY, take_priority},
	{WORD_TICKETS, take_tickets},
	{WORD_DATA, take_data},
	{WORD_DEADLINE, take_deadline},
	{WORD_ON, take_on},
	{WORD_DAEMON, take_daemon},
	{WORD_NONE, NULL},
};

static const struct attribute device_attributes[] = {
	{WORD_LATENCY, take_latency},
	{WORD_CAPACITY, take_capacity},
	{WORD_NONE, NULL},
};

static const struct attribute queue_attributes[] = {
	{WORD_CAPACITY, take_capacity},
	{WORD_NONE, NULL},
};

/* What could have stood here instead of an unknown attribute. */
static bool unknown_attribute(struct parser *p, const struct attribute *table)
{
	struct near near = parse_near(p);
	struct str all = {0};

	for (; table->take; table++) {
		const char *name = word_name((enum word)table->word);

		near_offer(&near, name, strlen(name));
		str_addf(&all, "%s%s", all.len > 0 ? " " : "", name);
	}
	parse_error(p, _("no attribute is called so"));
	if (near.best)
		parse_hint_nearest(p, &near);
	else
		diag_hint(p->diags, _("attributes here are: %s"),
			  str_text(&all));
	str_fini(&all);
	return false;
}

/* attribute* */
static bool attributes(struct parser *p, struct decl *decl,
		       const struct attribute *table)
{
	uint32_t seen = 0;

	while (parse_at(p, TOKEN_NAME)) {
		const struct attribute *a = table;
		uint32_t bit = 1;

		for (; a->take && a->word != p->now->word; a++)
			bit <<= 1;
		if (!a->take)
			return unknown_attribute(p, table);
		if (seen & bit)
			return twice(p, (enum word)a->word);
		seen |= bit;
		p->now++;
		if (!a->take(p, decl))
			return false;
	}
	return true;
}

/* --- Declarations, behind their name --- */

/* ("latency" duration | "capacity" INTEGER)* */
static bool tail_device(struct parser *p, struct decl *decl)
{
	return attributes(p, decl, device_attributes);
}

/* ("capacity" INTEGER)? */
static bool tail_queue(struct parser *p, struct decl *decl)
{
	return attributes(p, decl, queue_attributes);
}

/* constant */
static bool tail_semaphore(struct parser *p, struct decl *decl)
{
	return number_between(p, &decl->amount, 0, UINT32_MAX);
}

/* "=" constant */
static bool tail_var(struct parser *p, struct decl *decl)
{
	return parse_expect(p, TOKEN_ASSIGN, "=") &&
	       parse_constant(p, &decl->amount);
}

/* STRING? attribute* */
static bool tail_task(struct parser *p, struct decl *decl)
{
	if (parse_at(p, TOKEN_STRING) && !parse_string(p, &decl->label))
		return false;
	return attributes(p, decl, task_attributes);
}

struct form_decl {
	uint8_t word, kind;
	bool has_block;
	tail_fn *tail; /* or NULL */
};

/* clang-format off */
static const struct form_decl forms[] = {
	{WORD_CONDITION, THING_CONDITION, false, NULL},
	{WORD_DEVICE, THING_DEVICE, false, tail_device},
	{WORD_EVENT, THING_EVENT, false, NULL},
	{WORD_LOCK, THING_LOCK, false, NULL},
	{WORD_QUEUE, THING_QUEUE, false, tail_queue},
	{WORD_ROUTINE, THING_ROUTINE, true, NULL},
	{WORD_SEMAPHORE, THING_SEMAPHORE, false, tail_semaphore},
	{WORD_TASK, THING_TASK, true, tail_task},
	{WORD_VAR, THING_VAR, false, tail_var},
};
/* clang-format on */

static const struct form_decl *form_here(const struct parser *p)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (parse_at_word(p, (enum word)forms[i].word))
			return &forms[i];
	return NULL;
}

static struct decl *new_decl(struct parser *p, const struct form_decl *form)
{
	struct decl *decl = arena_alloc(p->arena, sizeof *decl);

	decl->kind = form->kind;
	decl->name.id = NONE;
	decl->line = p->now->line;
	decl->at = (struct span){p->now->begin, p->now->end};
	decl->times = decl->tickets = 1;
	return decl;
}

/* STRING? behind the attributes */
static bool label(struct parser *p, struct decl *decl)
{
	if (!parse_at(p, TOKEN_STRING))
		return true;
	if (decl->label.end > 0)
		return parse_error(p, _("a second label"));
	return parse_string(p, &decl->label);
}

/* declaration = WORD NAME tail STRING? (NEWLINE | ":" block) */
static struct decl *thing(struct parser *p, const struct form_decl *form)
{
	struct decl *decl = new_decl(p, form);
	bool ok;

	p->now++;
	ok = parse_name(p, &decl->name, _("a name")) &&
	     (!form->tail || form->tail(p, decl)) && label(p, decl) &&
	     (!form->has_block ||
	      parse_expect(p, TOKEN_COLON, _("a colon and an indented block")));
	decl->at.end = p->now[-1].end;
	if (ok)
		ok = form->has_block ? parse_block(p, &decl->body)
				     : parse_line_end(p);
	if (!ok)
		parse_recover(p, &decl->body);
	return decl;
}

/* --- What is no thing --- */

static bool once(struct parser *p, struct span *at)
{
	if (at->end > 0)
		return twice(p, (enum word)p->now->word);
	*at = (struct span){p->now->begin, p->now->end};
	p->now++;
	return true;
}

static bool no_unit(struct parser *p)
{
	parse_expected(p, _("a unit of time"), "ns us ms s min h");
	if (!parse_at(p, TOKEN_BAD))
		habit_unit(p);
	return false;
}

/* "unit" ("ns" | "us" | "ms" | "s" | "min" | "h") */
static bool unit(struct parser *p, struct tree *tree)
{
	enum dur_unit found;

	if (!once(p, &tree->unit_at))
		return false;
	if (!parse_at(p, TOKEN_NAME) ||
	    !dur_unit_find(p->source->text + p->now->begin,
			   p->now->end - p->now->begin, &found))
		return no_unit(p);
	p->now++;
	return true;
}

/* "seed" INTEGER */
static bool seed(struct parser *p, struct tree *tree)
{
	int64_t value;

	if (!once(p, &tree->seed_at) || !parse_integer(p, &value))
		return false;
	tree->seed = (uint64_t)value;
	return true;
}

static bool unknown(struct parser *p)
{
	struct near near = parse_near(p);

	if (parse_at(p, TOKEN_INDENT))
		return parse_error(p, _("a declaration begins at the margin"));
	if (!parse_at(p, TOKEN_NAME))
		return parse_expected(p, _("a declaration"), NULL);
	if (form_at(p)) {
		parse_error(p, _("a statement outside of a task"));
		diag_hint(p->diags, _("put it into a block: task NAME:"));
		return false;
	}
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		near_offer(&near, word_name((enum word)forms[i].word),
			   strlen(word_name((enum word)forms[i].word)));
	near_offer(&near, "unit", 4);
	near_offer(&near, "seed", 4);
	parse_error(p, _("no declaration begins with this word"));
	if (!habit_line(p))
		parse_hint_nearest(p, &near);
	return false;
}

/* The name behind a word that begins nothing: nobody is told that it is not
 * declared. */
static struct decl *guess(struct parser *p)
{
	static const struct form_decl none = {WORD_NONE, THING_UNKNOWN, false,
					      NULL};
	struct decl *decl = new_decl(p, &none);
	const struct token *t = p->now;

	if (t->kind == TOKEN_NAME && t[1].kind == TOKEN_NAME)
		decl->name = (struct name){.id = t[1].name,
					   .at = {t[1].begin, t[1].end}};
	return decl;
}

void parse_decl(struct parser *p, struct tree *tree, struct decl ***tail)
{
	const struct form_decl *form = form_here(p);
	struct decl *decl = NULL;
	struct node *body = NULL;
	bool ok = true;

	if (form) {
		decl = thing(p, form);
	} else if (parse_at_word(p, WORD_UNIT)) {
		ok = unit(p, tree) && parse_line_end(p);
	} else if (parse_at_word(p, WORD_SEED)) {
		ok = seed(p, tree) && parse_line_end(p);
	} else {
		ok = unknown(p);
		decl = guess(p);
	}
	if (decl) {
		**tail = decl;
		*tail = &decl->next;
	}
	if (!ok && parse_at(p, TOKEN_INDENT))
		parse_indented(p, &body);
	else if (!ok)
		parse_recover(p, decl ? &decl->body : &body);
}
