/* SPDX-License-Identifier: MIT */
/* A line for each model and for each way to end. */
#include "story/heading.h"

#include "base/dur.h"
#include "base/i18n.h"
#include "story/fill.h"

enum {
	NOTES_BACK = 8, /* events from the end in which a cut is told */
	LARGE = 100000  /* so many units are better told in larger ones */
};

void heading_time(struct str *out, int64_t ns, int64_t unit)
{
	int u = (int)unit_of(unit);

	while (u + 1 < DUR_UNITS && ns / dur_unit_ns((enum dur_unit)u) >= LARGE)
		u++;
	dur_format(out, ns, (enum dur_unit)u, decimal_point());
}

/* A setup told piece by piece. */
struct about {
	struct str *out;
	const struct words *words;
	const struct setup *setup;
	int64_t unit;
};

static void add_counted(struct about *a, const char *term, int64_t n)
{
	str_addf(a->out, ", %s: %d", words_find(a->words, term), (int)n);
}

static void about_cores(struct about *a)
{
	int64_t cores = a->setup->key[KEY_CORES];

	if (cores > 1 && words_find(a->words, "cores"))
		add_counted(a, "cores", cores);
	else if (cores > 1)
		str_addf(a->out,
			 ngettext(", %d core", ", %d cores",
				  (unsigned long)cores),
			 (int)cores);
	if (cores > 1 && a->setup->key[KEY_QUEUES] == QUEUES_EACH)
		str_add(a->out, _(", a queue for each"));
}

static void about_lock(struct about *a)
{
	const char *word = words_find(a->words, "gil");
	const struct fill fill = {"lock", word};

	if (!setup_has_gil(a->setup))
		return;
	if (word)
		fill_add(a->out, _(", sharing {lock}"), &fill, 1);
	else
		str_add(a->out, _(", one interpreter lock"));
}

/* "each until it waits", "in turns of 1 min", "policy mlfq". */
static void about_manner(struct about *a)
{
	int64_t policy = a->setup->key[KEY_POLICY];
	const char *name = setup_policies[policy].name;
	struct fill fills[2] = {{"time", NULL}, {"policy", name}};
	struct str time = {0};

	str_add(a->out, ", ");
	heading_time(&time, a->setup->key[KEY_QUANTUM], a->unit);
	fills[0].text = str_text(&time);
	if (!words_fill(a->out, a->words, name, fills, 2))
		fill_add(a->out,
			 policy == POLICY_FCFS ? _("each until it waits")
			 : policy == POLICY_RR ? _("in turns of {time}")
					       : _("policy {policy}"),
			 fills, 2);
	str_fini(&time);
}

static void about_many(struct about *a, const char *term, const char *own)
{
	str_add(a->out, words_or(a->words, term, own));
	if (setup_has_gil(a->setup))
		about_lock(a);
	else
		about_manner(a);
	about_cores(a);
}

/* How many workers or processes a pool has. */
static void about_size(struct about *a, unsigned long n)
{
	if (setup_has_loops(a->setup))
		str_addf(a->out,
			 ngettext("an event loop in %lu process",
				  "an event loop in each of %lu processes", n),
			 n);
	else if (a->setup->model == MODEL_PROCESSES)
		str_addf(a->out,
			 ngettext("a pool of %lu process",
				  "a pool of %lu processes", n),
			 n);
	else
		str_addf(a->out,
			 ngettext("a pool of %lu worker",
				  "a pool of %lu workers", n),
			 n);
}

static void about_pool(struct about *a)
{
	bool loops = setup_has_loops(a->setup);
	bool threads = !loops && a->setup->model != MODEL_PROCESSES;
	const char *many = threads ? "workers" : "processes";
	const char *word = words_find(a->words, loops ? "loop" : "pool");
	int64_t n = a->setup->key[KEY_WORKERS];

	if (word && words_find(a->words, many)) {
		str_add(a->out, word);
		add_counted(a, many, n);
	} else {
		about_size(a, (unsigned long)n);
	}
	about_lock(a);
	about_cores(a);
}

void heading_about(struct str *out, const struct words *words,
		   const struct setup *setup, int64_t unit)
{
	struct about a = {out, words, setup, unit};

	switch ((enum setup_model)setup->model) {
	case MODEL_SYNC:
		str_add(out, words_or(words, "sync", _("one after another")));
		return;
	case MODEL_ASYNC:
		str_add(out,
			words_or(words, "async",
				 words_or(words, "loop", _("an event loop"))));
		about_lock(&a);
		return;
	case MODEL_THREADS:
	case MODEL_GIL:
		about_many(&a, "threads", _("threads"));
		return;
	case MODEL_POOL:
		about_pool(&a);
		return;
	case MODEL_PROCESSES:
		if (setup_has_loops(setup) || setup_has_workers(setup))
			about_pool(&a);
		else
			about_many(&a, "processes", _("processes"));
		return;
	case SETUP_MODELS:
		return;
	}
}

static bool is_note(const struct event *e, enum note note)
{
	return e->kind == EV_NOTE && e->rule == note;
}

/* The last note that a run was cut, or NOTE_COUNT. */
static enum note cut_by(const struct trace *tr)
{
	if (tr->n == 0)
		return NOTE_COUNT;
	for (uint64_t i = tr->n; i-- > 0 && tr->n - i < NOTES_BACK;) {
		const struct event *e = trace_at(tr, i);

		if (is_note(e, NOTE_LIMIT) || is_note(e, NOTE_HORIZON))
			return (enum note)e->rule;
	}
	return NOTE_COUNT;
}

/* What a result begins with, and the term for it; *T is when. */
static const char *ending(const struct trace *tr, const struct metrics *m,
			  const char **term, int64_t *t, bool *bad)
{
	enum note cut = cut_by(tr);

	*term = NULL;
	*t = tr->end;
	*bad = true;
	if (m->deadlocked > 0) {
		*term = "deadlock";
		return N_("deadlock at");
	}
	if (m->livelock)
		return N_("livelock at");
	if (cut == NOTE_HORIZON) {
		*bad = false;
		return N_("stopped at");
	}
	if (cut == NOTE_LIMIT || m->unfinished > 0)
		return N_("cut off at");
	*term = "end";
	*t = m->makespan;
	*bad = false;
	return N_("done at");
}

bool heading_result(struct str *out, const struct words *words,
		    const struct trace *tr, const struct metrics *m,
		    int64_t unit)
{
	const char *term, *own, *word;
	bool bad;
	int64_t t;

	own = ending(tr, m, &term, &t, &bad);
	word = words_find(words, term);
	str_add(out, word ? word : _(own));
	str_add(out, word ? ": " : " ");
	heading_time(out, t, unit);
	return bad;
}
