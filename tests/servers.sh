#!/bin/sh
# Real servers: starts the one named (postfix, exim or opensmtpd; its package
# must be installed) with a configuration, spool and log of this test, on a port
# of the loopback interface, drives it through situations, and checks what
# smtpcode says of the sessions and of the server's own log. Needs root.
SERVER=$1
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
PORT=${PORT:-2525}
TLS_PORT=$((PORT + 1))
pid=''
chmod 755 "$T"
mkdir -p "$T/conf" "$T/spool" "$T/data" "$T/log"

stop_server() {
    [ -z "$pid" ] || kill "$pid" 2>/dev/null
    sleep 0.5
    rm -rf "$T"
}
trap stop_server EXIT
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$T/key.pem" -out "$T/cert.pem" -days 2 \
    -subj /CN=mx.example.com 2>/dev/null
chmod 600 "$T/key.pem"

wait_for_port() {
    tries=0
    while ! python3 -c "import socket; socket.create_connection(('127.0.0.1', $1), 1).close()" 2>/dev/null; do
        tries=$((tries + 1))
        [ $tries -lt 60 ] || return 1
        sleep 0.25
    done
}

start_postfix() {
    chown postfix "$T/data"
    cat >"$T/conf/main.cf" <<END
compatibility_level = 3.6
queue_directory = $T/spool
data_directory = $T/data
maillog_file = $T/log/mail.log
maillog_file_prefixes = $T
myhostname = mx.example.com
mydestination = example.com, localhost
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.2/32
local_recipient_maps = inline:{ {joe=1} {greylist=1} {full=1} {blocked=1} }
message_size_limit = 20000
smtpd_recipient_limit = 3
smtpd_helo_required = yes
smtpd_relay_restrictions = permit_mynetworks, reject_non_fqdn_recipient, defer_unauth_destination
smtpd_recipient_restrictions = reject_non_fqdn_recipient, check_recipient_access inline:{
  {greylist@example.com=450 4.2.0 Greylisted, try again later}
  {full@example.com=552 5.2.2 Mailbox full}
  {blocked@example.com=554 5.7.1 Client host blocked using bl.example.org} }, reject_unauth_destination
smtpd_helo_restrictions = reject_non_fqdn_helo_hostname
default_transport = discard:
local_transport = discard:
END
    {
        echo "127.0.0.1:$PORT inet n - n - - smtpd"
        echo "127.0.0.1:$TLS_PORT inet n - n - - smtpd"
        echo "  -o smtpd_tls_security_level=encrypt -o smtpd_tls_cert_file=$T/cert.pem -o smtpd_tls_key_file=$T/key.pem"
        grep -v -e '^#' -e '^ ' -e '^smtp .*inet' /usr/share/postfix/master.cf.dist | sed 's/ y / n /'
    } >"$T/conf/master.cf"
    postfix -c "$T/conf" start >/dev/null 2>&1
    wait_for_port "$PORT"
    pid=$(tr -d ' ' <"$T/spool/pid/master.pid")
    LOG=$T/log/mail.log
}

start_exim() {
    user=$(stat -c %U /var/spool/exim4 2>/dev/null || echo Debian-exim)
    chown -R "$user" "$T/spool" "$T/log"
    cat >"$T/conf/exim.conf" <<END
primary_hostname = mx.example.com
spool_directory = $T/spool
log_file_path = $T/log/%slog
local_interfaces = 127.0.0.1
daemon_smtp_ports = $PORT
acl_smtp_rcpt = check_rcpt
acl_smtp_helo = check_helo
message_size_limit = 20000
host_lookup =
rfc1413_query_timeout = 0s
begin acl
check_helo:
  deny message = HELO name must be fully qualified
       condition = \${if !match{\$sender_helo_name}{\\N\\.\\N}}
  accept
check_rcpt:
  defer message = Greylisted, please try again later
        local_parts = greylist
  deny message = relay not permitted
       !domains = example.com
  require verify = recipient
  accept
begin routers
local:
  driver = accept
  domains = example.com
  local_parts = joe
  transport = nowhere
begin transports
nowhere:
  driver = appendfile
  file = /dev/null
  user = mail
END
    chmod 644 "$T/conf/exim.conf"
    exim4 -C "$T/conf/exim.conf" -bd -oP "$T/exim.pid" 2>"$T/exim.err"
    wait_for_port "$PORT"
    pid=$(cat "$T/exim.pid")
    LOG=$T/log/mainlog
}

