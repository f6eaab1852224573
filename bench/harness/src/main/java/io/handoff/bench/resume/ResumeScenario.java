package io.handoff.bench.resume;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.live.LiveLimits;
import io.handoff.bench.load.Fields;
import io.handoff.bench.report.Spread;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The server is killed while somebody speaks and started again on the same data. Everybody comes
 * back at once, with a position, while the talk goes on: how long until the last one has it all.
 */
public final class ResumeScenario implements Scenario {

    /** With what is said meanwhile less than the hundred events that a room keeps. */
    private static final int HISTORY = 40;

    private static final int MISSED = 50;

    @Override
    public void run(Setup setup) throws Exception {
        int clients = setup.options().number("--subscribers");
        setup.report().heading(clients + " clients resume after a kill");
        List<Fields> rounds = new ArrayList<>();
        for (int round = 0; round <= setup.options().plan().rounds(); round++) {
            Fields fields = round(setup, clients);
            setup.report().progress("  round %d: %s".formatted(round, fields));
            // The first warms the load generator up; the server is new each time.
            if (round > 0) {
                rounds.add(fields);
            }
        }
        report(setup, rounds);
    }

    private static Fields round(Setup setup, int clients) throws Exception {
        Path data = Files.createTempDirectory(setup.work(), "resume-");
        Map<String, String> settings = LiveLimits.crowd(LiveLimits.PLENTY);
        settings.put("HANDOFF_DATA_DIR", data.toString());
        long promised;
        try (ServerProcess first = setup.servers().handoff(settings)) {
            promised = killWhileTalking(setup, first, clients);
        }
        load(setup, "resume phase=2 target=0");
        try (ServerProcess second = setup.servers().handoff(settings)) {
            return comeBack(setup, second, promised).with("startup", second.startUp().toMillis());
        }
    }

    private static long killWhileTalking(Setup setup, ServerProcess server, int clients)
            throws Exception {
        Voice voice = new Voice(server.port());
        voice.say(HISTORY);
        load(
                setup,
                "resume phase=1 port=%d clients=%d target=%d"
                        .formatted(server.port(), clients, voice.last()));
        try (Voice.Talk talk = voice.talk()) {
            talk.awaitSome();
            server.kill();
        }
        return voice.last();
    }

    private static Fields comeBack(Setup setup, ServerProcess server, long promised)
            throws Exception {
        Voice voice = new Voice(server.port());
        long next = voice.say(MISSED);
        Fields times;
        try (Voice.Talk talk = voice.talk()) {
            times =
                    load(
                            setup,
                            "resume phase=3 port=%d target=%d"
                                    .formatted(server.port(), voice.last()));
            talk.awaitSome();
        }
        Fields ends = load(setup, "resume phase=4 target=" + voice.last());
        for (String key : List.of("gaps", "repeats", "admitted", "closings", "ahead")) {
            times.with(key, ends.integer(key));
        }
        return times.with("lost", Math.max(0, promised - next + 1));
    }

    private static Fields load(Setup setup, String command)
            throws IOException, InterruptedException {
        return setup.load().run(command, Duration.ofSeconds(120));
    }

    private static void report(Setup setup, List<Fields> rounds) {
        setup.report()
                .note(
                        "each missed %d events and those under way at the kill; the server had just"
                                        .formatted(MISSED)
                                + " started (in "
                                + millis(rounds, "startup", 1, "%.0f")
                                + " ms), so its code was cold");
        setup.report()
                .table(
                        List.of(
                                "Milliseconds from all at once to all that was missed",
                                "p50",
                                "p99",
                                "the last"),
                        List.of(
                                List.of(
                                        "clients",
                                        millis(rounds, "p50", 1000, "%.0f"),
                                        millis(rounds, "p99", 1000, "%.0f"),
                                        millis(rounds, "max", 1000, "%.0f"))));
        setup.report()
                .note(
                        ("gaps %d; repeats %d; `recovered: false` %d; beyond the last event %d;"
                                        + " promised events that were gone %d; closed by the new"
                                        + " server %d (all wanted: 0)")
                                .formatted(
                                        sum(rounds, "gaps"),
                                        sum(rounds, "repeats"),
                                        sum(rounds, "admitted"),
                                        sum(rounds, "ahead"),
                                        sum(rounds, "lost"),
                                        sum(rounds, "closings")));
    }

    private static String millis(List<Fields> rounds, String key, double unit, String pattern) {
        return Spread.of(rounds.stream().map(f -> f.number(key)).toList()).format(pattern, unit);
    }

    private static long sum(List<Fields> rounds, String key) {
        return rounds.stream().mapToLong(fields -> fields.integer(key)).sum();
    }
}
