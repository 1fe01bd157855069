/* SPDX-License-Identifier: MIT */
/*
 * Devices serve requests: as many at once as they have room for, the others in
 * line, first come first served (S17).  And timers.
 */
#include "vos/instant.h"

#include "base/must.h"

static struct object *device_of(struct machine *m, const struct request *r)
{
	return r->device == NONE ? NULL : &m->objects[r->device];
}

static void serve(struct machine *m, uint32_t i)
{
	const struct request *r = request_at(m, i);
	struct object *device = device_of(m, r);

	if (device)
		device->amount++;
	evq_push(&m->world_queue[WORLD_DEVICES], time_after(m, r->duration), i,
		 r->number);
}

static void stand_in_line(struct machine *m, struct object *device, uint32_t i)
{
	if (device->item == NONE)
		device->item = i;
	else
		request_at(m, device->last_item)->next = i;
	device->last_item = i;
	device->size++;
}

static bool ask_by_number(struct machine *m, uint32_t actor, uint32_t seq,
			  uint32_t device, int64_t d)
{
	uint32_t i = pool_take(&m->requests);
	int64_t room = device == NONE ? 0 : m->prog->objects[device].amount;

	*request_at(m, i) = (struct request){.actor = actor,
					     .seq = seq,
					     .device = device,
					     .next = NONE,
					     .number = m->requests_made++,
					     .duration = d};
	if (room > 0 && m->objects[device].amount >= room) {
		stand_in_line(m, &m->objects[device], i);
		return false;
	}
	serve(m, i);
	return true;
}

/* Where nobody ever stands in line the entry itself is the request, and they
 * end in the order of asking by themselves. */
bool request_ask(struct machine *m, uint32_t actor, uint32_t seq,
		 uint32_t device, int64_t d)
{
	if (!m->in_order[WORLD_DEVICES])
		return ask_by_number(m, actor, seq, device, d);
	evq_push(&m->world_queue[WORLD_DEVICES], time_after(m, d), actor, seq);
	return true;
}

void request_drop(struct machine *m, uint32_t actor, uint32_t device)
{
	struct object *o = device == NONE ? NULL : &m->objects[device];
	uint32_t before = NONE;

	for (uint32_t i = o ? o->item : NONE; i != NONE;
	     before = i, i = request_at(m, i)->next) {
		if (request_at(m, i)->actor != actor)
			continue;
		if (before == NONE)
			o->item = request_at(m, i)->next;
		else
			request_at(m, before)->next = request_at(m, i)->next;
		if (o->last_item == i)
			o->last_item = before;
		o->size--;
		pool_give(&m->requests, i);
		return;
	}
}

static void tell(struct machine *m, uint32_t actor, uint32_t seq)
{
	uint32_t i = actor_index(actor);
	struct task *t;

	if (actor_class(actor) == ACTOR_THREAD && seq == 0) {
		m->runtime->thread_woken(m, thread_at(m, i), seq);
		return;
	}
	if (actor_class(actor) == ACTOR_THREAD)
		i = thread_at(m, i)->task;
	t = &m->tasks[i];
	if (t->state == TASK_WAITING && t->wait_seq == seq)
		m->runtime->woken(m, t, WAKE_OK);
}

/* The device has room for the first in its line. */
static void serve_next(struct machine *m, struct object *device)
{
	uint32_t i = device->item;

	device->amount--;
	if (i == NONE)
		return;
	device->item = request_at(m, i)->next;
	device->size--;
	request_at(m, i)->next = NONE;
	serve(m, i);
}

void request_end(struct machine *m, const struct evq_entry *e)
{
	struct request r;

	if (m->in_order[WORLD_DEVICES]) {
		tell(m, e->a, e->b);
		return;
	}
	r = *request_at(m, e->a);
	pool_give(&m->requests, e->a);
	if (r.device != NONE)
		serve_next(m, &m->objects[r.device]);
	tell(m, r.actor, r.seq);
}

void timer_arm(struct machine *m, int64_t when, uint32_t actor, uint32_t b)
{
	must_at(when >= m->now, m->now);
	evq_push(&m->world_queue[WORLD_TIMERS], when, actor, b);
}
