package io.handoff.socket;

import java.util.Optional;

/**
 * What a connection takes besides a permit of its {@link ConnectionLimiter}, and releases with it.
 */
public interface ExtraPermit {

    /** Takes nothing. */
    ExtraPermit NONE =
            new ExtraPermit() {
                @Override
                public Optional<Refusal> take() {
                    return Optional.empty();
                }

                @Override
                public void release() {}
            };

    /** Takes everything and returns empty; or takes nothing and returns why. */
    Optional<Refusal> take();

    /** Called once for each successful {@link #take}. */
    void release();
}
