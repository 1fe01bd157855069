/* SPDX-License-Identifier: MIT */
/*
 * The words the language knows. Most are reserved: no name may be one; words
 * of attributes, units and tests in expressions are known only in their place.
 */
#ifndef TT_SCENARIO_WORD_H
#define TT_SCENARIO_WORD_H

#include <stdbool.h>
#include <stddef.h>

/* In the order of their letters: word_find() relies on it. */
enum word {
	WORD_ACQUIRE,
	WORD_ALL,
	WORD_AND,
	WORD_ANY,
	WORD_AT,
	WORD_BLOCK,
	WORD_BREAK,
	WORD_CALL,
	WORD_CANCEL,
	WORD_CANCELLED,
	WORD_CAPACITY,
	WORD_CLEAR,
	WORD_CONDITION,
	WORD_CONTINUE,
	WORD_DAEMON,
	WORD_DATA,
	WORD_DEADLINE,
	WORD_DEMAND,
	WORD_DEVICE,
	WORD_DONE,
	WORD_ELIF,
	WORD_ELSE,
	WORD_EMPTY,
	WORD_EVENT,
	WORD_EVERY,
	WORD_EXCEPT,
	WORD_FAIL,
	WORD_FAILED,
	WORD_FAILURE,
	WORD_FAILURES,
	WORD_FINALLY,
	WORD_FOR,
	WORD_FOREVER,
	WORD_GATHER,
	WORD_GET,
	WORD_GROUP,
	WORD_HELD,
	WORD_IF,
	WORD_INTO,
	WORD_ISSET,
	WORD_JOIN,
	WORD_KEEP,
	WORD_LATENCY,
	WORD_LOCK,
	WORD_MY,
	WORD_NEXT,
	WORD_NICE,
	WORD_NOT,
	WORD_NOTIFY,
	WORD_NUMBER,
	WORD_OFFLOAD,
	WORD_ON,
	WORD_OR,
	WORD_OVER,
	WORD_PASS,
	WORD_PRINT,
	WORD_PRIORITY,
	WORD_PUT,
	WORD_QUEUE,
	WORD_RELEASE,
	WORD_REPEAT,
	WORD_RETURN,
	WORD_ROUTINE,
	WORD_SEED,
	WORD_SELF,
	WORD_SEMAPHORE,
	WORD_SET,
	WORD_SHIELD,
	WORD_SIZE,
	WORD_SLEEP,
	WORD_SPAWN,
	WORD_STARTED,
	WORD_TASK,
	WORD_TICKETS,
	WORD_TIMEOUT,
	WORD_TIMES,
	WORD_TRY,
	WORD_UNIT,
	WORD_UNTIL,
	WORD_VALUE,
	WORD_VAR,
	WORD_WAIT,
	WORD_WHILE,
	WORD_WITH,
	WORD_WITHIN,
	WORD_WORK,
	WORD_YIELD,
	WORD_COUNT,
	WORD_NONE = WORD_COUNT /* a name that is none of them */
};

/* The word of the LEN bytes at TEXT, or WORD_NONE. */
enum word word_find(const char *text, size_t len);

/* May no name be this word? */
bool word_is_reserved(enum word word);

const char *word_name(enum word word);

#endif
