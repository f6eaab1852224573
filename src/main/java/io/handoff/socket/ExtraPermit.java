package io.handoff.socket;

import java.util.Optional;

/**
 * What an upgrade takes besides a permit of its {@link ConnectionLimiter}, and gives back with it.
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

    /** Takes it all; or nothing, and says why. */
    Optional<Refusal> take();

    /** Called once for each {@link #take} that was not refused. */
    void release();
}
