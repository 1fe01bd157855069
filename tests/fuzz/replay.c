/* SPDX-License-Identifier: MIT */
/*
 * A plain driver for a fuzz target: plays each file it is given, once.
 * Ends with 1 when a file could not be read; a fault ends it by a signal.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Plays a file from memory of just its size, so that a sanitizer sees the
 * first byte read too far. Returns whether the file could be read. */
static int replay_file(FILE *file)
{
	long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
	uint8_t *data = size < 0 ? NULL : malloc(size ? (size_t)size : 1);
	int whole = 0;

	rewind(file);
	if (data)
		whole = fread(data, 1, (size_t)size, file) == (size_t)size;
	if (whole)
		LLVMFuzzerTestOneInput(data, (size_t)size);
	free(data);
	return whole;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		int whole = file && replay_file(file);

		if (file)
			fclose(file);
		if (!whole) {
			perror(argv[i]);
			return 1;
		}
	}
	return 0;
}
