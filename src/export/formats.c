/* SPDX-License-Identifier: MIT */
/*
 * The table of formats; the first one is what is written unless asked.
 * Another format is a line here, a face in export.h and a file.
 */
#include "export/export.h"

#include "base/i18n.h"

#include <string.h>

const struct format formats[] = {
	{"text", N_("timelines on one axis, and what they say"), export_text},
	{"jsonl", N_("every event as a line of JSON"), export_jsonl},
	{"csv", N_("the metrics of every task and setup"), export_csv},
	{"table", N_("setups beside each other, the best marked"),
	 export_table},
	{"chrome", N_("a trace for Perfetto, chrome://tracing, speedscope"),
	 export_chrome},
	{"svg", N_("the timelines as a picture for slides and print"),
	 export_svg},
	{"html", N_("the same on a page, with figures and the scenario"),
	 export_html},
	{"cast", N_("the screen, step by step, for asciinema"), export_cast},
	{"python", N_("a program in Python that does the same, for one setup"),
	 export_python},
};
const size_t n_formats = sizeof formats / sizeof *formats;

const struct format *format_find(const char *name)
{
	for (size_t i = 0; i < n_formats; i++) {
		if (strcmp(formats[i].name, name) == 0)
			return formats + i;
	}
	return NULL;
}
