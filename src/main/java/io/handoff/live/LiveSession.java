package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.channel.PublishCommand;
import io.handoff.event.ChannelName;
import io.handoff.event.EventStore.Appended;
import io.handoff.http.Problem;
import io.handoff.live.ClientFrame.Malformed;
import io.handoff.socket.CloseCode;
import io.handoff.socket.Connection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One client on {@code /ws/live}: performs the operations of its frames. Everything happens on the
 * connection's event loop; what blocks runs elsewhere and continues there.
 */
final class LiveSession {

    private static final Logger LOG = Logger.getLogger(LiveSession.class);

    private final Connection connection;
    private final LiveContext context;
    private final Outbox outbox;
    private final RateLimiter rateLimiter;
    private final SessionIdentity sessionIdentity;
    private final SessionSubscriptions sessionSubscriptions;

    LiveSession(Connection connection, LiveContext context, Caller caller) {
        this.connection = connection;
        this.context = context;
        this.outbox = new Outbox(connection, context.counts().dropped());
        this.rateLimiter = new RateLimiter(context.settings(), context.limits(), System.nanoTime());
        this.sessionIdentity = new SessionIdentity(connection, context, caller);
        this.sessionSubscriptions =
                new SessionSubscriptions(connection, context, outbox, sessionIdentity);
    }

    /** Called once, before the first frame. */
    void start() {
        sessionIdentity.start();
        connection.onCapacity(this::resume);
        connection.onClosed(this::end);
    }

    /** Handles a text frame. */
    void receive(String text) {
        switch (rateLimiter.next(System.nanoTime())) {
            case ALLOWED -> read(text, this::perform);
            case REFUSED -> read(text, this::refuse);
            default -> connection.close(CloseCode.FLOODING, "far too many messages");
        }
    }

    /** Announces that the server will close this connection; from any thread. */
    void announceDrain(long retryAfterMillis) {
        later(() -> outbox.send(Frames.draining(retryAfterMillis)));
    }

    private void read(String text, Consumer<ClientFrame> action) {
        try {
            action.accept(ClientFrame.parse(text, context.json()));
        } catch (Malformed e) {
            error(ErrorCode.BAD_FRAME, e.getMessage(), null, e.ref());
        }
    }

    private void refuse(ClientFrame frame) {
        error(
                ErrorCode.RATE_LIMITED,
                "Not done: a connection may send "
                        + context.settings().messagesPerSecond()
                        + " messages per second; send it again later.",
                frame.channel(),
                frame.ref());
    }

    private void perform(ClientFrame frame) {
        try {
            dispatch(frame);
        } catch (Malformed e) {
            error(ErrorCode.BAD_FRAME, e.getMessage(), frame.channel(), frame.ref());
        } catch (RuntimeException e) {
            failed(frame, e);
        }
    }

    private void dispatch(ClientFrame frame) throws Malformed {
        switch (frame.op()) {
            case "subscribe" -> sessionSubscriptions.subscribe(frame);
            case "unsubscribe" -> sessionSubscriptions.unsubscribe(frame);
            case "publish" -> publish(frame);
            case "presence" -> presence(frame);
            case "refresh" -> refresh(frame);
            case "ping" -> outbox.send(Frames.pong(context.replica(), frame.ref()));
            default ->
                    error(
                            ErrorCode.UNKNOWN_OP,
                            "Unknown 'op'; use subscribe, unsubscribe, publish, presence, refresh or ping.",
                            null,
                            frame.ref());
        }
    }

    private void publish(ClientFrame frame) throws Malformed {
        if (!ChannelName.isValid(frame.channel())) {
            error(
                    ErrorCode.BAD_CHANNEL,
                    "Publishing needs a room as the channel: room:{name}.",
                    frame.channel(),
                    frame.ref());
            return;
        }
        PublishCommand publishCommand = frame.publishCommand(new ChannelName(frame.channel()));
        CompletionStage<Appended> stored =
                context.publisher().publish(sessionIdentity.caller(), publishCommand);
        stored.whenComplete(
                (appended, failure) -> {
                    if (failure != null) {
                        later(() -> failed(frame, failure));
                    } else if (frame.ref() != null || !appended.event().ephemeral()) {
                        later(() -> outbox.send(Frames.ack(appended.event(), frame.ref())));
                    }
                });
    }

    private void presence(ClientFrame frame) {
        String channel = frame.channel();
        if (!SessionSubscriptions.isRoom(channel)) {
            error(
                    ErrorCode.BAD_CHANNEL,
                    "Presence needs a room as the channel: room:{name}.",
                    channel,
                    frame.ref());
            return;
        }
        outbox.send(Frames.presence(channel, context.presence().of(channel), frame.ref()));
    }

    private void refresh(ClientFrame frame) throws Malformed {
        context.tokens()
                .check(frame.token())
                .whenComplete(
                        (caller, failure) ->
                                later(
                                        () -> {
                                            if (failure != null) {
                                                failed(frame, failure);
                                            } else {
                                                refreshed(frame, caller);
                                            }
                                        }));
    }

    private void refreshed(ClientFrame frame, Caller next) {
        if (!next.name().equals(sessionIdentity.caller().name())) {
            error(ErrorCode.BAD_TOKEN, "The token belongs to another user.", null, frame.ref());
            return;
        }
        boolean changed = !next.roles().equals(sessionIdentity.caller().roles());
        sessionIdentity.renew(next);
        outbox.send(Frames.refreshed(next.expiresAt(), frame.ref()));
        if (changed) {
            sessionSubscriptions.recheck();
        }
    }

    private void resume() {
        outbox.sendWaiting();
        sessionSubscriptions.resume();
    }

    private void end() {
        sessionIdentity.end();
        sessionSubscriptions.end();
    }

    private void failed(ClientFrame frame, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        ErrorCode code = ErrorCode.of(cause);
        if (code == null) {
            LOG.errorf(cause, "'%s' failed", frame.op());
            code = ErrorCode.UNAVAILABLE;
            cause = Problem.unavailable("Internal error; the log of the server has the details.");
        }
        error(code, cause.getMessage(), frame.channel(), frame.ref());
    }

    private void error(ErrorCode code, String message, String channel, String ref) {
        outbox.send(Frames.error(code, message, channel, ref));
    }

    private void later(Runnable action) {
        try {
            connection.loop().execute(action);
        } catch (RejectedExecutionException e) {
            LOG.debug("The event loop has stopped, and so has the connection");
        }
    }
}
