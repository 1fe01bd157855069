/* SPDX-License-Identifier: MIT */
/*
 * Plain lines: paragraphs wrapped, lists with their signs, tables aligned.
 */
#include "lesson/para.h"

#include "base/text.h"

#include <string.h>

enum { COLUMNS_MAX = 8, GAP = 2, CODE_INDENT = 2 };

static void add_line(struct str *out, const char *text, size_t len,
		     size_t indent)
{
	str_fill(out, ' ', indent);
	str_addn(out, text, len);
	str_addc(out, '\n');
}

void para_text(struct str *out, const char *text, size_t width, size_t indent)
{
	struct text_wrap wrap = {0};
	size_t room = width > indent + 8 ? width - indent : 8;

	text_wrap(&wrap, text, strlen(text), room);
	for (size_t i = 0; i < wrap.lines.len; i++)
		add_line(out, text + wrap.lines.at[i].begin,
			 wrap.lines.at[i].len, indent);
	text_wrap_fini(&wrap);
}

static bool is_block(const struct node *node)
{
	return node->kind < NODE_TEXT;
}

/* Spans that stand in a block directly: a paragraph, a tight item's text. */
static const struct node *spans(struct str *out, const struct node *node,
				size_t width, size_t indent)
{
	struct str text = {0};

	for (; node && !is_block(node); node = node->next)
		node_text(&text, node);
	para_text(out, str_text(&text), width, indent);
	str_fini(&text);
	return node;
}

static void children(struct str *out, const struct node *node, size_t width,
		     size_t indent)
{
	node = node->first;
	while (node) {
		if (!is_block(node)) {
			node = spans(out, node, width, indent);
			continue;
		}
		para_block(out, node, width, indent);
		node = node->next;
	}
}

static void list(struct str *out, const struct node *node, size_t width,
		 size_t indent)
{
	int number = node->number;

	for (const struct node *item = node->first; item; item = item->next) {
		struct str sign = {0};
		size_t begin = out->len, deep;

		if (number >= 0)
			str_addf(&sign, "%d. ", number++);
		else
			str_add(&sign, "- ");
		deep = indent + sign.len;
		children(out, item, width, deep);
		if (out->len >= begin + deep)
			memcpy(out->at + begin + indent, sign.at, sign.len);
		str_fini(&sign);
	}
}

static void code(struct str *out, const struct node *node, size_t indent)
{
	const char *text = node->text, *newline;

	while ((newline = strchr(text, '\n'))) {
		add_line(out, text, (size_t)(newline - text),
			 *text == '\n' ? 0 : indent + CODE_INDENT);
		text = newline + 1;
	}
	if (*text)
		add_line(out, text, strlen(text), indent + CODE_INDENT);
}

/* --- tables --- */

static void cell_text(struct str *out, const struct node *cell)
{
	str_clear(out);
	node_text(out, cell);
}

static void measure(const struct node *table, size_t *widths)
{
	struct str text = {0};

	for (const struct node *row = table->first; row; row = row->next) {
		const struct node *cell = row->first;

		for (size_t i = 0; i < COLUMNS_MAX && cell; i++) {
			size_t width;

			cell_text(&text, cell);
			width = text_width(str_text(&text), text.len);
			if (width > widths[i])
				widths[i] = width;
			cell = cell->next;
		}
	}
	str_fini(&text);
}

static void table(struct str *out, const struct node *node, size_t indent)
{
	size_t widths[COLUMNS_MAX] = {0};
	struct str text = {0};

	measure(node, widths);
	for (const struct node *row = node->first; row; row = row->next) {
		const struct node *cell = row->first;

		str_fill(out, ' ', indent);
		for (size_t i = 0; i < COLUMNS_MAX && cell; i++) {
			cell_text(&text, cell);
			cell = cell->next;
			if (!cell || i + 1 == COLUMNS_MAX) {
				str_addn(out, str_text(&text), text.len);
				break;
			}
			text_pad(out, str_text(&text), text.len,
				 widths[i] + GAP, "");
		}
		str_addc(out, '\n');
	}
	str_fini(&text);
}

void para_block(struct str *out, const struct node *block, size_t width,
		size_t indent)
{
	switch (block->kind) {
	case NODE_LIST:
		list(out, block, width, indent);
		return;
	case NODE_CODE:
		code(out, block, indent);
		return;
	case NODE_TABLE:
		table(out, block, indent);
		return;
	case NODE_RULE:
		str_addc(out, '\n');
		return;
	case NODE_QUOTE:
		children(out, block, width, indent + GAP);
		return;
	case NODE_DOCUMENT:
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_ITEM:
	case NODE_ROW:
	case NODE_CELL:
		children(out, block, width, indent);
		return;
	case NODE_NOTE:
	case NODE_TEXT:
	case NODE_CODE_SPAN:
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_LINK:
	case NODE_BREAK:
	case NODE_KINDS:
		return;
	}
}
