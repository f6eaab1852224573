package io.handoff.socket;

/**
 * The close codes of Handoff. A client should reconnect after 4000 to 4499, and not after 4500 to
 * 4999; RFC 6455 §7.4.1 and the IANA registry define those below 4000.
 */
public final class CloseCode {

    /** RFC 6455: the peer broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;

    /** RFC 6455: a kind of message that is not accepted here. */
    public static final int UNSUPPORTED = 1003;

    /** RFC 6455: the peer's close frame had no code. Never sent, only counted. */
    public static final int NONE = 1005;

    /** RFC 6455: the connection ended without a close frame. Never sent, only counted. */
    public static final int ABNORMAL = 1006;

    /** RFC 6455: text that is not UTF-8. */
    public static final int INVALID_TEXT = 1007;

    /** RFC 6455: a message over {@link SocketSettings#maxMessageSize}. */
    public static final int TOO_BIG = 1009;

    /** IANA: the service restarts; reconnect. */
    public static final int RESTART = 1012;

    /** No answer to a ping within {@link SocketSettings#pongTimeout}; reconnect. */
    public static final int NO_PONG = 4000;

    /** The client read too slowly, or not at all; reconnect and resume. */
    public static final int SLOW_READER = 4008;

    /** The token has expired; reconnect with a new one. */
    public static final int TOKEN_ENDED = 4005;

    /** Far too many messages, after many were refused; do not reconnect automatically. */
    public static final int FLOODING = 4529;

    private CloseCode() {}
}
