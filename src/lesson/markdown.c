/* SPDX-License-Identifier: MIT */
/*
 * Markdown to nodes: md4c's callbacks build the tree as they come.
 * What md4c hands out points into the source: that is how nodes know their
 * place. The first thing that is wrong ends the reading.
 */
#include "base/i18n.h"
#include "base/str.h"
#include "base/text.h"
#include "lesson/entity.h"
#include "lesson/node.h"

#include <md4c.h>
#include <string.h>

enum {
	ABORT = 1,
	ATTRIBUTES_MAX = 4 * MARKDOWN_MAX /* bytes of links in all */
};

struct reader {
	struct arena *arena;
	const struct source *source;
	struct diags *diags;
	struct node *now; /* the innermost open node */
	int depth;
	size_t nodes, attributes;
	size_t at;         /* up to here the source has been seen */
	struct str pieces; /* of code, or of a piece of HTML */
	size_t pieces_at;
	bool in_html;
};

/* --- errors --- */

static int refuse(struct reader *r, size_t begin, size_t end,
		  const char *message)
{
	diag_add(r->diags, DIAG_ERROR, begin, end, "%s", message);
	return ABORT;
}

/* What has not been seen yet begins there: a guess, where nothing of a node
 * points into the source. */
static size_t next_at(const struct reader *r)
{
	size_t at = r->at;

	while (at < r->source->len && strchr(" \t\r\n", r->source->text[at]))
		at++;
	return at < r->source->len ? at : r->at;
}

static int refuse_here(struct reader *r, const char *message)
{
	size_t at = next_at(r);

	return refuse(r, at, at, message);
}

static int check_limits(struct reader *r)
{
	if (r->depth > MARKDOWN_DEPTH)
		return refuse_here(
			r, _("this is nested more than 32 levels deep"));
	if (r->nodes > MARKDOWN_NODES || r->attributes > ATTRIBUTES_MAX)
		return refuse_here(r, _("this text is too intricate"));
	return 0;
}

static bool is_within(const struct reader *r, const char *text)
{
	return text >= r->source->text &&
	       text < r->source->text + r->source->len;
}

/* Remembers how far the source has been seen; returns where TEXT stands. */
static size_t see(struct reader *r, const char *text, size_t len)
{
	size_t begin;

	if (!is_within(r, text))
		return r->at;
	begin = (size_t)(text - r->source->text);
	if (begin + len > r->at)
		r->at = begin + len;
	return begin;
}

/* --- the tree --- */

static struct node *open_node(struct reader *r, enum node_kind kind, int number)
{
	struct node *node = arena_alloc(r->arena, sizeof *node);
	struct node *parent = r->now;

	node->kind = kind;
	node->number = number;
	node->begin = node->end = next_at(r);
	node->parent = parent;
	if (!parent->first)
		parent->first = node;
	else
		parent->last->next = node;
	parent->last = node;
	r->now = node;
	r->nodes++;
	return node;
}

static void close_node(struct reader *r)
{
	struct node *node = r->now;

	if (node->first && node->first->begin > node->begin)
		node->begin = node->first->begin;
	if (node->last && node->last->end > node->end)
		node->end = node->last->end;
	r->now = node->parent;
}

/* A safe copy, its lines' ends kept where it may have several. */
static const char *keep(struct reader *r, const char *text, size_t len,
			size_t *kept)
{
	struct str safe = {0};
	const char *newline, *out;

	while ((newline = memchr(text, '\n', len))) {
		size_t n = (size_t)(newline - text);

		text_safe(&safe, text, n - (n > 0 && newline[-1] == '\r'));
		str_addc(&safe, '\n');
		text = newline + 1;
		len -= n + 1;
	}
	text_safe(&safe, text, len);
	out = arena_str(r->arena, str_text(&safe), safe.len);
	*kept = safe.len;
	str_fini(&safe);
	return out;
}

static int add_text(struct reader *r, enum node_kind kind, const char *text,
		    size_t len)
{
	size_t begin = see(r, text, len);
	struct node *node = open_node(r, kind, 0);

	node->begin = begin;
	node->end = r->at > begin ? r->at : begin;
	node->text = keep(r, text, len, &node->len);
	close_node(r);
	return check_limits(r);
}

/* --- comments --- */

static void add_piece(struct reader *r, const char *text, size_t len)
{
	size_t begin = see(r, text, len);

	if (r->pieces.len == 0)
		r->pieces_at = begin;
	str_addn(&r->pieces, text, len);
}

static void add_note(struct reader *r, const char *text, const char *end)
{
	struct node *node = open_node(r, NODE_NOTE, 0);

	text += strspn(text, " \t\r\n");
	while (end > text && strchr(" \t\r\n", end[-1]))
		end--;
	node->text = keep(r, text, (size_t)(end - text), &node->len);
	node->begin = r->pieces_at;
	close_node(r);
}

