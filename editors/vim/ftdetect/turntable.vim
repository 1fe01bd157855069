" SPDX-License-Identifier: MIT
" Scenarios of turntable are files named *.tt.
autocmd BufNewFile,BufRead *.tt setfiletype turntable
