/* SPDX-License-Identifier: MIT */
/*
 * The tables of models, policies and keys.
 * Another one is a line here; nothing else lists them.
 */
#include "vos/setup.h"

#include "base/i18n.h"

#include <stddef.h>

#define SYNC    (UINT32_C(1) << MODEL_SYNC)
#define ASYNC   (UINT32_C(1) << MODEL_ASYNC)
#define THREADS (UINT32_C(1) << MODEL_THREADS)
#define GIL     (UINT32_C(1) << MODEL_GIL)
#define POOL    (UINT32_C(1) << MODEL_POOL)
#define PROCS   (UINT32_C(1) << MODEL_PROCESSES)
#define GILLED  (ASYNC | THREADS | POOL) /* may have one */
#define POLICED (GILLED | PROCS)         /* ready threads wait in a queue */
#define LOOPED  (ASYNC | PROCS)          /* may have event loops */
#define CORED   (POLICED | GIL)
#define ALL     (SYNC | CORED)

const struct setup_model_info setup_models[SETUP_MODELS] = {
	[MODEL_SYNC] = {"sync", N_("one thread: the tasks one after another")},
	[MODEL_ASYNC] = {"async", N_("one thread with an event loop: the tasks "
				     "are coroutines and give way themselves")},
	[MODEL_THREADS] = {"threads", N_("a thread for each task; the "
					 "operating system interrupts them")},
	[MODEL_GIL] = {"gil", N_("threads of Python: whoever runs holds the "
				 "one interpreter lock")},
	[MODEL_POOL] = {"pool", N_("a few threads that take the tasks from a "
				   "queue")},
	[MODEL_PROCESSES] = {"processes", N_("a process for each task, with "
					     "variables of its own")},
};

static const char *const policies[] = {
	[POLICY_FCFS] = "fcfs",     [POLICY_SJF] = "sjf",
	[POLICY_SRTF] = "srtf",     [POLICY_RING] = "ring",
	[POLICY_RR] = "rr",         [POLICY_PRIORITY] = "priority",
	[POLICY_FIFO99] = "fifo99", [POLICY_RR99] = "rr99",
	[POLICY_MLFQ] = "mlfq",     [POLICY_LOTTERY] = "lottery",
	[POLICY_STRIDE] = "stride", [POLICY_CFS] = "cfs",
	[POLICY_EEVDF] = "eevdf",   [POLICY_EDF] = "edf",
	[POLICY_RM] = "rm",         NULL,
};

const struct setup_policy_info setup_policies[SETUP_POLICIES] = {
	[POLICY_FCFS] = {"fcfs", N_("first come, first served: nobody is "
				    "interrupted")},
	[POLICY_SJF] = {"sjf", N_("shortest job first: the least work ahead, "
				  "as nobody could know it")},
	[POLICY_SRTF] = {"srtf", N_("shortest remaining time first: sjf that "
				    "interrupts")},
	[POLICY_RING] = {"ring", N_("the next one that is ready, in a fixed "
				    "circle")},
	[POLICY_RR] = {"rr", N_("round robin: a quantum each, in a circle")},
	[POLICY_PRIORITY] = {"priority", N_("the highest priority; waiting may "
					    "raise it")},
	[POLICY_FIFO99] = {"fifo99", N_("Linux SCHED_FIFO: priorities without "
					"a quantum")},
	[POLICY_RR99] = {"rr99", N_("Linux SCHED_RR: priorities, in turns "
				    "among equals")},
	[POLICY_MLFQ] = {"mlfq", N_("multi-level feedback queue: who uses up "
				    "its time sinks")},
	[POLICY_LOTTERY] = {"lottery", N_("a ticket is drawn each quantum")},
	[POLICY_STRIDE] = {"stride", N_("lottery's shares without its luck")},
	[POLICY_CFS] = {"cfs", N_("Linux until 6.5: the least virtual "
				  "runtime")},
	[POLICY_EEVDF] = {"eevdf", N_("Linux since 6.6: the earliest virtual "
				      "deadline of those eligible")},
	[POLICY_EDF] = {"edf", N_("the earliest deadline")},
	[POLICY_RM] = {"rm", N_("rate-monotonic: the shortest period")},
};

