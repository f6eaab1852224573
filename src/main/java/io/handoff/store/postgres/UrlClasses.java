package io.handoff.store.postgres;

import io.handoff.store.StoreCannotStart;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The classes that a JDBC URL may name. The driver makes them by reflection, which a native image
 * has to know beforehand: those that the driver brings are registered here, and any other must be
 * on the class path.
 */
@RegisterForReflection(
        classNames = {
            "org.postgresql.ssl.DefaultJavaSSLFactory",
            "org.postgresql.ssl.LibPQFactory",
            "org.postgresql.ssl.jdbc4.LibPQFactory",
            "org.postgresql.ssl.NonValidatingFactory",
            "org.postgresql.ssl.SingleCertValidatingFactory",
            "org.postgresql.ssl.PGjdbcHostnameVerifier",
            "org.postgresql.ssl.LibPQFactory$ConsoleCallbackHandler",
            "org.postgresql.xml.DefaultPGXmlFactoryFactory",
            "org.postgresql.xml.LegacyInsecurePGXmlFactoryFactory"
        },
        fields = false)
final class UrlClasses {

    /** The parameters whose value is the name of a class. */
    private static final Set<PGProperty> PARAMETERS =
            Set.of(
                    PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME,
                    PGProperty.SOCKET_FACTORY,
                    PGProperty.SSL_FACTORY,
                    PGProperty.SSL_HOSTNAME_VERIFIER,
                    PGProperty.SSL_PASSWORD_CALLBACK,
                    PGProperty.XML_FACTORY_FACTORY);

    /** Values that the driver understands, and that name no class. */
    private static final Set<String> SHORT_NAMES =
            Set.of("PgjdbcHostnameVerifier", "LEGACY_INSECURE");

    private UrlClasses() {}

    /**
     * Refuses names of classes that are not there.
     *
     * @param setting the name of the setting that holds the URL
     * @throws StoreCannotStart in one line
     */
    static void check(String url, String setting) {
        Properties parameters = Driver.parseURL(url, new Properties());
        if (parameters == null) {
            // The driver says what is wrong with the URL when it connects.
            return;
        }
        for (PGProperty parameter : PARAMETERS) {
            check(parameter, parameter.getOrDefault(parameters), setting);
        }
    }

    private static void check(PGProperty parameter, @Nullable String name, String setting) {
        if (name == null || name.isBlank() || SHORT_NAMES.contains(name)) {
            return;
        }
        try {
            Class.forName(name, false, Driver.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new StoreCannotStart(
                    setting
                            + " names the class "
                            + name
                            + " ("
                            + parameter.getName()
                            + "), which is not here. A native image has only those of the"
                            + " PostgreSQL driver, such as"
                            + " org.postgresql.ssl.DefaultJavaSSLFactory; on the JVM, add its jar"
                            + " to the class path.");
        }
    }
}
