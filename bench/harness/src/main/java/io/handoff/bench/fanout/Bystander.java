package io.handoff.bench.fanout;

import io.handoff.bench.live.Crowd;
import io.handoff.bench.live.Dialect;
import io.handoff.bench.live.LiveConnection;
import io.handoff.bench.live.LiveListener;
import io.handoff.bench.live.Pacer;
import io.handoff.bench.live.Say;
import io.handoff.bench.live.Speaker;
import io.handoff.bench.load.Fields;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One more in the room, who also hears a noisy one that fills buffers within seconds: and either
 * reads it all, or nothing. What the others feel of the difference is the cost of a stalled reader.
 */
final class Bystander implements LiveListener {

    private static final int NONE = 0;
    private static final int STALLED = 2;
    private static final int PER_SECOND = 100;
    private static final String NOISE = "n".repeat(16 * 1024);
    private static final String[] ROOMS = {"room:bench", "room:noise"};

    /** How long the rest may take to arrive, once it is read, and the close frame behind it. */
    private static final int END_SECONDS = 5;

    private final boolean stalls;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private LiveConnection connection;
    private LiveConnection voice;
    private Speaker speaker;
    private int subscribed;

    private Bystander(boolean stalls) {
        this.stalls = stalls;
    }

    /**
     * @param kind 0 none, 1 reads, 2 never reads
     */
    static Bystander join(int kind, Crowd crowd, int port, CompletableFuture<Void> failure)
            throws Exception {
        Bystander bystander = new Bystander(kind == STALLED);
        if (kind != NONE) {
            crowd.join(Dialect.HANDOFF, port, "bystander", bystander);
            bystander.ready.get(END_SECONDS, TimeUnit.SECONDS);
            bystander.speaker = new Speaker(Dialect.HANDOFF, ROOMS[1], NOISE, failure);
            bystander.voice = crowd.join(Dialect.HANDOFF, port, "noise", bystander.speaker);
        }
        return bystander;
    }

    void talk(double seconds) {
        if (voice != null) {
            long total = (long) (PER_SECOND * seconds);
            new Pacer(voice.loop(), PER_SECOND, total, speaker::say).start(0);
        }
    }

    /** Adds the code it was closed with, 0 where it was not. */
    Fields into(Fields fields) throws Exception {
        if (stalls) {
            connection.channel().config().setAutoRead(true);
            return fields.with("code", codeWithin(END_SECONDS));
        }
        return fields.with("code", codeWithin(0));
    }

    private int codeWithin(int seconds) throws Exception {
        try {
            return end.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException open) {
            return 0;
        }
    }

    @Override
    public void opened(LiveConnection opened) {
        connection = opened;
        for (String room : ROOMS) {
            connection.send(Say.subscribe(room));
        }
    }

    @Override
    public void text(ByteBuf in, int from, int to) {
        if (subscribed < ROOMS.length && in.getByte(from + "{\"op\":\"".length()) == 's') {
            subscribed++;
            if (subscribed == ROOMS.length) {
                connection.channel().config().setAutoRead(!stalls);
                ready.complete(null);
            }
        }
    }

    @Override
    public void closed(int code) {
        end.complete(code);
    }

    @Override
    public void failed(Throwable cause) {
        ready.completeExceptionally(cause);
        end.completeExceptionally(cause);
    }
}
