package io.handoff.transfer;

import io.handoff.store.StoreUnavailable;
import io.handoff.store.sql.Table;
import io.handoff.store.sql.TableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of one table written together: few enough for the heap, many enough for speed. */
final class Batch {

    private static final int ROWS = 1_000;
    private static final int BYTES = 1 << 20;

    private final TableWriter store;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private @Nullable Table table;
    private int bytes;
    private long line;

    Batch(TableWriter store) {
        this.store = store;
    }

    /**
     * @param size of the row in bytes, approximately
     * @param number of its line
     */
    void add(Table of, @Nullable Object[] row, int size, long number) {
        if (of != table || rows.size() >= ROWS || bytes + size > BYTES) {
            flush();
        }
        table = of;
        rows.add(row);
        bytes += size;
        line = number;
        counts.merge(of.name(), 1L, Long::sum);
    }

    void flush() {
        if (table == null || rows.isEmpty()) {
            return;
        }
        try {
            store.write(table, rows);
        } catch (StoreUnavailable e) {
            long first = line - rows.size() + 1;
            throw new StoreUnavailable(
                    "Cannot store lines " + first + " to " + line + ": " + e.getMessage(), e);
        }
        rows.clear();
        bytes = 0;
    }

    /** Number of rows by table so far. */
    Map<String, Long> counts() {
        return counts;
    }
}
