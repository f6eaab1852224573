package io.handoff.socket;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;

/**
 * The sending side of one admitted connection, for messages that the server sends by itself. All
 * methods but {@link #loop} and {@link #close} are for the connection's event loop only.
 */
public final class Connection {

    private final AdmittedConnection admittedConnection;
    private final FrameGuard guard;
    private Runnable capacityListener = () -> {};
    private boolean refused;

    Connection(AdmittedConnection admittedConnection) {
        this.admittedConnection = admittedConnection;
        this.guard = admittedConnection.guard();
        guard.frameWriter().onSent(this::sent);
    }

    public EventExecutor loop() {
        return admittedConnection.channel().eventLoop();
    }

    /** Sends a text frame; a client that leaves too much unread is disconnected with 4008. */
    public void send(byte[] utf8) {
        guard.send(Unpooled.wrappedBuffer(utf8));
    }

    /** Whether to send more of what can wait; if false, the capacity listener runs later. */
    public boolean hasCapacity() {
        return noteRefusal(guard.frameWriter().hasCapacity());
    }

    /** Whether nearly everything has been sent; if false, the capacity listener runs later. */
    public boolean isNearlyEmpty() {
        return noteRefusal(guard.frameWriter().isNearlyEmpty());
    }

    /**
     * @param listener runs when {@link #hasCapacity} or {@link #isNearlyEmpty} was false and would
     *     be true now
     */
    public void onCapacity(Runnable listener) {
        capacityListener = listener;
    }

    /** Closes the connection, whatever is unsent; from any thread. */
    public void close(int code, String reason) {
        admittedConnection.close(code, reason);
    }

    /**
     * @param listener runs on the event loop when TCP has ended, after those registered before
     */
    public void onClosed(Runnable listener) {
        admittedConnection.channel().closeFuture().addListener(closed -> listener.run());
    }

    private boolean noteRefusal(boolean answer) {
        refused |= !answer;
        return answer;
    }

    private void sent() {
        if (refused && guard.frameWriter().isNearlyEmpty()) {
            refused = false;
            capacityListener.run();
        }
    }
}
