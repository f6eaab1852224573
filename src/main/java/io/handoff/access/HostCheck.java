package io.handoff.access;

import io.handoff.http.Problem;
import io.handoff.http.ProblemAnswer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers only to the names of this machine. Without it, a page of any site could let its own name
 * resolve to 127.0.0.1 (DNS rebinding) and would have, as the same origin, all rights of a guest.
 */
@Singleton
final class HostCheck {

    /** After the checks of the address itself, before anything looks at the caller. */
    private static final int EARLY = 1150;

    private static final Pattern PORT = Pattern.compile(":\\d{0,5}$");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private final boolean enforced;
    private final Set<String> hosts;

    HostCheck(AccessSettings settings) {
        this.enforced = settings.mode().isEmpty() || settings.hosts().isPresent();
        this.hosts =
                settings.hosts().stream()
                        .flatMap(Set::stream)
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    void register(@Observes Filters filters) {
        if (enforced) {
            filters.register(this::check, EARLY);
        }
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        // The header itself: what a proxy adds to it could also come from a page.
        Stream<String> headers = request.headers().getAll(HttpHeaders.HOST).stream();
        Stream<String> authority =
                request.authority() == null
                        ? Stream.empty()
                        : Stream.of(request.authority().host());
        if (Stream.concat(headers, authority).allMatch(this::isOurs)) {
            context.next();
            return;
        }
        // A body is read and dropped, so that the connection stays usable.
        request.resume();
        ProblemAnswer.end(
                context,
                new Problem(
                        421,
                        "This server does not answer to that host name. Use localhost, or add the"
                                + " name to handoff.access.hosts.",
                        Map.of()));
    }

    boolean isOurs(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(name).matches() || hosts.contains(name);
    }
}
