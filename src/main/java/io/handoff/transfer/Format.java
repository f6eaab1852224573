package io.handoff.transfer;

import java.util.Locale;

/**
 * The lines of an export, each a JSON object: a head, a line per row under the name of its table,
 * and an end with the number of rows and a checksum (CRC-32, hexadecimal) of all bytes before it,
 * so that an import detects a truncated or damaged file.
 *
 * <pre>
 * {"handoff":"export","format":1,"schema":5,"at":"2030-01-31T08:00:00Z"}
 * {"tasks":{"id":"…","kind":"process",…}}
 * {"end":{"rows":{"tasks":1,…},"crc32":"0a1b2c3d"}}
 * </pre>
 *
 * A null text is omitted. A column that an older version did not have is missing, which means null
 * or 0.
 */
final class Format {

    static final int VERSION = 1;

    static final String HANDOFF = "handoff";
    static final String EXPORT = "export";
    static final String FORMAT = "format";
    static final String SCHEMA = "schema";
    static final String AT = "at";
    static final String END = "end";
    static final String ROWS = "rows";
    static final String CRC = "crc32";

    /** Bytes of a line; far more than a task may have. */
    static final int LONGEST_LINE = 64 << 20;

    private Format() {}

    static String crc(long value) {
        return String.format(Locale.ROOT, "%08x", value);
    }
}
