/*
 * The closed lists: words that data files, options and outputs share.
 *
 * Each list is a fixed sequence of ASCII words; a word's index in its list is
 * what the tables store.  The order of a list is part of the output of
 * `smtpcode list causes` and friends, so new words go to the end.
 */
#ifndef WORDS_H
#define WORDS_H

#include <stddef.h>

/* What a reply is about (its cause); defined one by one in data/causes.rec. */
#define CAUSE_WORDS(X)                                                                             \
    X(ACCEPTED, "accepted")                                                                        \
    X(INFO, "info")                                                                                \
    X(CONTINUE, "continue")                                                                        \
    X(USER_UNKNOWN, "user-unknown")                                                                \
    X(MAILBOX_DISABLED, "mailbox-disabled")                                                        \
    X(MAILBOX_FULL, "mailbox-full")                                                                \
    X(MAILBOX_MOVED, "mailbox-moved")                                                              \
    X(HOST_UNKNOWN, "host-unknown")                                                                \
    X(NOT_ACCEPTING_MAIL, "not-accepting-mail")                                                    \
    X(BAD_ADDRESS_SYNTAX, "bad-address-syntax")                                                    \
    X(RELAY_DENIED, "relay-denied")                                                                \
    X(SENDER_REJECTED, "sender-rejected")                                                          \
    X(AUTH_REQUIRED, "auth-required")                                                              \
    X(AUTH_FAILED, "auth-failed")                                                                  \
    X(TLS_REQUIRED, "tls-required")                                                                \
    X(TLS_FAILED, "tls-failed")                                                                    \
    X(SENDER_AUTH_FAILED, "sender-auth-failed")                                                    \
    X(NO_REVERSE_DNS, "no-reverse-dns")                                                            \
    X(BLOCKLISTED, "blocklisted")                                                                  \
    X(BAD_REPUTATION, "bad-reputation")                                                            \
    X(SPAM_CONTENT, "spam-content")                                                                \
    X(VIRUS, "virus")                                                                              \
    X(CONTENT_REJECTED, "content-rejected")                                                        \
    X(MESSAGE_TOO_LARGE, "message-too-large")                                                      \
    X(GREYLISTED, "greylisted")                                                                    \
    X(RATE_LIMITED, "rate-limited")                                                                \
    X(TOO_MANY_CONNECTIONS, "too-many-connections")                                                \
    X(TOO_MANY_RECIPIENTS, "too-many-recipients")                                                  \
    X(SYSTEM_FULL, "system-full")                                                                  \
    X(SYSTEM_ERROR, "system-error")                                                                \
    X(SYSTEM_UNAVAILABLE, "system-unavailable")                                                    \
    X(NETWORK_ERROR, "network-error")                                                              \
    X(EXPIRED, "expired")                                                                          \
    X(ROUTING_LOOP, "routing-loop")                                                                \
    X(ROUTING_ERROR, "routing-error")                                                              \
    X(SYNTAX_ERROR, "syntax-error")                                                                \
    X(BAD_SEQUENCE, "bad-sequence")                                                                \
    X(NOT_IMPLEMENTED, "not-implemented")                                                          \
    X(POLICY, "policy")                                                                            \
    X(UNKNOWN, "unknown")

/* Who has to mend it. */
#define FIXER_WORDS(X)                                                                             \
    X(NOBODY, "nobody")                                                                            \
    X(SENDER, "sender")                                                                            \
    X(SENDER_ADMIN, "sender-admin")                                                                \
    X(RECIPIENT, "recipient")                                                                      \
    X(RECIPIENT_ADMIN, "recipient-admin")                                                          \
    X(PROVIDER, "provider")

/* Whether and when to send again. */
#define RETRY_WORDS(X)                                                                             \
    X(NONE_NEEDED, "none-needed")                                                                  \
    X(GO_ON, "go-on")                                                                              \
    X(LATER, "later")                                                                              \
    X(SLOWER, "slower")                                                                            \
    X(AFTER_FIX, "after-fix")                                                                      \
    X(NEVER, "never")

/* Standing of a code, command or keyword. */
#define STATUS_WORDS(X)                                                                            \
    X(STANDARD, "standard")                                                                        \
    X(EXTENSION, "extension")                                                                      \
    X(HISTORIC, "historic")                                                                        \
    X(UNOFFICIAL, "unofficial")

/* How sure the description of a code is. */
#define CONFIDENCE_WORDS(X)                                                                        \
    X(HIGH, "high")                                                                                \
    X(MEDIUM, "medium")                                                                            \
    X(LOW, "low")

/* Whether the server hangs up after a code. */
#define CLOSES_WORDS(X)                                                                            \
    X(NO, "no")                                                                                    \
    X(YES, "yes")                                                                                  \
    X(MAYBE, "maybe")

/* How an answer to a command counts (RFC 5321 section 4.3.2). */
#define OUTCOME_WORDS(X)                                                                           \
    X(SUCCESS, "success")                                                                          \
    X(INTERMEDIATE, "intermediate")                                                                \
    X(ERROR, "error")

