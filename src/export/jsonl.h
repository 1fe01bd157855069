/* SPDX-License-Identifier: MIT */
/*
 * Which fields an event has in the jsonl format: the table behind it.
 * "t", "ev" and with several setups "setup" stand before them.
 */
#ifndef EXPORT_JSONL_H
#define EXPORT_JSONL_H

#include "sim/trace.h"

#include <stddef.h>

/* The name of an event's i-th field, NULL after the last. */
const char *jsonl_field(enum ev kind, size_t i);

#endif
