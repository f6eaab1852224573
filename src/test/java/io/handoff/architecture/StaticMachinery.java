package io.handoff.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channel;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/** What belongs to a running process, and so must not be made by a static initializer. */
final class StaticMachinery {

    private static final List<Class<?>> MACHINERY =
            List.of(
                    Executor.class,
                    Thread.class,
                    ThreadFactory.class,
                    RandomGenerator.class,
                    java.nio.Buffer.class,
                    ByteBuf.class,
                    Buffer.class,
                    Socket.class,
                    ServerSocket.class,
                    Channel.class,
                    InstantSource.class,
                    Timer.class,
                    Vertx.class);

    private StaticMachinery() {}

    /**
     * Looks at the types of static fields and of what those consist of, at the fields of enum
     * constants, and at what static initializers call: a lambda in a static field may have captured
     * its result.
     */
    static ArchCondition<JavaClass> notBeHeld() {
        return new ArchCondition<>("hold no executor, thread, random, buffer, socket or clock") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaField field : type.getFields()) {
                    boolean constant = field.getModifiers().contains(JavaModifier.STATIC);
                    if ((constant || type.isEnum()) && holds(field, new HashSet<>())) {
                        violated(events, field, field.getDescription() + " holds machinery");
                    }
                }
                type.getStaticInitializer().ifPresent(made -> checkInitializer(made, events));
            }
        };
    }

    private static void checkInitializer(
            JavaStaticInitializer initializer, ConditionEvents events) {
        for (JavaAccess<?> access : initializer.getAccessesFromSelf()) {
            boolean made =
                    access.getTarget() instanceof CodeUnitCallTarget call
                            && (isMachinery(call.getRawReturnType())
                                    || call.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                                            && isMachinery(call.getOwner()));
            if (made) {
                violated(events, initializer, access.getDescription());
            }
        }
    }

    private static boolean holds(JavaField field, Set<JavaClass> seen) {
        return field.getAllInvolvedRawTypes().stream().anyMatch(StaticMachinery::isMachinery)
                || holds(field.getRawType(), seen);
    }

    /** Itself, or in a field of a class of ours that it is. */
    private static boolean holds(JavaClass type, Set<JavaClass> seen) {
        if (isMachinery(type)) {
            return true;
        }
        return seen.add(type)
                && type.getPackageName().startsWith(ImportTable.ROOT)
                && !type.isEnum()
                && type.getAllFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .anyMatch(field -> holds(field, seen));
    }

    private static boolean isMachinery(JavaClass type) {
        if (type.isPrimitive()) {
            return false;
        }
        try {
            // ArchUnit does not know what classes outside of ours are assignable to.
            Class<?> loaded =
                    Class.forName(type.getName(), false, StaticMachinery.class.getClassLoader());
            while (loaded.isArray()) {
                loaded = loaded.getComponentType();
            }
            Class<?> element = loaded;
            return MACHINERY.stream().anyMatch(kind -> kind.isAssignableFrom(element));
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException("Cannot load " + type.getName(), e);
        }
    }

    private static void violated(ConditionEvents events, Object where, String what) {
        events.add(SimpleConditionEvent.violated(where, what));
    }
}
