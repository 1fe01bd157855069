/* SPDX-License-Identifier: MIT */
/*
 * Values of questions and claims: what an expression over runs gives, and what
 * an author offers as an answer. Typed; exact; compared and shown here.
 *
 * Lists and lines lie in an arena that must outlive the value. Who a value
 * names belongs to a program, which must outlive it too.
 */
#ifndef STORY_VALUE_H
#define STORY_VALUE_H

#include "base/arena.h"
#include "base/str.h"
#include "sim/program.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum value_type {
	VALUE_TRUTH,    /* n: 0 or 1 */
	VALUE_NUMBER,   /* n / den, in lowest terms */
	VALUE_DURATION, /* n: ns */
	VALUE_SIZE,     /* n: bytes */
	VALUE_ACTOR,    /* actor: a task, an object, or ACTOR_NONE: nobody */
	VALUE_LIST,     /* len actors */
	VALUE_LINES,    /* len lines of text */
	VALUE_TYPES
};

struct value {
	enum value_type type;
	int64_t n, den;
	uint32_t actor;
	const struct program *program; /* whose actors; NULL where none is */
	const uint32_t *actors;
	const char *const *lines;
	size_t len;
};

struct value value_truth(bool is_true);
struct value value_number(int64_t n);
struct value value_duration(int64_t ns);
struct value value_size(int64_t bytes);
struct value value_actor(const struct program *p, uint32_t actor);

/* N / DEN in lowest terms, DEN > 0. */
struct value value_fraction(int64_t n, int64_t den);

/* "a duration", "a task"...: what it is called, in the reader's language. */
const char *value_type_name(enum value_type type);

/* Both of one type. Actors of two programs are the same if they are called the
 * same. */
bool value_equals(const struct value *a, const struct value *b);

/* -1, 0, 1; both numbers, durations, sizes or truths. */
int value_compare(const struct value *a, const struct value *b);

/* Sums and products of numbers, durations and sizes; false where they do not
 * fit or make no sense. OP is + - * or / (which rounds down). */
bool value_combine(char op, const struct value *a, const struct value *b,
		   struct value *out);

/* Appends the value for people: durations in UNIT (ns), tasks by their labels,
 * lines one after another with " / " between. */
void value_show(struct str *out, const struct value *v, int64_t unit);

/* Appends the value as an author writes it, and value_read() reads it. */
void value_write(struct str *out, const struct value *v, int64_t unit);

/* What an author wrote as an answer of this type, with names of P's: `2 min`,
 * `3`, `ann`, `ann, bo`, `one line / another`, `yes`. False: it is none. */
bool value_read(const char *text, size_t len, enum value_type type,
		const struct program *p, struct arena *arena,
		struct value *out);

/* Who is called so, a task's one copy ("guest.2") or an object; false: nobody
 * is. `nobody` is ACTOR_NONE. A task of several copies is none. */
bool value_find_actor(const struct program *p, const char *name, size_t len,
		      uint32_t *actor);

/* The copies of the task called so, or one of them; false: none is. */
bool value_find_task(const struct program *p, const char *name, size_t len,
		     uint32_t *first, uint32_t *count);

#endif
