package io.handoff.store.postgres;

import io.handoff.store.StoreCannotStart;
import java.sql.SQLException;

/** Why a start stops at the database, each in one line that names the setting to look at. */
final class StartRefusals {

    private static final String URL = "QUARKUS_DATASOURCE_POSTGRES_JDBC_URL";
    private static final String USER = "QUARKUS_DATASOURCE_POSTGRES_USERNAME";
    private static final String PASSWORD = "QUARKUS_DATASOURCE_POSTGRES_PASSWORD";
    private static final String PREFIX = "jdbc:postgresql:";

    private StartRefusals() {}

    static void check(PostgresSettings server) {
        String url = server.jdbc().url().orElse("");
        if (url.isBlank()) {
            throw new StoreCannotStart(
                    "handoff.store is 'postgres', but "
                            + URL
                            + " is not set: jdbc:postgresql://host:5432/database.");
        }
        if (!url.startsWith(PREFIX)) {
            throw new StoreCannotStart(
                    URL + " must start with " + PREFIX + "//host:5432/database.");
        }
        UrlClasses.check(url, URL);
    }

    static StoreCannotStart refusal(PostgresSettings server, SQLException failure) {
        return new StoreCannotStart(line(server, failure), failure);
    }

    private static String line(PostgresSettings server, SQLException failure) {
        String place = place(server.jdbc().url().orElseThrow());
        String said = Failures.text(failure);
        String state = Failures.state(failure);
        if (state.startsWith("28") || said.contains("password")) {
            return "PostgreSQL at "
                    + place
                    + " refuses the user: "
                    + said
                    + ". Check "
                    + USER
                    + " and "
                    + PASSWORD
                    + '.';
        }
        return switch (state) {
            case "3D000" ->
                    "PostgreSQL at "
                            + place
                            + " has no such database: "
                            + said
                            + ". Make it, or"
                            + " change "
                            + URL
                            + '.';
            case "42501" ->
                    "PostgreSQL at "
                            + place
                            + " does not let the user make tables: "
                            + said
                            + ". GRANT CREATE ON SCHEMA to it, or change "
                            + USER
                            + '.';
            default ->
                    Failures.isGone(failure)
                            ? "PostgreSQL at "
                                    + place
                                    + " can't be reached: "
                                    + said
                                    + ". Is it running? Otherwise check "
                                    + URL
                                    + '.'
                            : "PostgreSQL at "
                                    + place
                                    + " can't be used: "
                                    + said
                                    + ". Check "
                                    + URL
                                    + '.';
        };
    }

    /** Without parameters, among which may be a password. */
    private static String place(String url) {
        String place = url.substring(PREFIX.length()).replaceFirst("\\?.*", "");
        return place.replaceFirst("^//", "");
    }
}
