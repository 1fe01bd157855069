/* SPDX-License-Identifier: MIT */
/*
 * Setups read from the command line.
 * Values that every run gets (--until, --seed) are given like keys.
 */
#include "cli/plan.h"

#include "base/dur.h"
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/input.h"
#include "scenario/setup_text.h"
#include "story/fill.h"

#include <string.h>

static void add_all(struct plan *plan, const struct program *program)
{
	for (int model = 0; model < SETUP_MODELS; model++) {
		struct planned *run = vec_add(&plan->runs);

		setup_init(&run->setup, (enum setup_model)model, program->unit,
			   program->seed);
		str_add(&run->name, setup_models[model].name);
	}
}

/* The model with one of its keys. */
static void add_with(struct plan *plan, const struct program *program,
		     enum setup_model model, enum setup_key key, int64_t value)
{
	struct planned *run = vec_add(&plan->runs);

	setup_init(&run->setup, model, program->unit, program->seed);
	setup_give(&run->setup, key, value);
	setup_format(&run->setup, program, &run->name);
}

/* Every policy in the place of the default one. */
static void add_policies(struct plan *plan, const struct program *program)
{
	for (int policy = 0; policy < SETUP_POLICIES; policy++)
		if (policy != setup_keys[KEY_POLICY].value)
			add_with(plan, program, MODEL_THREADS, KEY_POLICY,
				 policy);
}

/* A setup as the command line has it; what is wrong is told with a caret. */
static bool add_setup(struct plan *plan, const char *text,
		      const struct program *program)
{
	const struct source source = {"--as", text, strlen(text)};
	struct diags diags = {0};
	struct planned *run = vec_add(&plan->runs);
	bool is_right = setup_parse(&source, program, &run->setup, &diags);

	if (is_right)
		setup_format(&run->setup, program, &run->name);
	input_tell(&diags, &source);
	return is_right;
}

/* The horizon: a key that all setups take. */
static bool give_until(struct plan *plan, const char *text, int64_t unit)
{
	int64_t until;

	if (dur_parse(text, strlen(text), unit_of(unit), &until) != DUR_OK) {
		complain(_("--until wants a time such as 5 or 1.5s, not %s"),
			 text);
		return false;
	}
	for (size_t i = 0; i < plan->runs.len; i++)
		setup_give(&plan->runs.at[i].setup, KEY_UNTIL, until);
	return true;
}

bool plan_make(struct plan *plan, const struct plan_wish *wish,
	       const struct program *program)
{
	for (size_t i = 0; i < wish->setups.len; i++) {
		const char *text = wish->setups.at[i];

		if (strcmp(text, "all") == 0) {
			add_all(plan, program);
			add_with(plan, program, MODEL_PROCESSES, KEY_EACH,
				 EACH_ASYNC);
			add_policies(plan, program);
		} else if (!add_setup(plan, text, program)) {
			return false;
		}
	}
	if (plan->runs.len == 0)
		add_all(plan, program);
	return !wish->until || give_until(plan, wish->until, program->unit);
}

void plan_fini(struct plan *plan)
{
	for (size_t i = 0; i < plan->runs.len; i++)
		str_fini(&plan->runs.at[i].name);
	vec_fini(&plan->runs);
}
