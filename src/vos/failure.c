/* SPDX-License-Identifier: MIT */
/*
 * Group failures: in m->groups stands the number of members, then the members.
 */
#include "vos/failure.h"

#include "base/str.h"

static uint32_t *group_at(const struct machine *m, uint32_t failure)
{
	return (uint32_t *)m->groups.data + (failure - m->prog->n_failures);
}

static void group_add(struct machine *m, uint32_t word)
{
	uint32_t i = pool_push(&m->groups);

	((uint32_t *)m->groups.data)[i] = word;
}

uint32_t failure_group(struct machine *m, const uint32_t *members, uint32_t n)
{
	uint32_t failure = m->prog->n_failures + m->groups.n;

	group_add(m, n);
	for (uint32_t i = 0; i < n; i++)
		group_add(m, members[i]);
	return failure;
}

uint32_t failure_name(const struct machine *m, uint32_t failure)
{
	return failure_is_group(m, failure) ? FAILURE_GROUP : failure;
}

#define TEXT_MAX 400 /* bytes: groups of groups can double at each step */

/* Groups hold older groups only, so this ends. */
static void describe(struct machine *m, uint32_t failure, struct str *out)
{
	const uint32_t *g = group_at(m, failure);

	for (uint32_t i = 1; i <= g[0]; i++) {
		if (out->len > TEXT_MAX) {
			str_add(out, ", ...");
			return;
		}
		str_add(out, i > 1 ? ", " : "");
		str_add(out, m->prog->failures[failure_name(m, g[i])]);
		if (!failure_is_group(m, g[i]))
			continue;
		str_add(out, "[");
		describe(m, g[i], out);
		str_add(out, "]");
	}
}

uint32_t failure_actor(struct machine *m, uint32_t failure, int64_t *text)
{
	struct str s = {0};

	*text = 0;
	if (!failure_is_group(m, failure))
		return ACTOR(ACTOR_FAILURE, failure);
	if (m->trace) {
		describe(m, failure, &s);
		*text = 1 + (int64_t)machine_keep(m, str_text(&s), s.len);
		str_fini(&s);
	}
	return ACTOR(ACTOR_FAILURE, FAILURE_GROUP);
}
