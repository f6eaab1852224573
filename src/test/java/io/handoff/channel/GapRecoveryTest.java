package io.handoff.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.handoff.Stages;
import io.handoff.event.EventPage;
import io.handoff.event.EventStore;
import io.handoff.event.InboxPage;
import io.handoff.event.NewEvent;
import io.handoff.store.StoreUnavailable;
import io.handoff.store.sqlite.Sqlite;
import io.handoff.store.sqlite.SqliteStore;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that missed events on the bus, in channels where nothing more is published. */
class GapRecoveryTest {

    @TempDir Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final EventExecutor loop = new DefaultEventExecutor();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private SqliteStore store;
    private ChannelSubscribers channelSubscribers;
    private GapRecovery gapRecovery;

    @BeforeEach
    void open() {
        store = Sqlite.open(directory, 1000);
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        channelSubscribers =
                new ChannelSubscribers(
                        new HistoryReader(store, json, InstantSource.system(), threads), json);
        gapRecovery = new GapRecovery(channelSubscribers, new FailingStore(), threads);
    }

    @AfterEach
    void close() {
        loop.shutdownGracefully();
        threads.shutdownNow();
        store.close();
    }

    @Test
    void shouldDeliverMissedEventsToEveryReader() {
        Reader a = reader("room:a", 2);
        Reader again = reader("room:a", 2);
        Reader b = reader("room:b", 1);
        reader("room:silent", 1);
        append("room:a", 2);
        append("room:b", 1);

        gapRecovery.start();

        List.of(a, again, b).forEach(reader -> Stages.value(reader.done()));
        assertEquals(List.of(1L, 2L), a.seqs());
        assertEquals(List.of(1L, 2L), again.seqs());
        assertEquals(List.of(1L), b.seqs());
    }

    @Test
    void shouldLookUpAChannelOnceHoweverManySubscribe() {
        List<Reader> readers = List.of(reader("room:a", 1), reader("room:a", 1));
        append("room:a", 1);

        gapRecovery.start();

        readers.forEach(reader -> Stages.value(reader.done()));
        assertEquals(1, lookUps.get());
    }

    @Test
    void shouldTryAgainWhenTheStoreIsBack() {
        Reader reader = reader("room:a", 1);
        append("room:a", 1);
        failures.set(1);

        gapRecovery.start();

        Stages.value(reader.done());
        assertEquals(2, lookUps.get());
    }

    @Test
    void shouldRunOncePerStart() {
        Reader reader = reader("room:a", 3);
        append("room:a", 1);
        gapRecovery.start();
        Stages.value(reader.settles(subscription -> subscription.position() == 1));
        append("room:a", 2);

        gapRecovery.start();
        gapRecovery.start();

        Stages.value(reader.done());
        assertEquals(List.of(1L, 2L, 3L), reader.seqs());
    }

    private Reader reader(String channel, long until) {
        Reader reader = new Reader(loop, until).subscribe(channelSubscribers, channel, 0);
        Stages.value(reader.settles(Subscription::isLive));
        return reader;
    }

    private void append(String channel, int times) {
        for (int i = 0; i < times; i++) {
            String id = "m" + System.nanoTime();
            Stages.value(store.append(new NewEvent(channel, id, "message", 1, "{}")));
        }
    }

    /** The store, which fails as often as a test sets. */
    private final class FailingStore implements EventStore {

        @Override
        public EventPage read(String channel, long after, int limit) {
            lookUps.incrementAndGet();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new StoreUnavailable("on purpose");
            }
            return store.read(channel, after, limit);
        }

        @Override
        public CompletionStage<Appended> append(NewEvent event) {
            return store.append(event);
        }

        @Override
        public InboxPage inbox(String channel, long before, int limit, long now) {
            return store.inbox(channel, before, limit, now);
        }

        @Override
        public CompletionStage<Marked> markRead(String channel, String id, long now) {
            return store.markRead(channel, id, now);
        }
    }
}
