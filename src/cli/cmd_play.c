/* SPDX-License-Identifier: MIT */
/*
 * turntable play: a scenario on the screen, or its frames without a terminal.
 */
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/look.h"
#include "cli/plain.h"
#include "cli/plan.h"
#include "cli/show.h"
#include "cli/source.h"
#include "term/play.h"

static int play(const struct look *look, const struct plan *plan,
		struct scenario_file *file)
{
	const struct show show = {
		.options = {look->ground, look->mono, look->ascii},
		.script = look->script,
		.frame = look->frame,
	};
	struct session s;
	struct setup setups[SESSION_RUNS];
	size_t n =
		plan->runs.len < SESSION_RUNS ? plan->runs.len : SESSION_RUNS;
	int code;

	for (size_t i = 0; i < n; i++)
		setups[i] = plan->runs.at[i].setup;
	session_init(&s, file->program, look->file, &file->text, setups, n,
		     look->limit);
	file->program = NULL; /* it is the session's now */
	s.ascii = look->ascii;
	s.still = look->still;
	s.has_seed = look->plan.has_seed;
	s.seed = look->plan.seed;
	if (look->steps)
		session_set_steps(&s, true);
	if (look->plain)
		code = plain_play(&s);
	else
		code = show_session(&show, &s);
	session_fini(&s);
	return code;
}

static int play_look(struct look *look, const struct cli *cli)
{
	const uint64_t *seed = look->plan.has_seed ? &look->plan.seed : NULL;
	struct scenario_file file;
	struct plan plan = {0};
	int code;

	if (!look->frame && !look->plain && !term_is_there()) {
		look_as_run(look);
		return command_run.run(cli, (int)look->run.len - 1,
				       look->run.at);
	}
	look_default_setups(look);
	code = scenario_open(&file, look->file, seed);
	if (code == EXIT_DONE && !plan_make(&plan, &look->plan, file.program))
		code = usage_error(&command_play);
	if (code == EXIT_DONE)
		code = play(look, &plan, &file);
	plan_fini(&plan);
	scenario_close(&file);
	return code;
}

static int run(const struct cli *cli, int argc, char **argv)
{
	struct look look;
	enum options_end end = look_read(&look, cli, argc, argv);
	int code = end == OPTIONS_READ
			   ? play_look(&look, cli)
			   : command_not_run(cli, &command_play, end);

	look_fini(&look);
	return code;
}

const struct command command_play = {
	.name = "play",
	.operands = N_("FILE"),
	.summary = N_("play a scenario on the screen"),
	.options = look_options,
	.run = run,
};
