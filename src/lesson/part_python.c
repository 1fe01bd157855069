/* SPDX-License-Identifier: MIT */
/*
 * Blocks of Python that are held to a scenario: `python NAME`.  They are texts;
 * only the name is looked at.
 */
#include "base/i18n.h"
#include "base/near.h"
#include "lesson/part.h"

#include <string.h>

static const char word[] = "python";
static const char fragment[] = "part"; /* of a program: held to nothing */

static const struct query_program *find_program(const struct lesson *l,
						const char *name)
{
	for (size_t i = 0; i < l->programs.len; i++)
		if (strcmp(l->programs.at[i].name, name) == 0)
			return l->programs.at + i;
	return NULL;
}

static bool is_shown(const struct lesson *l, const struct program *program)
{
	for (size_t i = 0; i < l->parts.len; i++) {
		const struct staging *stage = l->parts.at[i].stage;

		for (size_t k = 0; stage && k < stage->scope.n_setups; k++)
			if (stage->setups[k].program == program)
				return true;
	}
	return false;
}

static void report_unknown(struct part_reader *r)
{
	const struct lesson *l = r->lesson;
	struct near near = {.name = r->words, .len = strlen(r->words)};

	part_wrong(r, r->words_begin, r->words_end,
		   _("no scenario of this lesson is called so"));
	for (size_t i = 0; i < l->programs.len; i++)
		near_offer(&near, l->programs.at[i].name,
			   strlen(l->programs.at[i].name));
	near_offer(&near, fragment, strlen(fragment));
	part_nearest(r, &near);
}

static void check(struct part_reader *r, const struct node *node)
{
	const struct query_program *found;
	size_t end = part_head(r, node->begin);

	if (end - node->begin != strlen(word) ||
	    memcmp(r->lesson->source.text + node->begin, word, strlen(word)) !=
		    0 ||
	    !*r->words || strcmp(r->words, fragment) == 0)
		return;
	found = find_program(r->lesson, r->words);
	if (!found)
		report_unknown(r);
	else if (!is_shown(r->lesson, found->program))
		part_wrong(r, r->words_begin, r->words_end,
			   _("no stage shows this scenario"));
}

void part_check_python(struct part_reader *r)
{
	const struct lesson *l = r->lesson;

	for (size_t i = 0; i < l->parts.len && !r->is_broken; i++) {
		const struct node *node = l->parts.at[i].node;

		if (l->parts.at[i].kind == PART_TEXT &&
		    node->kind == NODE_CODE && node->info && *node->info)
			check(r, node);
	}
}
