package io.handoff.transfer;

/**
 * The lines of an export, each a JSON object: a head, a line per row that names its table, and an
 * end with the number of rows and a checksum (CRC-32, hexadecimal) of all bytes before it, so that
 * a file that was cut or damaged is noticed.
 *
 * <pre>
 * {"handoff":"export","format":1,"schema":5,"at":"2030-01-31T08:00:00Z"}
 * {"tasks":{"id":"…","kind":"process",…}}
 * {"end":{"rows":{"tasks":1,…},"crc32":"0a1b2c3d"}}
 * </pre>
 *
 * A text that is null is left out. What an older version did not know yet is missing: no text, or
 * 0.
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

    /** Bytes of a line; far more than a task may bring. */
    static final int LONGEST_LINE = 64 << 20;

    private Format() {}

    static String crc(long value) {
        return String.format("%08x", value);
    }
}
