/* SPDX-License-Identifier: MIT */
/*
 * Text in XML and HTML: what would be markup is escaped, what XML cannot hold
 * is left out.  The text is UTF-8; it is good between tags and in attributes in
 * double quotes.
 */
#ifndef EXPORT_XML_H
#define EXPORT_XML_H

#include "base/str.h"

#include <stddef.h>

void xml_add(struct str *out, const char *text);
void xml_addn(struct str *out, const char *text, size_t len);

#endif
