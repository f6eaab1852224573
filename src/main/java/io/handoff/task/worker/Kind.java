package io.handoff.task.worker;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which kind of task a worker does:
 *
 * <pre>{@code
 * void on(@ObservesAsync @Kind("thumbnail") TaskRun run) { … }
 * }</pre>
 *
 * Exactly one observer per kind; the start checks it.
 */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface Kind {

    /** 1 to 64 letters, digits, {@code . _ -}. */
    String value();

    /** A kind to select an event with. */
    final class Literal extends AnnotationLiteral<Kind> implements Kind {
        private static final long serialVersionUID = 1L;
        private final String value;

        public Literal(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
