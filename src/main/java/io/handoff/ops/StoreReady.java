package io.handoff.ops;

import io.handoff.task.TaskStore;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the store commits: each probe is a small durable write. */
@Readiness
@Singleton
final class StoreReady implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TaskStore store;

    StoreReady(TaskStore store) {
        this.store = store;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(store::ping)
                .map(done -> HealthCheckResponse.named("store").up().build())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(
                        failure ->
                                HealthCheckResponse.named("store")
                                        .down()
                                        .withData("reason", String.valueOf(failure.getMessage()))
                                        .build());
    }
}
