/* SPDX-License-Identifier: MIT */
/*
 * Which fields an event has in the jsonl format: the table behind it.
 * "t", "ev" and with several setups "setup" stand before them.
 */
#ifndef EXPORT_JSONL_H
#define EXPORT_JSONL_H

#include "base/json.h"
#include "base/str.h"
#include "sim/program.h"
#include "sim/trace.h"

#include <stdbool.h>
#include <stddef.h>

/* Whose events they are, and where their fields go. */
struct event_writer {
	struct json json;
	struct str name; /* scratch, the caller's to free */
	const struct program *program;
	const struct trace *trace;
	uint32_t loops; /* the first threads are event loops' */
};

/* Puts an event's fields into the object that is open. */
void event_fields(struct event_writer *w, const struct event *e);

/* The name of an event's i-th field, NULL after the last. */
const char *jsonl_field(enum ev kind, size_t i);

#endif
