package io.handoff.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.access.Tokens;
import io.handoff.channel.ChannelAccess;
import io.handoff.channel.ChannelSubscribers;
import io.handoff.channel.Publisher;
import io.handoff.limit.Limits;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What all live connections share.
 *
 * @param replica the name of this replica
 * @param blocking runs what reads the store
 */
record LiveContext(
        ChannelSubscribers channelSubscribers,
        Publisher publisher,
        ChannelAccess access,
        Presence presence,
        Tokens tokens,
        Limits limits,
        LiveCounts counts,
        LiveSettings settings,
        ObjectMapper json,
        InstantSource clock,
        String replica,
        Executor blocking) {}
