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

/** The channels that one connection is subscribed to. Used on its event loop. */
final class SessionSubscriptions {

    private final Connection connection;
    private final LiveContext context;
    private final Outbox outbox;
    private final SessionIdentity sessionIdentity;
    private final Map<String, Entry> byChannel = new LinkedHashMap<>();

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

    /** A channel that the client has asked for; the subscription is null until it is allowed. */
    private static final class Entry {
        private final ChannelName channel;
        private Subscription subscription;
        private String presentAs;

        Entry(ChannelName channel) {
            this.channel = channel;
        }
    }

    static boolean isRoom(String channel) {
        return ChannelName.isValid(channel) && channel.startsWith(Channels.ROOM);
    }

    void subscribe(ClientFrame frame) throws Malformed {
        String name = frame.channel();
        if (!ChannelName.isValid(name)) {
            error(ErrorCode.BAD_CHANNEL, ChannelName.FORMS, frame);
            return;
        }
        ChannelName channel = new ChannelName(name);
        long after = frame.after(channel.isTask() ? 0 : Subscription.NOW);
        if (byChannel.containsKey(name)) {
            error(
                    ErrorCode.ALREADY_SUBSCRIBED,
                    "Already subscribed to this channel; unsubscribe first to start again.",
                    frame);
        } else if (byChannel.size() >= context.settings().maxSubscriptions()
                && context.limits().reached(Limit.SUBSCRIPTIONS)) {
            error(
                    ErrorCode.TOO_MANY_SUBSCRIPTIONS,
                    "A connection may subscribe to "
                            + context.settings().maxSubscriptions()
                            + " channels (handoff.live.max-subscriptions).",
                    frame);
        } else {
            Entry entry = new Entry(channel);
            byChannel.put(name, entry);
            ifAllowed(entry, allowed -> decide(entry, after, frame, allowed));
        }
    }

    private void decide(Entry entry, long after, ClientFrame frame, Decision decision) {
        if (byChannel.get(entry.channel.text()) != entry) {
            return;
        }
        switch (decision) {
            case YES -> start(entry, after, frame);
            case NO -> {
                byChannel.remove(entry.channel.text());
                error(
                        ErrorCode.FORBIDDEN,
                        "This channel does not exist, or you may not read it.",
                        frame);
            }
            default -> {
                byChannel.remove(entry.channel.text());
                error(ErrorCode.UNAVAILABLE, "The store is not available; try again later.", frame);
            }
        }
    }

    private void start(Entry entry, long after, ClientFrame frame) {
        SocketSink sink =
                new SocketSink(
                        outbox,
                        frame.ref(),
                        () -> sessionIdentity.caller().name(),
                        () -> present(entry));
        entry.subscription =
                context.channelSubscribers()
                        .subscribe(entry.channel.text(), after, sink, connection.loop());
    }

    private void present(Entry entry) {
        if (entry.channel.isRoom() && entry.presentAs == null) {
            entry.presentAs = sessionIdentity.caller().name();
            context.presence().join(entry.channel.text(), entry.presentAs);
        }
    }

    void unsubscribe(ClientFrame frame) {
        Entry entry = byChannel.get(frame.channel());
        if (entry == null) {
            error(ErrorCode.NOT_SUBSCRIBED, "Not subscribed to this channel.", frame);
        } else {
            drop(entry);
            outbox.send(Frames.unsubscribed(frame.channel(), frame.ref()));
        }
    }

    /** The connection has capacity again. */
    void resume() {
        for (Entry entry : List.copyOf(byChannel.values())) {
            if (entry.subscription != null) {
                entry.subscription.resume();
            }
        }
    }

    /** Ends the subscriptions that the caller, whose roles have changed, may not have any more. */
    void recheck() {
        for (Entry entry : List.copyOf(byChannel.values())) {
            ifAllowed(
                    entry,
                    decision -> {
                        String name = entry.channel.text();
                        if (decision == Decision.NO && byChannel.get(name) == entry) {
                            drop(entry);
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

    private void drop(Entry entry) {
        byChannel.remove(entry.channel.text());
        outbox.forget(entry.channel.text());
        if (entry.subscription != null) {
            context.channelSubscribers().unsubscribe(entry.subscription);
        }
        if (entry.presentAs != null) {
            context.presence().leave(entry.channel.text(), entry.presentAs);
        }
    }

    private enum Decision {
        YES,
        NO,
        UNKNOWN
    }

    /** Decides at once if it can, else after reading the store; on the event loop. */
    private void ifAllowed(Entry entry, Consumer<Decision> action) {
        Caller caller = sessionIdentity.caller();
        ChannelName channel = entry.channel;
        if (!ChannelAccess.needsStore(caller, channel)) {
            action.accept(context.access().mayRead(caller, channel) ? Decision.YES : Decision.NO);
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
                .thenAcceptAsync(action, connection.loop());
    }

    private void error(ErrorCode code, String message, ClientFrame frame) {
        outbox.send(Frames.error(code, message, frame.channel(), frame.ref()));
    }
}
