package io.handoff.live;

import io.handoff.channel.EncodedEvent;
import io.handoff.channel.Sink;
import java.util.function.Supplier;

/** Sends the events of one channel to a socket. */
final class SocketSink implements Sink {

    private final Outbox outbox;
    private final Runnable onStart;
    private final Supplier<String> self;
    private String ref;

    /**
     * @param ref marks the frame that asked for the channel, for the first answer
     * @param self the name of the client's user
     * @param onStart runs when the events start
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
    public boolean hasCapacity() {
        return outbox.hasCapacity();
    }

    private boolean isOwnArrival(EncodedEvent event) {
        return event.event().from() == null
                && event.event().type().equals("join")
                && event.event().data().equals(Presence.data(self.get()));
    }
}
