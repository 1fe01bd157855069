/* SPDX-License-Identifier: MIT */
/*
 * Knobs: what can be changed while looking: the setups' keys, the numbers of
 * the tasks' statements; and which setups are compared.  Every change is a new
 * run, or a new text and new runs.
 *
 * knobs_list() names them in the order in which a view shows them; the chosen
 * one is session.item.
 */
#ifndef APP_KNOBS_H
#define APP_KNOBS_H

#include "app/session.h"
#include "base/str.h"
#include "base/vec.h"

#include <stddef.h>
#include <stdint.h>

enum knob_kind {
	KNOB_MODEL,  /* of a run: how its tasks run at all */
	KNOB_KEY,    /* of a run's setup */
	KNOB_NUMBER, /* in the text */
	KNOB_RUN,    /* of VIEW_SETUPS: is the run shown? */
	KNOB_NEW     /* of VIEW_SETUPS: one more run, of this model */
};

struct knob {
	uint8_t kind;
	uint8_t run;         /* of KNOB_MODEL, KNOB_KEY, KNOB_RUN */
	uint8_t key;         /* enum setup_key; of KNOB_NEW enum setup_model */
	uint32_t task, stmt; /* of KNOB_NUMBER */
	uint32_t begin, end; /* its bytes in the text */
};

struct knobs {
	struct VEC(struct knob) list;
};

/* The knobs of the session's view (VIEW_KNOBS or VIEW_SETUPS). */
void knobs_list(struct knobs *k, const struct session *s);
void knobs_fini(struct knobs *k);

/* Appends what a knob belongs to, a task's name or nothing; what it is called;
 * what it says now; and what it is for. */
void knob_group(struct str *out, const struct session *s, const struct knob *k);
void knob_name(struct str *out, const struct session *s, const struct knob *k);
void knob_value(struct str *out, const struct session *s, const struct knob *k);

void knob_help(struct str *out, const struct session *s, const struct knob *k);

/* Is it a key that was given a value, by whoever asked or by a turn? */
bool knob_is_given(const struct session *s, const struct knob *k);

/* Moves the choice; turns the chosen knob by so many notches; lets it be what
 * it is where nobody says. */
void knobs_select(struct session *s, int64_t down);
void knobs_turn(struct session *s, int64_t notches);
void knobs_reset(struct session *s);

#endif
