package io.handoff.event;

/** The namespaces of channels: what stands before the colon says who may hear it. */
public final class Channels {

    public static final String TASK = "task:";
    public static final String USER = "user:";
    public static final String ROOM = "room:";

    /** What the server tells of itself: how it does, and what operators do. */
    public static final String MONITOR = "ops:monitor";

    public static final String AUDIT = "ops:audit";

    private Channels() {}
}
