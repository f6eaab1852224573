package io.handoff.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Reads lines, counts them and computes the checksum of their bytes. */
final class Lines {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private final CRC32 crc = new CRC32();
    private byte[] line = new byte[BUFFER];
    private int length;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next line; false if there is none. The last line must end with a line break, too.
     */
    boolean next() throws IOException {
        if (number > 0) {
            crc.update(line, 0, length);
        }
        length = 0;
        while (at < filled || fill()) {
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            boolean whole = end < filled;
            add(whole ? end + 1 : end);
            if (whole) {
                number++;
                return true;
            }
        }
        if (length > 0) {
            throw BadFile.at(number + 1, "was cut off: the input ends here.");
        }
        return false;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    /** Adds the buffer's content up to {@code end} to the line. */
    private void add(int end) {
        int more = end - at;
        if (length + more > Format.LONGEST_LINE) {
            throw BadFile.at(number + 1, "is longer than any line of an export.");
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(buffer, at, line, length, more);
        length += more;
        at = end;
    }

    /** Number of the current line, from 1. */
    long number() {
        return number;
    }

    /** Valid up to {@link #length()}, until the next line is read. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** Of all lines before the current one. */
    long crc() {
        return crc.getValue();
    }
}
