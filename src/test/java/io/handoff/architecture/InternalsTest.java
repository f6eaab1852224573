package io.handoff.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names the internals of others that the service depends on. If an upgrade changes one, the test
 * with its name fails; mend it in {@code io.handoff.internals}.
 */
class InternalsTest {

    static Stream<String> used() {
        return Stream.of(
                "com.fasterxml.jackson.core.JsonFactory#_getBufferRecycler",
                "io.netty.channel.Channel#unsafe",
                "io.netty.channel.Channel$Unsafe#outboundBuffer",
                "io.netty.channel.ChannelOutboundBuffer#currentProgress",
                "io.quarkus.arc.impl.ArcContainerImpl#getObservers",
                "io.vertx.core.net.impl.ConnectionBase#channel",
                "io.vertx.core.net.impl.ConnectionBase#channelHandlerContext",
                "sun.misc.Signal#<init>",
                "sun.misc.Signal#handle");
    }

    @ParameterizedTest
    @MethodSource("used")
    void shouldStillBeThere(String internal) throws ClassNotFoundException {
        String[] names = internal.split("#");
        Class<?> owner = Class.forName(names[0]);

        assertTrue(
                names[1].equals("<init>")
                        || Arrays.stream(owner.getMethods())
                                .anyMatch(method -> method.getName().equals(names[1])),
                () -> internal + " is gone: see what replaces it in this version");
    }

    @Test
    void shouldNameEveryInternalThatIsUsed() {
        Set<String> found =
                StreamSupport.stream(
                                new ClassFileImporter()
                                        .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                                        .importPackages(Internals.PACKAGE)
                                        .spliterator(),
                                false)
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .map(JavaAccess::getTarget)
                        .filter(Internals::isInternal)
                        .map(InternalsTest::name)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(used().collect(Collectors.toCollection(TreeSet::new)), found);
    }

    private static String name(AccessTarget target) {
        return target.getOwner().getName() + '#' + target.getName();
    }
}
