package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.channel.EncodedEvent;
import io.handoff.channel.Sink;
import io.handoff.channel.Subscription;
import io.handoff.event.ChannelName;
import io.handoff.event.Event;
import io.handoff.http.JsonText;
import io.handoff.internals.VertxConnection;
import io.handoff.task.TaskState;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * One channel as server-sent events (HTML Living Standard, §9.2). A slow reader falls behind and
 * gets the rest from the store, so it takes no memory here. Used on its event loop.
 */
final class EventStream implements Sink {

    static final String MEDIA_TYPE = "text/event-stream";

    private static final int QUEUE_BYTES = 64 * 1024;

    private final LiveConnections liveConnections;
    private final Caller caller;
    private final ChannelName channel;
    private final RoutingContext request;
    private final HttpServerResponse response;
    private final EventExecutor loop;
    private final Runnable release;
    private Subscription subscription;
    private ScheduledFuture<?> heartbeat;
    private ScheduledFuture<?> expiry;
    private boolean stalled;
    private boolean over;

    /**
     * @param release releases the permits; runs once, at the end
     */
    EventStream(
            LiveConnections liveConnections,
            Caller caller,
            ChannelName channel,
            RoutingContext request,
            Runnable release) {
        this.liveConnections = liveConnections;
        this.caller = caller;
        this.channel = channel;
        this.request = request;
        this.response = request.response();
        this.loop = VertxConnection.loopOf(request.request());
        this.release = release;
    }

    void open(long after) {
        liveConnections.opened(this);
        response.closeHandler(closed -> end());
        response.exceptionHandler(failure -> end());
        response.setWriteQueueMaxSize(QUEUE_BYTES);
        response.drainHandler(drained -> resume());
        response.setChunked(true)
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                // Asks proxies (nginx) not to buffer the events.
                .putHeader("X-Accel-Buffering", "no");
        long every = liveConnections.context().settings().streamHeartbeat().toMillis();
        heartbeat =
                loop.scheduleAtFixedRate(this::sendHeartbeat, every, every, TimeUnit.MILLISECONDS);
        if (caller.expiresAt() != 0) {
            long left = caller.expiresAt() - liveConnections.context().clock().millis();
            expiry = loop.schedule(this::finish, Math.max(0, left), TimeUnit.MILLISECONDS);
        }
        loop.execute(
                () -> {
                    if (!over && !response.closed()) {
                        subscription =
                                liveConnections
                                        .context()
                                        .channelSubscribers()
                                        .subscribe(channel.text(), after, this, loop);
                    } else {
                        end();
                    }
                });
    }

    /** Ends with a hint when to reconnect; from any thread. */
    void drain(long retryAfterMillis) {
        loop.execute(
                () -> {
                    if (!over) {
                        write("retry: " + retryAfterMillis + "\n\n");
                        finish();
                    }
                });
    }

    @Override
    public void starts(Start start) {
        write(
                "event: subscribed\ndata: {\"channel\":"
                        + JsonText.quote(start.channel())
                        + ",\"after\":"
                        + start.after()
                        + ",\"seq\":"
                        + start.seq()
                        + ",\"recovered\":"
                        + start.recovered()
                        + "}\n\n");
    }

    @Override
    public void event(EncodedEvent event) {
        write(event, "id: " + event.event().seq() + "\nevent: " + event.event().type());
        if (channel.isTask() && ends(event.event())) {
            // Later events of the task, if there are any, come in this turn of the loop.
            loop.execute(() -> finishAfter(event.event().seq()));
        }
    }

    @Override
    public void ephemeral(EncodedEvent event) {
        if (hasCapacity()) {
            write(event, "event: " + event.event().type());
        } else {
            liveConnections.counts().dropped().increment();
        }
    }

    @Override
    public boolean hasCapacity() {
        return !over && !response.writeQueueFull();
    }

    @Override
    public boolean follows() {
        return hasCapacity();
    }

    private static boolean ends(Event event) {
        return TaskState.named(event.type()).filter(TaskState::ended).isPresent();
    }

    private void finishAfter(long seq) {
        if (!over && subscription.isLive() && subscription.position() == seq) {
            finish();
        }
    }

    private void resume() {
        stalled = false;
        if (!over && subscription != null) {
            subscription.resume();
        }
    }

    private void sendHeartbeat() {
        if (over) {
            return;
        }
        if (!response.writeQueueFull()) {
            write(":\n\n");
        } else if (stalled) {
            // Nothing was read since the last heartbeat.
            request.request().connection().close();
        } else {
            stalled = true;
        }
    }

    private void write(EncodedEvent event, String head) {
        byte[] json = event.json();
        Buffer block = Buffer.buffer(head.length() + json.length + 16);
        write(
                block.appendString(head)
                        .appendString("\ndata: ")
                        .appendBytes(json)
                        .appendString("\n\n"));
    }

    private void write(String text) {
        write(Buffer.buffer(text));
    }

    private void write(Buffer block) {
        if (!over && !response.closed()) {
            response.write(block);
        }
    }

    private void finish() {
        if (!over) {
            if (!response.closed() && !response.ended()) {
                response.end();
            }
            end();
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        heartbeat.cancel(false);
        if (expiry != null) {
            expiry.cancel(false);
        }
        if (subscription != null) {
            liveConnections.context().channelSubscribers().unsubscribe(subscription);
        }
        liveConnections.closed(this);
        release.run();
    }
}
