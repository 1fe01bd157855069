" SPDX-License-Identifier: MIT
" Scenarios of turntable, see turntable-scenario(5).  The words are those of
" src/scenario/word.c; a test holds them to it.
if exists('b:current_syntax')
  finish
endif

syntax keyword turntableDeclaration condition device event lock queue routine
syntax keyword turntableDeclaration seed semaphore task unit var
syntax keyword turntableTime block offload pass sleep wait work yield
syntax keyword turntableTasks call cancel gather group join shield spawn
syntax keyword turntableObjects acquire clear done get notify print put release
syntax keyword turntableObjects set
syntax keyword turntableFlow break continue elif else except fail finally for
syntax keyword turntableFlow forever if repeat return timeout try while with
syntax keyword turntableWord all any cancelled empty failure failures into keep
syntax keyword turntableWord my next on over self started until within
syntax keyword turntableAttribute at capacity daemon data deadline demand every
syntax keyword turntableAttribute latency nice priority tickets times
syntax keyword turntableOperator and not or
syntax keyword turntableTest failed held isset number size value
syntax match turntableDuration /\<\d\+\(\.\d\+\)\?\(ns\|us\|ms\|s\|min\|h\)\?\>/
syntax match turntableRange /\.\./
syntax match turntableField /{[^{}]*}/ contained
syntax match turntableEscape /\\["\\n]/ contained
syntax region turntableLabel start=/"/ skip=/\\./ end=/"/ oneline
      \ contains=turntableField,turntableEscape
syntax match turntableComment /#.*$/

highlight default link turntableDeclaration Structure
highlight default link turntableTime Statement
highlight default link turntableTasks Statement
highlight default link turntableObjects Statement
highlight default link turntableFlow Conditional
highlight default link turntableWord Keyword
highlight default link turntableAttribute StorageClass
highlight default link turntableOperator Operator
highlight default link turntableTest Function
highlight default link turntableDuration Number
highlight default link turntableRange Operator
highlight default link turntableField Identifier
highlight default link turntableEscape SpecialChar
highlight default link turntableLabel String
highlight default link turntableComment Comment

let b:current_syntax = 'turntable'
