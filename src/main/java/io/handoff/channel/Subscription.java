package io.handoff.channel;

import io.handoff.event.EventPage;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * One reader's position in one channel: delivers each later stored event once, in order, from the
 * store while it is behind and from the bus once it has caught up. It buffers a bounded number of
 * the events that the bus delivers in the meantime; a gap in the seqs, whatever the cause, is read
 * from the store. So neither a slow reader nor a lost message leaves a gap or takes memory.
 *
 * <p>Everything here runs on one event loop.
 */
public final class Subscription {

    /** Begins with the events published from now on. */
    public static final long NOW = -1;

    private static final int PAGE = 100;

    /** The most events to buffer while a page is read; later pages bring the others. */
    private static final int MAX_BUFFERED = 64;

    private enum State {
        READING,
        WAITING,
        LIVE,
        ENDED
    }

    private final String channel;
    private final Sink sink;
    private final EventExecutor loop;
    private final HistoryReader historyReader;
    private final ArrayDeque<EncodedEvent> buffered = new ArrayDeque<>();
    private State state = State.READING;
    private boolean started;
    private boolean gap;
    private long position;
    private long newest;

    /** The value of {@link #newest} when the last page was requested. */
    private long newestAtRead;

    Subscription(
            String channel,
            long after,
            Sink sink,
            EventExecutor loop,
            HistoryReader historyReader) {
        this.channel = channel;
        this.position = after;
        this.sink = sink;
        this.loop = loop;
        this.historyReader = historyReader;
    }

    public String channel() {
        return channel;
    }

    EventExecutor loop() {
        return loop;
    }

    /** The seq of the last event that was delivered. */
    public long position() {
        return position;
    }

    /** Whether it has delivered all events. */
    public boolean isLive() {
        return state == State.LIVE;
    }

    /** The sink has capacity again. */
    public void resume() {
        if (state == State.WAITING) {
            read();
        }
    }

    /** Delivers nothing more. */
    void end() {
        state = State.ENDED;
        buffered.clear();
    }

    /** Reads the events after the position. */
    void read() {
        if (state == State.ENDED) {
            return;
        }
        state = State.READING;
        newestAtRead = newest;
        boolean now = position == NOW;
        historyReader.read(
                loop,
                channel,
                now ? Long.MAX_VALUE : position,
                now ? 1 : PAGE,
                this::take,
                this::retryLater);
    }

    private void retryLater() {
        if (state != State.ENDED) {
            long millis = ThreadLocalRandom.current().nextLong(200, 1000);
            loop.schedule(this::retry, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void retry() {
        if (state == State.READING) {
            read();
        }
    }

    /** Takes an event from the bus. */
    void receive(EncodedEvent event) {
        if (event.event().ephemeral()) {
            if (state == State.LIVE) {
                sink.ephemeral(event);
            }
        } else if (state == State.LIVE) {
            follow(event);
        } else if (state != State.ENDED) {
            buffer(event);
        }
    }

    /** The store has events up to this seq. */
    void catchUp(long seq) {
        newest = Math.max(newest, seq);
        if (state != State.LIVE || seq <= position) {
            return;
        }
        if (sink.follows()) {
            read();
        } else {
            state = State.WAITING;
        }
    }

    private void follow(EncodedEvent event) {
        long seq = event.event().seq();
        if (seq > position && !sink.follows()) {
            state = State.WAITING;
            buffer(event);
        } else if (seq == position + 1) {
            deliver(event);
        } else if (seq > position) {
            buffer(event);
            read();
        }
    }

    private void buffer(EncodedEvent event) {
        newest = Math.max(newest, event.event().seq());
        if (state == State.WAITING) {
            return;
        }
        if (buffered.size() == MAX_BUFFERED) {
            buffered.poll();
        }
        buffered.add(event);
    }

    private void take(HistoryReader.Page page) {
        if (state != State.READING) {
            return;
        }
        EventPage found = page.page();
        // A seq known before the read that the store does not have is not of this installation.
        newest = newest > newestAtRead ? Math.max(newest, found.last()) : found.last();
        if (position > found.last()) {
            // The channel never got that far: its history must have been replaced.
            gap = true;
            position = 0;
            read();
            return;
        }
        start(found);
        boolean all = deliverAll(page.events()) && deliverAll(buffered);
        buffered.clear();
        if (state != State.ENDED) {
            proceed(all);
        }
    }

    private void proceed(boolean all) {
        if (!all) {
            state = State.WAITING;
        } else if (position < newest) {
            read();
        } else {
            state = State.LIVE;
        }
    }

    private void start(EventPage found) {
        if (position == NOW) {
            position = found.last();
        } else if (!found.complete() || gap) {
            gap = true;
            position = found.events().isEmpty() ? found.last() : found.events().get(0).seq() - 1;
        }
        if (!started || gap) {
            sink.starts(new Sink.Start(channel, position, found.last(), !gap));
            started = true;
            gap = false;
        }
    }

    /** Delivers the events that are next; false if the sink is at capacity. */
    private boolean deliverAll(Iterable<EncodedEvent> events) {
        for (EncodedEvent event : events) {
            long seq = event.event().seq();
            if (state != State.ENDED && seq == position + 1) {
                if (!sink.hasCapacity()) {
                    return false;
                }
                deliver(event);
            }
        }
        return true;
    }

    private void deliver(EncodedEvent event) {
        position = event.event().seq();
        sink.event(event);
    }
}
