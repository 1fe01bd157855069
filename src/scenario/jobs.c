/* SPDX-License-Identifier: MIT */
/*
 * Job lists: the form is known by its signs, then each job is written.
 */
#include "scenario/jobs.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

struct piece {
	const char *at;
	size_t len;
};

struct jobs {
	const struct source *list;
	const char *io;
	struct str *out;
	struct diags *diags;
	int number; /* of the next job */
};

enum { FIELDS_MAX = 3, DIGITS_MAX = 12 };

/* Cuts off what stands before the sign, or all of it; false at the end. */
static bool cut(struct piece *rest, char sign, struct piece *first)
{
	const char *at;

	if (!rest->at)
		return false;
	at = memchr(rest->at, sign, rest->len);
	*first = (struct piece){rest->at,
				at ? (size_t)(at - rest->at) : rest->len};
	if (at) {
		rest->len -= first->len + 1;
		rest->at = at + 1;
	} else {
		rest->at = NULL;
	}
	return true;
}

/* Fields between signs; how many there are, at most FIELDS_MAX + 1. */
static int fields(struct piece whole, char sign, struct piece *field)
{
	struct piece one = {NULL, 0};
	int n = 0;

	while (n <= FIELDS_MAX && cut(&whole, sign, &one)) {
		if (n < FIELDS_MAX)
			field[n] = one;
		n++;
	}
	return n;
}

