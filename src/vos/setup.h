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
	MODEL_POOL,
	MODEL_PROCESSES,
	SETUP_MODELS
};

/* Durations are in ns, choices are the enums below. */
enum setup_key {
	KEY_CORES,
	KEY_EACH,    /* enum setup_each: what runs in a process */
	KEY_WORKERS, /* threads of a pool, processes */
	KEY_BACKLOG, /* jobs that a pool's line has room for, or SETUP_ANY */
	KEY_FULL,    /* enum setup_full */
	KEY_POLICY,  /* enum setup_policy */
	KEY_QUANTUM,
	KEY_SWITCH,    /* cost of a context switch */
	KEY_START,     /* cost of creating a thread */
	KEY_STEP,      /* cost of a coroutine's step */
	KEY_COSTS,     /* enum setup_costs */
	KEY_EXECUTOR,  /* threads behind `offload` */
	KEY_GIL,       /* enum setup_gil */
	KEY_INTERVAL,  /* after which a waiter asks for the GIL */
	KEY_SUCCESSOR, /* enum setup_successor */
	KEY_QUEUES, /* enum setup_queues: one for all cores, or each its own */
	KEY_STEAL,  /* how often a core without ready ones looks at others */
	KEY_AFFINITY, /* enum setup_affinity: whether a thread keeps its core */
	KEY_WARMTH,   /* cost of coming to another core */
	KEY_RATE,   /* how much faster one works whose data are in its cache */
	KEY_WARMUP, /* after so long on a core they are */
	KEY_CACHE,  /* room for data in each core's cache */
	KEY_TIES,   /* enum setup_ties */
	KEY_UNTIL,  /* horizon, SETUP_NO_UNTIL for none */
	KEY_PYTHON, /* enum setup_python */
	KEY_SEED,
	KEY_COROUTINE, /* bytes that each of them takes */
	KEY_THREAD,
	KEY_PROCESS,
	/* of policies: */
	KEY_PREEMPT,     /* enum setup_switch: a better newcomer takes a core */
	KEY_AGE,         /* waiting so long raises a priority by 1 */
	KEY_LEVELS,      /* queues of mlfq */
	KEY_QUANTA,      /* list: a quantum a level, the top one first */
	KEY_ALLOTMENT,   /* list: quanta a level allows, the top one first */
	KEY_BOOST,       /* how often all go to the top level */
	KEY_STAY,        /* enum setup_switch: waiting renews the allotment */
	KEY_IOBUMP,      /* enum setup_switch: back from I/O to the head */
	KEY_SKIP,        /* draws of lottery thrown away first */
	KEY_LATENCY,     /* cfs: in which all ready ones have a turn */
	KEY_GRANULARITY, /* cfs: the shortest turn */
	KEY_WAKEUP,      /* cfs: lead that a woken one needs to preempt */
	KEY_SLICE,       /* eevdf: the request each makes */
	KEY_LIKE,        /* enum setup_like: whose conventions */
	SETUP_KEYS
};

/* The order of policies/policies.c. */
enum setup_policy {
	POLICY_FCFS,
	POLICY_SJF,
	POLICY_SRTF,
	POLICY_RING,
	POLICY_RR,
	POLICY_PRIORITY,
	POLICY_FIFO99,
	POLICY_RR99,
	POLICY_MLFQ,
	POLICY_LOTTERY,
	POLICY_STRIDE,
	POLICY_CFS,
	POLICY_EEVDF,
	POLICY_EDF,
	POLICY_RM,
	SETUP_POLICIES
};
enum setup_ties { TIES_ARRIVALS_FIRST, TIES_EXPIRED_FIRST };
enum setup_queues { QUEUES_ONE, QUEUES_EACH };
enum setup_affinity { AFFINITY_SOFT, AFFINITY_HARD, AFFINITY_NONE };
enum setup_switch { SWITCH_OFF, SWITCH_ON };
enum setup_each { EACH_TASK, EACH_ASYNC };
enum setup_costs { COSTS_NONE, COSTS_TYPICAL };
enum setup_full { FULL_BLOCK, FULL_REJECT };
enum setup_gil { GIL_OFF, GIL_ON };
enum setup_successor { SUCCESSOR_FIFO, SUCCESSOR_RANDOM };
enum setup_like { LIKE_TEXTBOOKS, LIKE_OSTEP };
enum setup_python { PYTHON_3_11_7, PYTHON_3_11_2 };

#define SETUP_NO_UNTIL      INT64_MAX
#define SETUP_ANY           INT64_MAX /* of a count: no bound */
/* Measured on CPython 3.11: what a task, a thread and a process add to the
 * memory in use. */
#define FOOTPRINT_COROUTINE INT64_C(1024)
#define FOOTPRINT_THREAD    (INT64_C(16) * 1024)
#define FOOTPRINT_PROCESS   (INT64_C(4) * 1024 * 1024)

#define SETUP_BYTES     (INT64_C(1) << 40) /* at most: 1 TiB */
#define SETUP_CORES_MAX 64
#define SETUP_LOOPS_MAX 65   /* processes with one, and main's */
#define SETUP_EXECUTORS 1000 /* threads of the executor of one of several */
#define SETUP_LEVELS    16   /* queues of mlfq, items of a list */
#define SETUP_NEVER     INT64_MAX /* a duration that is "none" */

