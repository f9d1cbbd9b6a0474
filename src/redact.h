/*
 * Replaces what names people and machines in a text: mail addresses, message
 * ids, host names, IP addresses of both kinds and queue ids.  The placeholders
 * are always the same words, so nothing of the original can be had back.
 */
#ifndef REDACT_H
#define REDACT_H

#include <stddef.h>

/*
 * Writes the redacted form of n bytes to at most size bytes of out and returns
 * its length; what does not fit is dropped.
 */
size_t redact(const char *text, size_t n, char *out, size_t size);

#endif
