package io.handoff.socket;

import java.util.Optional;

/** What an upgrade takes besides a permit of its {@link Gate}, and gives back with it. */
public interface Claim {

    /** Takes nothing. */
    Claim NONE =
            new Claim() {
                @Override
                public Optional<Refusal> take() {
                    return Optional.empty();
                }

                @Override
                public void giveBack() {}
            };

    /** Takes it all; or nothing, and says why. */
    Optional<Refusal> take();

    /** Called once for each {@link #take} that was not refused. */
    void giveBack();
}
