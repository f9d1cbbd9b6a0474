# Completions of smtpcode for bash; codes, causes, rules and options come from the program itself.

# The rows of a table as "word<TAB>what it is"; its columns are numbered.
_smtpcode_rows() {
    smtpcode list $1 -f tsv 2>/dev/null | sed 1d | cut -f 1,$2
}

_smtpcode_things() {
    _smtpcode_rows codes 6
    _smtpcode_rows enhanced 5 | sed 's/^X/5/'
    _smtpcode_rows commands 3
    _smtpcode_rows keywords 3
    _smtpcode_rows causes 4
    # The rules are many: they come when something of their name stands there.
    [[ $1 == [a-z]* ]] && _smtpcode_rows rules 3
}

# Takes the lines that begin with the word; names are shown where there is a choice.
_smtpcode_offer() {
    local word=$1 line
    COMPREPLY=()
    while IFS= read -r line; do
        [[ $line == "$word"* ]] && COMPREPLY+=("$line")
    done
    if ((${#COMPREPLY[@]} == 1)) || [[ $COMP_TYPE != 63 ]]; then
        COMPREPLY=("${COMPREPLY[@]%%$'\t'*}")
    else
        for line in "${!COMPREPLY[@]}"; do
            [[ ${COMPREPLY[line]} == *$'\t'* ]] &&
                COMPREPLY[line]="${COMPREPLY[line]%%$'\t'*}  (${COMPREPLY[line]#*$'\t'})"
        done
    fi
}

_smtpcode_values() {
    local word=$1
    shift
    COMPREPLY=($(compgen -W "$*" -- "$word"))
}

# The options that a command takes, as its help lists them.
_smtpcode_options() {
    smtpcode $1 --help 2>/dev/null | grep -o -- '^ *\(-[a-zA-Z], \)\{0,1\}--[a-z-]*' | grep -o -- '--[a-z-]*'
}

_smtpcode() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= word
    local commands='compare list search scan tally' keys='class code enhanced cause fixer retry proof rule provider'
    COMPREPLY=()
    case $prev in
    -f | --format) _smtpcode_values "$cur" text json tsv markdown html ; return ;;
    -l | --lang) _smtpcode_values "$cur" $(smtpcode -V 2>/dev/null | sed -n 's/^languages: //p') ; return ;;
    --color) _smtpcode_values "$cur" auto always never ; return ;;
    --status) _smtpcode_values "$cur" standard extension historic unofficial ; return ;;
    --class) _smtpcode_values "$cur" 1 2 3 4 5 ; return ;;
    --cause) _smtpcode_offer "$cur" < <(_smtpcode_rows causes 4) ; return ;;
    --command) _smtpcode_offer "$cur" < <(_smtpcode_rows commands 3) ; return ;;
    --by) _smtpcode_values "$cur" $keys ; return ;;
    --only) _smtpcode_values "$cur" cause= class= code= fixer= retry= proof= provider= rule= warning= ; return ;;
    --field)
        _smtpcode_values "$cur" code name status cause fixer retry closes commands description when fix use \
            related source note proof rule provider why text
        return
        ;;
    --rules) COMPREPLY=($(compgen -f -- "$cur")) ; return ;;
    --width | --top | --jobs) return ;;
    esac
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case " $commands " in *" $word "*) command=$word ; break ;; esac
    done
    if [[ $cur == -* ]]; then
        _smtpcode_values "$cur" $(_smtpcode_options $command)
        return
    fi
    case $command in
    '') _smtpcode_offer "$cur" < <(printf '%s\n' $commands ; _smtpcode_things "$cur") ;;
    compare) _smtpcode_offer "$cur" < <(_smtpcode_things "$cur") ;;
    list) _smtpcode_values "$cur" codes enhanced keywords causes commands rules ;;
    scan | tally) COMPREPLY=($(compgen -f -- "$cur")) ;;
    esac
}

complete -o filenames -F _smtpcode smtpcode 2>/dev/null || complete -F _smtpcode smtpcode
