/* SPDX-License-Identifier: MIT */
/* Scripts: words cut from the text, one after another given to the session. */
#include "app/script.h"

#include "app/action.h"
#include "base/dur.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

enum { BUDGET = 1 << 20, NUMBER_MAX = 1000000 };

#define TICK INT64_C(10000000) /* ns: time passes in such pieces */

/* A word, or what stands between quotes. */
struct token {
	const char *at;
	size_t len, offset;
	bool quoted;
};

struct script {
	const struct source *text;
	size_t next;
	struct session *session;
	const struct script_host *host;
	struct diags *diags;
	int64_t clock; /* ns */
};

/* --- words --- */

static void skip(struct script *p)
{
	const char *s = p->text->text;

	while (p->next < p->text->len) {
		if (s[p->next] == '#' &&
		    (p->next == 0 || strchr(" \t\n", s[p->next - 1])))
			while (p->next < p->text->len && s[p->next] != '\n')
				p->next++;
		else if (strchr(" \t\r\n", s[p->next]) && s[p->next])
			p->next++;
		else
			break;
	}
}

static bool next_word(struct script *p, struct token *w)
{
	const char *s = p->text->text;

	skip(p);
	*w = (struct token){s + p->next, 0, p->next, false};
	if (p->next == p->text->len)
		return false;
	if (s[p->next] == '"' && p->next + 1 < p->text->len &&
	    s[p->next + 1] > ' ') {
		w->at++;
		w->quoted = true;
		p->next++;
		while (p->next < p->text->len && s[p->next] != '"' &&
		       s[p->next] != '\n')
			p->next++;
		w->len = p->next - w->offset - 1;
		p->next += p->next < p->text->len && s[p->next] == '"';
		return true;
	}
	while (p->next < p->text->len && (unsigned char)s[p->next] > ' ')
		p->next++;
	w->len = p->next - w->offset;
	return true;
}

static bool is(const struct token *w, const char *text)
{
	return !w->quoted && strlen(text) == w->len &&
	       memcmp(w->at, text, w->len) == 0;
}

static bool number(const struct token *w, int64_t *n)
{
	*n = 0;
	for (size_t i = 0; i < w->len; i++) {
		if (w->at[i] < '0' || w->at[i] > '9' || *n > NUMBER_MAX)
			return false;
		*n = *n * 10 + (w->at[i] - '0');
	}
	return w->len > 0 && !w->quoted;
}

static bool wrong(struct script *p, const struct token *w, const char *message)
{
	diag_add(p->diags, DIAG_ERROR, w->offset, w->offset + w->len, "%s",
		 message);
	return false;
}

/* --- what they do --- */

static void settle(struct session *s)
{
	while (session_work(s, BUDGET))
		;
}

static bool type(struct script *p, const struct token *w)
{
	size_t n, i = 0;
	int cells;

	for (; i < w->len; i += n) {
		n = text_next(w->at + i, w->len - i, &cells);
		action_press(p->session, press_find(w->at + i, n));
	}
	return true;
}

static bool size(struct script *p)
{
	struct token w, h;
	int64_t width, height;

	if (!next_word(p, &w) || !next_word(p, &h) || !number(&w, &width) ||
	    !number(&h, &height))
		return wrong(p, &w, _("size wants two numbers: size 80 24"));
	if (p->host->size)
		p->host->size(p->host->to, p->session, (int)width, (int)height);
	return true;
}

static bool tick(struct script *p)
{
	struct token w;
	int64_t ns, end;

	if (!next_word(p, &w) ||
	    dur_parse(w.at, w.len, DUR_MS, &ns) != DUR_OK ||
	    !dur_add(p->clock, ns, &end))
		return wrong(p, &w, _("tick wants a duration: tick 500ms"));
	session_tick(p->session, p->clock);
	while (p->clock < end) {
		int64_t left = end - p->clock;

		p->clock += left < TICK ? left : TICK;
		session_tick(p->session, p->clock);
	}
	return true;
}

static bool do_word(struct script *p, const struct token *w, int64_t count)
{
	const struct action *action = action_find(w->at, w->len);
	uint32_t press = press_find(w->at, w->len);

	if (action != NULL && press == PRESS_NONE) {
		action_run(action, p->session, count);
		return true;
	}
	if (press == PRESS_NONE)
		return wrong(p, w, _("neither a key nor an action"));
	p->session->count = count;
	action_press(p->session, press);
	return true;
}

/* A digit that answers a question is no count. */
static bool is_answer(const struct script *p, const struct token *w)
{
	return p->session->view == VIEW_ASK && w->len == 1;
}

static bool play_word(struct script *p, const struct token *w)
{
	struct token what;
	int64_t count;

	if (w->quoted)
		return type(p, w);
	if (is(w, "frame")) {
		if (p->host->frame)
			p->host->frame(p->host->to, p->session);
		return true;
	}
	if (is(w, "size"))
		return size(p);
	if (is(w, "tick"))
		return tick(p);
	if (is(w, "type"))
		return true; /* what is typed follows in quotes */
	if (!number(w, &count) || is(w, "0") || is_answer(p, w))
		return do_word(p, w, 0);
	if (!next_word(p, &what))
		return wrong(p, w, _("a count of what?"));
	return do_word(p, &what, count);
}

bool script_play(const struct source *text, struct session *s,
		 const struct script_host *host, struct diags *diags)
{
	struct script p = {text, 0, s, host, diags, 0};
	struct token w;

	settle(s);
	while (s->errand != ERRAND_QUIT && next_word(&p, &w)) {
		if (host->lay_out)
			host->lay_out(host->to, s);
		if (!play_word(&p, &w))
			return false;
		settle(s);
		if (s->errand == ERRAND_WRITE && host->write)
			host->write(s);
	}
	return true;
}
