package io.handoff.bench.backlog;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.replicas.Database;
import io.handoff.bench.replicas.Held;
import io.handoff.bench.server.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Many tasks that wait in PostgreSQL: what is accepted while they stand, how they are worked off,
 * and what is left of it in the table.
 */
public final class BacklogScenario implements Scenario {

    private static final String BASE = "backlog";

    @Override
    public void run(Setup setup) throws Exception {
        int tasks = setup.options().number("--tasks");
        setup.report().heading("A backlog of %,d tasks on PostgreSQL".formatted(tasks));
        try (Database database = Database.start(setup.work())) {
            setup.report().note(database.create(BASE).describe());
            Map<String, String> settings = database.settings(BASE);
            settings.put("HANDOFF_TASKS_QUEUE_LIMIT", "10000000");
            List<Size> sizes = new ArrayList<>();
            Pile pile = new Pile(setup);
            pileUp(setup, settings, pile, tasks);
            sizes.add(Size.of(database, BASE, "while they wait"));
            workOff(setup, settings, pile);
            sizes.add(Size.of(database, BASE, "worked off"));
            database.run(BASE, "VACUUM tasks");
            sizes.add(Size.of(database, BASE, "after VACUUM"));
            setup.report().table(Size.HEAD, sizes.stream().map(Size::row).toList());
        }
    }

    private static void pileUp(Setup setup, Map<String, String> settings, Pile pile, int tasks)
            throws Exception {
        Map<String, String> held = Held.settings(setup.work(), settings);
        try (ServerProcess server = setup.servers().handoff(held)) {
            pile.add(server, setup.options().plan().warmUpSeconds());
            double first = pile.add(server, setup.options().plan().seconds());
            while (pile.accepted() < tasks) {
                pile.add(server, setup.options().plan().seconds());
            }
            double last = pile.add(server, setup.options().plan().seconds());
            setup.report()
                    .note(
                            "accepted/s: %.0f at first, %.0f with %,d waiting"
                                    .formatted(first, last, pile.accepted()));
            // It would wait for the one that is held.
            server.kill();
        }
    }

    /** By a replica with its defaults, which is handed more in the middle of it. */
    private static void workOff(Setup setup, Map<String, String> settings, Pile pile)
            throws Exception {
        try (ServerProcess server = setup.servers().handoff(settings)) {
            int seconds = setup.options().plan().seconds();
            double start = pile.doneFor(server, setup.options().plan().warmUpSeconds());
            double before = pile.doneFor(server, seconds);
            // Its HTTP side is still cold.
            pile.add(server, setup.options().plan().warmUpSeconds());
            double accepts = pile.add(server, seconds);
            double all = pile.awaitDone(server);
            setup.report()
                    .note(
                            ("done/s: %.0f in the first %d s after the start, then %.0f; %.0f/s were"
                                            + " accepted meanwhile; %.0f done/s until none waited")
                                    .formatted(
                                            start,
                                            setup.options().plan().warmUpSeconds(),
                                            before,
                                            accepts,
                                            all));
        }
    }
}
