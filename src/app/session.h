/* SPDX-License-Identifier: MIT */
/*
 * A session: what is looked at and how.  A program, up to four setups with
 * their runs, a cursor on one clock for all of them, a window, what is chosen.
 *
 * Pure state and operations: no clock, no terminal, no file.  Whoever owns a
 * clock calls session_work() while it returns true and session_tick() while
 * something plays; views get it const.  An operation that changes what is to
 * be seen sets `dirty`; what changes more than the cursor raises `version`.
 *
 * The cursor stands between events.  The runs are read as one sequence: by
 * time, then by the setups' order, then as it happened.  `passed` is how many
 * events of a run lie before the cursor; `t` is when that is.
 */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/prompt.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/vec.h"
#include "runtime/run.h"
#include "sim/program.h"
#include "story/diverge.h"
#include "story/metrics.h"
#include "story/moment.h"
#include "story/words.h"
#include "vos/setup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SESSION_RUNS = 4,
	SESSION_ZOOM_MOST = 20, /* doublings, on an axis of steps */
	SESSION_SPEEDS = 7      /* 0.25x, 0.5x, 1x ... 16x */
};

#define SESSION_NO_TIME INT64_MIN
#define SESSION_BY_TIME UINT64_MAX
#define SESSION_NO_GATE INT64_MAX

/* What has the screen, and with it the keys. */
enum view {
	VIEW_STAGE,
	VIEW_HELP,
	VIEW_TIME,   /* asks for a time to go to */
	VIEW_SEARCH, /* asks for words to find */
	VIEW_WRITE,  /* asks for a file to write to */
	VIEW_SETUPS, /* which setups are compared */
	VIEW_KNOBS,
	VIEW_INSPECT,
	VIEW_ERRORS, /* what is wrong with the text that was read last */
	/* of the course */
	VIEW_PAGE,      /* a page without a stage */
	VIEW_LESSONS,   /* the list of lessons */
	VIEW_ASK,       /* a question's options */
	VIEW_NUMBER,    /* a number is asked */
	VIEW_TRY,       /* an exercise's knobs */
	VIEW_STATEMENT, /* asks for another line of the scenario */
	VIEW_WORDS,     /* the story's words beside the program's */
	VIEW_NOTES,     /* the instructor's */
	VIEW_TOLD,      /* a question that was answered, all of it */
	VIEW_OUTLINE,   /* the lesson's steps */
	VIEW_REPORT,    /* what the student knows by now */
	VIEW_COURSE,    /* the same, of all lessons */
	VIEW_COUNT
};

/* What only the owner of the terminal can do; it puts NONE back. */
enum errand {
	ERRAND_NONE,
	ERRAND_QUIT,
	ERRAND_EDIT,
	ERRAND_WRITE, /* to `to_write` */
	ERRAND_REDRAW,
	ERRAND_SUSPEND
};

struct session_run {
	struct setup setup;
	/* the session's, or another one with the same tasks */
	const struct program *program;
	struct str name;  /* the setup in its one form, or its label */
	struct str label; /* what a lesson calls it, or empty */
	struct run *run;
	enum run_status status;
	struct metrics *metrics;  /* NULL until it is computed */
	struct divergence parted; /* from the first shown, once both are */
	struct moments *moments;  /* for session_look.h */
	uint64_t passed;
	uint32_t threads; /* that are no task's own, once it is computed */
	bool hidden;
};

/* A row of the stage, top to bottom. */
struct session_row {
	uint8_t run;
	bool heading;  /* of the run; else a lane: */
	uint8_t class; /* enum actor_class */
	uint32_t first, count;
};

/* A search that is going on. */
struct session_seek {
	bool on;
	struct str words;          /* in small letters */
	uint64_t at[SESSION_RUNS]; /* the event to be looked at next */
	size_t run;                /* where at[] is a find, or SESSION_RUNS */
};

/* A and B. */
struct session_mark {
	int64_t t;                     /* ns, or SESSION_NO_TIME */
	uint64_t passed[SESSION_RUNS]; /* events before it, or
					* SESSION_BY_TIME: as T says */
};

/* Lanes behind those of the tasks. */
enum session_lanes {
	LANES_CORES, /* of cores, if there are several */
	LANES_ALL,   /* of threads, lines, the loop's phase and cores */
	LANES_NONE,
	LANES_WAYS
};

