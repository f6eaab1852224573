package io.handoff.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One publishes, a thousand receive: how late, how many deliveries a second, and what one more
 * subscriber that never reads changes for the others.
 */
final class FanOutScenario implements Scenario {

    private static final double GOAL_P99_MILLIS = 50;
    private static final int IN_FLIGHT = 16;

    /** Messages a second, as many as one connection may publish by default. */
    private static final int RATE = 20;

    /** How long after the last message its last delivery may come. */
    private static final double DRAIN_SECONDS = 15;

    private static final String ROOM = "room:bench";
    private static final String READER = "Handoff, one more that reads all";
    private static final String STALLED = "Handoff, one more that never reads";

    /** What one more subscriber hears besides, so that its buffers fill up within seconds. */
    private static final int NOISE_RATE = 100;

    private static final String NOISE_ROOM = "room:noise";
    private static final String NOISE = "n".repeat(16 * 1024);

    /** How long the rest, and the close frame behind it, may take once a stalled one reads on. */
    private static final int END_SECONDS = 5;

    @Override
    public void run(Context context) throws Exception {
        Report report = context.report();
        Rounds.Plan plan = context.options().plan();
        int subscribers = context.options().number("--subscribers");
        report.heading("One publisher, " + subscribers + " subscribers");
        ServerProcess handoff = context.servers().handoffLive(100_000, Map.of());
        ServerProcess bare = context.servers().bare();
        Map<String, Rounds.Measurement> full = new LinkedHashMap<>();
        full.put(Servers.HANDOFF, seconds -> fullSpeed(context, handoff, seconds));
        full.put(Servers.BARE, seconds -> fullSpeed(context, bare, seconds));
        Rounds deliveries = Rounds.run(plan, full, report);
        report.note(
                "As many deliveries as go, with %d messages in flight; only Handoff stores them:",
                IN_FLIGHT);
        new Table("Server", deliveries)
                .figure("deliveries/s", "rate", "%.0f")
                .over(Servers.HANDOFF, "rate", Map.of())
                .cpu()
                .sum("out of order, missing or twice", "disorder")
                .into(report);

        Map<String, Rounds.Measurement> paced = new LinkedHashMap<>();
        paced.put(Servers.HANDOFF, seconds -> paced(context, handoff, "", seconds));
        paced.put(Servers.BARE, seconds -> paced(context, bare, "", seconds));
        paced.put(READER, seconds -> paced(context, handoff, READER, seconds));
        paced.put(STALLED, seconds -> paced(context, handoff, STALLED, seconds));
        // The servers are warm by now.
        Rounds late = Rounds.run(new Rounds.Plan(plan.rounds(), plan.seconds(), 1), paced, report);
        report.note("%d messages a second, milliseconds from due to received:", RATE);
        new Table("Server", late)
                .figure("p50", "p50", "%.1f")
                .figure("p99", "p99", "%.1f")
                .figure("max", "max", "%.1f")
                .column("goal", name -> goal(late, name))
                .sum("missing", "missing")
                .sum("out of order or twice", "disorder")
                .into(report);
        report.note(
                "close code that the one that never reads found at the end of each round: %s",
                late.values(STALLED, "code"));
    }

    private static String goal(Rounds late, String name) {
        boolean reached = late.spread(name, "p99").median() < GOAL_P99_MILLIS;
        return switch (name) {
            case Servers.HANDOFF -> "p99 < 50, " + (reached ? "reached" : "missed");
            case STALLED -> "as the line above";
            default -> "";
        };
    }

    /**
     * A message goes when the one 16 before it has reached all: as much as the server can fan out,
     * and never so much that it would have to close the slower ones.
     */
    private static Figures fullSpeed(Context context, ServerProcess server, int seconds)
            throws Exception {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        Room room = room(server, ROOM);
        try (Audience audience = audience(context, room, failure)) {
            Publisher publisher = audience.add(new Publisher(room, "", failure));
            DeliveryCounter deliveries = audience.deliveries();
            CpuMeter cpu = new CpuMeter(List.of(server));
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            Runnable fill =
                    () -> {
                        while (System.nanoTime() < end
                                && publisher.sent() - deliveries.reachedAll() < IN_FLIGHT) {
                            publisher.publish(System.nanoTime());
                        }
                    };
            deliveries.whenReachedAll(messages -> publisher.loop().execute(fill));
            publisher.loop().execute(fill);
            Pacer.pass(seconds, failure);
            double elapsed = (System.nanoTime() - start) / 1e9;
            return audience.left(cpu.into(Figures.rate(deliveries.total(), elapsed)));
        }
    }

    private static Figures paced(Context context, ServerProcess server, String more, int seconds)
            throws Exception {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        Room room = room(server, ROOM);
        try (Audience audience = audience(context, room, failure)) {
            Publisher publisher = audience.add(new Publisher(room, "", failure));
            OneMore extra = new OneMore(room(server, NOISE_ROOM));
            if (!more.isEmpty()) {
                extra.join(audience, more.equals(STALLED), failure);
                long noise = (long) NOISE_RATE * seconds;
                Pacer.start(extra.noise.loop(), NOISE_RATE, noise, extra.noise::publish);
            }
            long total = (long) RATE * seconds;
            CompletableFuture<Void> all = new CompletableFuture<>();
            audience.deliveries()
                    .whenReachedAll(
                            messages -> {
                                if (messages == total) {
                                    all.complete(null);
                                }
                            });
            failure.whenComplete((nothing, cause) -> all.completeExceptionally(cause));
            Pacer.start(publisher.loop(), RATE, total, publisher::publish);
            Pacer.pass(seconds + DRAIN_SECONDS, all);
            long wanted = total * context.options().number("--subscribers");
            int code = more.equals(STALLED) ? extra.readOn() : 0;
            return audience.left(new Figures())
                    .with("missing", wanted - audience.deliveries().total())
                    .with("code", code);
        }
    }

    private static Room room(ServerProcess server, String channel) {
        return new Room(server.port(), server.name().equals(Servers.BARE), channel);
    }

    private static Audience audience(Context context, Room room, CompletableFuture<Void> failure)
            throws Exception {
        return new Audience(
                context.loops(), room, context.options().number("--subscribers"), failure);
    }

    /** One more in the room, and in a noisy one: it reads all of it or nothing. */
    private static final class OneMore extends Subscriber {

        private final Room noisy;
        private final CompletableFuture<Integer> end = new CompletableFuture<>();
        private WebSocketConnection connection;
        private Publisher noise;

        private OneMore(Room noisy) {
            super(new Room(noisy.port(), noisy.bare(), ROOM), seq -> {}, new CompletableFuture<>());
            this.noisy = noisy;
        }

        private void join(Audience audience, boolean stalls, CompletableFuture<Void> failure)
                throws Exception {
            connection = audience.add(this);
            connection.send(Frames.subscribe(noisy.channel(), NO_POSITION));
            connection.read(!stalls);
            noise = audience.add(new Publisher(noisy, NOISE, failure));
        }

        /** Returns the code that the server closed it with, 0 where it did not. */
        private int readOn() throws Exception {
            connection.read(true);
            try {
                return end.get(END_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException open) {
                return 0;
            }
        }

        @Override
        public void closed(int code) {
            end.complete(code);
        }
    }
}
