package io.handoff.bench.live;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** How to talk to Handoff, and to a bare server that only passes on what it gets. */
public enum Dialect {
    HANDOFF {
        @Override
        public String path(String user) {
            return "/ws/live?user=" + user;
        }

        @Override
        public Optional<ByteBuf> subscribe(String channel) {
            return Optional.of(Say.subscribe(channel));
        }

        @Override
        public ByteBuf publish(String channel, long seq, String data) {
            return Say.publish(channel, data);
        }
    },

    /** Its publisher sends what Handoff's subscribers hear, so that the frames are as long. */
    BARE {
        @Override
        public String path(String user) {
            return "/" + user;
        }

        @Override
        public Optional<ByteBuf> subscribe(String channel) {
            return Optional.empty();
        }

        @Override
        public ByteBuf publish(String channel, long seq, String data) {
            return Say.text(
                    "{\"op\":\"event\",\"channel\":\""
                            + channel
                            + "\",\"seq\":"
                            + seq
                            + ",\"id\":\"01a14a7e-5f80-7000-8000-000000000000\",\"type\":\"message\""
                            + ",\"time\":\"2026-11-21T02:47:35.568Z\",\"from\":\"speaker\",\"data\":"
                            + data
                            + "}");
        }
    };

    public abstract String path(String user);

    /** Empty where whoever connects hears everything. */
    public abstract Optional<ByteBuf> subscribe(String channel);

    public abstract ByteBuf publish(String channel, long seq, String data);
}
