package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.channel.ChannelName;
import io.handoff.channel.Draft;
import io.handoff.http.Problem;
import io.handoff.live.ClientFrame.Malformed;
import io.handoff.socket.CloseCode;
import io.handoff.socket.Line;
import io.handoff.store.EventStore.Appended;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One client on {@code /ws/live}: does what its frames say. Everything happens on the connection's
 * event loop; what has to wait is done elsewhere and comes back to it.
 */
final class Conversation {

    private static final Logger LOG = Logger.getLogger(Conversation.class);

    private final Line line;
    private final LiveContext context;
    private final Outbox outbox;
    private final Pace pace;
    private final Pass pass;
    private final Interests interests;

    Conversation(Line line, LiveContext context, Caller caller) {
        this.line = line;
        this.context = context;
        this.outbox = new Outbox(line, context.counts().dropped());
        this.pace = new Pace(context.settings(), context.limits(), System.nanoTime());
        this.pass = new Pass(line, context, caller);
        this.interests = new Interests(line, context, outbox, pass);
    }

    /** To be called once, before the first frame. */
    void begin() {
        pass.begin();
        line.whenRoom(this::goOn);
        line.whenClosed(this::end);
    }

    /** A text frame. */
    void receive(String text) {
        switch (pace.next(System.nanoTime())) {
            case FINE -> read(text, this::act);
            case TOO_MANY -> read(text, this::tooMany);
            default -> line.close(CloseCode.FLOODING, "far too many messages");
        }
    }

    /** Tells that the server is about to close this connection; from any thread. */
    void announceDrain(long retryAfterMillis) {
        later(() -> outbox.send(Frames.draining(retryAfterMillis)));
    }

    private void read(String text, Consumer<ClientFrame> then) {
        try {
            then.accept(ClientFrame.parse(text, context.json()));
        } catch (Malformed e) {
            error(ErrorCode.BAD_FRAME, e.getMessage(), null, e.ref());
        }
    }

    private void tooMany(ClientFrame frame) {
        error(
                ErrorCode.RATE_LIMITED,
                "This was not done: a connection may send "
                        + context.settings().messagesPerSecond()
                        + " messages a second.",
                frame.channel(),
                frame.ref());
    }

    private void act(ClientFrame frame) {
        try {
            perform(frame);
        } catch (Malformed e) {
            error(ErrorCode.BAD_FRAME, e.getMessage(), frame.channel(), frame.ref());
        } catch (RuntimeException e) {
            failed(frame, e);
        }
    }

    private void perform(ClientFrame frame) throws Malformed {
        switch (frame.op()) {
            case "subscribe" -> interests.subscribe(frame);
            case "unsubscribe" -> interests.unsubscribe(frame);
            case "publish" -> publish(frame);
            case "presence" -> presence(frame);
            case "refresh" -> refresh(frame);
            case "ping" -> outbox.send(Frames.pong(context.replica(), frame.ref()));
            default ->
                    error(
                            ErrorCode.UNKNOWN_OP,
                            "There is subscribe, unsubscribe, publish, presence, refresh and ping.",
                            null,
                            frame.ref());
        }
    }

    private void publish(ClientFrame frame) throws Malformed {
        if (!ChannelName.isOne(frame.channel())) {
            error(
                    ErrorCode.BAD_CHANNEL,
                    "You can publish in rooms only: room:{name}.",
                    frame.channel(),
                    frame.ref());
            return;
        }
        Draft draft = frame.draft(new ChannelName(frame.channel()));
        CompletionStage<Appended> stored = context.publisher().publish(pass.caller(), draft);
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
        if (!Interests.isRoom(channel)) {
            error(ErrorCode.BAD_CHANNEL, "Only a room: has a presence.", channel, frame.ref());
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
        if (!next.name().equals(pass.caller().name())) {
            error(ErrorCode.BAD_TOKEN, "The token is somebody else's.", null, frame.ref());
            return;
        }
        boolean changed = !next.roles().equals(pass.caller().roles());
        pass.renew(next);
        outbox.send(Frames.refreshed(next.expiresAt(), frame.ref()));
        if (changed) {
            interests.checkAgain();
        }
    }

    private void goOn() {
        outbox.goOn();
        interests.goOn();
    }

    private void end() {
        pass.end();
        interests.end();
    }

    private void failed(ClientFrame frame, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        ErrorCode code = ErrorCode.of(cause);
        if (code == null) {
            LOG.errorf(cause, "'%s' failed", frame.op());
            code = ErrorCode.UNAVAILABLE;
            cause = Problem.unavailable("Something went wrong here; the log says more.");
        }
        error(code, cause.getMessage(), frame.channel(), frame.ref());
    }

    private void error(ErrorCode code, String message, String channel, String ref) {
        outbox.send(Frames.error(code, message, channel, ref));
    }

    private void later(Runnable action) {
        try {
            line.loop().execute(action);
        } catch (RejectedExecutionException e) {
            LOG.debug("The event loop has ended, and the connection with it");
        }
    }
}