static bool wrong(struct jobs *j, struct piece where, const char *message)
{
	size_t begin = (size_t)(where.at - j->list->text);

	diag_add(j->diags, DIAG_ERROR, begin, begin + where.len, "%s", message);
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "30", or "2.5" where parts are allowed. */
static bool is_number(struct jobs *j, struct piece p, bool with_parts)
{
	bool has_digit = false, has_point = false;

	for (size_t i = 0; i < p.len; i++) {
		bool is_point = p.at[i] == '.' && with_parts && !has_point &&
				i + 1 < p.len && has_digit;

		if (!is_point && !is_digit(p.at[i]))
			return wrong(j, p, _("a number belongs here"));
		has_digit = has_digit || is_digit(p.at[i]);
		has_point = has_point || is_point;
	}
	if (!has_digit)
		return wrong(j, p, _("a number belongs here"));
	return p.len <= DIGITS_MAX ||
	       wrong(j, p, _("this number is too large"));
}

static long number_of(struct piece p)
{
	char text[DIGITS_MAX + 1] = {0};

	memcpy(text, p.at, p.len);
	return strtol(text, NULL, 10);
}

static void begin_task(struct jobs *j)
{
	str_addf(j->out, "\ntask job%d", j->number++);
}

static void add_work(struct jobs *j, struct piece length)
{
	str_addf(j->out, "    work %.*s\n", (int)length.len, length.at);
}

/* --- one job of each form --- */

static bool add_length(struct jobs *j, struct piece p)
{
	if (!is_number(j, p, true))
		return false;
	begin_task(j);
	str_add(j->out, ":\n");
	add_work(j, p);
	return true;
}

/* A request of no length gives the turn away all the same. */
static const char *request(const struct jobs *j)
{
	return strcmp(j->io, "0") == 0 ? "yield" : "wait ";
}

static void add_requests(struct jobs *j, long run, long every)
{
	long rounds = every > 0 ? (run - 1) / every : 0;
	const char *asks = request(j);

	if (rounds > 0)
		str_addf(j->out,
			 "    repeat %ld:\n        work %ld\n"
			 "        %s%s\n",
			 rounds, every, asks,
			 strcmp(asks, "yield") == 0 ? "" : j->io);
	str_addf(j->out, "    work %ld\n", run - rounds * every);
}

static bool add_start_run_io(struct jobs *j, struct piece p)
{
	struct piece f[FIELDS_MAX] = {{NULL, 0}};

	if (fields(p, ',', f) != 3)
		return wrong(j, p, _("a job is START,RUN,IO here"));
	for (int i = 0; i < 3; i++)
		if (!is_number(j, f[i], false))
			return false;
	if (number_of(f[1]) == 0)
		return wrong(j, f[1], _("a job runs for more than 0"));
	begin_task(j);
	str_addf(j->out, " at %ld:\n", number_of(f[0]));
	add_requests(j, number_of(f[1]), number_of(f[2]));
	return true;
}

static bool add_tickets(struct jobs *j, struct piece p)
{
	struct piece f[FIELDS_MAX] = {{NULL, 0}};

	if (fields(p, ':', f) != 2)
		return wrong(j, p, _("a job is RUN:TICKETS here"));
	if (!is_number(j, f[0], false) || !is_number(j, f[1], false))
		return false;
	begin_task(j);
	str_addf(j->out, " tickets %ld:\n", number_of(f[1]));
	add_work(j, f[0]);
	return true;
}

static bool add_named(struct jobs *j, struct piece p)
{
	struct piece f[FIELDS_MAX] = {{NULL, 0}};

	if (fields(p, ':', f) != 3)
		return wrong(j, p, _("a job is NAME:RUN:SET here"));
	if (!is_number(j, f[1], false) || !is_number(j, f[2], false))
		return false;
	str_addf(j->out, "\ntask %.*s data %ld:\n", (int)f[0].len, f[0].at,
		 number_of(f[2]));
	add_work(j, f[1]);
	return true;
}

static bool add_program(struct jobs *j, struct piece p)
{
	struct piece step = {NULL, 0}, number;

	begin_task(j);
	str_add(j->out, ":\n");
	while (cut(&p, ',', &step)) {
		if (step.len == 1 && *step.at == 'i') {
			str_addf(j->out,
				 "    work 1 \"io\"\n    %s%s\n"
				 "    work 1 \"io_done\"\n",
				 request(j), *request(j) == 'y' ? "" : j->io);
			continue;
		}
		if (step.len < 2 || *step.at != 'c')
			return wrong(j, step,
				     _("a step is i or c and a "
				       "number here"));
		number = (struct piece){step.at + 1, step.len - 1};
		if (!is_number(j, number, false))
			return false;
		add_work(j, number);
	}
	return true;
}

/* --- which form --- */

struct form {
	char sign; /* between jobs */
	bool (*add)(struct jobs *j, struct piece job);
};

static bool has_zero(struct piece p)
{
	struct piece one = {NULL, 0};

	while (cut(&p, ',', &one))
		if (one.len == 1 && *one.at == '0')
			return true;
	return false;
}

static struct form form_of(struct piece list)
{
	struct piece f[FIELDS_MAX] = {{NULL, 0}}, rest = list,
		     first = {NULL, 0};
	char c = list.len > 0 ? *list.at : '\0';

	if ((c == 'c' && list.len > 1 && is_digit(list.at[1])) ||
	    (c == 'i' && (list.len == 1 || strchr(",:", list.at[1]))))
		return (struct form){':', add_program};
	if (c != '\0' && !is_digit(c))
		return (struct form){',', add_named};
	(void)cut(&rest, ':', &first);
	if (fields(first, ',', f) == 3 && (rest.at || has_zero(first)))
		return (struct form){':', add_start_run_io};
	return (struct form){',', rest.at ? add_tickets : add_length};
}

bool jobs_write(const struct source *list, const char *io, struct str *out,
		struct diags *diags)
{
	struct jobs j = {.list = list, .io = io, .out = out, .diags = diags};
	struct piece rest = {list->text, list->len}, job;
	struct form form = form_of(rest);

	if (form.add == add_start_run_io && rest.len > 0 &&
	    rest.at[rest.len - 1] == ':')
		rest.len--;
	str_add(out, "unit ms\n");
	while (cut(&rest, form.sign, &job))
		if (!form.add(&j, job))
			return false;
	return true;
}
