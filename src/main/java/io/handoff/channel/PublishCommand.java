package io.handoff.channel;

import io.handoff.event.ChannelName;

/**
 * What somebody wants to publish.
 *
 * @param id chosen by the publisher so that a repeat is stored once, or null
 * @param data compact JSON
 */
public record PublishCommand(
        ChannelName channel, String type, String id, boolean ephemeral, String data) {}
