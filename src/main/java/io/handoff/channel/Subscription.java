package io.handoff.channel;

import io.handoff.event.EventPage;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * One reader's place in one channel: each stored event after it once, in order, from the store as
 * long as it is behind and from the bus as soon as it is not. What the bus tells meanwhile is kept
 * up to a bound; a hole in the seqs, for whatever reason, is read from the store. So neither a slow
 * reader nor a lost message makes a gap, and none needs memory.
 *
 * <p>Everything here happens on one event loop.
 */
public final class Subscription {

    /** Asks for what is told from now on. */
    public static final long NOW = -1;

    private static final int PAGE = 100;

    /** What the bus may tell while a page is read, before the next page has to bring it. */
    private static final int MOST_HEARD = 64;

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
    private final ArrayDeque<EncodedEvent> heard = new ArrayDeque<>();
    private State state = State.READING;
    private boolean started;
    private boolean lost;
    private long position;
    private long newest;

    /** What {@link #newest} was when the last page was asked for. */
    private long asked;

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

    /** Seq of the last event that was told. */
    public long position() {
        return position;
    }

    /** Whether it has told all that there is. */
    public boolean isLive() {
        return state == State.LIVE;
    }

    /** There is room again for what waits. */
    public void room() {
        if (state == State.WAITING) {
            read();
        }
    }

    /** From now on nothing is told. */
    void end() {
        state = State.ENDED;
        heard.clear();
    }

    /** Reads what there is after the position. */
    void read() {
        if (state == State.ENDED) {
            return;
        }
        state = State.READING;
        asked = newest;
        boolean now = position == NOW;
        historyReader.read(
                loop,
                channel,
                now ? Long.MAX_VALUE : position,
                now ? 1 : PAGE,
                this::take,
                this::later);
    }

    private void later() {
        if (state != State.ENDED) {
            long millis = ThreadLocalRandom.current().nextLong(200, 1000);
            loop.schedule(this::again, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void again() {
        if (state == State.READING) {
            read();
        }
    }

    /** What the bus told. */
    void hear(EncodedEvent event) {
        if (event.event().ephemeral()) {
            if (state == State.LIVE) {
                sink.ephemeral(event);
            }
        } else if (event.event().hint()) {
            hear(event.event().seq());
        } else if (state == State.LIVE) {
            follow(event);
        } else if (state != State.ENDED) {
            remember(event);
        }
    }

    /** There is an event of that seq, but not here. */
    private void hear(long seq) {
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
            remember(event);
        } else if (seq == position + 1) {
            tell(event);
        } else if (seq > position) {
            remember(event);
            read();
        }
    }

    private void remember(EncodedEvent event) {
        newest = Math.max(newest, event.event().seq());
        if (state == State.WAITING) {
            return;
        }
        if (heard.size() == MOST_HEARD) {
            heard.poll();
        }
        heard.add(event);
    }

    private void take(HistoryReader.Page page) {
        if (state != State.READING) {
            return;
        }
        EventPage found = page.page();
        // What was known before the store was asked, and it does not have, is of no channel of
        // ours.
        newest = newest > asked ? Math.max(newest, found.last()) : found.last();
        if (position > found.last()) {
            // The channel never got that far: whatever it was, that history is gone.
            lost = true;
            position = 0;
            read();
            return;
        }
        start(found);
        boolean room = tellAll(page.events()) && tellAll(heard);
        heard.clear();
        if (state != State.ENDED) {
            goOn(room);
        }
    }

    private void goOn(boolean room) {
        if (!room) {
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
        } else if (!found.complete() || lost) {
            lost = true;
            position = found.events().isEmpty() ? found.last() : found.events().get(0).seq() - 1;
        }
        if (!started || lost) {
            sink.starts(new Sink.Start(channel, position, found.last(), !lost));
            started = true;
            lost = false;
        }
    }

    /** Tells those that are next; false where the sink wants no more. */
    private boolean tellAll(Iterable<EncodedEvent> events) {
        for (EncodedEvent event : events) {
            long seq = event.event().seq();
            if (state != State.ENDED && seq == position + 1) {
                if (!sink.hasRoom()) {
                    return false;
                }
                tell(event);
            }
        }
        return true;
    }

    private void tell(EncodedEvent event) {
        position = event.event().seq();
        sink.event(event);
    }
}
