/* SPDX-License-Identifier: MIT */
/*
 * The course: the list of lessons, and the lesson that is open, page by page.
 * It goes with a session, which shows the stage of the page; the session's
 * `course` is this one, and its actions come here.
 *
 * course_open() on a blank session, then course_show_list() or
 * course_enter(); course_close() before session_fini().  A page is what stands
 * on the screen at one time (lesson.h: screenful).  What a question asks about
 * is hidden by the session's gate until it is answered.
 */
#ifndef APP_COURSE_H
#define APP_COURSE_H

#include "app/journal.h"
#include "app/overview.h"
#include "app/recap.h"
#include "app/session.h"
#include "app/shelf.h"
#include "app/variant.h"
#include "lesson/asking.h"
#include "lesson/exercise.h"
#include "lesson/lesson.h"

enum {
	VOTE_ROUNDS = 2, /* before the room has talked, and after */
	VOTE_PLACES = CHOICES_MAX + QUESTION_OPTIONS + 1,
	TRIAL_KNOBS = 32
};

/* The question of the page, or none. */
struct asking_page {
	bool is_there;
	const char *problem; /* why it cannot be asked, or NULL */
	struct question question;
	struct asking asking;
	size_t choice;              /* a place on the list */
	uint32_t marked;            /* many: options, bit 1 << option */
	uint8_t order[CHOICES_MAX]; /* order: options, the first n of them */
	size_t placed;
	struct str guess; /* what was answered last, for people */
	bool is_told;     /* it was answered here, not on an earlier visit */
	/* of a class */
	unsigned votes[VOTE_ROUNDS][VOTE_PLACES];
	int round;
	struct VEC(uint8_t) raised; /* places, for taking one back */
};

/* What may be changed in an exercise: a key of a setup, or a line. */
struct trial_knob {
	size_t change; /* of the exercise's */
	size_t setup;  /* of the stage's, or SIZE_MAX: a line */
};

struct trial {
	bool is_there;
	struct attempt attempt;
	struct trial_knob knobs[TRIAL_KNOBS];
	size_t n_knobs, knob;
	bool hinted, shown, holds, is_saved;
	struct str note; /* what the goal's figures are now */
	struct VEC(struct variant) before;
	struct VEC(char *) lines; /* by change: as they are now, or NULL */
};

/* What a student made of an exercise that he solved. */
struct solved {
	size_t page;
	struct variant variant;
};

/* A line of a lesson's report: one of its questions, or where that says to
 * look. */
struct again_line {
	size_t page;
	const struct look *look; /* or NULL */
};

#define COURSE_NO_LINE SIZE_MAX

struct course {
	struct session *session;
	const char *language; /* "en" */
	bool voting;
	struct journal journal;

	/* the list */
	struct shelf shelf;
	struct VEC(struct standing) standings; /* by item */
	size_t item;
	bool has_list; /* it is what a lesson is left to */
	bool has_shelf;

	/* the lesson, or none */
	struct lesson *lesson;
	struct str id;
	struct screenfuls pages;
	size_t page;
	struct VEC(uint8_t) results; /* by page: enum fact_result */
	struct showings showings;
	const struct staging *staged;   /* what the session shows */
	const struct staging *revealed; /* about which something is known */
	int64_t revealed_to;            /* up to here, ns */
	bool is_new;                    /* the page has not been drawn yet */
	bool is_lens;                   /* the story's words are shown */
	size_t line; /* chosen in the outline or a report, or none */
	struct asking_page ask;
	struct trial trial;
	struct VEC(struct solved) solved;
	struct recap recap; /* for the report */
	struct VEC(struct again_line) again;
	struct overview overview; /* for the course's */
};

/* The session is blank.  The language must outlive the course. */
void course_open(struct course *c, struct session *s, const char *language);
void course_close(struct course *c);

/* The list; the cursor where the reader was. */
void course_show_list(struct course *c);
void course_select(struct course *c, int64_t down);
/* Opens the chosen lesson: what is wrong with it is shown. */
void course_choose_lesson(struct course *c);
/* All lessons there are, found when they are first asked for. */
const struct shelf *course_find_shelf(struct course *c);
/* Opens another lesson, at a step; it is left to the list. */
void course_follow(struct course *c, size_t item, size_t step);

