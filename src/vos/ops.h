/* SPDX-License-Identifier: MIT */
/*
 * The statements that mean the same under every model.  A model's table of
 * statements is { COMMON_OPS, [OP_SLEEP] = its own, ... }; the silent ones
 * neither take time nor leave anything to see.
 */
#ifndef VOS_OPS_H
#define VOS_OPS_H

#include "vos/runtime.h"

op_fn op_end, op_pass, op_work, op_print, op_call, op_return;
op_fn op_assign, op_assign_over;
op_fn op_repeat, op_again, op_jump, op_jump_unless, op_leave;
op_fn op_fail, op_fail_again, op_try, op_try_end, op_except, op_except_end;
op_fn op_finally, op_finally_enter, op_finally_end;
op_fn op_clear;

/* clang-format off */
#define SILENT_OPS \
	[OP_END] = op_end, [OP_PASS] = op_pass, \
	[OP_CALL] = op_call, [OP_RETURN] = op_return, \
	[OP_ASSIGN] = op_assign, \
	[OP_REPEAT] = op_repeat, [OP_AGAIN] = op_again, \
	[OP_JUMP] = op_jump, [OP_JUMP_UNLESS] = op_jump_unless, \
	[OP_LEAVE] = op_leave, [OP_FAIL] = op_fail, \
	[OP_FAIL_AGAIN] = op_fail_again, [OP_TRY] = op_try, \
	[OP_TRY_END] = op_try_end, [OP_EXCEPT] = op_except, \
	[OP_EXCEPT_END] = op_except_end, [OP_FINALLY] = op_finally, \
	[OP_FINALLY_ENTER] = op_finally_enter, \
	[OP_FINALLY_END] = op_finally_end, [OP_CLEAR] = op_clear

#define COMMON_OPS \
	SILENT_OPS, \
	[OP_WORK] = op_work, [OP_PRINT] = op_print, \
	[OP_ASSIGN_OVER] = op_assign_over
/* clang-format on */

#endif