start_opensmtpd() {
    # Its spool folder is compiled in, so this one is laid over it for the server
    # alone, where the system allows that.
    mkdir -p /var/spool/smtpd
    chmod 711 "$T/spool"
    cat >"$T/conf/smtpd.conf" <<END
listen on 127.0.0.1 port $PORT hostname mx.example.com
table users { joe = mail }
action "local" maildir "$T/mail" virtual <users>
match from any for domain "example.com" action "local"
END
    if unshare -m true 2>/dev/null; then
        unshare -m sh -c "mount --bind '$T/spool' /var/spool/smtpd && exec smtpd -d -v -f '$T/conf/smtpd.conf'" \
            >"$T/log/smtpd.log" 2>&1 &
    else
        smtpd -d -v -f "$T/conf/smtpd.conf" >"$T/log/smtpd.log" 2>&1 &
    fi
    pid=$!
    wait_for_port "$PORT"
    LOG=$T/log/smtpd.log
}

# situation NAME CODE CAUSE PORT COMMAND...: the last reply before QUIT's has this code and cause.
situation() {
    name=$1
    code=$2
    cause=$3
    port=$4
    shift 4
    python3 "$TESTS/talk.py" "$port" "$@" >"$T/session" 2>"$T/err"
    run "$S" -f json - <"$T/session"
    cp "$T/session" "$T/in"
    run "$S" -f json
    answer=$(jq -rs 'map(select(.command != "QUIT")) | last | "\(.code) \(.cause) \(.legal)"' "$T/out")
    # OpenSMTPD answers RCPT with 524, which no standard allows there.
    legal=yes
    [ "$code" -ne 524 ] || legal=no
    if [ "$answer" = "$code $cause $legal" ]; then
        pass
    else
        cp "$T/session" "$T/out"
        fail "$SERVER: $name ($answer, wanted $code $cause $legal)"
    fi
}

