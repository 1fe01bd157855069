/* SPDX-License-Identifier: MIT */
/*
 * The sink: a failed write is remembered here, so that a format need not look.
 * After the first one nothing more is written.
 */
#include "export/export.h"

#include "base/str.h"

void sink_put(struct sink *s, const char *bytes, size_t n)
{
	if (s->error == 0 && n > 0)
		s->error = s->write(s->to, bytes, n);
}

void sink_put_str(struct sink *s, struct str *text)
{
	sink_put(s, str_text(text), text->len);
	str_clear(text);
}

static int keep(void *to, const char *bytes, size_t n)
{
	str_addn(to, bytes, n);
	return 0;
}

struct sink sink_to_str(struct str *out)
{
	return (struct sink){.write = keep, .to = out};
}