enum fold { FOLD_AUTO, FOLD_OPEN, FOLD_SHUT };

/* A sign of a guess, where it would have been. */
struct ghost {
	uint8_t run;
	uint32_t copy; /* whose lane, or NONE: on the axis */
	int64_t t;     /* ns */
	char sign[8];
};

struct course;

struct session {
	/* the scenario */
	struct str file; /* the name it goes by */
	struct str text;
	struct program *program;
	bool has_seed; /* given instead of the file's */
	uint64_t seed;

	/* its runs */
	struct session_run runs[SESSION_RUNS];
	size_t n_runs;
	uint64_t limit; /* of events a run */

	/* the cursor */
	int64_t t;  /* ns */
	bool exact; /* `passed` was set event by event, not by time */
	bool playing, still;
	uint8_t speed;     /* 2: 1x */
	int64_t clock;     /* the system's when it was told last, or none */
	int64_t remainder; /* of what is to be moved */

	/* the window */
	bool steps;       /* columns are events */
	bool fit;         /* all of it; on an axis of time */
	int64_t from, to; /* ns, if not fit */
	int zoom;         /* on an axis of steps: > 0 closer */
	int64_t pan;      /* events away from the cursor's page */
	bool ahead;       /* what is to come is shown, pale */

	/* what is chosen */
	struct VEC(struct session_row) rows;
	size_t row;     /* of rows, a lane unless there is none */
	int room;       /* rows there are for it */
	uint8_t *folds; /* enum fold, by task */
	int chosen;     /* of three runs or more the one unfolded, or -1 */
	uint8_t lanes;  /* enum session_lanes */
	uint32_t open;  /* bit 1 << class: lanes of its own for each actor */
	struct session_mark mark[2];

	/* what was found */
	struct session_seek seek;
	bool has_differences;
	struct differences differences;

	/* of a lesson (course.h) */
	struct course *course; /* or NULL */
	int64_t gate;  /* from then on nothing is shown or gone to, ns, or
			* SESSION_NO_GATE */
	int64_t reach; /* how long the window is meanwhile, ns; 0: all */
	struct VEC(struct ghost) ghosts;
	struct words words; /* the story's, if they are shown */

	/* what has the keys */
	enum view view;
	enum view base; /* the stage, or what is there in its place */
	enum view back; /* what is gone back to */
	enum errand errand;
	int64_t count;       /* typed before a key; 0: none */
	struct prompt line;  /* being typed */
	struct str found;    /* what was looked for last */
	struct str said;     /* a line for the reader, until the next key */
	struct str errors;   /* for VIEW_ERRORS */
	struct str to_write; /* the file that was asked for */
	bool asked_twice;    /* it is there, and was asked for all the same */
	/* Of files that can be written, up to NULL; their owner's to set. */
	const char *const *endings;
	int scroll; /* of the help, the errors */
	int item;   /* chosen in the knobs, the setups */

	bool ascii;
	bool dirty;
	uint64_t version;
};

/* PROGRAM (made from the text) becomes the session's; the setups are copied,
 * at most SESSION_RUNS of them.  Nothing has been computed yet. */
void session_init(struct session *s, struct program *program, const char *file,
		  const struct str *text, const struct setup *setups, size_t n,
		  uint64_t limit);
void session_fini(struct session *s);

/* The same in two steps: nothing to look at yet, and then something, as often
 * as one likes, the cursor at the start, or nothing again. */
void session_blank(struct session *s, uint64_t limit);
void session_stage(struct session *s, struct program *program, const char *file,
		   const char *text, size_t len, const struct setup *setups,
		   size_t n);
void session_unstage(struct session *s);
/* The run is of another program with the same tasks, which must outlive it,
 * until a text with other tasks takes the place of the session's. */
void session_set_program(struct session *s, size_t run,
			 const struct program *program);
/* What a run is called from now on. */
void session_label(struct session *s, size_t run, const char *label);

/* --- computing (session.c) --- */

/* About so many more events, those that are shown first, then of a search;
 * true if there is more to do. */
bool session_work(struct session *s, uint64_t budget);
bool session_is_working(const struct session *s); /* on its runs */

