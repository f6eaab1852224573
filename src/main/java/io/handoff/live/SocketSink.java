package io.handoff.live;

import io.handoff.channel.EncodedEvent;
import io.handoff.channel.Sink;
import java.util.function.Supplier;

/** Sends a channel to a socket. */
final class SocketSink implements Sink {

    private final Outbox outbox;
    private final Runnable onStart;
    private final Supplier<String> self;
    private String ref;

    /**
     * @param ref of the frame that asked for it, for the first answer
     * @param self the name of who listens
     * @param onStart runs when the channel is being told
     */
    SocketSink(Outbox outbox, String ref, Supplier<String> self, Runnable onStart) {
        this.outbox = outbox;
        this.ref = ref;
        this.self = self;
        this.onStart = onStart;
    }

    @Override
    public void starts(Start start) {
        outbox.send(Frames.subscribed(start, ref));
        ref = null;
        onStart.run();
    }

    @Override
    public void event(EncodedEvent event) {
        outbox.send(event.frame());
    }

    @Override
    public void ephemeral(EncodedEvent event) {
        if (!isOwnArrival(event)) {
            outbox.offer(event);
        }
    }

    @Override
    public boolean hasRoom() {
        return outbox.hasRoom();
    }

    private boolean isOwnArrival(EncodedEvent event) {
        return event.event().from() == null
                && event.event().type().equals("join")
                && event.event().data().equals(Presence.data(self.get()));
    }
}
