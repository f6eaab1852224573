package io.handoff.socket;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;

/**
 * One admitted connection, as the server's own side writes to it: frames that are no answers. All
 * but {@link #loop} and {@link #close} is for the connection's event loop only.
 */
public final class Line {

    private static final Runnable NOTHING = () -> {};

    private final Slot slot;
    private final FrameGuard guard;
    private Runnable onRoom = NOTHING;
    private boolean wanted;

    Line(Slot slot) {
        this.slot = slot;
        this.guard = slot.guard();
        guard.outlet().whenSent(this::sent);
    }

    public EventExecutor loop() {
        return slot.channel().eventLoop();
    }

    /** Sends one text frame; a connection that leaves too much unread is closed with 4008. */
    public void send(byte[] utf8) {
        guard.send(Unpooled.wrappedBuffer(utf8));
    }

    /** Whether more that can wait should be sent now; if not, {@link #whenRoom} runs later. */
    public boolean hasRoom() {
        return ask(guard.outlet().hasRoom());
    }

    /** Whether what was sent so far is nearly gone; if not, {@link #whenRoom} runs later. */
    public boolean isQuick() {
        return ask(guard.outlet().isQuick());
    }

    /** What to run when the last answer to {@link #hasRoom} or {@link #isQuick} would change. */
    public void whenRoom(Runnable action) {
        onRoom = action;
    }

    /** Closes the connection from any thread, whatever is unsent. */
    public void close(int code, String reason) {
        slot.close(code, reason);
    }

    /** Runs on the loop when the connection's TCP has ended; whoever registers first is first. */
    public void whenClosed(Runnable action) {
        slot.channel().closeFuture().addListener(closed -> action.run());
    }

    private boolean ask(boolean free) {
        wanted |= !free;
        return free;
    }

    private void sent() {
        if (wanted && guard.outlet().isQuick()) {
            wanted = false;
            onRoom.run();
        }
    }
}
