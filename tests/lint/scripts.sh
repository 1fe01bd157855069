#!/bin/sh
# SPDX-License-Identifier: MIT
# No script has anything that shellcheck would say.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

cd "$TT_SRC" || exit 99
for script in dev .ci/run completions/bash/turntable $(find bench -name run) \
	$(find tests -name '*.sh' | sort); do
	ok "$script is sound" shellcheck -x "$script"
done
tap_done
