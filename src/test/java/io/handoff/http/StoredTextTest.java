package io.handoff.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StoredTextTest {

    private static final String HALF = "\ud83d";
    private static final String OTHER_HALF = "\ude00";
    private static final String WHOLE = HALF + OTHER_HALF;

    @Test
    void shouldTakeWholePairs() {
        assertEquals("a" + WHOLE, StoredText.checked("name", "a" + WHOLE));
        assertEquals(WHOLE + WHOLE, StoredText.repaired(WHOLE + WHOLE));
    }

    @Test
    void shouldRefuseWhatCannotBeStored() {
        for (String bad : new String[] {HALF, "a" + HALF + "b", OTHER_HALF + HALF, "a\0"}) {
            Problem problem =
                    assertThrows(Problem.class, () -> StoredText.checked("uniqueKey", bad));
            assertEquals(400, problem.status());
        }
    }

    @Test
    void shouldRepairTextsOfWorkers() {
        assertEquals("a\uFFFD", StoredText.repaired("a" + HALF));
        assertEquals("\uFFFD" + WHOLE, StoredText.repaired(OTHER_HALF + WHOLE));
        assertEquals("a\uFFFDb", StoredText.repaired("a\0b"));
    }

    @Test
    void shouldNotCutPairsInHalf() {
        assertEquals("a", StoredText.cut("a" + WHOLE, 2));
        assertEquals("a" + WHOLE, StoredText.cut("a" + WHOLE + "b", 3));
        assertEquals("ab", StoredText.cut("ab", 2));
    }
}
