package io.handoff.channel;

/**
 * What somebody wants to publish.
 *
 * @param id chosen by the publisher so that a repeat is stored once, or null
 * @param data compact JSON
 */
public record Draft(ChannelName channel, String type, String id, boolean ephemeral, String data) {}