static const char *const likes[] = {
	[LIKE_TEXTBOOKS] = "textbooks", [LIKE_OSTEP] = "ostep", NULL};
static const char *const ties[] = {[TIES_ARRIVALS_FIRST] = "arrivals-first",
				   [TIES_EXPIRED_FIRST] = "expired-first",
				   NULL};
static const char *const costs[] = {
	[COSTS_NONE] = "none", [COSTS_TYPICAL] = "typical", NULL};
static const char *const queues[] = {
	[QUEUES_ONE] = "one", [QUEUES_EACH] = "each", NULL};
static const char *const affinities[] = {[AFFINITY_SOFT] = "soft",
					 [AFFINITY_HARD] = "hard",
					 [AFFINITY_NONE] = "none",
					 NULL};
static const char *const eaches[] = {
	[EACH_TASK] = "task", [EACH_ASYNC] = "async", NULL};
static const char *const fulls[] = {
	[FULL_BLOCK] = "block", [FULL_REJECT] = "reject", NULL};
static const char *const switches[] = {
	[GIL_OFF] = "off", [GIL_ON] = "on", NULL};
static const char *const successors[] = {
	[SUCCESSOR_FIFO] = "fifo", [SUCCESSOR_RANDOM] = "random", NULL};
static const char *const pythons[] = {
	[PYTHON_3_11_7] = "3.11.7", [PYTHON_3_11_2] = "3.11.2", NULL};

