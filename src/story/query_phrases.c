/* SPDX-License-Identifier: MIT */
/*
 * The tables. Names stand in the nominative: languages with cases cannot bend
 * them.
 */
#include "story/query_phrases.h"

#include "base/i18n.h"

#include <string.h>

static const struct phrase phrases[] = {
	{"blocked_on", MEASURE_IS, N_("at {at} {task} waits for"), NULL,
	 N_("what is waited for"), NULL, NULL},
	{"cpu", MEASURE_FOR, N_("{task} runs"), NULL, N_("running time"), NULL,
	 NULL},
	{"fairness", MEASURE_IS, NULL, N_("fairness"), N_("fairness"), NULL,
	 NULL},
	{"finish", MEASURE_AT, N_("{task} ends"), NULL, N_("end"), NULL, NULL},
	{"idle", MEASURE_FOR, NULL, N_("cores have nothing to do"),
	 N_("time with nothing to do"), NULL, N_("no core is ever idle")},
	{"lost_updates", MEASURE_IS, NULL, N_("lost updates"),
	 N_("lost updates"), NULL, N_("no update is lost")},
	{"makespan", MEASURE_AT, NULL, N_("all is done"), N_("end of all"),
	 NULL, NULL},
	{"memory", MEASURE_IS, NULL, N_("memory at a time"),
	 N_("memory at a time"), NULL, NULL},
	{"misses", MEASURE_IS, N_("{task}: missed deadlines"),
	 N_("missed deadlines"), N_("missed deadlines"),
	 N_("{task} is in time"), N_("nobody is late")},
	{"next", MEASURE_IS, NULL, N_("who has the next turn at {at}"),
	 N_("next turn"), NULL, NULL},
	{"order", MEASURE_IS, NULL, N_("in this order they end"),
	 N_("order of ends"), NULL, NULL},
	{"preemptions", MEASURE_IS, N_("{task}: interruptions"),
	 N_("interruptions"), N_("interruptions"),
	 N_("{task} is not interrupted"), N_("nobody is interrupted")},
	{"prints", MEASURE_IS, NULL, N_("what is printed"),
	 N_("what is printed"), NULL, NULL},
	{"response", MEASURE_FOR, N_("{task} waits for its first turn"),
	 N_("on average a task waits for its first turn"),
	 N_("time to the first turn"), NULL, NULL},
	{"running", MEASURE_IS, NULL, N_("who runs at {at}"), N_("who runs"),
	 NULL, NULL},
	{"start", MEASURE_AT, N_("{task} begins"), NULL, N_("beginning"), NULL,
	 NULL},
	{"starts", MEASURE_IS, NULL, N_("in this order they begin"),
	 N_("order of beginnings"), NULL, NULL},
	{"switches", MEASURE_IS, NULL, N_("context switches"),
	 N_("context switches"), NULL, NULL},
	{"turnaround", MEASURE_FOR, N_("from coming to end {task} takes"),
	 N_("from coming to end a task takes, on average,"),
	 N_("time from coming to end"), NULL, NULL},
	{"turns", MEASURE_IS, NULL, N_("the turns, one after another"),
	 N_("turns"), NULL, NULL},
	{"utilisation", MEASURE_IS, NULL,
	 N_("part of the cores' time spent on work"),
	 N_("part of the cores' time spent on work"), NULL, NULL},
	{"value", MEASURE_IS, N_("{var}"), N_("{var}"), N_("{var}"), NULL,
	 NULL},
	{"waiting", MEASURE_FOR, N_("{task} is in line"),
	 N_("on average a task is in line"), N_("time in line"),
	 N_("{task} is never in line"), N_("nobody is ever in line")},
};

static const struct truth_phrase truths[] = {
	{"cancelled", N_("{task} is cancelled"), N_("{task} is not cancelled"),
	 NULL, NULL},
	{"deadlock", NULL, NULL, N_("there is a deadlock"),
	 N_("there is no deadlock")},
	{"ended", N_("{task} comes to its end"),
	 N_("{task} does not come to its end"), N_("all come to their ends"),
	 N_("not all come to their ends")},
	{"failed", N_("{task} fails"), N_("{task} does not fail"), NULL, NULL},
	{"livelock", NULL, NULL, N_("there is a livelock"),
	 N_("there is no livelock")},
	{"ready", N_("at {at} {task} could run and does not"),
	 N_("at {at} {task} runs or cannot run"), NULL, NULL},
};

const struct phrase *query_phrase(const struct query_function *f)
{
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (strcmp(phrases[i].function, f->name) == 0)
			return phrases + i;
	return NULL;
}

const struct truth_phrase *query_truth_phrase(const struct query_function *f)
{
	for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
		if (strcmp(truths[i].function, f->name) == 0)
			return truths + i;
	return NULL;
}

const char *const query_forms[MEASURES][CMP_GE + 1] = {
	[MEASURE_AT] =
		{
			[CMP_EQ] = N_("{what} at {value}"),
			[CMP_NE] = N_("{what}, but not at {value}"),
			[CMP_LT] = N_("{what} before {value}"),
			[CMP_LE] = N_("{what} by {value}"),
			[CMP_GT] = N_("{what} after {value}"),
			[CMP_GE] = N_("{what} not before {value}"),
		},
	[MEASURE_FOR] =
		{
			[CMP_EQ] = N_("{what} for {value}"),
			[CMP_NE] = N_("{what}, but not for {value}"),
			[CMP_LT] = N_("{what} for less than {value}"),
			[CMP_LE] = N_("{what} for {value} at most"),
			[CMP_GT] = N_("{what} for more than {value}"),
			[CMP_GE] = N_("{what} for {value} at least"),
		},
	[MEASURE_IS] =
		{
			[CMP_EQ] = N_("{what}: {value}"),
			[CMP_NE] = N_("{what}: not {value}"),
			[CMP_LT] = N_("{what}: less than {value}"),
			[CMP_LE] = N_("{what}: {value} at most"),
			[CMP_GT] = N_("{what}: more than {value}"),
			[CMP_GE] = N_("{what}: {value} at least"),
		},
};

#define AS_MUCH                                                  \
	{                                                        \
		[CMP_EQ] = N_("{what}: {a} as much as {b}"),     \
		[CMP_NE] = N_("{what}: {a} not as much as {b}"), \
		[CMP_LT] = N_("{what}: {a} less than {b}"),      \
		[CMP_LE] = N_("{what}: {a} not more than {b}"),  \
		[CMP_GT] = N_("{what}: {a} more than {b}"),      \
		[CMP_GE] = N_("{what}: {a} not less than {b}"),  \
	}

const char *const query_pair_forms[MEASURES][CMP_GE + 1] = {
	[MEASURE_AT] =
		{
			[CMP_EQ] = N_("{what}: {a} and {b} at the same time"),
			[CMP_NE] = N_("{what}: {a} and {b} at different times"),
			[CMP_LT] = N_("{what}: {a} earlier than {b}"),
			[CMP_LE] = N_("{what}: {a} not later than {b}"),
			[CMP_GT] = N_("{what}: {a} later than {b}"),
			[CMP_GE] = N_("{what}: {a} not earlier than {b}"),
		},
	[MEASURE_FOR] = AS_MUCH,
	[MEASURE_IS] = AS_MUCH,
};

const char *const query_same_forms[2] = {
	N_("{what}: {a} and {b} the same"),
	N_("{what}: {a} and {b} not the same"),
};
