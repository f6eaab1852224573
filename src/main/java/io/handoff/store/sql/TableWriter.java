package io.handoff.store.sql;

import io.handoff.store.StoreUnavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills a store that was empty when this was opened: all of it or nothing. For one thread. Methods
 * throw {@link StoreUnavailable} where the store can't take it.
 */
public interface TableWriter extends AutoCloseable {

    void write(Table table, List<@Nullable Object[]> rows);

    /** Returns when all of it is on stable storage. */
    void commit();

    /** Without a {@link #commit} before, nothing was written. */
    @Override
    void close();
}