struct setup {
	uint8_t model;           /* enum setup_model */
	uint64_t given;          /* bit 1 << key: the text named it */
	int64_t unit;            /* of the scenario, ns */
	uint64_t seed;           /* the scenario's */
	int64_t key[SETUP_KEYS]; /* of a list: how many items it has */
	int64_t quanta[SETUP_LEVELS];
	int64_t allotment[SETUP_LEVELS];
};

enum key_kind {
	KEY_COUNT,     /* a whole number */
	KEY_DURATION,  /* a duration, or "none" where its default is none */
	KEY_CHOICE,    /* one of `choices`, by index */
	KEY_COUNTS,    /* a list of whole numbers: 2,1,1 */
	KEY_DURATIONS, /* a list of durations: 10,20,40 */
	KEY_BYTES      /* a size: 512B, 16KiB */
};

/* What a key is where nobody gave it. */
enum key_default {
	DEFAULT_VALUE,   /* `value` */
	DEFAULT_UNITS,   /* `value` of the scenario's units */
	DEFAULT_LONGER,  /* `value` ms, or as many units if those are longer */
	DEFAULT_COST,    /* `value` ns where costs=typical, else 0 */
	DEFAULT_START,   /* the same, a process 30 times as much */
	DEFAULT_GIL,     /* on where the model is `gil` */
	DEFAULT_WORKERS, /* min(32, cores + 4): concurrent.futures' own */
	DEFAULT_CREW,    /* `value`; of processes: as many as cores where each
			  * has an event loop, else any number */
	DEFAULT_SEED,    /* the scenario's */
	DEFAULT_STEAL,   /* 0; like=ostep: 30 units */
	DEFAULT_RATE,    /* 1; like=ostep: 2 */
	DEFAULT_LINUX    /* `value` us, of units where those are longer than
			  * a ms; times 1 + log2(min(cores, 8)), as Linux's */
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

struct setup_policy_info {
	const char *name;
	const char *help; /* a line, to be translated */
};

struct setup_model_info {
	const char *name;
	const char *help; /* a line, to be translated */
};

extern const struct setup_key_info setup_keys[SETUP_KEYS];
extern const struct setup_model_info setup_models[SETUP_MODELS];
extern const struct setup_policy_info setup_policies[SETUP_POLICIES];

/* The model with every key at its default; unit: ns of the scenario's unit. */
void setup_init(struct setup *setup, enum setup_model model, int64_t unit,
		uint64_t seed);

/* Gives a key a value and defaults that depend on it theirs. */
void setup_give(struct setup *setup, enum setup_key key, int64_t value);

/* Takes a key back: it has its default again. */
void setup_reset(struct setup *setup, enum setup_key key);

/* The items of a list that a key is, SETUP_LEVELS of them. */
int64_t *setup_list(struct setup *setup, enum setup_key key);

/* Whose a key is: bit 1 << policy; 0: any policy takes it. */
uint32_t setup_key_policies(enum setup_key key);

/* Why a key has no say, though the model takes it. */
enum setup_stray {
	STRAY_NONE,   /* it has one */
	STRAY_POLICY, /* another policy's */
	STRAY_LOCKED, /* the interpreter's lock decides instead */
	STRAY_FREE,   /* there is no such lock */
	STRAY_EACH,   /* no event loop runs in the processes */
	STRAY_SHARED, /* all cores have one queue */
	STRAY_COLD    /* data in a cache make nobody faster */
};

enum setup_stray setup_stray(const struct setup *setup, enum setup_key key);

/* The first key that was given and has no say, or SETUP_KEYS. */
enum setup_key setup_stray_key(const struct setup *setup);

/* ns of a quantum and quanta of a level of mlfq; level 0 is the top. */
int64_t setup_level_quantum(const struct setup *setup, int level);
int64_t setup_level_allotment(const struct setup *setup, int level);

static inline bool setup_takes(enum setup_model model, enum setup_key key)
{
	return setup_keys[key].models >> model & 1;
}

/* Is there an interpreter lock, that only one thread has at a time? */
static inline bool setup_has_gil(const struct setup *setup)
{
	return setup->key[KEY_GIL] == GIL_ON;
}

/* Is there an event loop in each of several processes? */
static inline bool setup_has_loops(const struct setup *setup)
{
	return setup->model == MODEL_PROCESSES &&
	       setup->key[KEY_EACH] == EACH_ASYNC;
}

/* Do a few threads or processes take the tasks from a queue? */
static inline bool setup_has_workers(const struct setup *setup)
{
	return setup->model == MODEL_POOL ||
	       (setup->model == MODEL_PROCESSES && !setup_has_loops(setup) &&
		setup->key[KEY_WORKERS] != SETUP_ANY);
}

/* The most that a count may be under this setup. */
int64_t setup_most(const struct setup *setup, enum setup_key key);

/* Event loops there are at most; the first threads of a run are theirs. */
struct program;
uint32_t setup_loops(const struct setup *setup, const struct program *program);

static inline bool setup_is_given(const struct setup *setup, enum setup_key key)
{
	return setup->given >> key & 1;
}

#endif
