/* SPDX-License-Identifier: MIT */
/*
 * Events in chunks, which come in slabs, and the texts that go with them.
 */
#include "sim/trace.h"

#include "base/mem.h"
#include "base/must.h"

#include <string.h>

#define SLAB_MOST 64 /* chunks: 8 MB */

void trace_init(struct trace *tr)
{
	memset(tr, 0, sizeof *tr);
}

/* As many as there are and one more, so a short run takes little and a long one
 * seldom asks for memory. */
static uint32_t slab_size(uint32_t n_chunks)
{
	return n_chunks < SLAB_MOST ? n_chunks + 1 : SLAB_MOST;
}

void trace_fini(struct trace *tr)
{
	for (uint32_t i = 0; i < tr->n_chunks; i += slab_size(i))
		mem_free(tr->chunks[i]);
	mem_free(tr->chunks);
	mem_free(tr->text);
	trace_init(tr);
}

/* Not zeroed: the caller fills each event whole. */
static void add_slab(struct trace *tr)
{
	uint32_t size = slab_size(tr->n_chunks);
	struct event *slab;

	while (tr->n_chunks + size > tr->cap_chunks) {
		tr->cap_chunks = tr->cap_chunks ? tr->cap_chunks * 2 : 16;
		tr->chunks = mem_grow_array(tr->chunks, tr->cap_chunks,
					    sizeof(struct event *));
	}
	slab = mem_grow_array(NULL, (size_t)size * TRACE_CHUNK, sizeof *slab);
	for (uint32_t i = 0; i < size; i++)
		tr->chunks[tr->n_chunks++] = slab + (size_t)i * TRACE_CHUNK;
}

struct event *trace_slow_add(struct trace *tr)
{
	uint64_t i = tr->n >> TRACE_CHUNK_BITS;

	if (i == tr->n_chunks)
		add_slab(tr);
	tr->n++;
	return tr->chunks[i];
}

uint64_t trace_keep(struct trace *tr, const char *text, uint64_t len)
{
	uint64_t offset = tr->text_len;

	if (len + 1 > tr->text_cap - offset) {
		tr->text_cap = (offset + len + 1) * 2;
		tr->text = mem_grow(tr->text, tr->text_cap);
	}
	memcpy(tr->text + offset, text, len);
	tr->text[offset + len] = '\0';
	tr->text_len = offset + len + 1;
	return offset;
}

uint64_t trace_find_time(const struct trace *tr, int64_t t)
{
	uint64_t lo = 0, hi = tr->n;

	while (lo < hi) {
		uint64_t mid = lo + (hi - lo) / 2;

		if (trace_at(tr, mid)->t < t)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static const char *const names[EV_COUNT] = {
	[EV_ARRIVE] = "arrive",
	[EV_READY] = "ready",
	[EV_RUN] = "run",
	[EV_PREEMPT] = "preempt",
	[EV_SWITCH] = "switch",
	[EV_YIELD] = "yield",
	[EV_WORK] = "work",
	[EV_WAIT] = "wait",
	[EV_SLEEP] = "sleep",
	[EV_BLOCK] = "block",
	[EV_WAKE] = "wake",
	[EV_ACQUIRE] = "acquire",
	[EV_RELEASE] = "release",
	[EV_PUT] = "put",
	[EV_GET] = "get",
	[EV_TASK_DONE] = "task_done",
	[EV_SET] = "set",
	[EV_CLEAR] = "clear",
	[EV_NOTIFY] = "notify",
	[EV_SPAWN] = "spawn",
	[EV_START] = "start",
	[EV_JOIN] = "join",
	[EV_PRINT] = "print",
	[EV_READ] = "read",
	[EV_WRITE] = "write",
	[EV_OFFLOAD] = "offload",
	[EV_CALL] = "call",
	[EV_CANCEL] = "cancel",
	[EV_TIMEOUT] = "timeout",
	[EV_CAUGHT] = "caught",
	[EV_END] = "end",
	[EV_MISS] = "miss",
	[EV_NOTE] = "note",
	[EV_LOOP] = "loop",
	[EV_GIL_REQUEST] = "gil-request",
	[EV_GIL_TAKE] = "gil-take",
	[EV_GIL_DROP] = "gil-drop",
	[EV_DEADLOCK] = "deadlock",
	[EV_LIVELOCK] = "livelock",
	[EV_IDLE] = "idle",
};

const char *ev_name(enum ev kind)
{
	must(kind < EV_COUNT);
	return names[kind];
}
