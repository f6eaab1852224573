package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.socket.CloseCode;
import io.handoff.socket.Connection;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The caller of a connection while its token is valid: sends a warning before the token expires,
 * and closes the connection afterwards. Used on the connection's event loop.
 */
final class SessionIdentity {

    private final Connection connection;
    private final LiveContext context;
    private Caller caller;
    private ScheduledFuture<?> timer;

    SessionIdentity(Connection connection, LiveContext context, Caller caller) {
        this.connection = connection;
        this.context = context;
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    /** Starts the timer. */
    void start() {
        if (caller.expiresAt() != 0) {
            long warning = context.settings().tokenWarning().toMillis();
            after(left() - warning, this::warn);
        }
    }

    void renew(Caller next) {
        end();
        caller = next;
        start();
    }

    void end() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void warn() {
        long left = left();
        connection.send(Frames.expiring(Math.max(0, left)));
        after(left + context.settings().tokenGrace().toMillis(), this::expire);
    }

    private void expire() {
        connection.close(CloseCode.TOKEN_ENDED, "the token has expired");
    }

    private long left() {
        return caller.expiresAt() - context.clock().millis();
    }

    private void after(long millis, Runnable action) {
        timer = connection.loop().schedule(action, Math.max(0, millis), TimeUnit.MILLISECONDS);
    }
}
