package io.handoff.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.handoff.Stages;
import io.handoff.event.Event;
import io.handoff.event.NewEvent;
import io.handoff.store.sqlite.Sqlite;
import io.handoff.store.sqlite.SqliteStore;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that receive hints only. */
class HintTest {

    private static final String ROOM = "room:lobby";

    @TempDir Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final EventExecutor loop = new DefaultEventExecutor();
    private SqliteStore store;
    private ChannelSubscribers channelSubscribers;

    @BeforeEach
    void open() {
        store = Sqlite.open(directory, 1000);
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        channelSubscribers =
                new ChannelSubscribers(
                        new HistoryReader(store, json, InstantSource.system(), threads), json);
    }

    @AfterEach
    void close() {
        loop.shutdownGracefully();
        threads.shutdownNow();
        store.close();
    }

    @Test
    void shouldReadTheEventsThatHintsAnnounce() {
        Reader reader = reader(5);

        for (int seq = 1; seq <= 5; seq++) {
            append(1);
            hint(seq);
        }
        Stages.value(reader.done());

        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), reader.seqs());
    }

    /** As if another installation used the same bus. */
    @Test
    void shouldNotLookForEverForEventsTheStoreDoesNotHave() {
        Reader reader = reader(3);

        hint(70);
        channelSubscribers.deliver(new Event(ROOM, 80, "x", "message", 1, "{}"));
        Stages.value(reader.settled());
        Stages.value(reader.settles(Subscription::isLive));
        append(3);
        hint(3);
        Stages.value(reader.done());

        assertEquals(List.of(1L, 2L, 3L), reader.seqs());
    }

    @Test
    void shouldWaitForCapacity() {
        Reader reader = reader(3);
        reader.capacity(0);
        append(3);
        hint(3);
        // A reader with room has it all by now.
        Stages.value(reader(3).done());
        Stages.value(reader.settled());
        assertEquals(List.of(), reader.seqs());

        reader.capacity(3);
        Stages.value(reader.done());

        assertEquals(List.of(1L, 2L, 3L), reader.seqs());
    }

    private Reader reader(long until) {
        Reader reader = new Reader(loop, until).subscribe(channelSubscribers, ROOM, 0);
        Stages.value(reader.settles(Subscription::isLive));
        return reader;
    }

    private void hint(long seq) {
        channelSubscribers.catchUp(ROOM, seq);
    }

    private void append(int times) {
        for (int i = 0; i < times; i++) {
            String id = "m" + System.nanoTime();
            Stages.value(store.append(new NewEvent(ROOM, id, "message", 1, "{}")));
        }
    }
}
