/* SPDX-License-Identifier: MIT */
/*
 * Plain lines: paragraphs wrapped, lists with their signs, tables aligned.
 */
#include "lesson/para.h"

#include "base/text.h"

#include <string.h>

enum { COLUMNS_MAX = 8, GAP = 2, CODE_INDENT = 2 };

/* What is being laid out; of its marks, if they are wanted, there is one for
 * each byte of the text. */
struct page {
	struct str *out, *marks;
};

/* Bytes that were appended since the marks were are plain. */
static void even(struct page *p, char mark)
{
	if (p->marks)
		str_fill(p->marks, mark, p->out->len - p->marks->len);
}

/* A line; MARKS has one for each of its bytes, or is NULL: they are MARK. */
static void add_line(struct page *p, const char *text, const char *marks,
		     size_t len, size_t indent, char mark)
{
	str_fill(p->out, ' ', indent);
	even(p, PARA_PLAIN);
	str_addn(p->out, text, len);
	if (p->marks && marks)
		str_addn(p->marks, marks, len);
	even(p, mark);
	str_addc(p->out, '\n');
	even(p, PARA_PLAIN);
}

static void wrapped(struct page *p, const char *text, const char *marks,
		    size_t width, size_t indent)
{
	struct text_wrap wrap = {0};
	size_t room = width > indent + 8 ? width - indent : 8;

	text_wrap(&wrap, text, strlen(text), room);
	for (size_t i = 0; i < wrap.lines.len; i++) {
		const struct text_line *line = wrap.lines.at + i;

		add_line(p, text + line->begin,
			 marks ? marks + line->begin : NULL, line->len, indent,
			 PARA_PLAIN);
	}
	text_wrap_fini(&wrap);
}

void para_text(struct str *out, const char *text, size_t width, size_t indent)
{
	struct page p = {out, NULL};

	wrapped(&p, text, NULL, width, indent);
}

static bool is_block(const struct node *node)
{
	return node->kind < NODE_TEXT;
}

/* Marks for what node_text() appends. */
static void node_marks(struct str *marks, const struct node *node, char mark)
{
	static const char own[NODE_KINDS] = {
		[NODE_CODE_SPAN] = PARA_CODE,
		[NODE_EMPHASIS] = PARA_EMPHASIS,
		[NODE_STRONG] = PARA_STRONG,
		[NODE_LINK] = PARA_LINK,
	};

	if (own[node->kind])
		mark = own[node->kind];
	if (node->text)
		str_fill(marks, mark, node->len);
	if (node->kind == NODE_BREAK)
		str_addc(marks, mark);
	for (node = node->first; node; node = node->next)
		node_marks(marks, node, mark);
}

/* Spans that stand in a block directly: a paragraph, a tight item's text. */
static const struct node *spans(struct page *p, const struct node *node,
				size_t width, size_t indent)
{
	struct str text = {0}, marks = {0};
	char mark = node->parent && node->parent->kind == NODE_HEADING
			    ? PARA_STRONG
			    : PARA_PLAIN;

	for (; node && !is_block(node); node = node->next) {
		node_text(&text, node);
		if (p->marks)
			node_marks(&marks, node, mark);
	}
	wrapped(p, str_text(&text), p->marks ? str_text(&marks) : NULL, width,
		indent);
	str_fini(&text);
	str_fini(&marks);
	return node;
}

static void block_of(struct page *p, const struct node *block, size_t width,
		     size_t indent);

static void children(struct page *p, const struct node *node, size_t width,
		     size_t indent)
{
	node = node->first;
	while (node) {
		if (!is_block(node)) {
			node = spans(p, node, width, indent);
			continue;
		}
		block_of(p, node, width, indent);
		node = node->next;
	}
}

static void list(struct page *p, const struct node *node, size_t width,
		 size_t indent)
{
	int number = node->number;

	for (const struct node *item = node->first; item; item = item->next) {
		struct str sign = {0};
		size_t begin = p->out->len, deep;

		if (number >= 0)
			str_addf(&sign, "%d. ", number++);
		else
			str_add(&sign, "- ");
		deep = indent + sign.len;
		children(p, item, width, deep);
		if (p->out->len >= begin + deep)
			memcpy(p->out->at + begin + indent, sign.at, sign.len);
		str_fini(&sign);
	}
}

static void code(struct page *p, const struct node *node, size_t indent)
{
	const char *text = node->text, *newline;

	while ((newline = strchr(text, '\n'))) {
		add_line(p, text, NULL, (size_t)(newline - text),
			 *text == '\n' ? 0 : indent + CODE_INDENT, PARA_CODE);
		text = newline + 1;
	}
	if (*text)
		add_line(p, text, NULL, strlen(text), indent + CODE_INDENT,
			 PARA_CODE);
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

static void table(struct page *p, const struct node *node, size_t indent)
{
	size_t widths[COLUMNS_MAX] = {0};
	struct str text = {0};

	measure(node, widths);
	for (const struct node *row = node->first; row; row = row->next) {
		const struct node *cell = row->first;

		str_fill(p->out, ' ', indent);
		for (size_t i = 0; i < COLUMNS_MAX && cell; i++) {
			cell_text(&text, cell);
			cell = cell->next;
			if (!cell || i + 1 == COLUMNS_MAX) {
				str_addn(p->out, str_text(&text), text.len);
				break;
			}
			text_pad(p->out, str_text(&text), text.len,
				 widths[i] + GAP, "");
		}
		even(p, row->first && row->first->number == 1 ? PARA_STRONG
							      : PARA_PLAIN);
		str_addc(p->out, '\n');
		even(p, PARA_PLAIN);
	}
	str_fini(&text);
}

static void block_of(struct page *p, const struct node *block, size_t width,
		     size_t indent)
{
	switch (block->kind) {
	case NODE_LIST:
		list(p, block, width, indent);
		return;
	case NODE_CODE:
		code(p, block, indent);
		return;
	case NODE_TABLE:
		table(p, block, indent);
		return;
	case NODE_RULE:
		str_addc(p->out, '\n');
		even(p, PARA_PLAIN);
		return;
	case NODE_QUOTE:
		children(p, block, width, indent + GAP);
		return;
	case NODE_DOCUMENT:
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_ITEM:
	case NODE_ROW:
	case NODE_CELL:
		children(p, block, width, indent);
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

void para_block(struct str *out, const struct node *block, size_t width,
		size_t indent)
{
	struct page p = {out, NULL};

	block_of(&p, block, width, indent);
}

void para_marked(struct str *out, struct str *marks, const struct node *block,
		 size_t width)
{
	struct page p = {out, marks};

	block_of(&p, block, width, 0);
}
