package io.handoff.access;

import java.util.List;
import java.util.Optional;

/**
 * What stands in a query and must not be seen by anybody else: not by the access log, not in an
 * error, not in a trace.
 *
 * @param ticket of {@code ?ticket=}, or null
 * @param token of {@code ?access_token=}, or null
 * @param rest the query without them, or null if there is nothing left
 */
record QuerySecrets(String ticket, String token, String rest) {

    static final List<String> NAMES = List.of("ticket", "access_token");

    private static final String TICKET = "ticket=";
    private static final String TOKEN = "access_token=";

    /** Empty if the query (or null) has no secrets: then there is nothing to take off. */
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

    /** The path and what is left of the query. */
    String without(String path) {
        return rest == null ? path : path + '?' + rest;
    }

    /** Without the secrets, in case somebody logs this. */
    @Override
    public String toString() {
        return "QuerySecrets[rest=" + rest + ']';
    }
}
