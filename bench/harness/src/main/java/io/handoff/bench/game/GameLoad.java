package io.handoff.bench.game;

import io.handoff.bench.accept.Latencies;
import io.handoff.bench.live.Crowd;
import io.handoff.bench.live.Dialect;
import io.handoff.bench.live.LiveConnection;
import io.handoff.bench.live.Pacer;
import io.handoff.bench.live.Say;
import io.handoff.bench.live.Staged;
import io.handoff.bench.load.Fields;
import io.handoff.bench.load.Load;
import io.handoff.bench.load.Window;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Everybody in a room says where it is, again and again, and hears where the others are. */
public final class GameLoad implements Load {

    private static final String ROOM = "room:game";

    private final EventLoopGroup loops;
    private CompletableFuture<Void> failure;
    private Crowd crowd;

    public GameLoad(EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public Fields run(Fields command) throws Exception {
        switch (Staged.of(command)) {
            case Staged.GATHER -> gather(command.integer("port"), command.integer("players"));
            case Staged.MEASURE -> {
                return measure(command.number("rate"), command.number("seconds"));
            }
            default -> crowd.close();
        }
        return new Fields();
    }

    private void gather(int port, int players) throws Exception {
        failure = new CompletableFuture<>();
        crowd = new Crowd(loops, players, failure);
        crowd.subscribe(Dialect.HANDOFF, port, ROOM);
    }

    private Fields measure(double rate, double seconds) throws Exception {
        long start = System.nanoTime();
        long said = play(rate, seconds);
        double sending = (System.nanoTime() - start) / 1e9;
        double elapsed = sending + crowd.awaitSilence();
        Latencies heard = crowd.heard().take();
        return heard.into(
                new Fields()
                        .with("count", heard.size())
                        .with("elapsed", elapsed)
                        .with("expected", said * crowd.size()));
    }

    /** Returns how much was said, by all of them. */
    private long play(double rate, double seconds) throws Exception {
        List<LiveConnection> players = crowd.connections();
        long each = (long) (rate * seconds);
        CompletableFuture<?>[] ends = new CompletableFuture<?>[players.size()];
        for (int i = 0; i < ends.length; i++) {
            LiveConnection player = players.get(i);
            // Spread over the interval, as players are.
            long delay = (long) (1e9 / rate * i / ends.length);
            ends[i] =
                    new Pacer(player.loop(), rate, each, due -> player.send(position(due)))
                            .start(delay);
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(ends);
        failure.whenComplete((nothing, cause) -> all.completeExceptionally(cause));
        Window.pass(seconds + 30, all);
        return each * ends.length;
    }

    private static ByteBuf position(long due) {
        return Say.ephemeral(ROOM, "position", "{\"x\":1024,\"y\":768,\"t\":" + due + "}");
    }
}
