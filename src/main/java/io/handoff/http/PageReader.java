package io.handoff.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of lists that are bounded by their size as by their number of rows. It reads a few
 * rows at a time, so that no more than a page and such a chunk are in memory.
 */
@Singleton
public final class PageReader {

    private static final int FIRST_CHUNK = 8;

    /** The rows of a chunk may all be as large as a request body. */
    private static final int LARGEST_CHUNK = 64;

    private final long maxBytes;

    @Inject
    PageReader(HttpSettings settings) {
        this(settings.maxPageSize().asLongValue());
    }

    PageReader(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Reads rows in the order of the list. */
    public interface Chunks<T> {

        /**
         * @param last the row after which to continue, or null for the first ones
         * @return fewer than {@code count} only at the end of the list
         */
        List<T> read(@Nullable T last, int count);
    }

    /**
     * @param more whether there are rows after these
     */
    public record Page<T>(List<T> rows, boolean more) {

        public T last() {
            return rows.get(rows.size() - 1);
        }
    }

    /**
     * Blocks.
     *
     * @param limit the most rows of the page; it has at least one if there is one
     * @param size about how many bytes a row takes in the answer
     */
    public <T> Page<T> read(int limit, ToLongFunction<T> size, Chunks<T> chunks) {
        List<T> rows = new ArrayList<>();
        long bytes = 0;
        @Nullable T last = null;
        for (int chunk = FIRST_CHUNK; ; chunk = Math.min(2 * chunk, LARGEST_CHUNK)) {
            // One more than fits, to know whether there is a next page.
            int count = Math.min(chunk, limit + 1 - rows.size());
            List<T> found = chunks.read(last, count);
            for (T row : found) {
                bytes += size.applyAsLong(row);
                if (rows.size() == limit || !rows.isEmpty() && bytes > maxBytes) {
                    return new Page<>(rows, true);
                }
                rows.add(row);
            }
            if (found.size() < count) {
                return new Page<>(rows, false);
            }
            last = found.get(found.size() - 1);
        }
    }
}
