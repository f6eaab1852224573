package io.handoff.task.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.InjectableObserverMethod;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The check of the start: exactly one asynchronous worker per kind. */
class CdiWorkersTest {

    @Test
    void shouldKnowTheKindsOfAllWorkers() {
        Workers workers = workers(async("mail"), async("thumbnail"), ofAnotherEvent());

        assertEquals(Set.of("mail", "thumbnail"), workers.kinds());
    }

    @Test
    void shouldRefuseTwoWorkersOfOneKind() {
        String line = refusal(async("mail"), async("mail"));

        assertTrue(line.startsWith("Two workers observe @Kind(\"mail\")"), line);
    }

    @Test
    void shouldRefuseAWorkerThatHoldsTheCallerUp() {
        String line = refusal(new Observer(TaskRun.class, false, Set.of(new Kind.Literal("mail"))));

        assertTrue(line.contains("must use @ObservesAsync"), line);
    }

    @Test
    void shouldRefuseAWorkerWithoutAKind() {
        String line = refusal(new Observer(TaskRun.class, true, Set.of()));

        assertTrue(line.contains("without saying which @Kind"), line);
    }

    private static String refusal(Observer... observers) {
        return assertThrows(IllegalStateException.class, () -> workers(observers)).getMessage();
    }

    private static Workers workers(Observer... observers) {
        return new CdiWorkers(new SilentEvent(), List.of(observers));
    }

    private static Observer async(String kind) {
        return new Observer(TaskRun.class, true, Set.of(new Kind.Literal(kind)));
    }

    private static Observer ofAnotherEvent() {
        return new Observer(String.class, false, Set.of());
    }

    private record Observer(Type type, boolean async, Set<Annotation> qualifiers)
            implements InjectableObserverMethod<Object> {

        @Override
        public Class<?> getBeanClass() {
            return CdiWorkersTest.class;
        }

        @Override
        public Type getObservedType() {
            return type;
        }

        @Override
        public Set<Annotation> getObservedQualifiers() {
            return qualifiers;
        }

        @Override
        public boolean isAsync() {
            return async;
        }

        @Override
        public String getDeclaringBeanIdentifier() {
            return "a bean";
        }
    }

    private static final class SilentEvent implements Event<TaskRun> {

        @Override
        public void fire(TaskRun run) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends TaskRun> CompletionStage<U> fireAsync(U run) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends TaskRun> CompletionStage<U> fireAsync(U run, NotificationOptions with) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Event<TaskRun> select(Annotation... qualifiers) {
            return this;
        }

        @Override
        public <U extends TaskRun> Event<U> select(Class<U> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends TaskRun> Event<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
