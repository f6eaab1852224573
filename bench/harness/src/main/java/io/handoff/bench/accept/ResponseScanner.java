package io.handoff.bench.accept;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Reads as little of an HTTP/1.1 response as is needed: its status and where it ends. */
public final class ResponseScanner {

    private static final String LENGTH = "content-length:";

    private final byte[] head = new byte[8192];
    private int headLength;
    private int bodyLeft = -1;
    private int status;

    /** Consumes up to the end of one response; true when that end was reached. */
    public boolean take(ByteBuf in) {
        while (bodyLeft < 0 && in.isReadable()) {
            head[headLength++] = in.readByte();
            if (headEnds()) {
                readHead();
            }
        }
        if (bodyLeft < 0) {
            return false;
        }
        int skipped = Math.min(bodyLeft, in.readableBytes());
        in.skipBytes(skipped);
        bodyLeft -= skipped;
        if (bodyLeft > 0) {
            return false;
        }
        bodyLeft = -1;
        headLength = 0;
        return true;
    }

    public int status() {
        return status;
    }

    private boolean headEnds() {
        return headLength >= 4
                && head[headLength - 1] == '\n'
                && head[headLength - 2] == '\r'
                && head[headLength - 3] == '\n';
    }

    private void readHead() {
        status = (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
        for (int at = 0; at < headLength; at++) {
            if (head[at] == '\n' && namesLength(at + 1)) {
                bodyLeft = number(at + 1 + LENGTH.length());
                return;
            }
        }
        throw new IllegalStateException(
                "a response without Content-Length: "
                        + new String(head, 0, headLength, StandardCharsets.US_ASCII));
    }

    private boolean namesLength(int at) {
        for (int i = 0; i < LENGTH.length(); i++) {
            if (at + i >= headLength || (head[at + i] | 0x20) != (LENGTH.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int number(int at) {
        int value = 0;
        for (int i = at; head[i] != '\r'; i++) {
            if (head[i] != ' ') {
                value = value * 10 + head[i] - '0';
            }
        }
        return value;
    }
}
