# Completions of smtpcode for fish; codes come with their names, from the program itself.

# The rows of a table as "word<TAB>what it is"; its columns are numbered.
function __smtpcode_rows
    smtpcode list $argv[1] -f tsv 2>/dev/null | awk -F '\t' -v n=$argv[2] 'NR > 1 { sub(/^X/, "5", $1); print $1 "\t" $n }'
end

function __smtpcode_things
    __smtpcode_rows codes 6
    __smtpcode_rows enhanced 5
    __smtpcode_rows causes 4
    __smtpcode_rows commands 3
    __smtpcode_rows keywords 3
    # The rules are many: they come when something of their name stands there.
    string match -qr '^[a-z]' -- (commandline -ct); and __smtpcode_rows rules 3
end

set -l commands compare list search scan tally
complete -c smtpcode -f
complete -c smtpcode -n "not __fish_seen_subcommand_from $commands" -a compare -d 'codes side by side'
complete -c smtpcode -n "not __fish_seen_subcommand_from $commands" -a list -d 'the tables'
complete -c smtpcode -n "not __fish_seen_subcommand_from $commands" -a search -d 'find by words'
complete -c smtpcode -n "not __fish_seen_subcommand_from $commands" -a scan -d 'each reply of a stream'
complete -c smtpcode -n "not __fish_seen_subcommand_from $commands" -a tally -d 'counts of a log'
complete -c smtpcode -n "not __fish_seen_subcommand_from list search scan tally" -a '(__smtpcode_things)'
complete -c smtpcode -n "__fish_seen_subcommand_from list" -a 'codes enhanced keywords causes commands rules'
complete -c smtpcode -n "__fish_seen_subcommand_from scan tally" -F
complete -c smtpcode -s f -l format -x -a 'text json tsv markdown html' -d format
complete -c smtpcode -s l -l lang -x -a '(smtpcode -V 2>/dev/null | sed -n "s/^languages: //p" | string split " ")' -d language
complete -c smtpcode -l field -x -a 'code name status cause fixer retry closes commands description when fix use related source note proof rule provider why text' -d 'only this field'
complete -c smtpcode -l color -x -a 'auto always never' -d colour
complete -c smtpcode -l width -x -d columns
complete -c smtpcode -s e -l exit-status -d 'exit by severity'
complete -c smtpcode -l class -x -a '2 3 4 5' -d 'first digit'
complete -c smtpcode -l status -x -a 'standard extension historic unofficial' -d standing
complete -c smtpcode -l command -x -a '(smtpcode list commands --field command)' -d 'command answered'
complete -c smtpcode -l cause -x -a '(smtpcode list causes --field cause)' -d cause
complete -c smtpcode -l only -x -d filter
complete -c smtpcode -l invert -d 'the rest'
complete -c smtpcode -l by -x -a 'class code enhanced cause fixer retry proof rule provider' -d keys
complete -c smtpcode -l top -x -d rows
complete -c smtpcode -l merge -d 'add tallies up'
complete -c smtpcode -l jobs -x -d threads
complete -c smtpcode -s q -l quiet -d 'no progress line'
complete -c smtpcode -l redact -d 'hide names'
complete -c smtpcode -l rules -r -F -d 'own rules'
complete -c smtpcode -s h -l help -d help
complete -c smtpcode -s V -l version -d version
