package io.handoff.store.sql;

import io.handoff.store.StoreUnavailable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** All rows of a store that no other process has open. For one thread. */
public interface TableReader extends AutoCloseable {

    /** Takes a row, and may keep it. */
    interface Rows {
        void row(@Nullable Object[] values) throws IOException;
    }

    /**
     * Hands over each row, one by one: never more than one is in memory.
     *
     * @throws StoreUnavailable if the store can't be read
     */
    void read(Table table, Rows rows) throws IOException;

    @Override
    void close();
}
