#!/bin/sh
# SPDX-License-Identifier: MIT
# Ten thousand random keys and sizes.
exec "${PYTHON3:-python3}" "$TT_SRC/tests/tui/noise.py" 10000
