package io.handoff.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.event.EventStore;
import io.handoff.store.StoreUnavailable;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** The service's audit, in every test of the whole service, where a test can make it fail. */
@Singleton
public class FailingAudit {

    private volatile boolean failing;

    /** From now on nothing is written; other writes are. */
    public void fail() {
        failing = true;
    }

    public void work() {
        failing = false;
    }

    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    Audit audit(EventStore events, Bus bus, ObjectMapper json, InstantSource clock) {
        return new Audit(perhaps(events), bus, json, clock);
    }

    private EventStore perhaps(EventStore events) {
        return (EventStore)
                Proxy.newProxyInstance(
                        EventStore.class.getClassLoader(),
                        new Class<?>[] {EventStore.class},
                        (proxy, method, arguments) -> {
                            if (failing && method.getName().equals("append")) {
                                return CompletableFuture.failedStage(
                                        new StoreUnavailable("on purpose"));
                            }
                            try {
                                return method.invoke(events, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