hello='EHLO client.example.net'
from='MAIL FROM:<a@example.net>'
to='RCPT TO:<joe@example.com>'
start_"$SERVER" || {
    echo "$SERVER does not start"
    cat "$T"/*.err "$T"/log/* 2>/dev/null | tail -n 20
    exit 1
}

situation 'EHLO' 250 info "$PORT" "$hello"
situation 'sender' 250 accepted "$PORT" "$hello" "$from"
situation 'recipient' 250 accepted "$PORT" "$hello" "$from" "$to"
situation 'DATA' 354 continue "$PORT" "$hello" "$from" "$to" 'DATA'
situation 'a message' 250 accepted "$PORT" "$hello" "$from" "$to" 'DATA' "Subject: test
From: <a@example.net>
Date: Tue, 24 Nov 2026 10:00:00 +0000
Message-ID: <1@example.net>

text
."
situation 'RSET' 250 accepted "$PORT" "$hello" 'RSET'
situation 'NOOP' 250 accepted "$PORT" "$hello" 'NOOP'
case $SERVER in
postfix)
    situation 'HELP' 500 not-implemented "$PORT" "$hello" 'HELP'
    situation 'VRFY' 252 info "$PORT" "$hello" 'VRFY joe@example.com'
    situation 'VRFY unknown' 550 user-unknown "$PORT" "$hello" 'VRFY nobody@example.com'
    situation 'EXPN' 500 not-implemented "$PORT" "$hello" 'EXPN staff'
    situation 'unknown user' 550 user-unknown "$PORT" "$hello" "$from" 'RCPT TO:<nobody@example.com>'
    situation 'relay' 454 relay-denied "$PORT" "$hello" "$from" 'RCPT TO:<u@example.org>'
    situation 'size' 552 message-too-large "$PORT" "$hello" 'MAIL FROM:<a@example.net> SIZE=90000'
    situation 'RCPT without MAIL' 503 bad-sequence "$PORT" "$hello" "$to"
    situation 'DATA without RCPT' 554 bad-sequence "$PORT" "$hello" "$from" 'DATA'
    situation 'MAIL without EHLO' 503 bad-sequence "$PORT" "$from"
    situation 'bad address' 501 bad-address-syntax "$PORT" "$hello" 'MAIL FROM:<a b@example.net>'
    situation 'short address' 504 bad-address-syntax "$PORT" "$hello" "$from" 'RCPT TO:<joe>'
    situation 'unknown command' 500 not-implemented "$PORT" "$hello" 'FROBNICATE'
    situation 'unknown parameter' 555 not-implemented "$PORT" "$hello" 'MAIL FROM:<a@example.net> FOO=1'
    situation 'greylisting' 450 greylisted "$PORT" "$hello" "$from" 'RCPT TO:<greylist@example.com>'
    situation 'full mailbox' 552 mailbox-full "$PORT" "$hello" "$from" 'RCPT TO:<full@example.com>'
    situation 'block list' 554 blocklisted "$PORT" "$hello" "$from" 'RCPT TO:<blocked@example.com>'
    situation 'HELO name' 504 no-reverse-dns "$PORT" 'EHLO localhost' "$from" "$to"
    situation 'too many recipients' 452 too-many-recipients "$PORT" "$hello" "$from" "$to" "$to" "$to" "$to"
    situation 'TLS required' 530 tls-required "$TLS_PORT" "$hello" "$from"
    situation 'AUTH not offered' 503 auth-failed "$PORT" "$hello" 'AUTH PLAIN AGEAYg=='
    ;;
exim)
    situation 'HELP' 214 info "$PORT" "$hello" 'HELP'
    situation 'VRFY' 252 info "$PORT" "$hello" 'VRFY joe@example.com'
    situation 'EXPN' 550 policy "$PORT" "$hello" 'EXPN staff'
    situation 'unknown user' 550 routing-error "$PORT" "$hello" "$from" 'RCPT TO:<nobody@example.com>'
    situation 'relay' 550 relay-denied "$PORT" "$hello" "$from" 'RCPT TO:<u@example.org>'
    situation 'greylisting' 451 greylisted "$PORT" "$hello" "$from" 'RCPT TO:<greylist@example.com>'
    situation 'size' 552 message-too-large "$PORT" "$hello" 'MAIL FROM:<a@example.net> SIZE=90000'
    situation 'DATA without RCPT' 503 bad-sequence "$PORT" "$hello" "$from" 'DATA'
    situation 'unknown command' 500 not-implemented "$PORT" "$hello" 'FROBNICATE'
    situation 'HELO name' 550 no-reverse-dns "$PORT" 'EHLO localhost'
    ;;
opensmtpd)
    situation 'HELP' 214 info "$PORT" "$hello" 'HELP'
    situation 'unknown alias' 524 system-error "$PORT" "$hello" "$from" 'RCPT TO:<nobody@example.com>'
    situation 'relay' 550 user-unknown "$PORT" "$hello" "$from" 'RCPT TO:<u@example.org>'
    situation 'DATA without RCPT' 503 bad-sequence "$PORT" "$hello" "$from" 'DATA'
    situation 'bad address' 553 bad-address-syntax "$PORT" "$hello" 'MAIL FROM:<a b@example.net>'
    situation 'unknown command' 500 not-implemented "$PORT" "$hello" 'FROBNICATE'
    ;;
esac

# swaks sees the same, and the server's own log is read.
swaks --server "127.0.0.1:$PORT" --from a@example.net --to nobody@example.com --ehlo client.example.net \
    --timeout 20 >"$T/swaks" 2>&1
cp "$T/swaks" "$T/in"
run "$S" -f json
want "a transcript of swaks is read" jq -es 'map(select(.command == "RCPT")) | length == 1 and .[0].code >= 500' "$T/out"
sleep 1
run "$S" scan -f json "$LOG"
case $SERVER in
postfix) want "the log's rejections are read" jq -es 'map(.cause) | index("user-unknown") and index("greylisted") and index("relay-denied")' "$T/out" ;;
exim) want "the log is read without a false reply" jq -es 'all(.[]; .code == null or (.code >= 200 and .code < 600))' "$T/out" ;;
opensmtpd) want "the log's failures are read" jq -es 'length > 0' "$T/out" ;;
esac
finish
