package io.handoff.internals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;

/** Writers on Jackson's recycled buffers, as its own {@code writeValueAsString} uses them. */
public final class JsonBuffers {

    private JsonBuffers() {}

    /** Use it once, and end with {@link SegmentedStringWriter#getAndClear}. */
    public static SegmentedStringWriter writer(JsonFactory factory) {
        return new SegmentedStringWriter(factory._getBufferRecycler());
    }
}
