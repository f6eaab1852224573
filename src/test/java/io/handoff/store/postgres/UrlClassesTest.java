package io.handoff.store.postgres;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.handoff.store.StoreCannotStart;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import javax.net.ssl.HostnameVerifier;
import javax.security.auth.callback.CallbackHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.xml.PGXmlFactoryFactory;

class UrlClassesTest {

    private static final String URL = "jdbc:postgresql://localhost:5432/handoff?";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sslmode=require&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
                "sslfactory=org.postgresql.ssl.NonValidatingFactory",
                "sslhostnameverifier=PgjdbcHostnameVerifier",
                "sslpasswordcallback=org.postgresql.ssl.LibPQFactory$ConsoleCallbackHandler",
                "xmlFactoryFactory=LEGACY_INSECURE",
                "socketFactory=io.handoff.store.postgres.UrlClasses"
            })
    void shouldTakeClassesThatAreHere(String parameters) {
        assertDoesNotThrow(() -> UrlClasses.check(URL + parameters, "SETTING"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslfactory",
                "socketFactory",
                "sslhostnameverifier",
                "sslpasswordcallback",
                "authenticationPluginClassName",
                "xmlFactoryFactory"
            })
    void shouldRefuseClassesThatAreNotHereInOneLine(String parameter) {
        String url = URL + "password=geheim&" + parameter + "=com.example.Missing";

        String line =
                assertThrows(StoreCannotStart.class, () -> UrlClasses.check(url, "SETTING"))
                        .getMessage();

        assertTrue(
                line.startsWith("SETTING names the class com.example.Missing (" + parameter + ")"),
                line);
        assertFalse(line.contains("geheim") || line.contains("\n"), line);
    }

    /** For a native image, which has only what is registered. */
    @Test
    void shouldRegisterEveryClassOfTheDriverThatAUrlMayName() throws Exception {
        Path jar =
                Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<String> registered =
                Arrays.stream(
                                UrlClasses.class
                                        .getAnnotation(RegisterForReflection.class)
                                        .classNames())
                        .collect(Collectors.toCollection(TreeSet::new));

        Set<String> shipped =
                new ClassFileImporter()
                        .importJar(new JarFile(jar.toFile())).stream()
                                .filter(UrlClassesTest::mayBeNamed)
                                .map(JavaClass::getName)
                                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(shipped, registered);
    }

    private static boolean mayBeNamed(JavaClass type) {
        boolean made =
                !type.getModifiers().contains(JavaModifier.ABSTRACT)
                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                        || type.getSimpleName().equals("ConsoleCallbackHandler");
        return made
                && !type.isInterface()
                && (type.isAssignableTo(SocketFactory.class)
                        || type.isAssignableTo(HostnameVerifier.class)
                        || type.isAssignableTo(CallbackHandler.class)
                        || type.isAssignableTo(AuthenticationPlugin.class)
                        || type.isAssignableTo(PGXmlFactoryFactory.class));
    }
}
