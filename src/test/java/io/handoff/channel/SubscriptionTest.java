package io.handoff.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.handoff.Stages;
import io.handoff.bus.BusMessage.Published;
import io.handoff.bus.LocalBus;
import io.handoff.event.Event;
import io.handoff.event.EventStore;
import io.handoff.event.NewEvent;
import io.handoff.store.sqlite.Sqlite;
import io.handoff.store.sqlite.SqliteStore;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers of one room on a real store, with concurrent publishers and a bus that loses messages.
 */
class SubscriptionTest {

    private static final String ROOM = "room:lobby";
    private static final int KEPT = 1000;

    @TempDir Path directory;

    private final LocalBus bus = new LocalBus();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<EventExecutor> loops =
            List.of(new DefaultEventExecutor(), new DefaultEventExecutor());
    private final AtomicInteger ids = new AtomicInteger();
    private SqliteStore store;
    private ChannelSubscribers channelSubscribers;

    @BeforeEach
    void open() {
        store = Sqlite.open(directory, KEPT);
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        channelSubscribers =
                new ChannelSubscribers(
                        new HistoryReader(store, json, InstantSource.system(), threads), json);
    }

    @AfterEach
    void close() {
        loops.forEach(EventExecutor::shutdownGracefully);
        threads.shutdownNow();
        store.close();
    }

    @Test
    void shouldDeliverMissedEventsAndThenNewOnes() {
        bus.listen(Published.class, message -> channelSubscribers.deliver(message.event()));
        publish(3);

        Reader reader = reader(5).subscribe(channelSubscribers, ROOM, 1);
        publish(2);
        Stages.value(reader.done());

        assertEquals(List.of(2L, 3L, 4L, 5L), reader.seqs());
        Sink.Start start = reader.starts.get(0);
        assertEquals(1, start.after());
        assertTrue(start.recovered());
        assertEquals(1, reader.starts.size());
    }

    @Test
    void shouldBeginNowWithoutAPosition() {
        bus.listen(Published.class, message -> channelSubscribers.deliver(message.event()));
        publish(3);
        Reader reader = reader(4);
        reader.subscribe(channelSubscribers, ROOM, Subscription.NOW);
        Stages.value(reader.started());
        publish(1);
        Stages.value(reader.done());

        assertEquals(List.of(4L), reader.seqs());
        assertEquals(new Sink.Start(ROOM, 3, 3, true), reader.starts.get(0));
    }

    @Test
    void shouldReportThatOlderEventsAreGoneAndDeliverTheRest() {
        publish(KEPT + 5);

        Reader reader = reader(KEPT + 5).subscribe(channelSubscribers, ROOM, 2);
        Stages.value(reader.done());

        assertEquals(new Sink.Start(ROOM, 5, KEPT + 5, false), reader.starts.get(0));
        assertEquals(LongStream.rangeClosed(6, KEPT + 5).boxed().toList(), reader.seqs());
    }

    @Test
    void shouldStartOverIfTheChannelNeverGotThatFar() {
        publish(2);

        Reader reader = reader(2).subscribe(channelSubscribers, ROOM, 70);
        Stages.value(reader.done());

        assertEquals(new Sink.Start(ROOM, 0, 2, false), reader.starts.get(0));
        assertEquals(List.of(1L, 2L), reader.seqs());
    }

    @Test
    void shouldReadWhatTheBusLost() {
        AtomicInteger count = new AtomicInteger();
        bus.listen(
                Published.class,
                message -> {
                    if (count.incrementAndGet() % 3 == 0) {
                        channelSubscribers.deliver(message.event());
                    }
                });
        Reader reader = reader(9).subscribe(channelSubscribers, ROOM, 0);

        publish(9);
        Stages.value(reader.done());

        assertEquals(LongStream.rangeClosed(1, 9).boxed().toList(), reader.seqs());
    }

    @Test
    void shouldWaitForCapacityAndContinueFromThere() {
        bus.listen(Published.class, message -> channelSubscribers.deliver(message.event()));
        publish(10);
        Reader reader = reader(12).startWith(4);
        reader.subscribe(channelSubscribers, ROOM, 0);
        Stages.value(reader.settles(subscription -> subscription.position() == 4));
        Stages.value(CompletableFuture.runAsync(() -> publish(2)));
        // A reader with capacity has everything by now, and so does the other one's loop.
        Reader other = reader(12).subscribe(channelSubscribers, ROOM, 0);
        Stages.value(other.done());
        Stages.value(reader.settled());
        assertEquals(List.of(1L, 2L, 3L, 4L), reader.seqs());

        reader.capacity(Integer.MAX_VALUE);
        Stages.value(reader.done());

        assertEquals(LongStream.rangeClosed(1, 12).boxed().toList(), reader.seqs());
    }

    @Test
    void shouldDeliverNothingAfterItsEnd() {
        bus.listen(Published.class, message -> channelSubscribers.deliver(message.event()));
        Reader reader = reader(1).subscribe(channelSubscribers, ROOM, 0);
        publish(1);
        Stages.value(reader.done());

        reader.unsubscribe(channelSubscribers);
        Reader other = reader(2).subscribe(channelSubscribers, ROOM, 0);
        publish(1);
        Stages.value(other.done());
        Stages.value(reader.settled());

        assertEquals(List.of(1L), reader.seqs());
        other.unsubscribe(channelSubscribers);
        Stages.value(other.settled());
        assertEquals(0, channelSubscribers.channels());
        assertEquals(0, channelSubscribers.subscriptions());
    }

    /** A reader that joins meanwhile gets each event once, in order, also over a lossy bus. */
    @RepeatedTest(3)
    void shouldHaveNeitherGapNorRepeatUnderConcurrentPublishers() {
        // given publishers at work and a bus that loses one message in ten
        int publishers = 3;
        int each = 200;
        bus.listen(
                Published.class,
                message -> {
                    boolean last = message.event().seq() == (long) publishers * each;
                    if (last || ThreadLocalRandom.current().nextInt(10) > 0) {
                        channelSubscribers.deliver(message.event());
                    }
                });
        List<CompletableFuture<Void>> work = new ArrayList<>();
        for (int i = 0; i < publishers; i++) {
            work.add(CompletableFuture.runAsync(() -> publish(each)));
        }

        // when readers come all the time, from the beginning and from where it is now
        List<Reader> readers = new ArrayList<>();
        while (work.stream().anyMatch(done -> !done.isDone()) && readers.size() < 500) {
            Reader reader = reader((long) publishers * each);
            long last = store.read(ROOM, Long.MAX_VALUE, 1).last();
            long after = readers.size() % 3 == 0 ? 0 : readers.size() % 3 == 1 ? last : -1;
            readers.add(reader.subscribe(channelSubscribers, ROOM, after));
        }

        // then
        work.forEach(Stages::value);
        for (Reader reader : readers) {
            Stages.value(reader.done());
            long first = reader.starts.get(0).after() + 1;
            assertEquals(
                    LongStream.rangeClosed(first, (long) publishers * each).boxed().toList(),
                    reader.seqs());
            assertEquals(1, reader.starts.size());
            assertTrue(reader.starts.get(0).recovered());
        }
    }

    private Reader reader(long until) {
        return new Reader(loops.get(ids.incrementAndGet() % loops.size()), until);
    }

    private void publish(int times) {
        for (int i = 0; i < times; i++) {
            NewEvent message = new NewEvent(ROOM, "m" + ids.incrementAndGet(), "message", 1, "{}");
            Stages.value(store.append(message).thenApply(this::published));
        }
    }

    private Event published(EventStore.Appended appended) {
        bus.publish(appended.event());
        return appended.event();
    }
}
