#include "report.h"

#include "rules.h"

#include <string.h>

const char *report_value(const struct tally_row *r, enum tally_key key, char buffer[STATUS_TEXT])
{
    switch (key) {
    case TALLY_CLASS:
        buffer[0] = (char)('0' + r->class);
        buffer[1] = '\0';
        return r->class < 0 ? "-" : buffer;
    case TALLY_CODE:
        if (r->code < 0)
            return "-";
        code_format(r->code, buffer);
        return buffer;
    case TALLY_ENHANCED:
        if (!status_is_set(&r->status))
            return "-";
        status_format(&r->status, buffer);
        return buffer;
    case TALLY_CAUSE:
        return r->cause < 0 ? "-" : word_name(LIST_CAUSE, r->cause);
    case TALLY_FIXER:
        return r->fixer < 0 ? "-" : word_name(LIST_FIXER, r->fixer);
    case TALLY_RETRY:
        return r->retry < 0 ? "-" : word_name(LIST_RETRY, r->retry);
    case TALLY_PROOF:
        return r->proof < 0 ? "-" : word_name(LIST_PROOF, r->proof);
    case TALLY_RULE:
        return r->rule < 0 ? "-" : rules_id(r->rule);
    case TALLY_PROVIDER:
        return r->rule < 0 ? "-" : rules_text(NULL, r->rule, FIELD_PROVIDER);
    case TALLY_KEYS:
        break;
    }
    return "-";
}

static const char *name_in(const struct catalog *catalog, enum kind kind, int row)
{
    return row < 0 ? "" : catalog_text(catalog, kind, row, FIELD_NAME);
}

static const char *label_of(const struct catalog *catalog, enum list list, int word)
{
    return word < 0 ? "" : catalog_word_label(catalog, list, word);
}

const char *report_name(const struct catalog *catalog, const struct tally_row *r,
                        enum tally_key key)
{
    switch (key) {
    case TALLY_CLASS:
        return r->class < 0
                   ? ""
                   : name_in(catalog, KIND_CATEGORY, catalog_find_severity(r->class * 100));
    case TALLY_CODE:
        return r->code < 0 ? "" : name_in(catalog, KIND_REPLY, catalog_find_reply(r->code));
    case TALLY_ENHANCED:
        return status_is_set(&r->status)
                   ? name_in(catalog, KIND_ENHANCED, catalog_find_status(&r->status))
                   : "";
    case TALLY_CAUSE:
        return label_of(catalog, LIST_CAUSE, r->cause);
    case TALLY_FIXER:
        return label_of(catalog, LIST_FIXER, r->fixer);
    case TALLY_RETRY:
        return label_of(catalog, LIST_RETRY, r->retry);
    case TALLY_PROOF:
        return label_of(catalog, LIST_PROOF, r->proof);
    default:
        return "";
    }
}

enum field report_field(enum tally_key key)
{
    static const enum field fields[TALLY_KEYS] = {FIELD_CLASS, FIELD_CODE,  FIELD_ENHANCED,
                                                  FIELD_CAUSE, FIELD_FIXER, FIELD_RETRY,
                                                  FIELD_PROOF, FIELD_RULE,  FIELD_PROVIDER};

    return fields[key];
}

unsigned report_permille(uint64_t count, uint64_t whole)
{
    return whole ? (unsigned)((double)count * 1000 / (double)whole + 0.5) : 0;
}

size_t report_number(uint64_t n, char text[REPORT_NUMBER])
{
    char digits[REPORT_NUMBER];
    size_t count = 0, used = 0;

    do
        digits[count++] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    while (count-- > 0) {
        text[used++] = digits[count];
        if (count > 0 && count % 3 == 0)
            text[used++] = ',';
    }
    text[used] = '\0';
    return used;
}

/* Several rules have one provider: their rows are one, under the first of them. */
static int provider_rule(int rule)
{
    const char *provider = rule < 0 ? "" : rules_text(NULL, rule, FIELD_PROVIDER);

    return rule < 0 ? rule : rules_find_provider(provider, strlen(provider));
}

