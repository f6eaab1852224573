package io.handoff.access;

import java.util.List;
import java.util.Optional;

/**
 * The credentials in a query, which must not reach access logs, error messages or traces.
 *
 * @param ticket of {@code ?ticket=}, or null
 * @param token of {@code ?access_token=}, or null
 * @param rest the query without them, or null if nothing is left
 */
record QuerySecrets(String ticket, String token, String rest) {

    static final List<String> NAMES = List.of("ticket", "access_token");

    private static final String TICKET = "ticket=";
    private static final String TOKEN = "access_token=";

    /** Empty if the query is null or contains no credentials. */
    static Optional<QuerySecrets> in(String query) {
        if (query == null || !query.contains(TICKET) && !query.contains(TOKEN)) {
            return Optional.empty();
        }
        String ticket = null;
        String token = null;
        StringBuilder rest = new StringBuilder();
        for (String pair : query.split("&")) {
            if (pair.startsWith(TICKET)) {
                ticket = pair.substring(TICKET.length());
            } else if (pair.startsWith(TOKEN)) {
                token = pair.substring(TOKEN.length());
            } else {
                rest.append(rest.isEmpty() ? "" : "&").append(pair);
            }
        }
        return ticket == null && token == null
                ? Optional.empty()
                : Optional.of(
                        new QuerySecrets(ticket, token, rest.isEmpty() ? null : rest.toString()));
    }

    /** The path with the rest of the query. */
    String without(String path) {
        return rest == null ? path : path + '?' + rest;
    }

    /** Omits the credentials, so that they never reach a log. */
    @Override
    public String toString() {
        return "QuerySecrets[rest=" + rest + ']';
    }
}
