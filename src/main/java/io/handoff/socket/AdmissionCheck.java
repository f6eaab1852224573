package io.handoff.socket;

import io.netty.util.concurrent.EventExecutor;
import io.quarkus.websockets.next.HttpUpgradeCheck.CheckResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Puts a {@link ConnectionLimiter} in front of a websockets-next endpoint, as the last of its
 * upgrade checks.
 */
public final class AdmissionCheck {

    private AdmissionCheck() {}

    /**
     * Admits the upgrade, or answers the request with a problem itself: a {@link CheckResult} has
     * no body. Then the result never comes, and there is nothing left to do for who waits for it.
     */
    public static Uni<CheckResult> perform(
            ConnectionLimiter connectionLimiter, HttpServerRequest request) {
        return perform(connectionLimiter, request, ExtraPermit.NONE, connection -> {});
    }

    /**
     * The same, with more to take.
     *
     * @param then gets the line to the connection as soon as it is admitted
     */
    public static Uni<CheckResult> perform(
            ConnectionLimiter connectionLimiter,
            HttpServerRequest request,
            ExtraPermit extraPermit,
            Consumer<Connection> then) {
        return Uni.createFrom()
                .emitter(
                        emitter -> {
                            EventExecutor loop = ConnectionLimiter.loopOf(request);
                            if (loop.inEventLoop()) {
                                decide(connectionLimiter, request, extraPermit, then, emitter);
                            } else {
                                loop.execute(
                                        () ->
                                                decide(
                                                        connectionLimiter,
                                                        request,
                                                        extraPermit,
                                                        then,
                                                        emitter));
                            }
                        });
    }

    private static void decide(
            ConnectionLimiter connectionLimiter,
            HttpServerRequest request,
            ExtraPermit extraPermit,
            Consumer<Connection> then,
            UniEmitter<? super CheckResult> emitter) {
        Admission admission = connectionLimiter.admit(request, extraPermit);
        if (admission.refusal().isPresent()) {
            admission.refusal().get().answer(request);
        } else {
            then.accept(admission.connection());
            emitter.complete(CheckResult.permitUpgradeSync());
        }
    }
}
