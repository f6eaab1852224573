package io.handoff.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps a number of messages of 10 to 20 bytes in flight: each reply lets the next message go, and
 * is compared byte for byte.
 */
final class EchoClient implements SocketListener {

    static final int MESSAGES = 16;

    /** Twice in a row, so that any run of up to {@link #MESSAGES} frames is one piece of it. */
    private final ByteBuf requests =
            Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(1024)).clear();

    private final int[] offsets = new int[2 * MESSAGES + 1];
    private final ByteBuf[] replies = new ByteBuf[MESSAGES];
    private final int inFlight;
    private final CompletableFuture<Void> failure;
    private WebSocketConnection connection;
    private int next;
    private int expected;
    private int replied;
    private volatile long completed;

    EchoClient(int inFlight, CompletableFuture<Void> failure) {
        this.inFlight = inFlight;
        this.failure = failure;
        for (int i = 0; i < 2 * MESSAGES; i++) {
            String text = message(i % MESSAGES);
            requests.writeBytes(Frames.text(text));
            offsets[i + 1] = requests.writerIndex();
            replies[i % MESSAGES] =
                    Unpooled.copiedBuffer("You said: " + text, StandardCharsets.US_ASCII);
        }
    }

    static String message(int index) {
        return "message-%02d-abcdefghij".formatted(index).substring(0, 10 + index * 2 / 3);
    }

    @Override
    public void opened(WebSocketConnection opened) {
        connection = opened;
    }

    public void start() {
        connection.loop().execute(() -> send(inFlight));
    }

    long completed() {
        return completed;
    }

    @Override
    public void text(ByteBuf in, int from, int to) {
        ByteBuf reply = replies[expected];
        int length = to - from;
        if (length != reply.readableBytes()
                || !ByteBufUtil.equals(in, from, reply, reply.readerIndex(), length)) {
            String text = in.toString(from, length, StandardCharsets.UTF_8);
            throw new IllegalStateException("a reply differs from what was sent: " + text);
        }
        expected = (expected + 1) % MESSAGES;
        replied++;
    }

    // One thread writes, another reads now and then: no atomic increment is needed.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    @Override
    public void readComplete() {
        if (replied > 0) {
            completed += replied;
            send(replied);
            replied = 0;
        }
    }

    private void send(int count) {
        int from = offsets[next];
        connection.send(requests.retainedSlice(from, offsets[next + count] - from));
        next = (next + count) % MESSAGES;
    }

    @Override
    public void failed(Throwable cause) {
        failure.completeExceptionally(cause);
    }
}
