package io.handoff.channel;

import io.handoff.event.ChannelName;

/**
 * An event that a client wants to publish.
 *
 * @param id chosen by the publisher, so that a repeat is stored once; may be null
 * @param data compact JSON
 */
public record PublishCommand(
        ChannelName channel, String type, String id, boolean ephemeral, String data) {}
