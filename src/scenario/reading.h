/* SPDX-License-Identifier: MIT */
/*
 * A program's text read again, as a checked tree: for those who write the same
 * scenario down in another language.
 */
#ifndef TT_SCENARIO_READING_H
#define TT_SCENARIO_READING_H

#include "scenario/tree.h"
#include "sim/program.h"

struct reading_again;

/* The tree of a program that scenario_compile() made; it points into its
 * source.  To be freed before the program. */
struct reading_again *reading_new(const struct program *p);
void reading_free(struct reading_again *r); /* NULL is allowed */

const struct tree *reading_tree(const struct reading_again *r);

#endif
