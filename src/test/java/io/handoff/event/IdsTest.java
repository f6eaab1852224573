package io.handoff.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.SettableClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private final SettableClock clock = new SettableClock();
    private final Ids ids = new Ids(clock);

    @Test
    void shouldMakeVersion7() {
        UUID id = UUID.fromString(ids.next());

        assertEquals(7, id.version());
        assertEquals(2, id.variant());
    }

    @Test
    void shouldCarryTheTime() {
        UUID id = UUID.fromString(ids.next());

        assertEquals(clock.millis(), id.getMostSignificantBits() >>> 16);
    }

    @Test
    void shouldRiseWithinAMillisecondAndBeyondItsCounter() {
        List<String> many = IntStream.range(0, 10_000).mapToObj(i -> ids.next()).toList();

        assertEquals(many.stream().sorted().toList(), many);
        assertEquals(10_000, new HashSet<>(many).size());
    }

    @Test
    void shouldRiseWhenTheClockGoesBack() {
        String before = ids.next();

        clock.forward(Duration.ofHours(-1));

        assertTrue(ids.next().compareTo(before) > 0);
    }

    /** As after a start: what the store has was made while the clock was ahead. */
    @Test
    void shouldContinueAfterAnOlderId() {
        clock.forward(Duration.ofDays(1));
        String stored = new Ids(clock).next();
        clock.forward(Duration.ofDays(-1));

        ids.continueAfter(stored);

        assertTrue(ids.next().compareTo(stored) > 0);
    }

    @Test
    void shouldGoByTheClockWhereThatIsAhead() {
        String stored = new Ids(clock).next();
        clock.forward(Duration.ofDays(1));

        ids.continueAfter(stored);

        UUID id = UUID.fromString(ids.next());
        assertEquals(clock.millis(), id.getMostSignificantBits() >>> 16);
    }

    /** An id of another making carries no time. */
    @Test
    void shouldNotContinueAfterAnIdOfAnotherKind() {
        ids.continueAfter("ffffffff-ffff-4fff-bfff-ffffffffffff");

        UUID id = UUID.fromString(ids.next());
        assertEquals(clock.millis(), id.getMostSignificantBits() >>> 16);
    }

    @Test
    void shouldRiseForEachOfACrowd() {
        List<List<String>> made =
                Crowd.together(
                        4, () -> IntStream.range(0, 5_000).mapToObj(i -> ids.next()).toList());

        made.forEach(mine -> assertEquals(mine.stream().sorted().toList(), mine));
        assertEquals(20_000, made.stream().flatMap(List::stream).distinct().count());
    }
}