/* Opens a lesson, which becomes the course's, at a step. */
void course_enter(struct course *c, struct lesson *lesson, const char *id,
		  size_t step);
/* Where the reader was in this lesson, 0 if nowhere or at its end. */
size_t course_step(const struct course *c, const struct lesson *lesson,
		   const char *id);
/* Back to the list, or out of the program. */
void course_leave(struct course *c);

/* --- pages --- */

const struct screenful *course_page(const struct course *c);
/* The page's question, exercise, or NULL. */
const struct part *course_act(const struct course *c);
void course_turn(struct course *c, int64_t pages); /* past the end: report */
void course_go(struct course *c, size_t page);
void course_go_step(struct course *c, size_t step);
/* Forgets the lesson that is open, if one is. */
void course_shut(struct course *c);
bool course_is_open(const struct course *c); /* something is asked still */
/* Switches the words of the program and of the story. */
void course_lens(struct course *c);
/* The words that count on this page, or NULL. */
const struct lens *course_words(const struct course *c);
const struct scene *course_scene(const struct course *c);
/* Progress; but what a class does is nobody's. */
void course_keep(struct course *c, const struct fact *fact);
/* Sets gate and window for what may be known now (course_gate.c). */
void course_gate(struct course *c);
/* Computes the session's runs to their end. */
void course_settle(struct course *c);
/* The stage as the lesson has it. */
void course_stage(struct course *c);

/* --- reports (course_report.c) --- */

/* The lesson's; IS_DONE: it has been gone through. */
void course_report(struct course *c, bool is_done);
void course_overview(struct course *c); /* the course's */
/* Lines to choose from in a report or the outline; goes where one leads, or
 * on where none is chosen. */
size_t course_lines(const struct course *c);
void course_open_line(struct course *c);

/* --- questions (course_ask.c) --- */

void ask_begin(struct course *c);
/* Its texts once more, in the words that are shown now. */
void ask_retell(struct course *c);
void ask_end(struct course *c);
/* Places on the list: its options, then "I don't know". */
size_t ask_places(const struct course *c);
size_t ask_option(const struct course *c, size_t place);
void ask_choose(struct course *c, int64_t down);
void ask_mark(struct course *c);
void ask_unmark(struct course *c);
/* PLACE from 1; 0: what is chosen or marked. */
void ask_answer(struct course *c, size_t place);
void ask_unknown(struct course *c);
void ask_typed(struct course *c, const char *text);
/* Has it been answered since the page was opened? */
bool ask_is_told(const struct course *c);
bool ask_is_voted(const struct course *c);

/* --- guesses on the timeline (course_ghost.c) --- */

/* The run that the question is about, or SESSION_RUNS. */
size_t ask_run(const struct course *c);
/* Chooses the lane that it is about. */
void ask_look(struct course *c);
/* Puts the wrong guesses of the page on the timeline: those that tell nothing
 * at once, the others when the answer is told. */
void ask_ghosts(struct course *c);

/* --- exercises (course_try.c) --- */

void trial_begin(struct course *c);
void trial_end(struct course *c);
/* What the stage of this page has been made by an exercise before it, or NULL:
 * it stays, as far as nothing else is predicted of the stage. */
const struct variant *trial_left(const struct course *c);
void trial_forget(struct course *c); /* all of the lesson */
void trial_choose(struct course *c, int64_t down);
void trial_turn(struct course *c, int64_t notches);
void trial_hint(struct course *c);
void trial_solve(struct course *c);
void trial_undo(struct course *c);
/* A new text for the chosen line; false: it is refused, which is said. */
bool trial_line(struct course *c, const char *text);
bool trial_is_line(const struct course *c);
/* Appends what a knob is called, says now, and may say. */
void trial_name(struct str *out, const struct course *c, size_t knob);
void trial_value(struct str *out, const struct course *c, size_t knob);
void trial_range(struct str *out, const struct course *c, size_t knob);

#endif
