package io.handoff.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void shouldReadWhatItWrote() {
        Fields written = new Fields().with("count", 12).with("elapsed", 1.5);

        Fields read = Fields.of("ok " + written);

        assertEquals(12, read.integer("count"));
        assertEquals(1.5, read.number("elapsed"));
        assertThrows(IllegalArgumentException.class, () -> read.number("other"));
    }
}
