package io.handoff.socket;

import io.handoff.internals.VertxConnection;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.websockets.next.HttpUpgradeCheck.CheckResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Applies a {@link ConnectionLimiter} to an endpoint, as the last of its upgrade checks. */
public final class AdmissionCheck {

    private AdmissionCheck() {}

    /**
     * Admits the upgrade, or answers the request with a problem document itself, because a {@link
     * CheckResult} has no body. In that case the result never completes: nothing is left to do.
     */
    public static Uni<CheckResult> perform(
            ConnectionLimiter connectionLimiter, HttpServerRequest request) {
        return perform(connectionLimiter, request, ExtraPermit.NONE, connection -> {});
    }

    /**
     * As above.
     *
     * @param extraPermit what the connection takes besides the permit
     * @param onAdmitted gets the connection as soon as it is admitted
     */
    public static Uni<CheckResult> perform(
            ConnectionLimiter connectionLimiter,
            HttpServerRequest request,
            ExtraPermit extraPermit,
            Consumer<Connection> onAdmitted) {
        return Uni.createFrom()
                .emitter(
                        emitter -> {
                            EventExecutor loop = VertxConnection.loopOf(request);
                            if (loop.inEventLoop()) {
                                decide(
                                        connectionLimiter,
                                        request,
                                        extraPermit,
                                        onAdmitted,
                                        emitter);
                            } else {
                                loop.execute(
                                        () ->
                                                decide(
                                                        connectionLimiter,
                                                        request,
                                                        extraPermit,
                                                        onAdmitted,
                                                        emitter));
                            }
                        });
    }

    private static void decide(
            ConnectionLimiter connectionLimiter,
            HttpServerRequest request,
            ExtraPermit extraPermit,
            Consumer<Connection> onAdmitted,
            UniEmitter<? super CheckResult> emitter) {
        Admission admission = connectionLimiter.admit(request, extraPermit);
        if (admission.refusal().isPresent()) {
            admission.refusal().get().answer(request);
        } else {
            onAdmitted.accept(admission.connection());
            emitter.complete(CheckResult.permitUpgradeSync());
        }
    }
}
