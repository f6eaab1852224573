package io.handoff.bench.fanout;

import io.handoff.bench.live.Deliveries;
import io.handoff.bench.live.Speaker;
import io.netty.channel.EventLoop;

/**
 * Lets the next message go when one more has reached everybody: as much as the server can fan out,
 * and never so much that it would have to close the slower ones.
 */
final class FullSpeed {

    private final Speaker speaker;
    private final EventLoop loop;
    private final Deliveries deliveries;
    private final int inFlight;
    private volatile boolean stopped;

    /**
     * @param loop of the speaker's connection
     */
    FullSpeed(Speaker speaker, EventLoop loop, Deliveries deliveries, int inFlight) {
        this.speaker = speaker;
        this.loop = loop;
        this.deliveries = deliveries;
        this.inFlight = inFlight;
    }

    void start() {
        deliveries.whenHeardByAll(messages -> loop.execute(this::fill));
        loop.execute(this::fill);
    }

    void stop() {
        stopped = true;
    }

    private void fill() {
        while (!stopped && speaker.said() - deliveries.heardByAll() < inFlight) {
            speaker.say(System.nanoTime());
        }
    }
}
