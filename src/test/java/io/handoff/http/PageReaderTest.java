package io.handoff.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.http.PageReader.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageReaderTest {

    private static final long MAX_BYTES = 1000;

    private final PageReader pages = new PageReader(MAX_BYTES);
    private final List<Integer> counts = new ArrayList<>();

    @Test
    void shouldEndAtTheLimitOfRows() {
        Page<Integer> page = read(numbers(300), 200, 1);

        assertEquals(numbers(200), page.rows());
        assertEquals(199, page.last());
        assertTrue(page.more());
    }

    @Test
    void shouldEndAtTheEndOfTheList() {
        assertEquals(new Page<>(numbers(200), false), read(numbers(200), 200, 1));
        assertEquals(new Page<>(numbers(8), false), read(numbers(8), 200, 1));
        assertEquals(new Page<>(List.of(), false), read(List.of(), 200, 1));
    }

    @Test
    void shouldEndBeforeItGrowsTooLarge() {
        assertEquals(new Page<>(numbers(10), true), read(numbers(300), 200, 100));
        assertEquals(new Page<>(numbers(10), false), read(numbers(10), 200, 100));
    }

    @Test
    void shouldHaveOneRowHoweverLarge() {
        assertEquals(new Page<>(numbers(1), true), read(numbers(2), 200, 5000));
        assertEquals(new Page<>(numbers(1), false), read(numbers(1), 200, 5000));
    }

    @Test
    void shouldReadNoMoreThanAChunkBeyondThePage() {
        read(numbers(100_000), 500, 300);

        assertEquals(List.of(8), counts);
    }

    @Test
    void shouldReadManySmallRowsInFewChunks() {
        Page<Integer> page = read(numbers(1000), 500, 1);

        assertEquals(500, page.rows().size());
        assertTrue(counts.size() <= 12, counts.toString());
        assertFalse(counts.stream().anyMatch(count -> count > 64), counts.toString());
    }

    private Page<Integer> read(List<Integer> list, int limit, long size) {
        return pages.read(
                limit,
                row -> size,
                (last, count) -> {
                    counts.add(count);
                    int from = last == null ? 0 : last + 1;
                    return list.subList(from, Math.min(list.size(), from + count));
                });
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
