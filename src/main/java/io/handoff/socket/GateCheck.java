package io.handoff.socket;

import io.netty.util.concurrent.EventExecutor;
import io.quarkus.websockets.next.HttpUpgradeCheck.CheckResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.HttpServerRequest;

/**
 * Puts a {@link Gate} in front of a websockets-next endpoint, as the last of its upgrade checks.
 */
public final class GateCheck {

    private GateCheck() {}

    /**
     * Admits the upgrade, or answers the request with a problem itself: a {@link CheckResult} has
     * no body. Then the result never comes, and there is nothing left to do for who waits for it.
     */
    public static Uni<CheckResult> perform(Gate gate, HttpServerRequest request) {
        return Uni.createFrom()
                .emitter(
                        emitter -> {
                            EventExecutor loop = Gate.loopOf(request);
                            if (loop.inEventLoop()) {
                                decide(gate, request, emitter);
                            } else {
                                loop.execute(() -> decide(gate, request, emitter));
                            }
                        });
    }

    private static void decide(
            Gate gate, HttpServerRequest request, UniEmitter<? super CheckResult> emitter) {
        gate.admit(request)
                .ifPresentOrElse(
                        refusal -> refusal.answer(request),
                        () -> emitter.complete(CheckResult.permitUpgradeSync()));
    }
}