/* Gives a run another setup, and starts it anew. */
void session_set_setup(struct session *s, size_t run,
		       const struct setup *setup);
/* Another run at the end; false if there are four. */
bool session_add(struct session *s, const struct setup *setup);
void session_hide(struct session *s, size_t run, bool hidden);

/* A new text in place of the old: false if it is wrong; then the errors are
 * shown and everything stays. */
bool session_reload(struct session *s, const struct str *text);

/* --- asking --- */

const struct trace *session_trace(const struct session *s, size_t run);
size_t session_shown(const struct session *s); /* runs that are not hidden */
int64_t session_end(const struct session *s);  /* of the longest shown, or the
						* gate, ns */
/* The event the cursor stands behind: false at the very beginning. */
bool session_event(const struct session *s, size_t *run, uint64_t *event);
/* Has the run come to its end at the cursor? */
bool session_is_over(const struct session *s, size_t run);
/* NULL if no lane is chosen. */
const struct session_row *session_chosen(const struct session *s);
bool session_is_collapsed(const struct session *s, size_t run);
/* Events a page on an axis of steps, for COLS columns, and a run's page. */
int64_t session_page(const struct session *s, int cols);
int64_t session_page_from(const struct session *s, size_t run, int cols);

/* --- moving (session_move.c) --- */

void session_seek(struct session *s, int64_t t);
void session_home(struct session *s);
void session_step(struct session *s, int64_t n);    /* events; < 0 back */
void session_instant(struct session *s, int64_t n); /* instants */
void session_own(struct session *s, int64_t n);     /* of what is chosen */
/* Right behind an event. */
void session_place(struct session *s, size_t run, uint64_t event);
/* The events before the cursor again, once a trace has grown. */
void session_follow(struct session *s);

/* Playing: NOW is the system's clock, ns.  session_wait() says how long nothing
 * will move: ns, or -1 for ever. */
void session_play(struct session *s, bool playing);
void session_tick(struct session *s, int64_t now);
int64_t session_wait(const struct session *s);
/* Speed as "0.25", "16". */
const char *session_speed(const struct session *s);

/* --- looking (session_view.c) --- */

/* Keeps the cursor in the window by turning pages. */
void session_turn(struct session *s);
void session_zoom(struct session *s, int64_t at, int doublings);
void session_zoom_fit(struct session *s);
void session_pan(struct session *s, int64_t parts,
		 int64_t of); /* of a window */
void session_set_steps(struct session *s, bool steps);
void session_mark(struct session *s);
/* Events of a run before a mark that is set. */
uint64_t session_mark_passed(const struct session *s,
			     const struct session_mark *mark, size_t run);

/* --- rows (session_rows.c) --- */

/* Lays the rows out anew, for the room there is. */
void session_plan(struct session *s);
void session_set_room(struct session *s, int rows);
void session_select(struct session *s, int64_t down);
/* Unfolds, chooses a run, or false where there is nothing to open. */
bool session_open(struct session *s);
bool session_shut(struct session *s);

/* --- finding (session_find.c) --- */

/* To the N-th next instant at which the setups differ; < 0: the one before. */
void session_difference(struct session *s, int64_t n);
/* Goes to a time as it was typed: "8", "1.5s". */
bool session_go(struct session *s, const char *text);

/* --- searching (session_search.c) --- */

/* Begins to look for words in what happens from the cursor on; session_work()
 * goes on with it. */
void session_search(struct session *s, const char *words);
void session_search_work(struct session *s, uint64_t budget);
void session_search_stop(struct session *s);
/* --- what is not to be seen yet --- */

/* Until T (ns) and not what happens at T itself; the window shows REACH. */
void session_set_gate(struct session *s, int64_t t, int64_t reach);
bool session_is_gated(const struct session *s);
/* Says that a guess comes first. */
void session_tell_gate(struct session *s);

/* --- telling --- */

/* A line for the reader, in place of the last. */
void session_say(struct session *s, const char *format, ...) STR_PRINTF(2, 3);
/* VIEW_STAGE: what is there in its place, perhaps. */
void session_show(struct session *s, enum view view);
/* Back to where this view was opened. */
void session_back(struct session *s);

#endif