/* `<!-- note: ... -->` becomes a note; other comments are nobody's business,
 * other HTML is refused. */
static int end_html(struct reader *r)
{
	const char *text = str_text(&r->pieces), *word, *end;
	size_t begin = r->pieces_at;

	if (strncmp(text, "<!--", 4) != 0)
		return refuse(r, begin, begin + strcspn(text, "\r\n"),
			      _("HTML is not shown; of it only comments may "
				"stand here"));
	end = strstr(text + 4, "-->");
	if (!end)
		return refuse(r, begin, begin + 4,
			      _("this comment is never closed"));
	if (end[3 + strspn(end + 3, " \t\r\n")] != '\0')
		return refuse(r, begin + (size_t)(end - text) + 3,
			      begin + r->pieces.len,
			      _("after a comment a new line begins"));
	word = text + 4 + strspn(text + 4, " \t\r\n");
	if (strncmp(word, "note:", 5) == 0)
		add_note(r, word + 5, end);
	return check_limits(r);
}

/* --- md4c's callbacks --- */

static const char *attribute(struct reader *r, const MD_ATTRIBUTE *a)
{
	size_t len;

	r->attributes += a->size;
	if (!a->text || r->attributes > ATTRIBUTES_MAX)
		return "";
	see(r, a->text, a->size);
	return keep(r, a->text, a->size, &len);
}

static void open_code(struct reader *r, const MD_BLOCK_CODE_DETAIL *d)
{
	struct node *node = open_node(r, NODE_CODE, 0);
	const char *source = r->source->text, *newline;
	size_t at;

	str_clear(&r->pieces);
	if (!d->fence_char)
		return;
	node->info = attribute(r, &d->info);
	if (!d->info.text || !is_within(r, d->info.text))
		return;
	node->begin = at = (size_t)(d->info.text - source);
	while (at > 0 && strchr(" \t`~", source[at - 1]))
		at--;
	node->is_flush = (at == 0 || source[at - 1] == '\n') &&
			 source[at] == d->fence_char;
	newline = memchr(source + node->begin, '\n',
			 r->source->len - node->begin);
	node->body = newline ? (size_t)(newline - source) + 1 : r->source->len;
	see(r, source + node->begin, node->body - node->begin);
}

static void close_code(struct reader *r)
{
	struct node *node = r->now;

	node->text = keep(r, str_text(&r->pieces), r->pieces.len, &node->len);
	node->end = r->pieces.len > 0 ? r->at : node->body;
	close_node(r);
}

/* Blocks that are nodes; the others only hold them. */
static bool node_of(MD_BLOCKTYPE type, enum node_kind *kind)
{
	static const struct {
		MD_BLOCKTYPE type;
		enum node_kind kind;
	} kinds[] = {
		{MD_BLOCK_QUOTE, NODE_QUOTE}, {MD_BLOCK_UL, NODE_LIST},
		{MD_BLOCK_OL, NODE_LIST},     {MD_BLOCK_LI, NODE_ITEM},
		{MD_BLOCK_HR, NODE_RULE},     {MD_BLOCK_H, NODE_HEADING},
		{MD_BLOCK_P, NODE_PARAGRAPH}, {MD_BLOCK_TABLE, NODE_TABLE},
		{MD_BLOCK_TR, NODE_ROW},      {MD_BLOCK_TH, NODE_CELL},
		{MD_BLOCK_TD, NODE_CELL},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (kinds[i].type == type) {
			*kind = kinds[i].kind;
			return true;
		}
	}
	return false;
}

static int number_of(MD_BLOCKTYPE type, const void *detail)
{
	if (type == MD_BLOCK_H)
		return (int)((const MD_BLOCK_H_DETAIL *)detail)->level;
	if (type == MD_BLOCK_OL)
		return (int)((const MD_BLOCK_OL_DETAIL *)detail)->start;
	if (type == MD_BLOCK_UL)
		return -1;
	return type == MD_BLOCK_TH;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct reader *r = data;
	enum node_kind kind;

	r->depth++;
	if (node_of(type, &kind))
		open_node(r, kind, number_of(type, detail));
	else if (type == MD_BLOCK_CODE)
		open_code(r, detail);
	else if (type == MD_BLOCK_HTML) {
		r->in_html = true;
		str_clear(&r->pieces);
	}
	return check_limits(r);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct reader *r = data;
	enum node_kind kind;

	(void)detail;
	r->depth--;
	if (node_of(type, &kind))
		close_node(r);
	else if (type == MD_BLOCK_CODE)
		close_code(r);
	else if (type == MD_BLOCK_HTML) {
		r->in_html = false;
		return end_html(r);
	}
	return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct reader *r = data;

	r->depth++;
	if (type == MD_SPAN_EM)
		open_node(r, NODE_EMPHASIS, 0);
	else if (type == MD_SPAN_STRONG)
		open_node(r, NODE_STRONG, 0);
	else if (type == MD_SPAN_CODE)
		open_node(r, NODE_CODE_SPAN, 0);
	else if (type == MD_SPAN_A)
		open_node(r, NODE_LINK, 0)->info =
			attribute(r, &((MD_SPAN_A_DETAIL *)detail)->href);
	else
		return refuse_here(r, _("pictures are not shown in a lesson"));
	return check_limits(r);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct reader *r = data;

	(void)type;
	(void)detail;
	r->depth--;
	close_node(r);
	return 0;
}

