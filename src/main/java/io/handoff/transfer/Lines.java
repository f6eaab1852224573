package io.handoff.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Reads line by line, knows how many there were, and sums up their bytes. */
final class Lines {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final CRC32 crc = new CRC32();
    private byte[] line = new byte[BUFFER];
    private int length;
    private long number;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /**
     * Goes on to the next line; false if there is none. The last one must end with a line break.
     */
    boolean next() throws IOException {
        if (number > 0) {
            crc.update(line, 0, length);
        }
        length = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            add((byte) next);
            if (next == '\n') {
                number++;
                return true;
            }
        }
        if (length > 0) {
            throw BadFile.at(number + 1, "was cut, and all that came after it.");
        }
        return false;
    }

    private void add(byte next) {
        if (length == line.length) {
            if (length >= Format.LONGEST_LINE) {
                throw BadFile.at(number + 1, "is too long for a line of an export.");
            }
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = next;
    }

    /** Which one it is, from 1 on. */
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

    /** Of all lines before this one. */
    long crc() {
        return crc.getValue();
    }
}
