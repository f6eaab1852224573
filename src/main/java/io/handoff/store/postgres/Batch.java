package io.handoff.store.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes of one kind that are carried out together.
 *
 * @param <W> what one of them writes
 * @param <R> what it returns
 */
final class Batch<W, R> {

    /** Carries out writes; what each returns, in their order. */
    interface Execution<W, R> {
        List<R> execute(List<W> writes) throws SQLException;
    }

    private final List<W> writes = new ArrayList<>();
    private final List<Consumer<R>> results = new ArrayList<>();

    void add(W write, Consumer<R> result) {
        writes.add(write);
        results.add(result);
    }

    List<W> writes() {
        return writes;
    }

    /** Nothing is executed where there are no writes. */
    void run(Execution<W, R> execution) throws SQLException {
        if (writes.isEmpty()) {
            return;
        }
        List<R> returned = execution.execute(writes);
        for (int i = 0; i < returned.size(); i++) {
            results.get(i).accept(returned.get(i));
        }
    }
}
