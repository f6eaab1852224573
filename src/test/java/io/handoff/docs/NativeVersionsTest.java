package io.handoff.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Versions with which the native image is known to compile; the reason is in the POM. */
class NativeVersionsTest {

    private static final Set<String> NETTY =
            Set.of("4.1.133.Final", "4.1.134.Final", "4.1.135.Final");

    /** To raise it, build the native image first, with a native compiler. */
    @Test
    void shouldHaveANettyThatCompilesNatively() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        Matcher version = Pattern.compile("<netty.version>(.*)</netty.version>").matcher(pom);

        assertTrue(version.find(), "the POM manages Netty's version");
        assertTrue(
                NETTY.contains(version.group(1)),
                () ->
                        "Netty "
                                + version.group(1)
                                + " is not known to compile to a native image with this Quarkus;"
                                + " known: "
                                + NETTY);
    }
}
