package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.channel.ChannelAccess;
import io.handoff.channel.Subscription;
import io.handoff.event.ChannelName;
import io.handoff.event.Channels;
import io.handoff.limit.Limit;
import io.handoff.live.ClientFrame.Malformed;
import io.handoff.socket.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The channels that one connection hears. Used on its event loop. */
final class SessionSubscriptions {

    private final Connection connection;
    private final LiveContext context;
    private final Outbox outbox;
    private final SessionIdentity sessionIdentity;
    private final Map<String, Interest> byChannel = new LinkedHashMap<>();

    SessionSubscriptions(
            Connection connection,
            LiveContext context,
            Outbox outbox,
            SessionIdentity sessionIdentity) {
        this.connection = connection;
        this.context = context;
        this.outbox = outbox;
        this.sessionIdentity = sessionIdentity;
    }

    /** A wish to hear a channel, from the moment it is uttered. */
    private static final class Interest {
        private final ChannelName channel;
        private Subscription subscription;
        private String presentAs;

        Interest(ChannelName channel) {
            this.channel = channel;
        }
    }

    static boolean isRoom(String channel) {
        return ChannelName.isOne(channel) && channel.startsWith(Channels.ROOM);
    }

    void subscribe(ClientFrame frame) throws Malformed {
        String name = frame.channel();
        if (!ChannelName.isOne(name)) {
            error(ErrorCode.BAD_CHANNEL, ChannelName.FORMS, frame);
            return;
        }
        ChannelName channel = new ChannelName(name);
        long after = frame.after(channel.isTask() ? 0 : Subscription.NOW);
        if (byChannel.containsKey(name)) {
            error(ErrorCode.ALREADY_SUBSCRIBED, "Unsubscribe first to begin anew.", frame);
        } else if (byChannel.size() >= context.settings().maxSubscriptions()
                && context.limits().reached(Limit.SUBSCRIPTIONS)) {
            error(
                    ErrorCode.TOO_MANY_SUBSCRIPTIONS,
                    "A connection may hear "
                            + context.settings().maxSubscriptions()
                            + " channels (handoff.live.max-subscriptions).",
                    frame);
        } else {
            Interest interest = new Interest(channel);
            byChannel.put(name, interest);
            ifAllowed(interest, allowed -> decide(interest, after, frame, allowed));
        }
    }

    private void decide(Interest interest, long after, ClientFrame frame, Decision decision) {
        if (byChannel.get(interest.channel.text()) != interest) {
            return;
        }
        switch (decision) {
            case YES -> start(interest, after, frame);
            case NO -> {
                byChannel.remove(interest.channel.text());
                error(ErrorCode.FORBIDDEN, "It is not yours, or there is none.", frame);
            }
            default -> {
                byChannel.remove(interest.channel.text());
                error(ErrorCode.UNAVAILABLE, "The store can't be read now; try again.", frame);
            }
        }
    }

    private void start(Interest interest, long after, ClientFrame frame) {
        SocketSink sink =
                new SocketSink(
                        outbox,
                        frame.ref(),
                        () -> sessionIdentity.caller().name(),
                        () -> present(interest));
        interest.subscription =
                context.channelSubscribers()
                        .subscribe(interest.channel.text(), after, sink, connection.loop());
    }

    private void present(Interest interest) {
        if (interest.channel.isRoom() && interest.presentAs == null) {
            interest.presentAs = sessionIdentity.caller().name();
            context.presence().join(interest.channel.text(), interest.presentAs);
        }
    }

    void unsubscribe(ClientFrame frame) {
        Interest interest = byChannel.get(frame.channel());
        if (interest == null) {
            error(ErrorCode.NOT_SUBSCRIBED, "There is nothing to end.", frame);
        } else {
            drop(interest);
            outbox.send(Frames.unsubscribed(frame.channel(), frame.ref()));
        }
    }

    /** There is room again on the line. */
    void goOn() {
        for (Interest interest : List.copyOf(byChannel.values())) {
            if (interest.subscription != null) {
                interest.subscription.room();
            }
        }
    }

    /** The caller may do other things than before. */
    void checkAgain() {
        for (Interest interest : List.copyOf(byChannel.values())) {
            ifAllowed(
                    interest,
                    decision -> {
                        String name = interest.channel.text();
                        if (decision == Decision.NO && byChannel.get(name) == interest) {
                            drop(interest);
                            outbox.send(
                                    Frames.error(
                                            ErrorCode.FORBIDDEN,
                                            "The new token does not allow this channel.",
                                            name,
                                            null));
                        }
                    });
        }
    }

    void end() {
        List.copyOf(byChannel.values()).forEach(this::drop);
    }

    private void drop(Interest interest) {
        byChannel.remove(interest.channel.text());
        outbox.forget(interest.channel.text());
        if (interest.subscription != null) {
            context.channelSubscribers().unsubscribe(interest.subscription);
        }
        if (interest.presentAs != null) {
            context.presence().leave(interest.channel.text(), interest.presentAs);
        }
    }

    private enum Decision {
        YES,
        NO,
        UNKNOWN
    }

    /** Decides at once where it can, else when the store has been asked; on the loop. */
    private void ifAllowed(Interest interest, Consumer<Decision> then) {
        Caller caller = sessionIdentity.caller();
        ChannelName channel = interest.channel;
        if (!ChannelAccess.needsLook(caller, channel)) {
            then.accept(context.access().mayRead(caller, channel) ? Decision.YES : Decision.NO);
            return;
        }
        CompletableFuture.supplyAsync(
                        () -> context.access().mayRead(caller, channel), context.blocking())
                .handle(
                        (allowed, failure) -> {
                            if (failure != null) {
                                return Decision.UNKNOWN;
                            }
                            return allowed ? Decision.YES : Decision.NO;
                        })
                .thenAcceptAsync(then, connection.loop());
    }

    private void error(ErrorCode code, String message, ClientFrame frame) {
        outbox.send(Frames.error(code, message, frame.channel(), frame.ref()));
    }
}