static int add_normal(struct reader *r, const char *text, size_t len)
{
	const char *comment = memchr(text, '<', len);
	size_t left, begin;

	if (comment && is_within(r, comment)) {
		begin = (size_t)(comment - r->source->text);
		left = r->source->len - begin;
		if (left >= 4 && memcmp(comment, "<!--", 4) == 0)
			return refuse(r, begin, begin + 4,
				      _("this comment is never closed"));
	}
	return add_text(r, NODE_TEXT, text, len);
}

static int add_entity(struct reader *r, const char *text, size_t len)
{
	char decoded[ENTITY_MAX];
	size_t n = entity_decode(text, len, decoded);

	see(r, text, len);
	return add_text(r, NODE_TEXT, decoded, n);
}

static int add_code(struct reader *r, const char *text, size_t len)
{
	if (r->now->kind != NODE_CODE)
		return add_text(r, NODE_TEXT, text, len);
	add_piece(r, text, len);
	return 0;
}

static int add_html(struct reader *r, const char *text, size_t len)
{
	if (!r->in_html)
		str_clear(&r->pieces);
	add_piece(r, text, len);
	return r->in_html ? 0 : end_html(r);
}

static int text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE len, void *data)
{
	struct reader *r = data;

	switch (type) {
	case MD_TEXT_NORMAL:
	case MD_TEXT_LATEXMATH:
		return add_normal(r, at, len);
	case MD_TEXT_NULLCHAR:
		return refuse(r, r->at, r->at, _("this byte is not UTF-8"));
	case MD_TEXT_BR:
		return add_text(r, NODE_BREAK, "", 0);
	case MD_TEXT_SOFTBR:
		return add_text(r, NODE_TEXT, " ", 1);
	case MD_TEXT_ENTITY:
		return add_entity(r, at, len);
	case MD_TEXT_CODE:
		return add_code(r, at, len);
	case MD_TEXT_HTML:
		return add_html(r, at, len);
	}
	return 0;
}

/* --- before --- */

/* A byte that no text has: not UTF-8, or a control character. */
static bool find_bad_byte(const struct source *source, size_t *at)
{
	for (*at = 0; *at < source->len;) {
		const char *s = source->text + *at;
		unsigned char c = (unsigned char)*s;
		size_t n = 1;
		int cells;

		if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c == 0x7f)
			return true;
		if (c >= 0x80) {
			n = text_next(s, source->len - *at, &cells);
			if (!text_is_valid(s, n) ||
			    (c == 0xc2 && (unsigned char)s[1] < 0xa0))
				return true;
		}
		*at += n;
	}
	return false;
}

static bool is_readable(const struct source *source, struct diags *diags)
{
	const char *message = NULL;
	size_t at = MARKDOWN_MAX;

	if (source->len > MARKDOWN_MAX)
		message = _("a lesson is at most 256 KiB long");
	else if (find_bad_byte(source, &at))
		message = (unsigned char)source->text[at] < 0x80
				  ? _("a control character cannot stand here")
				  : _("this byte is not UTF-8");
	if (message)
		diag_add(diags, DIAG_ERROR, at, at + 1, "%s", message);
	return !message;
}

struct node *markdown_read(struct arena *arena, const struct source *source,
			   struct diags *diags)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};
	struct reader r = {.arena = arena, .source = source, .diags = diags};
	struct node *root = arena_alloc(arena, sizeof *root);
	int status;

	if (!is_readable(source, diags))
		return NULL;
	r.now = root;
	status = md_parse(source->text, (MD_SIZE)source->len, &parser, &r);
	str_fini(&r.pieces);
	if (status != 0 && !diags_has_errors(diags))
		refuse(&r, 0, 0, _("this text cannot be read"));
	return status == 0 ? root : NULL;
}

void node_text(struct str *out, const struct node *node)
{
	if (node->text)
		str_addn(out, node->text, node->len);
	if (node->kind == NODE_BREAK)
		str_addc(out, '\n');
	for (node = node->first; node; node = node->next)
		node_text(out, node);
}
