package io.handoff.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.access.Tokens;
import io.handoff.channel.ChannelAccess;
import io.handoff.channel.ChannelSubscribers;
import io.handoff.channel.Publisher;
import io.handoff.limit.Limits;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What all live connections share. */
record LiveContext(
        Channels channels,
        Tokens tokens,
        Limits limits,
        LiveCounts counts,
        LiveSettings settings,
        ObjectMapper json,
        InstantSource clock,
        Node node) {

    /** What a session does in channels. */
    record Channels(
            ChannelSubscribers subscribers,
            Publisher publisher,
            ChannelAccess access,
            Presence presence) {}

    /**
     * This replica.
     *
     * @param blocking runs what reads the store
     */
    record Node(String name, Executor blocking) {}
}
