# Lines much like those of tests/replies/labelled.tsv, each spoiled in one place, most of them
# around the reply's code: awk -f variants.awk FOLDER=... labelled.tsv writes FOLDER/FORMAT.
BEGIN {
    FS = "\t"
    marks = split("  - : ; , . = / \\ # _ % @ * | ! ? & ~ ^ ` ' \" ( ) [ ] { } < > $ + 0 2 5 7 a b n t x C D E Z", mark, " ")
    mark[++marks] = " "
    mark[++marks] = sprintf("%c", 9)
    mark[++marks] = sprintf("%c", 27)
    mark[++marks] = sprintf("%c", 195)
    codes = split("199 200 201 211 214 215 220 221 250 251 252 253 299 300 334 354 399 400 421 450 451 452 455 458 459 " \
        "499 500 504 505 512 521 523 530 535 541 550 555 556 557 571 599 600 05 5500 -550 +550", code, " ")
    statuses = split("5.1.1 4.2.2 2.0.0 5.7.26 5.7.999 5.7.1000 5.999.1 5.1000.1 6.1.1 1.1.1 3.1.1 0.1.1 5.01.1 5.1.01 " \
        "5.1 5.1.1.1 5..1 5.1. .5.1.1 5.1.1a 5.1.1- 5-1-1 #5.1.1 (5.1.1) (#5.1.1) [5.1.1] <5.1.1> 5.1.1: X.1.1", status, " ")
    words = split("Remote server said: |smtp; |status=deferred (|reply: b'|SMTP Error [|response: \"|code=|error: |dsn=|in |at " \
        "line |size=|HTTP/1.1 |pid |->|<- |<< |>>> |<** |** |C=\"|S: |R: |(|[|{\"code\":|Diagnostic-Code: smtp; |" \
        "Status: |Reply-Code: |451 4.7.1 |250-|550-|\\\"|\\n|%20|=3D|550 ", word, "|")
}

function put(line) {
    print line > file
}

# One of n, another at each call, but always the same ones.
function pick(n) {
    turn = (turn * 1103 + 12347) % 1000003
    return turn % n + 1
}

NR > 1 {
    file = FOLDER "/" $1
    line = $5
    n = length(line)
    at = $3 == "-" ? 0 : index(line, $3)
    length_of_code = length($3)
    if (!at && match(line, /[0-9][0-9][0-9]/)) {
        at = RSTART
        length_of_code = 3
    }
    if (!at) {
        at = int(n / 2) + 1
        length_of_code = 0
    }
    # Each line for itself, so that a further one leaves those of other formats alone.
    turn = (n * 7919 + at * 104729) % 1000003
    if ($1 != format)
        last = ""
    format = $1
    before = substr(line, 1, at - 1)
    after = substr(line, at + length_of_code)
    put(line)
    put(toupper(line))
    put(tolower(line))
    for (i = 1; i < 6; i++) {
        put(substr(line, 1, at + pick(12)))
        put(substr(line, at - pick(20)))
    }
    for (i = -9; i < 13; i++)
        if (at + i > 0 && at + i <= n) {
            left = substr(line, 1, at + i - 1)
            right = substr(line, at + i + 1)
            put(left right)
            for (k = 0; k < 2; k++) {
                put(left mark[pick(marks)] right)
                other = mark[pick(marks)]
                put(left mark[pick(marks)] other right)
            }
            put(left mark[pick(marks)] substr(line, at + i))
        }
    for (i = 0; i < 10; i++)
        put(before code[pick(codes)] after)
    for (i = 0; i < 10; i++) {
        put(before (length_of_code ? substr(line, at, length_of_code) : "550") " " status[pick(statuses)] after)
        put(before status[pick(statuses)] after)
    }
    for (i = 0; i < 8; i++) {
        put(word[pick(words)] substr(line, at))
        put(before word[pick(words)] substr(line, at))
        other = mark[pick(marks)]
        put(before substr(line, at, length_of_code) other word[pick(words)] after)
    }
    for (i = 0; i < 6; i++) {
        j = pick(n)
        put(substr(line, 1, j - 1) mark[pick(marks)] substr(line, j + 1))
        j = pick(n)
        put(substr(line, 1, j - 1) code[pick(codes)] substr(line, j + 1))
    }
    spaced = line
    gsub(/ /, "_", spaced)
    put(spaced)
    gsub(/_/, "%20", spaced)
    put(spaced)
    gsub(/%20/, "=20", spaced)
    put(spaced)
    gsub(/=20/, "\\t", spaced)
    put(spaced)
    escaped = line
    gsub(/=/, "%3D", escaped)
    put(escaped)
    gsub(/%3D/, "=3D", escaped)
    put(escaped)
    gsub(/:/, "%3A", escaped)
    put(escaped)
    gsub(/%3A/, "=3a", escaped)
    put(escaped)
    put(last " " line)
    put(line "\\r\\n" last)
    put(line ", " last)
    last = line
}
