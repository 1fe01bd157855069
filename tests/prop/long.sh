#!/bin/sh
# SPDX-License-Identifier: MIT
# The laws of tests/prop for five thousand scenarios more, from a place that
# the short run does not reach.
exec ./tests/prop/prop 1000000 5000