/* The tally by some keys only, sorted; failures: only replies that are no success. */
static void project(struct tally *to, const struct tally *from, unsigned keys, bool failures)
{
    static struct tally_memory memory;

    tally_start(to, &memory);
    for (int i = 0; i < from->used; i++) {
        struct tally_row row;

        if (failures && from->rows[i].class >= 0 && from->rows[i].class < 4)
            continue;
        row = tally_project(&from->rows[i], keys);
        if ((keys >> TALLY_PROVIDER & 1) && !(keys >> TALLY_RULE & 1))
            row.rule = provider_rule(row.rule);
        to->replies += row.count;
        tally_add(to, &row);
    }
    tally_sort(to);
}

bool report_is_quiet(unsigned keys, const struct tally_row *row)
{
    switch (keys) {
    case 1u << TALLY_ENHANCED:
        return !status_is_set(&row->status);
    case 1u << TALLY_CODE:
        return row->code < 0;
    case 1u << TALLY_CAUSE:
        return row->cause <= CAUSE_CONTINUE;
    case 1u << TALLY_FIXER:
        return row->fixer <= FIXER_NOBODY;
    case 1u << TALLY_RULE:
    case 1u << TALLY_PROVIDER:
        return row->rule < 0;
    default:
        return false;
    }
}

static void make_part(const struct report *report, unsigned keys, int most,
                      struct report_part *part)
{
    struct tally tally;

    project(&tally, report->tally, keys, false);
    *part = (struct report_part){.keys = keys,
                                 .rows = tally.rows,
                                 .count = tally.used < most ? tally.used : most,
                                 .replies = report->tally->replies};
    part->more = tally.used - part->count;
    for (int i = 0; i < part->count && part->most == 0; i++)
        if (!report_is_quiet(keys, &tally.rows[i]))
            part->most = tally.rows[i].count;
    for (int i = part->count; i < tally.used; i++)
        part->rest += tally.rows[i].count;
}

bool report_part(const struct report *report, int i, int usual, struct report_part *part)
{
    static const enum tally_key keys[] = {TALLY_CLASS,    TALLY_CAUSE, TALLY_CODE,
                                          TALLY_ENHANCED, TALLY_FIXER, TALLY_PROVIDER};
    int most = report->top ? report->top : usual;

    if (report->by) {
        if (i == 0)
            make_part(report, report->by & report->columns, report->top ? report->top : REPORT_ALL,
                      part);
        return i == 0;
    }
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        if ((report->columns >> keys[k] & 1) && i-- == 0) {
            make_part(report, 1u << keys[k], most, part);
            return true;
        }
    return false;
}

enum tally_key report_only_key(const struct report_part *part)
{
    int key = 0;

    while (key < TALLY_KEYS && part->keys != 1u << key)
        key++;
    return (enum tally_key)key;
}

bool report_has_names(const struct catalog *catalog, const struct report_part *part)
{
    enum tally_key key = report_only_key(part);

    for (int i = 0; key != TALLY_KEYS && i < part->count; i++)
        if (*report_name(catalog, &part->rows[i], key))
            return true;
    return false;
}

void report_rows(const struct report *report, struct report_part *part)
{
    unsigned keys = report->by ? report->by & report->columns : report->columns;

    make_part(report, keys, report->top ? report->top : REPORT_ALL, part);
}

/* Replies of a class that is no success. */
static uint64_t failures(const struct report *report)
{
    struct tally tally;

    project(&tally, report->tally, 1u << TALLY_CLASS, true);
    return tally.replies;
}

bool report_total(const struct report *report, int i, uint64_t *number, const char **label)
{
    if (i > 0 && !(report->columns >> TALLY_CLASS & 1))
        i++; /* which of them failed is not known */
    switch (i) {
    case 0:
        *label = "tally-replies";
        *number = report->tally->replies;
        return true;
    case 1:
        *label = "tally-failed";
        *number = failures(report);
        return true;
    case 2:
        *label = "tally-lines";
        *number = report->tally->lines;
        return !report->merged;
    default:
        return false;
    }
}

int report_failing(const struct report *report, struct tally_row *rows, int size)
{
    struct tally tally;
    int count = 0;

    project(&tally, report->tally, (1u << TALLY_CAUSE) & report->columns, true);
    for (int i = 0; i < tally.used && count < size; i++)
        if (tally.rows[i].cause > CAUSE_CONTINUE)
            rows[count++] = tally.rows[i];
    return count;
}
