package io.handoff.store;

/**
 * Something a channel told.
 *
 * @param seq counts up by one within the channel, from 1
 * @param id unique over all channels
 * @param time epoch milliseconds
 * @param data compact JSON
 */
public record Event(String channel, long seq, String id, String type, long time, String data) {}
