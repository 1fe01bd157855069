/* SPDX-License-Identifier: MIT */
/*
 * How the fuzzer changes a scenario: line by line, so that much of what it
 * makes is accepted and run. One change in eight is of bytes.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
			       unsigned int seed);

static const char things[] = "device d latency 1..4 capacity 1\n"
			     "lock l\nsemaphore s 1\nqueue q capacity 2\n"
			     "event e\ncondition c\nvar x = 3\nvar y = 0\n"
			     "routine f:\n my z = number\n work 1\n block 2\n"
			     " return z + x\n"
			     "routine g:\n sleep 2\n fail Boom\n";

static const char *const heads[] = {
	"task a:\n",
	"task a on demand:\n",
	"task a times 3 every 1..2 deadline 5:\n",
	"task b daemon at 2:\n",
	"task b times 2 on demand:\n",
	"task b:\n",
	"task main:\n",
	"task k at 1:\n",
};

static const char *const lines[] = {
	"work 2",
	"work 1..3",
	"wait 3",
	"wait 2 on d",
	"wait on d",
	"block 1 on d",
	"block 2",
	"sleep 2",
	"sleep 0",
	"sleep (x)",
	"yield",
	"offload block 3",
	"offload call f into x",
	"offload x += 1 over 2",
	"print \"{x} {task}\"",
	"spawn a",
	"spawn next a",
	"spawn b",
	"join a",
	"join a into x",
	"join b",
	"gather a b",
	"gather started a b",
	"gather a b keep failures",
	"wait any a b within 4",
	"wait all a",
	"wait failure a b",
	"wait for a within 3",
	"wait for b within 50",
	"shield a",
	"group a b:",
	"group a:",
	"call f",
	"call f into y",
	"call g",
	"return x",
	"acquire l",
	"release l",
	"acquire s",
	"release s",
	"with l:",
	"with s:",
	"with c:",
	"put q x",
	"get q into y",
	"done q",
	"wait done q",
	"set e",
	"clear e",
	"wait until e",
	"wait on c",
	"notify c",
	"notify c all",
	"x = x + 1 over 2",
	"x -= 1",
	"y = x // y",
	"x = x * x",
	"repeat 3:",
	"repeat x:",
	"while x < 9:",
	"forever:",
	"break",
	"continue",
	"if x > 3:",
	"elif size(q):",
	"else:",
	"timeout 3:",
	"timeout 0:",
	"try:",
	"except Boom:",
	"except:",
	"except cancelled:",
	"except failures:",
	"finally:",
	"fail Boom",
	"fail",
	"cancel self",
	"cancel a",
	"cancel b",
	"pass",
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static size_t below(size_t n)
{
	return (size_t)rand() % n;
}

/* A line N deep, which may stand behind one that is. */
static size_t add_line(char *out, size_t room, size_t depth)
{
	int n = snprintf(out, room, "%*s%s\n", (int)depth + 1, "",
			 lines[below(COUNT(lines))]);

	return n < 0 || (size_t)n >= room ? 0 : (size_t)n;
}

/* The next line behind one: deeper behind a colon, else as deep or less. */
static size_t next_depth(const char *line, size_t len)
{
	size_t depth = 0;

	while (depth < len && line[depth] == ' ')
		depth++;
	if (len > 0 && line[len - 1] == ':')
		return depth;
	depth = depth > 0 ? depth - 1 : 0;
	return below(4) == 0 ? below(depth + 1) : depth;
}

/* A whole scenario. */
static size_t fresh(char *out, size_t room)
{
	size_t len = sizeof things - 1;
	size_t tasks = 1 + below(4);

	if (room < 2 * len)
		return 0;
	memcpy(out, things, len);
	for (size_t t = 0; t < tasks; t++) {
		const char *head = heads[below(COUNT(heads))];
		const char *last = out + len;
		size_t n = strlen(head), count = 1 + below(9);

		if (len + n > room)
			return len;
		memcpy(out + len, head, n);
		len += n;
		while (count-- > 0) {
			size_t depth = next_depth(last, n - 1);

			last = out + len;
			n = add_line(out + len, room - len, depth);
			len += n;
			if (n == 0)
				return len;
		}
	}
	return len;
}

/* The begin of a line chosen by chance. */
static size_t some_line(const char *data, size_t size)
{
	size_t at = below(size);

	while (at > 0 && data[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_len(const char *data, size_t size, size_t at)
{
	const char *end = memchr(data + at, '\n', size - at);

	return end ? (size_t)(end - data) - at + 1 : size - at;
}

/* A line more, behind some other. */
static size_t grow(char *data, size_t size, size_t most)
{
	char line[128];
	size_t at = some_line(data, size), n = line_len(data, size, at);
	size_t len = add_line(line, sizeof line, next_depth(data + at, n - 1));

	at += n;
	if (size + len > most || at == 0 || data[at - 1] != '\n')
		return size;
	memmove(data + at + len, data + at, size - at);
	memcpy(data + at, line, len);
	return size + len;
}

/* A line less. */
static size_t shrink(char *data, size_t size)
{
	size_t at = some_line(data, size), n = line_len(data, size, at);

	memmove(data + at, data + at + n, size - at - n);
	return size - n;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
			       unsigned int seed)
{
	size_t choice, changes;

	srand(seed);
	choice = below(16);
	changes = 1 + below(4);
	if (choice < 2)
		return LLVMFuzzerMutate(data, size, most);
	if (size == 0 || choice == 2)
		return fresh((char *)data, most);
	while (changes-- > 0 && size > 0) {
		if (choice < 8)
			size = shrink((char *)data, size);
		if (size > 0)
			size = grow((char *)data, size, most);
	}
	return size;
}