/* clang-format off */
const struct setup_key_info setup_keys[SETUP_KEYS] = {
	[KEY_CORES] = {"cores", KEY_COUNT, DEFAULT_VALUE, 1,
		1, SETUP_CORES_MAX, NULL, CORED,
		N_("cores of the machine")},
	[KEY_POLICY] = {"policy", KEY_CHOICE, DEFAULT_VALUE, POLICY_RR,
		0, 0, policies, POLICED,
		N_("which ready thread runs next")},
	[KEY_QUANTUM] = {"quantum", KEY_DURATION, DEFAULT_UNITS, 1,
		1, INT64_MAX, NULL, POLICED,
		N_("how long a thread may run before it is interrupted")},
	[KEY_SWITCH] = {"switch", KEY_DURATION, DEFAULT_COST, 5000,
		0, INT64_MAX, NULL, CORED,
		N_("what a context switch costs")},
	[KEY_START] = {"start", KEY_DURATION, DEFAULT_START, 100000,
		0, INT64_MAX, NULL, CORED,
		N_("what creating a thread or a process costs")},
	[KEY_STEP] = {"step", KEY_DURATION, DEFAULT_COST, 3000,
		0, INT64_MAX, NULL, LOOPED,
		N_("what resuming a coroutine costs")},
	[KEY_COSTS] = {"costs", KEY_CHOICE, DEFAULT_VALUE, COSTS_NONE,
		0, 0, costs, CORED,
		N_("what switches, starts and steps cost where it is not "
		   "said: nothing, or what they do on a machine of today")},
	[KEY_EXECUTOR] = {"executor", KEY_COUNT, DEFAULT_WORKERS, 0,
		1, 100000, NULL, LOOPED,
		N_("threads that do what is offloaded")},
	[KEY_EACH] = {"each", KEY_CHOICE, DEFAULT_VALUE, EACH_TASK,
		0, 0, eaches, PROCS,
		N_("what runs in a process: one task, or an event loop with "
		   "some of them")},
	[KEY_WORKERS] = {"workers", KEY_COUNT, DEFAULT_CREW, 4,
		1, 100000, NULL, POOL | PROCS,
		N_("threads of the pool; processes, where they are no more "
		   "than this")},
	[KEY_BACKLOG] = {"backlog", KEY_COUNT, DEFAULT_VALUE, SETUP_ANY,
		0, 1000000, NULL, POOL,
		N_("jobs that the pool's queue has room for, or none: any "
		   "number")},
	[KEY_FULL] = {"full", KEY_CHOICE, DEFAULT_VALUE, FULL_BLOCK,
		0, 0, fulls, POOL,
		N_("what happens to a job that finds the queue full: its "
		   "submitter waits, or it is turned away")},
	[KEY_GIL] = {"gil", KEY_CHOICE, DEFAULT_GIL, GIL_OFF,
		0, 0, switches, GILLED,
		N_("whether threads share one interpreter lock")},
	[KEY_INTERVAL] = {"interval", KEY_DURATION, DEFAULT_LONGER, 5,
		1, INT64_MAX, NULL, GILLED | GIL,
		N_("how long who waits for the interpreter lock leaves it to "
		   "its holder")},
	[KEY_SUCCESSOR] = {"successor", KEY_CHOICE, DEFAULT_VALUE,
		SUCCESSOR_FIFO,
		0, 0, successors, GILLED | GIL,
		N_("who gets the interpreter lock next")},
	[KEY_QUEUES] = {"queues", KEY_CHOICE, DEFAULT_VALUE, QUEUES_ONE,
		0, 0, queues, POLICED,
		N_("one queue of ready threads for all cores, or one for "
		   "each")},
	[KEY_STEAL] = {"steal", KEY_DURATION, DEFAULT_STEAL, SETUP_NEVER,
		0, INT64_MAX, NULL, POLICED,
		N_("how often a core whose queue is empty takes from "
		   "another's; 0: as soon as it is idle")},
	[KEY_AFFINITY] = {"affinity", KEY_CHOICE, DEFAULT_VALUE, AFFINITY_SOFT,
		0, 0, affinities, POLICED,
		N_("whether a thread goes back to the core it had last, if "
		   "it can; must; or takes any")},
	[KEY_WARMTH] = {"warmth", KEY_DURATION, DEFAULT_VALUE, 0,
		0, INT64_MAX, NULL, POLICED,
		N_("what it costs a thread to come to another core, whose "
		   "cache is cold")},
	[KEY_RATE] = {"rate", KEY_COUNT, DEFAULT_RATE, 1,
		1, 1000, NULL, POLICED,
		N_("how many times as fast a task works while its data are in "
		   "its core's cache")},
	[KEY_WARMUP] = {"warmup", KEY_DURATION, DEFAULT_UNITS, 10,
		1, INT64_MAX, NULL, POLICED,
		N_("how long a task works on a core until its data are in the "
		   "cache")},
	[KEY_CACHE] = {"cache", KEY_COUNT, DEFAULT_VALUE, 100,
		1, 1000000000, NULL, POLICED,
		N_("how much data a core's cache holds")},
	[KEY_TIES] = {"ties", KEY_CHOICE, DEFAULT_VALUE, TIES_ARRIVALS_FIRST,
		0, 0, ties, POLICED,
		N_("what comes first of an arrival and the end of a quantum "
		   "at one instant")},
	[KEY_UNTIL] = {"until", KEY_DURATION, DEFAULT_VALUE, SETUP_NO_UNTIL,
		0, INT64_MAX, NULL, ALL,
		N_("when the run is stopped")},
	[KEY_PYTHON] = {"python", KEY_CHOICE, DEFAULT_VALUE, PYTHON_3_11_7,
		0, 0, pythons, LOOPED,
		N_("whose asyncio is followed where versions differ")},
	[KEY_SEED] = {"seed", KEY_COUNT, DEFAULT_SEED, 0,
		0, INT64_MAX, NULL, ALL,
		N_("what random choices depend on")},
	[KEY_COROUTINE] = {"coroutine", KEY_BYTES, DEFAULT_VALUE,
		FOOTPRINT_COROUTINE,
		0, SETUP_BYTES, NULL, LOOPED,
		N_("memory of a coroutine")},
	[KEY_THREAD] = {"thread", KEY_BYTES, DEFAULT_VALUE, FOOTPRINT_THREAD,
		0, SETUP_BYTES, NULL, GILLED | GIL,
		N_("memory of a thread")},
	[KEY_PROCESS] = {"process", KEY_BYTES, DEFAULT_VALUE, FOOTPRINT_PROCESS,
		0, SETUP_BYTES, NULL, PROCS,
		N_("memory of a process")},
	[KEY_PREEMPT] = {"preempt", KEY_CHOICE, DEFAULT_VALUE, SWITCH_ON,
		0, 0, switches, POLICED,
		N_("a higher priority takes the core at once")},
	[KEY_AGE] = {"age", KEY_DURATION, DEFAULT_VALUE, SETUP_NEVER,
		1, INT64_MAX, NULL, POLICED,
		N_("waiting so long raises a priority by 1")},
	[KEY_LEVELS] = {"levels", KEY_COUNT, DEFAULT_VALUE, 3,
		1, SETUP_LEVELS, NULL, POLICED,
		N_("queues")},
	[KEY_QUANTA] = {"quanta", KEY_DURATIONS, DEFAULT_VALUE, 0,
		1, INT64_MAX, NULL, POLICED,
		N_("a quantum for each level, the top one first: 10,20,40")},
	[KEY_ALLOTMENT] = {"allotment", KEY_COUNTS, DEFAULT_VALUE, 0,
		1, 1000000, NULL, POLICED,
		N_("quanta before a thread sinks, for each level: 2,1,1")},
	[KEY_BOOST] = {"boost", KEY_DURATION, DEFAULT_VALUE, SETUP_NEVER,
		1, INT64_MAX, NULL, POLICED,
		N_("how often everybody goes back to the top")},
	[KEY_STAY] = {"stay", KEY_CHOICE, DEFAULT_VALUE, SWITCH_OFF,
		0, 0, switches, POLICED,
		N_("waiting renews quantum and allotment, so that a thread "
		   "can stay up by a trick")},
	[KEY_IOBUMP] = {"iobump", KEY_CHOICE, DEFAULT_VALUE, SWITCH_OFF,
		0, 0, switches, POLICED,
		N_("who is back from a wait goes to the head")},
	[KEY_SKIP] = {"skip", KEY_COUNT, DEFAULT_VALUE, 0,
		0, 1000000, NULL, POLICED,
		N_("random numbers thrown away before the first draw")},
	[KEY_LATENCY] = {"latency", KEY_DURATION, DEFAULT_LINUX, 6000,
		1, INT64_MAX, NULL, POLICED,
		N_("in which every ready thread has a turn")},
	[KEY_GRANULARITY] = {"granularity", KEY_DURATION, DEFAULT_LINUX, 750,
		1, INT64_MAX, NULL, POLICED,
		N_("the shortest turn, where many are ready")},
	[KEY_WAKEUP] = {"wakeup", KEY_DURATION, DEFAULT_LINUX, 1000,
		0, INT64_MAX, NULL, POLICED,
		N_("by how much a woken thread must be behind to preempt")},
	[KEY_SLICE] = {"slice", KEY_DURATION, DEFAULT_LINUX, 700,
		1, INT64_MAX, NULL, POLICED,
		N_("the turn that each thread asks for")},
	[KEY_LIKE] = {"like", KEY_CHOICE, DEFAULT_VALUE, LIKE_TEXTBOOKS,
		0, 0, likes, POLICED,
		N_("whose conventions are followed where they differ")},
};
/* clang-format on */

#define P(policy) (UINT32_C(1) << POLICY_##policy)

static const uint32_t key_policies[SETUP_KEYS] = {
	[KEY_PREEMPT] = P(PRIORITY), [KEY_AGE] = P(PRIORITY),
	[KEY_LEVELS] = P(MLFQ),      [KEY_QUANTA] = P(MLFQ),
	[KEY_ALLOTMENT] = P(MLFQ),   [KEY_BOOST] = P(MLFQ),
	[KEY_STAY] = P(MLFQ),        [KEY_IOBUMP] = P(MLFQ) | P(RING),
	[KEY_SKIP] = P(LOTTERY),     [KEY_LATENCY] = P(CFS),
	[KEY_GRANULARITY] = P(CFS),  [KEY_WAKEUP] = P(CFS),
	[KEY_SLICE] = P(EEVDF),
};

uint32_t setup_key_policies(enum setup_key key)
{
	return key_policies[key];
}
