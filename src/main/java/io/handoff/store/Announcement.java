package io.handoff.store;

/**
 * An event still to be stored; the store gives it its seq.
 *
 * @param id unique over all channels
 * @param data compact JSON
 */
public record Announcement(String channel, String id, String type, long time, String data) {}
