/* SPDX-License-Identifier: MIT */
/*
 * The end of a quantum: who gives way then, and who goes on with a new one.
 * Rules E2 and S9 of turntable-setups(7).
 */
#ifndef VOS_QUANTUM_H
#define VOS_QUANTUM_H

#include "vos/machine.h"

/* ns of a full quantum, INT64_MAX for none. */
int64_t quantum_of(const struct machine *m, const struct thread *th);

/* The thread on a core has used its quantum up. */
void quantum_expire(struct machine *m, struct core *c);

#endif
