package io.handoff.socket;

import io.netty.util.concurrent.EventExecutor;
import io.quarkus.websockets.next.HttpUpgradeCheck.CheckResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

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
        return perform(gate, request, Claim.NONE, line -> {});
    }

    /**
     * The same, with more to take.
     *
     * @param then gets the line to the connection as soon as it is admitted
     */
    public static Uni<CheckResult> perform(
            Gate gate, HttpServerRequest request, Claim claim, Consumer<Line> then) {
        return Uni.createFrom()
                .emitter(
                        emitter -> {
                            EventExecutor loop = Gate.loopOf(request);
                            if (loop.inEventLoop()) {
                                decide(gate, request, claim, then, emitter);
                            } else {
                                loop.execute(() -> decide(gate, request, claim, then, emitter));
                            }
                        });
    }

    private static void decide(
            Gate gate,
            HttpServerRequest request,
            Claim claim,
            Consumer<Line> then,
            UniEmitter<? super CheckResult> emitter) {
        Admission admission = gate.admit(request, claim);
        if (admission.refusal().isPresent()) {
            admission.refusal().get().answer(request);
        } else {
            then.accept(admission.line());
            emitter.complete(CheckResult.permitUpgradeSync());
        }
    }
}
