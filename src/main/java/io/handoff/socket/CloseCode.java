package io.handoff.socket;

/**
 * The close codes Handoff sends. After 4000 to 4499 a client should come back, after 4500 to 4999
 * it should not; below 4000 RFC 6455 §7.4.1 and the IANA registry say what they mean.
 */
public final class CloseCode {

    /** RFC 6455: the peer broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;

    /** RFC 6455: a kind of message that is not taken here. */
    public static final int UNSUPPORTED = 1003;

    /** RFC 6455: the peer's close frame had no code. Never sent, only counted. */
    public static final int NONE = 1005;

    /** RFC 6455: the connection ended without a close frame. Never sent, only counted. */
    public static final int ABNORMAL = 1006;

    /** RFC 6455: text that is not UTF-8. */
    public static final int INVALID_TEXT = 1007;

    /** RFC 6455: a message over {@link SocketSettings#maxMessageSize}. */
    public static final int TOO_BIG = 1009;

    /** IANA: the service restarts; come back. */
    public static final int RESTART = 1012;

    /** No answer to a ping within {@link SocketSettings#pongTimeout}; come back. */
    public static final int NO_PONG = 4000;

    /** The client read too slowly, or not at all; come back and resume. */
    public static final int SLOW_READER = 4008;

    /** The token has ended; come back with a new one. */
    public static final int TOKEN_ENDED = 4005;

    /** Far too many messages, in spite of being told so; do not come back by itself. */
    public static final int FLOODING = 4529;

    private CloseCode() {}
}
