/* SPDX-License-Identifier: MIT */
/*
 * Setups as text: `threads cores=2 quantum=5`. A duration without a unit is in
 * the unit of the scenario that the setup is for.
 */
#ifndef TT_SCENARIO_SETUP_TEXT_H
#define TT_SCENARIO_SETUP_TEXT_H

#include "base/diag.h"
#include "sim/program.h"
#include "vos/setup.h"

#include <stdbool.h>

/* Reads `NAME key=value ...`. Of the program only its unit and seed are
 * looked at. False: DIAGS, whose places are in TEXT, tell why, and SETUP is
 * not to be used. */
bool setup_parse(const struct source *text, const struct program *program,
		 struct setup *setup, struct diags *diags);

/* Appends the setup in its one form: the model, then the keys that were given,
 * in the order of the table; setup_parse() reads the same setup from it. */
void setup_format(const struct setup *setup, const struct program *program,
		  struct str *out);

/* Appends a key's value as setup_format() does; UNIT: ns of the scenario's. */
void setup_format_value(const struct setup *setup, enum setup_key key,
			int64_t unit, struct str *out);

#endif
