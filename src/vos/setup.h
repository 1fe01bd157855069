/* SPDX-License-Identifier: MIT */
/*
 * A setup: which model runs the tasks, and the values of its keys.
 * All keys have a value always; `given` says which were asked for.
 */
#ifndef VOS_SETUP_H
#define VOS_SETUP_H

#include <stdbool.h>
#include <stdint.h>

enum setup_model {
	MODEL_SYNC,
	MODEL_ASYNC,
	MODEL_THREADS,
	MODEL_GIL, /* threads that share one interpreter lock */
	SETUP_MODELS
};

/* Durations are in ns, choices are the enums below. */
enum setup_key {
	KEY_CORES,
	KEY_POLICY, /* enum setup_policy */
	KEY_QUANTUM,
	KEY_SWITCH,    /* cost of a context switch */
	KEY_START,     /* cost of creating a thread */
	KEY_STEP,      /* cost of a coroutine's step */
	KEY_EXECUTOR,  /* threads behind `offload` */
	KEY_GIL,       /* enum setup_gil */
	KEY_INTERVAL,  /* after which a waiter asks for the GIL */
	KEY_SUCCESSOR, /* enum setup_successor */
	KEY_TIES,      /* enum setup_ties */
	KEY_UNTIL,     /* horizon, SETUP_NO_UNTIL for none */
	KEY_PYTHON,    /* enum setup_python */
	KEY_SEED,
	SETUP_KEYS
};

enum setup_policy { POLICY_FCFS, POLICY_RR };
enum setup_ties { TIES_ARRIVALS_FIRST, TIES_EXPIRED_FIRST };
enum setup_gil { GIL_OFF, GIL_ON };
enum setup_successor { SUCCESSOR_FIFO, SUCCESSOR_RANDOM };
enum setup_python { PYTHON_3_11_7, PYTHON_3_11_2 };

#define SETUP_NO_UNTIL  INT64_MAX
#define SETUP_CORES_MAX 64

struct setup {
	uint8_t model;  /* enum setup_model */
	uint32_t given; /* bit 1 << key: the text named it */
	int64_t key[SETUP_KEYS];
};

enum key_kind {
	KEY_COUNT,    /* a whole number */
	KEY_DURATION, /* a duration, or "none" where its default is none */
	KEY_CHOICE    /* one of `choices`, by index */
};

/* What a key is where nobody gave it. */
enum key_default {
	DEFAULT_VALUE,   /* `value` */
	DEFAULT_UNITS,   /* `value` of the scenario's units */
	DEFAULT_LONGER,  /* `value` ms, or as many units if those are longer */
	DEFAULT_GIL,     /* on where the model is `gil` */
	DEFAULT_WORKERS, /* min(32, cores + 4): concurrent.futures' own */
	DEFAULT_SEED     /* the scenario's */
};

struct setup_key_info {
	const char *name;
	uint8_t kind;               /* enum key_kind */
	uint8_t rule;               /* enum key_default */
	int64_t value;              /* for the rule */
	int64_t min, max;           /* of a count or a duration */
	const char *const *choices; /* up to NULL */
	uint32_t models;            /* bit 1 << model: it takes the key */
	const char *help;           /* a line, to be translated */
};

struct setup_model_info {
	const char *name;
	const char *help; /* a line, to be translated */
};

extern const struct setup_key_info setup_keys[SETUP_KEYS];
extern const struct setup_model_info setup_models[SETUP_MODELS];

/* The model with every key at its default; unit: ns of the scenario's unit. */
void setup_init(struct setup *setup, enum setup_model model, int64_t unit,
		uint64_t seed);

/* Gives a key a value and defaults that depend on it theirs. */
void setup_give(struct setup *setup, enum setup_key key, int64_t value);

static inline bool setup_takes(enum setup_model model, enum setup_key key)
{
	return setup_keys[key].models >> model & 1;
}

/* Is there an interpreter lock, that only one thread has at a time? */
static inline bool setup_has_gil(const struct setup *setup)
{
	return setup->key[KEY_GIL] == GIL_ON;
}

static inline bool setup_is_given(const struct setup *setup, enum setup_key key)
{
	return setup->given >> key & 1;
}

#endif
