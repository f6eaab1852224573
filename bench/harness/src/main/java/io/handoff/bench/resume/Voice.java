package io.handoff.bench.resume;

import io.handoff.bench.server.Http;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes to the room from outside, also while its server is killed: then it falls silent. Knows
 * the last seq that was promised to be safe.
 */
final class Voice {

    private static final String PATH = "/channels/room:bench/events?user=voice";
    private static final String EVENT = "{\"data\":{\"text\":\"one more thing to know\"}}";
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");
    private static final int EVERY_MILLIS = 50;

    private final int port;
    private volatile long last;

    Voice(int port) {
        this.port = port;
    }

    long last() {
        return last;
    }

    /** One after another; returns the seq of the first. */
    long say(int count) throws IOException, InterruptedException {
        long first = sayOne();
        for (int i = 1; i < count; i++) {
            sayOne();
        }
        return first;
    }

    private long sayOne() throws IOException, InterruptedException {
        HttpResponse<String> answer = Http.post(port, PATH, EVENT);
        Matcher seq = SEQ.matcher(answer.body());
        if (answer.statusCode() != 201 || !seq.find()) {
            throw new IOException(answer.statusCode() + " for an event: " + answer.body());
        }
        last = Long.parseLong(seq.group(1));
        return last;
    }

    /** Speaks until closed, or until nobody answers. */
    Talk talk() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Talk talk = new Talk(timer);
        timer.scheduleAtFixedRate(() -> talk.next(this), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return talk;
    }

    /** Until closed. */
    static final class Talk implements AutoCloseable {

        private static final int A_WHILE = 10;

        private final ScheduledExecutorService timer;
        private final CountDownLatch awhile = new CountDownLatch(A_WHILE);

        private Talk(ScheduledExecutorService timer) {
            this.timer = timer;
        }

        private void next(Voice voice) {
            try {
                voice.sayOne();
                awhile.countDown();
            } catch (IOException killed) {
                timer.shutdown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Until some events are safe. */
        void awaitSome() throws InterruptedException {
            awhile.await(10, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws InterruptedException {
            timer.shutdown();
            timer.awaitTermination(15, TimeUnit.SECONDS);
        }
    }
}