/* What a record of data/categories.rec describes. */
#define DIGIT_WORDS(X)                                                                             \
    X(SEVERITY, "severity")                                                                        \
    X(CATEGORY, "category")                                                                        \
    X(CLASS, "class")                                                                              \
    X(SUBJECT, "subject")

/* How a cause was found, best proof first. */
#define PROOF_WORDS(X)                                                                             \
    X(RULE, "rule")                                                                                \
    X(ENHANCED, "enhanced")                                                                        \
    X(CODE, "code")                                                                                \
    X(CLASS, "class")

/* Oddities of a reply that its reader should know about. */
#define WARNING_WORDS(X)                                                                           \
    X(CLASS_MISMATCH, "class-mismatch")                                                            \
    X(UNOFFICIAL_CODE, "unofficial-code")                                                          \
    X(NOT_A_REPLY, "not-a-reply")                                                                  \
    X(SQUASHED_ENHANCED, "squashed-enhanced")                                                      \
    X(CODE_CHANGES, "code-changes")                                                                \
    X(TEXT_CONTRADICTS, "text-contradicts")                                                        \
    X(UNREGISTERED_ENHANCED, "unregistered-enhanced")

/* Session phases and commands, in the order of a session. */
#define VERB_WORDS(X)                                                                              \
    X(CONNECT, "CONNECT")                                                                          \
    X(EHLO, "EHLO")                                                                                \
    X(HELO, "HELO")                                                                                \
    X(MAIL, "MAIL")                                                                                \
    X(RCPT, "RCPT")                                                                                \
    X(DATA, "DATA")                                                                                \
    X(END_OF_DATA, "end-of-DATA")                                                                  \
    X(BDAT, "BDAT")                                                                                \
    X(BURL, "BURL")                                                                                \
    X(RSET, "RSET")                                                                                \
    X(VRFY, "VRFY")                                                                                \
    X(EXPN, "EXPN")                                                                                \
    X(HELP, "HELP")                                                                                \
    X(NOOP, "NOOP")                                                                                \
    X(QUIT, "QUIT")                                                                                \
    X(AUTH, "AUTH")                                                                                \
    X(STARTTLS, "STARTTLS")                                                                        \
    X(ETRN, "ETRN")                                                                                \
    X(ATRN, "ATRN")                                                                                \
    X(TURN, "TURN")                                                                                \
    X(SEND, "SEND")                                                                                \
    X(SOML, "SOML")                                                                                \
    X(SAML, "SAML")                                                                                \
    X(MRSQ, "MRSQ")                                                                                \
    X(ANY, "any")                                                                                  \
    X(NONE, "none")

#define CAUSE_ENUM(id, word) CAUSE_##id,
#define FIXER_ENUM(id, word) FIXER_##id,
#define RETRY_ENUM(id, word) RETRY_##id,
#define STATUS_ENUM(id, word) STATUS_##id,
#define CONFIDENCE_ENUM(id, word) CONFIDENCE_##id,
#define CLOSES_ENUM(id, word) CLOSES_##id,
#define OUTCOME_ENUM(id, word) OUTCOME_##id,
#define DIGIT_ENUM(id, word) DIGIT_##id,
#define PROOF_ENUM(id, word) PROOF_##id,
#define WARNING_ENUM(id, word) WARNING_##id,
#define VERB_ENUM(id, word) VERB_##id,

enum cause { CAUSE_WORDS(CAUSE_ENUM) CAUSE_COUNT };
enum fixer { FIXER_WORDS(FIXER_ENUM) FIXER_COUNT };
enum retry { RETRY_WORDS(RETRY_ENUM) RETRY_COUNT };
enum standing { STATUS_WORDS(STATUS_ENUM) STATUS_COUNT };
enum confidence { CONFIDENCE_WORDS(CONFIDENCE_ENUM) CONFIDENCE_COUNT };
enum closes { CLOSES_WORDS(CLOSES_ENUM) CLOSES_COUNT };
enum outcome { OUTCOME_WORDS(OUTCOME_ENUM) OUTCOME_COUNT };
enum digit { DIGIT_WORDS(DIGIT_ENUM) DIGIT_COUNT };
enum proof { PROOF_WORDS(PROOF_ENUM) PROOF_COUNT };
enum warning { WARNING_WORDS(WARNING_ENUM) WARNING_COUNT };
enum verb { VERB_WORDS(VERB_ENUM) VERB_COUNT };

/* The lists themselves, for look-up by name and by index. */
enum list {
    LIST_CAUSE,
    LIST_FIXER,
    LIST_RETRY,
    LIST_STATUS,
    LIST_CONFIDENCE,
    LIST_CLOSES,
    LIST_OUTCOME,
    LIST_DIGIT,
    LIST_PROOF,
    LIST_WARNING,
    LIST_VERB,
    LIST_COUNT
};

/* Number of words in a list. */
int word_count(enum list list);

/* The word at index, static; NULL when index is outside the list. */
const char *word_name(enum list list, int index);

/* Index of the word of n bytes, compared without ASCII case; -1 if it is none. */
int word_find(enum list list, const char *word, size_t n);

/* The name of a list as ui.rec and messages use it ("cause", "fixer", ...). */
const char *word_list_name(enum list list);

#endif
