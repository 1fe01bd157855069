#!/bin/sh
# SPDX-License-Identifier: MIT
# cppcheck has nothing to say.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

cd "$TT_SRC" || exit 99
ok 'cppcheck finds nothing' cppcheck --quiet --std=c11 --error-exitcode=1 \
	--enable=warning,performance,portability --inline-suppr \
	--suppress=missingIncludeSystem --suppress=autoVariables \
	-j "$(nproc)" -I src src
tap_done
