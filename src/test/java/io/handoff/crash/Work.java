package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Callers on every replica at once, for the same users. */
final class Work implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Cluster cluster;
    private final Promises promises = new Promises();
    private final List<Callers> callers = new ArrayList<>();
    private final List<Callers.Load> loads = new ArrayList<>();

    private Work(Cluster cluster) {
        this.cluster = cluster;
    }

    static Work on(Cluster cluster) {
        Work work = new Work(cluster);
        for (int i = 0; i < cluster.size(); i++) {
            Callers each = new Callers(work.promises);
            work.callers.add(each);
            work.loads.add(each.load(cluster.api(i), i));
        }
        return work;
    }

    /** Returns when every replica has accepted some more. */
    void awaitAccepted() {
        List<Long> before = callers.stream().map(Callers::accepted).toList();
        Api.awaitTrue("all accept", LIMIT, () -> accepted(before, 20));
    }

    private boolean accepted(List<Long> before, int more) {
        for (int i = 0; i < callers.size(); i++) {
            if (loads.get(i).over().isDone()) {
                loads.get(i).awaitOver();
                throw new AssertionError("The callers of replica " + i + " gave up");
            }
            if (callers.get(i).accepted() < before.get(i) + more) {
                return false;
            }
        }
        return true;
    }

    long accepted() {
        return promises.all().size();
    }

    /** How many are known to have succeeded. */
    long succeeded() {
        return promises.toldSucceeded().size();
    }

    long refused() {
        return promises.refusals();
    }

    /** Nothing more is handed in; all that was promised is there, and ended as promised. */
    void assertKept(String what) throws IOException {
        callers.forEach(Callers::stop);
        loads.forEach(Callers.Load::awaitOver);
        cluster.api(0).awaitQuiet();
        Aftermath aftermath = Aftermath.of(promises, cluster.api(0), cluster.dataDirs());
        System.out.printf("%s: %s, %d times 503%n", what, aftermath.figures(), refused());
        assertEquals(List.of(), aftermath.faults());
    }

    @Override
    public void close() {
        callers.forEach(Callers::close);
    }
}
