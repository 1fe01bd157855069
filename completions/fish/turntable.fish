# SPDX-License-Identifier: MIT
# Completion for turntable in fish; the words are the program's own.

function __turntable_words
    set -l words (commandline -opc)
    set -l word (string trim -l -c "'\"" -- (commandline -ct))
    turntable complete -- $words[2..-1] "$word" 2>/dev/null
end

function __turntable_has_words
    test -n "$(__turntable_words)"
end

complete -c turntable -n __turntable_has_words -f -a '(__turntable_words)'
