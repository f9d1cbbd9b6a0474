# awk -v glossary=FILE -f translation.awk ENGLISH.rec TRANSLATION.rec: compares
# each translated text with the English one.  What is typed or looked up must
# stand in both: `commands`, codes and numbers, addresses, names in capitals;
# and a term of the glossary must have its word.  Prints what differs.

BEGIN {
    while ((getline line < glossary) > 0) {
        if (line ~ /^#/ || split(line, cell, "\t") < 2)
            continue
        term[++terms] = cell[1]
        words[terms] = cell[2]
    }
    # An address that English calls by another name may be named in Chinese.
    split("IP DNS SMTP TCP TLS MX SPF DKIM ID IT ASCII HTTP PIPELINING URL", list, " ")
    for (i in list)
        may_add[tolower(list[i])] = 1
}

function report(what) {
    printf "%s: %s %s[%d]: %s\n    %s\n", FILENAME, key, name, number[name], what, text
    wrong++
}

# Cuts the `commands` out of s: what is left comes back, they land in quoted.
function unquote(s,    left, n, part, i) {
    split("", quoted)
    n = split(s, part, "`")
    left = part[1]
    for (i = 2; i <= n; i++)
        if (i % 2)
            left = left " " part[i]
        else
            quoted[part[i]]++
    return left
}

# The tokens of s that no translation changes, into set.
function tokens(s, set,    n, part, i, t) {
    split("", set)
    gsub(/[^A-Za-z0-9._:\/=@<>*-]+/, " ", s)
    n = split(s, part, " ")
    for (i = 1; i <= n; i++) {
        t = part[i]
        gsub(/^[.:<>=*-]+|[.:<>=*-]+$/, "", t)
        if (t ~ /[0-9]s$/) # several 500s
            t = substr(t, 1, length(t) - 1)
        sub(/-bit$/, "", t)
        if (t ~ /^[0-9]-[a-z]/) # 2-step
            continue
        sub(/[0-9]s$/, "0", t)
        if (t ~ /:\/\// || t ~ /@./ || t ~ /[0-9]/ || t ~ /^[A-Z][A-Z0-9.-]+$/)
            set[tolower(t)] = 1
    }
}

function compare(english, text,    a, b, left, plain, i, k, any, n, word, t) {
    plain = unquote(english)
    split("", wanted)
    for (t in quoted)
        wanted[t] = 1
    left = unquote(text)
    for (t in wanted)
        if (!(t in quoted))
            report("lacks `" t "`")
    for (t in quoted)
        if (!(t in wanted))
            report("adds `" t "`")
    t = plain
    gsub(/everse DNS/, "everse", t)
    tokens(t, a)
    tokens(left, b)
    for (t in a)
        if (!(t in b))
            report("lacks " t)
    for (t in b)
        if (!(t in a) && !(t in may_add))
            report("adds " t)
    # What servers say, and what is typed, is no English to translate.
    gsub(/"[^"]*"/, " ", plain)
    gsub(/[A-Za-z0-9-]+[_.@][A-Za-z0-9_.-]*[A-Za-z0-9]/, " ", plain)
    # A name that the translation keeps is no term: Postmaster Tools, spam-content.
    n = split(left, word, /[^A-Za-z-]+/)
    for (i = 1; i <= n; i++)
        if (word[i] ~ /^[A-Z]|[a-z]-[a-z]/ || ((name == "not" || FILENAME ~ /ui\.rec$/) && word[i] ~ /[a-z]/))
            gsub(word[i], " ", plain)
    plain = " " tolower(plain) " "
    for (i = 1; i <= terms; i++) {
        if (!gsub("[^a-z]" term[i] "(s|es)?[^a-z]", " . ", plain))
            continue
        n = split(words[i], word, "|")
        any = 0
        for (k = 1; k <= n; k++)
            any = any || index(text, word[k])
        if (!any)
            report("\"" term[i] "\" is " words[i])
    }
}

FNR == 1 { file++; key = "" }
/^#/ { next }
/^$/ { key = ""; next }
/^%/ { next }
{
    colon = index($0, ": ")
    name = substr($0, 1, colon - 1)
    text = substr($0, colon + 2)
    if (key == "") {
        key = name ": " text
        split("", number)
        next
    }
    number[name]++
    at = key SUBSEP name SUBSEP number[name]
    if (file == 1)
        source[at] = text
    else if (at in source)
        compare(source[at], text)
    else
        report("is not in the English table")
}

END { exit wrong > 0 }
