/* SPDX-License-Identifier: MIT */
/*
 * Questions to a program about its copies.
 * Copies are numbered through all tasks, in declared order.
 */
#include "sim/program.h"

#include <string.h>

uint32_t program_task_of(const struct program *p, uint32_t copy)
{
	uint32_t low = 0, high = p->n_tasks;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (p->tasks[middle].first <= copy)
			low = middle;
		else
			high = middle;
	}
	return low;
}

uint32_t program_number(const struct program *p, uint32_t copy)
{
	return copy - p->tasks[program_task_of(p, copy)].first + 1;
}

bool program_same_tasks(const struct program *a, const struct program *b)
{
	if (a->n_tasks != b->n_tasks)
		return false;
	for (uint32_t i = 0; i < a->n_tasks; i++) {
		if (a->tasks[i].count != b->tasks[i].count ||
		    strcmp(a->tasks[i].name, b->tasks[i].name) != 0)
			return false;
	}
	return true;
}

int64_t program_release(const struct program *p, uint32_t copy)
{
	const struct prog_task *task = &p->tasks[program_task_of(p, copy)];
	uint32_t i = copy - task->first;

	if (task->gaps != NONE)
		return task->at + p->release_gaps[task->gaps + i];
	return task->at + task->every * (int64_t)i;
}

/* The digits of n, at the end of a buffer of 11 bytes. */
static const char *digits(uint32_t n, char *buf)
{
	char *at = buf + 10;

	*at = '\0';
	do {
		*--at = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	return at;
}

static size_t append(char *buf, size_t size, size_t len, const char *text)
{
	while (*text != '\0' && len + 1 < size)
		buf[len++] = *text++;
	return len;
}

char *program_copy_name(const struct program *p, uint32_t copy, char *buf,
			size_t size)
{
	const struct prog_task *task = &p->tasks[program_task_of(p, copy)];
	char number[11];
	size_t len = append(buf, size, 0, task->name);

	if (task->count > 1) {
		len = append(buf, size, len, ".");
		len = append(buf, size, len,
			     digits(copy - task->first + 1, number));
	}
	if (size > 0)
		buf[len] = '\0';
	return buf;
}
