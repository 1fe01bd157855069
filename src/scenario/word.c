/* SPDX-License-Identifier: MIT */
/*
 * The words of the language in one table, found by halving.
 * The table and enum word stand in the same order, that of the letters.
 */
#include "scenario/word.h"

#include "base/must.h"

#include <string.h>

/* clang-format off */
static const struct {
	const char *name;
	bool reserved;
} words[] = {
	[WORD_ACQUIRE] = {"acquire", true},
	[WORD_ALL] = {"all", true},
	[WORD_AND] = {"and", true},
	[WORD_ANY] = {"any", true},
	[WORD_AT] = {"at", false},
	[WORD_BLOCK] = {"block", true},
	[WORD_BREAK] = {"break", true},
	[WORD_CALL] = {"call", true},
	[WORD_CANCEL] = {"cancel", true},
	[WORD_CANCELLED] = {"cancelled", true},
	[WORD_CAPACITY] = {"capacity", false},
	[WORD_CLEAR] = {"clear", true},
	[WORD_CONDITION] = {"condition", true},
	[WORD_CONTINUE] = {"continue", true},
	[WORD_DAEMON] = {"daemon", false},
	[WORD_DATA] = {"data", false},
	[WORD_DEADLINE] = {"deadline", false},
	[WORD_DEMAND] = {"demand", false},
	[WORD_DEVICE] = {"device", true},
	[WORD_DONE] = {"done", true},
	[WORD_ELIF] = {"elif", true},
	[WORD_ELSE] = {"else", true},
	[WORD_EMPTY] = {"empty", true},
	[WORD_EVENT] = {"event", true},
	[WORD_EVERY] = {"every", false},
	[WORD_EXCEPT] = {"except", true},
	[WORD_FAIL] = {"fail", true},
	[WORD_FAILED] = {"failed", false},
	[WORD_FAILURE] = {"failure", true},
	[WORD_FAILURES] = {"failures", true},
	[WORD_FINALLY] = {"finally", true},
	[WORD_FOR] = {"for", true},
	[WORD_FOREVER] = {"forever", true},
	[WORD_GATHER] = {"gather", true},
	[WORD_GET] = {"get", true},
	[WORD_GROUP] = {"group", true},
	[WORD_HELD] = {"held", false},
	[WORD_IF] = {"if", true},
	[WORD_INTO] = {"into", true},
	[WORD_ISSET] = {"isset", false},
	[WORD_JOIN] = {"join", true},
	[WORD_KEEP] = {"keep", true},
	[WORD_LATENCY] = {"latency", false},
	[WORD_LOCK] = {"lock", true},
	[WORD_MY] = {"my", true},
	[WORD_NEXT] = {"next", true},
	[WORD_NICE] = {"nice", false},
	[WORD_NOT] = {"not", true},
	[WORD_NOTIFY] = {"notify", true},
	[WORD_NUMBER] = {"number", true},
	[WORD_OFFLOAD] = {"offload", true},
	[WORD_ON] = {"on", true},
	[WORD_OR] = {"or", true},
	[WORD_OVER] = {"over", true},
	[WORD_PASS] = {"pass", true},
	[WORD_PRINT] = {"print", true},
	[WORD_PRIORITY] = {"priority", false},
	[WORD_PUT] = {"put", true},
	[WORD_QUEUE] = {"queue", true},
	[WORD_RELEASE] = {"release", true},
	[WORD_REPEAT] = {"repeat", true},
	[WORD_RETURN] = {"return", true},
	[WORD_ROUTINE] = {"routine", true},
	[WORD_SEED] = {"seed", true},
	[WORD_SELF] = {"self", true},
	[WORD_SEMAPHORE] = {"semaphore", true},
	[WORD_SET] = {"set", true},
	[WORD_SHIELD] = {"shield", true},
	[WORD_SIZE] = {"size", false},
	[WORD_SLEEP] = {"sleep", true},
	[WORD_SPAWN] = {"spawn", true},
	[WORD_STARTED] = {"started", true},
	[WORD_TASK] = {"task", true},
	[WORD_TICKETS] = {"tickets", false},
	[WORD_TIMEOUT] = {"timeout", true},
	[WORD_TIMES] = {"times", false},
	[WORD_TRY] = {"try", true},
	[WORD_UNIT] = {"unit", true},
	[WORD_UNTIL] = {"until", true},
	[WORD_VALUE] = {"value", false},
	[WORD_VAR] = {"var", true},
	[WORD_WAIT] = {"wait", true},
	[WORD_WHILE] = {"while", true},
	[WORD_WITH] = {"with", true},
	[WORD_WITHIN] = {"within", true},
	[WORD_WORK] = {"work", true},
	[WORD_YIELD] = {"yield", true},
};
/* clang-format on */

/* As strcmp(): the LEN bytes at TEXT against a word. */
static int compare(const char *text, size_t len, const char *word)
{
	size_t word_len = strlen(word);
	int order = memcmp(text, word, len < word_len ? len : word_len);

	if (order != 0)
		return order;
	return (len > word_len) - (len < word_len);
}

enum word word_find(const char *text, size_t len)
{
	unsigned low = 0, high = WORD_COUNT;

	while (low < high) {
		unsigned middle = (low + high) / 2;
		int order = compare(text, len, words[middle].name);

		if (order == 0)
			return (enum word)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return WORD_NONE;
}

bool word_is_reserved(enum word word)
{
	return word < WORD_COUNT && words[word].reserved;
}

const char *word_name(enum word word)
{
	must(word < WORD_COUNT);
	return words[word].name;
}
