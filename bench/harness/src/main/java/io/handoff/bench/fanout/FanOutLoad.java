package io.handoff.bench.fanout;

import io.handoff.bench.accept.Latencies;
import io.handoff.bench.live.Crowd;
import io.handoff.bench.live.Dialect;
import io.handoff.bench.live.LiveConnection;
import io.handoff.bench.live.Pacer;
import io.handoff.bench.live.Speaker;
import io.handoff.bench.live.Staged;
import io.handoff.bench.load.Fields;
import io.handoff.bench.load.Load;
import io.handoff.bench.load.Window;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;

/**
 * One speaks, many hear: with {@code rate} so often a second, else as fast as all of them hear it,
 * with {@code inflight} messages on their way.
 */
public final class FanOutLoad implements Load {

    private static final String ROOM = "room:bench";

    /** How long after the last message everybody may take. */
    private static final double DRAIN_SECONDS = 15;

    private final EventLoopGroup loops;
    private CompletableFuture<Void> failure;
    private Crowd crowd;
    private Speaker speaker;
    private LiveConnection voice;
    private Bystander bystander;

    public FanOutLoad(EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public Fields run(Fields command) throws Exception {
        switch (Staged.of(command)) {
            case Staged.GATHER -> gather(command);
            case Staged.MEASURE -> {
                Fields found =
                        command.integer("rate") > 0
                                ? paced(command.number("rate"), command.number("seconds"))
                                : full(command.integer("inflight"), command.number("seconds"));
                crowd.close();
                return found.with("disorder", crowd.outOfOrder());
            }
            default -> crowd.close();
        }
        return new Fields();
    }

    private void gather(Fields command) throws Exception {
        failure = new CompletableFuture<>();
        Dialect dialect = command.integer("bare") == 1 ? Dialect.BARE : Dialect.HANDOFF;
        int port = command.integer("port");
        crowd = new Crowd(loops, command.integer("subscribers"), failure);
        crowd.subscribe(dialect, port, ROOM);
        speaker = new Speaker(dialect, ROOM, "", failure);
        // On another replica than those who hear it, if so wanted.
        voice = crowd.join(dialect, command.integer("voice", port), "speaker", speaker);
        bystander = Bystander.join(command.integer("bystander"), crowd, port, failure);
    }

    private Fields full(int inFlight, double seconds) throws Exception {
        FullSpeed speed = new FullSpeed(speaker, voice.loop(), crowd.deliveries(), inFlight);
        long start = System.nanoTime();
        speed.start();
        Window.pass(seconds, failure);
        Latencies heard = crowd.heard().take();
        double elapsed = (System.nanoTime() - start) / 1e9;
        speed.stop();
        return heard.into(new Fields().with("count", heard.size()).with("elapsed", elapsed));
    }

    private Fields paced(double rate, double seconds) throws Exception {
        long total = (long) (rate * seconds);
        CompletableFuture<Void> all = allHeard(total);
        long start = System.nanoTime();
        bystander.talk(seconds);
        new Pacer(voice.loop(), rate, total, speaker::say).start(0);
        Window.pass(seconds + DRAIN_SECONDS, all);
        double elapsed = (System.nanoTime() - start) / 1e9;
        Latencies heard = crowd.heard().take();
        Fields fields = new Fields().with("count", heard.size()).with("elapsed", elapsed);
        return bystander
                .into(heard.into(fields))
                .with("missing", total * crowd.size() - heard.size());
    }

    private CompletableFuture<Void> allHeard(long total) {
        CompletableFuture<Void> all = new CompletableFuture<>();
        crowd.deliveries()
                .whenHeardByAll(
                        messages -> {
                            if (messages == total) {
                                all.complete(null);
                            }
                        });
        failure.whenComplete((nothing, cause) -> all.completeExceptionally(cause));
        return all;
    }
}
