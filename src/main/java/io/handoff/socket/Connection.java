package io.handoff.socket;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;

/**
 * One admitted connection, as the server's own side writes to it: frames that are no answers. All
 * but {@link #loop} and {@link #close} is for the connection's event loop only.
 */
public final class Connection {

    private static final Runnable NOTHING = () -> {};

    private final AdmittedConnection admittedConnection;
    private final FrameGuard guard;
    private Runnable onRoom = NOTHING;
    private boolean wanted;

    Connection(AdmittedConnection admittedConnection) {
        this.admittedConnection = admittedConnection;
        this.guard = admittedConnection.guard();
        guard.frameWriter().whenSent(this::sent);
    }

    public EventExecutor loop() {
        return admittedConnection.channel().eventLoop();
    }

    /** Sends one text frame; a connection that leaves too much unread is closed with 4008. */
    public void send(byte[] utf8) {
        guard.send(Unpooled.wrappedBuffer(utf8));
    }

    /** Whether more that can wait should be sent now; if not, {@link #whenRoom} runs later. */
    public boolean hasRoom() {
        return ask(guard.frameWriter().hasRoom());
    }

    /** Whether what was sent so far is nearly gone; if not, {@link #whenRoom} runs later. */
    public boolean isQuick() {
        return ask(guard.frameWriter().isQuick());
    }

    /** What to run when the last answer to {@link #hasRoom} or {@link #isQuick} would change. */
    public void whenRoom(Runnable action) {
        onRoom = action;
    }

    /** Closes the connection from any thread, whatever is unsent. */
    public void close(int code, String reason) {
        admittedConnection.close(code, reason);
    }

    /** Runs on the loop when the connection's TCP has ended; whoever registers first is first. */
    public void whenClosed(Runnable action) {
        admittedConnection.channel().closeFuture().addListener(closed -> action.run());
    }

    private boolean ask(boolean free) {
        wanted |= !free;
        return free;
    }

    private void sent() {
        if (wanted && guard.frameWriter().isQuick()) {
            wanted = false;
            onRoom.run();
        }
    }
}
