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

static void about_cores(struct str *out, const struct setup *setup)
{
	int64_t cores = setup->key[KEY_CORES];

	if (cores > 1)
		str_addf(out,
			 ngettext(", %d core", ", %d cores",
				  (unsigned long)cores),
			 (int)cores);
	if (cores > 1 && setup->key[KEY_QUEUES] == QUEUES_EACH)
		str_add(out, _(", a queue for each"));
}

/* What threads and processes are told with. */
struct manner {
	const char *till_wait, *in_turns, *under;
};

static const struct manner threads = {
	N_("threads, each until it waits"),
	N_("threads, in turns of "),
	N_("threads, policy {policy}"),
};

static const struct manner processes = {
	N_("processes, each until it waits"),
	N_("processes, in turns of "),
	N_("processes, policy {policy}"),
};

static void about_manner(struct str *out, const struct setup *setup,
			 const struct manner *words, int64_t unit)
{
	int64_t policy = setup->key[KEY_POLICY];
	struct fill fill = {"policy", NULL};

	if (setup_has_gil(setup)) {
		str_add(out, _("threads, one interpreter lock"));
	} else if (policy == POLICY_FCFS) {
		str_add(out, _(words->till_wait));
	} else if (policy == POLICY_RR) {
		str_add(out, _(words->in_turns));
		heading_time(out, setup->key[KEY_QUANTUM], unit);
	} else {
		fill.text = setup_policies[policy].name;
		fill_add(out, _(words->under), &fill, 1);
	}
	about_cores(out, setup);
}

static void about_pool(struct str *out, const struct setup *setup)
{
	unsigned long workers = (unsigned long)setup->key[KEY_WORKERS];

	if (setup_has_loops(setup))
		str_addf(out,
			 ngettext("an event loop in %lu process",
				  "an event loop in each of %lu processes",
				  workers),
			 workers);
	else if (setup->model == MODEL_PROCESSES)
		str_addf(out,
			 ngettext("a pool of %lu process",
				  "a pool of %lu processes", workers),
			 workers);
	else
		str_addf(out,
			 ngettext("a pool of %lu worker",
				  "a pool of %lu workers", workers),
			 workers);
	if (setup_has_gil(setup))
		str_add(out, _(", one interpreter lock"));
	about_cores(out, setup);
}

void heading_about(struct str *out, const struct setup *setup, int64_t unit)
{
	switch ((enum setup_model)setup->model) {
	case MODEL_SYNC:
		str_add(out, _("one after another"));
		return;
	case MODEL_ASYNC:
		str_add(out, _("an event loop"));
		if (setup_has_gil(setup))
			str_add(out, _(", one interpreter lock"));
		return;
	case MODEL_THREADS:
	case MODEL_GIL:
		about_manner(out, setup, &threads, unit);
		return;
	case MODEL_POOL:
		about_pool(out, setup);
		return;
	case MODEL_PROCESSES:
		if (setup_has_loops(setup) || setup_has_workers(setup))
			about_pool(out, setup);
		else
			about_manner(out, setup, &processes, unit);
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

bool heading_result(struct str *out, const struct trace *tr,
		    const struct metrics *m, int64_t unit)
{
	enum note cut = cut_by(tr);
	int64_t t = tr->end;
	const char *words = N_("done at");
	bool bad = true;

	if (m->deadlocked > 0) {
		words = N_("deadlock at");
	} else if (m->livelock) {
		words = N_("livelock at");
	} else if (cut == NOTE_HORIZON) {
		words = N_("stopped at");
		bad = false;
	} else if (cut == NOTE_LIMIT || m->unfinished > 0) {
		words = N_("cut off at");
	} else {
		t = m->makespan;
		bad = false;
	}
	str_add(out, _(words));
	str_addc(out, ' ');
	heading_time(out, t, unit);
	return bad;
}
