package io.handoff.store.postgres;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.store.StoreCannotStart;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
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

    /** What the driver makes by a name in the URL. */
    private static final List<Class<?>> KINDS =
            List.of(
                    SocketFactory.class,
                    HostnameVerifier.class,
                    CallbackHandler.class,
                    AuthenticationPlugin.class,
                    PGXmlFactoryFactory.class);

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

        Set<String> shipped;
        try (JarFile classes = new JarFile(jar.toFile())) {
            shipped =
                    classes.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.matches("org/postgresql/.*[.]class"))
                            .map(name -> name.replace('/', '.').replace(".class", ""))
                            .filter(UrlClassesTest::mayBeNamed)
                            .collect(Collectors.toCollection(TreeSet::new));
        }

        assertEquals(shipped, registered);
    }

    /** The driver calls it with nothing, with a text, or with the parameters of the URL. */
    private static boolean isForTheDriver(Constructor<?> constructor) {
        Class<?>[] parameters = constructor.getParameterTypes();
        return parameters.length == 0
                || parameters.length == 1
                        && (parameters[0] == String.class || parameters[0] == Properties.class);
    }

    private static boolean mayBeNamed(String name) {
        try {
            Class<?> type = Class.forName(name, false, Driver.class.getClassLoader());
            return KINDS.stream().anyMatch(kind -> kind.isAssignableFrom(type))
                    && !Modifier.isAbstract(type.getModifiers())
                    && !type.isAnonymousClass()
                    && Arrays.stream(type.getDeclaredConstructors())
                            .anyMatch(UrlClassesTest::isForTheDriver);
        } catch (ClassNotFoundException | LinkageError e) {
            // For an optional library that is not here.
            return false;
        }
    }
}
