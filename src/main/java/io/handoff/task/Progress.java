package io.handoff.task;

import org.jspecify.annotations.Nullable;

/**
 * How far a running attempt is.
 *
 * @param percent 0 to 100
 * @param note what it is doing, or null
 */
public record Progress(int percent, @Nullable String note) {

    public static final Progress NONE = new Progress(0, null);
    public static final Progress COMPLETE = new Progress(100, null);
}
