package io.handoff.event;

/** The namespaces of channels: the part before the colon decides who may read it. */
public final class Channels {

    public static final String TASK = "task:";
    public static final String USER = "user:";
    public static final String ROOM = "room:";

    /** Samples of every replica. */
    public static final String MONITOR = "ops:monitor";

    /** The actions of operators. */
    public static final String AUDIT = "ops:audit";

    private Channels() {}
}
