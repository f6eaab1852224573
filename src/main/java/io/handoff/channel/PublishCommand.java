package io.handoff.channel;

import io.handoff.event.ChannelName;
import org.jspecify.annotations.Nullable;

/**
 * An event that a client wants to publish.
 *
 * @param id chosen by the publisher, so that a repeat is stored once; may be null
 * @param data compact JSON
 */
public record PublishCommand(
        ChannelName channel,
        @Nullable String type,
        @Nullable String id,
        boolean ephemeral,
        String data) {}
