package io.handoff.live;

import static io.restassured.RestAssured.given;

import io.handoff.access.Issuer;
import io.handoff.access.JwtMode;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A server whose tokens end to the second, and whose limits are soon reached. */
public class ShortTokens extends JwtMode {

    static final Duration HOUR = Duration.ofHours(1);

    private static final Issuer ISSUER = Issuer.hs256();

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("handoff.live.token-grace", "100ms");
        settings.put("handoff.live.presence-delay", "10ms");
        settings.put("handoff.live.max-subscriptions", "3");
        settings.put("handoff.live.max-connections-per-user", "100");
        settings.put("handoff.channels.max-data-size", "1K");
        return settings;
    }

    /** A token that ends after that time, rounded down to a second. */
    static String token(Duration life, String name, String... roles) {
        return ISSUER.token(
                Map.of(
                        "sub",
                        name,
                        "exp",
                        Instant.now().plus(life).getEpochSecond(),
                        "groups",
                        List.of(roles)));
    }

    /** A call with that token. */
    static RequestSpecification call(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    /** The documented address, with a ticket for that token. */
    static URI address(int port, String token) {
        String ticket =
                call(token).post("/tickets").then().statusCode(201).extract().path("ticket");
        return URI.create(
                "ws://localhost:"
                        + port
                        + AsyncApi.DOCUMENT.path()
                        + '?'
                        + AsyncApi.DOCUMENT.ticketName()
                        + '='
                        + ticket);
    }
}
