/* SPDX-License-Identifier: MIT */
/*
 * Random scenarios and setups, by number: the same on every machine.
 * Every one is accepted by the compiler; many deadlock, fail or are cut.
 */
#ifndef PROP_RANDOM_H
#define PROP_RANDOM_H

#include "base/str.h"

#include <stdint.h>

void random_scenario(struct str *out, uint64_t number);

/* A setup for it, the k-th: k < RANDOM_SETUPS; the first are the plain ones. */
enum { RANDOM_SETUPS = 16 };
void random_setup(struct str *out, uint64_t number, int k);

#endif
