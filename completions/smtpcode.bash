# Completions of smtpcode for bash; the words come from the program itself.

_smtpcode_words() {
    case $1 in
    codes) smtpcode list --field code ;;
    things)
        smtpcode list --field code
        smtpcode list enhanced --field code | sed 's/^X/5/'
        smtpcode list commands --field command
        smtpcode list keywords --field keyword
        smtpcode list causes --field cause
        ;;
    causes) smtpcode list causes --field cause ;;
    verbs) smtpcode list commands --field command ;;
    esac 2>/dev/null
}

_smtpcode() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= word
    local commands='compare list search scan tally'
    local options='--format --lang --field --color --width --exit-status --class --status --command --cause
        --only --invert --by --top --merge --jobs --redact --rules --help --version'
    COMPREPLY=()
    case $prev in
    -f | --format) COMPREPLY=($(compgen -W 'text json tsv markdown html' -- "$cur")) ; return ;;
    -l | --lang) COMPREPLY=($(compgen -W 'en ar de es fr hi id ja ko pt ru th tr vi zh-Hans' -- "$cur")) ; return ;;
    --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")) ; return ;;
    --status) COMPREPLY=($(compgen -W 'standard extension historic unofficial' -- "$cur")) ; return ;;
    --class) COMPREPLY=($(compgen -W '2 3 4 5' -- "$cur")) ; return ;;
    --cause) COMPREPLY=($(compgen -W "$(_smtpcode_words causes)" -- "$cur")) ; return ;;
    --command) COMPREPLY=($(compgen -W "$(_smtpcode_words verbs)" -- "$cur")) ; return ;;
    --by) COMPREPLY=($(compgen -W 'class code enhanced cause fixer retry proof rule provider' -- "$cur")) ; return ;;
    --field)
        COMPREPLY=($(compgen -W 'code name status cause fixer retry closes commands description when fix use
            related source note proof rule provider why text' -- "$cur"))
        return
        ;;
    --rules) COMPREPLY=($(compgen -f -- "$cur")) ; return ;;
    --width | --top | --jobs | --only) return ;;
    esac
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case " $commands " in *" $word "*) command=$word ; break ;; esac
    done
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
        return
    fi
    case $command in
    '') COMPREPLY=($(compgen -W "$commands $(_smtpcode_words things)" -- "$cur")) ;;
    compare) COMPREPLY=($(compgen -W "$(_smtpcode_words things)" -- "$cur")) ;;
    list) COMPREPLY=($(compgen -W 'codes enhanced keywords causes commands rules' -- "$cur")) ;;
    scan | tally) COMPREPLY=($(compgen -f -- "$cur")) ;;
    esac
}

complete -o filenames -F _smtpcode smtpcode 2>/dev/null || complete -F _smtpcode smtpcode
