package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void shouldKeepWhatIsOne() {
        assertEquals(PARENT, TraceContext.valid(PARENT));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331"
            })
    void shouldIgnoreWhatIsNone(String header) {
        assertNull(TraceContext.valid(header));
    }

    @Test
    void shouldGoOnInTheSameTraceAsAnotherSpan() {
        TraceContext span = TraceContext.continuing(PARENT);

        assertEquals("0af7651916cd43dd8448eb211c80319c", span.traceId());
        assertNotEquals("b7ad6b7169203331", span.spanId());
        assertEquals("01", span.flags());
        assertEquals(span.header(), TraceContext.valid(span.header()));
    }

    @Test
    void shouldGoOnWithoutATrace() {
        assertNull(TraceContext.continuing(null));
    }
}
